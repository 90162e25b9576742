"""The registers of the back office: read by the Agence, written by nobody."""

from wagtail_modeladmin.options import ModelAdminGroup

from circuits.registers.dossiers import DossierRegister
from circuits.registers.mails import MailRegister
from circuits.registers.record import EventRegister
from circuits.registers.reminders import ReminderRegister, SweepRegister
from circuits.registers.returns import FailingRegister, ReturnRegister
from circuits.registers.stops import StopRegister


class Registers(ModelAdminGroup):
    """The menu « Registres »."""

    menu_label = "Registres"
    menu_icon = "clipboard-list"
    menu_order = 120
    items = (
        DossierRegister,
        ReminderRegister,
        MailRegister,
        FailingRegister,
        ReturnRegister,
        EventRegister,
        SweepRegister,
        StopRegister,
    )


__all__ = ["Registers"]
