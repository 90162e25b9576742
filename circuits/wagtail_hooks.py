"""What the circuits add to the back office: the registers, and what is late."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from circuits.panels import LatePanel
from circuits.registers import Registers

modeladmin_register(Registers)


@hooks.register("construct_homepage_panels")
def add_late_panel(request: HttpRequest, panels: list[Any]) -> None:
    """The first screen of the Agence begins with what is late."""
    panels.append(LatePanel())
