"""One file per aggregate; what SQL can hold is a constraint."""

from participation.models.absences import Absence
from participation.models.accounts import User
from participation.models.calendar import ClosureDay
from participation.models.councils import (
    Commission,
    Council,
    Mandate,
    Quarter,
    Territory,
    Theme,
)
from participation.models.mail import Mail, MailAttempt, MailSettlement
from participation.models.meetings import AgendaItem, Meeting, Minutes
from participation.models.pages import (
    CouncilIndexPage,
    CouncilPage,
    ProjectIndexPage,
    ProjectPage,
    ProjectStage,
)
from participation.models.returns import FailingAddress, MailReturn
from participation.models.sending import Instance, SendingStop
from participation.models.streets import Street
from participation.models.subscriptions import Subscriber, Subscription
from participation.models.town import (
    Directorate,
    ElectedOfficial,
    Service,
    TownSettings,
)

__all__ = [
    "Absence",
    "AgendaItem",
    "ClosureDay",
    "Commission",
    "Council",
    "CouncilIndexPage",
    "CouncilPage",
    "Directorate",
    "ElectedOfficial",
    "FailingAddress",
    "Instance",
    "Mail",
    "MailAttempt",
    "MailReturn",
    "MailSettlement",
    "Mandate",
    "Meeting",
    "Minutes",
    "ProjectIndexPage",
    "ProjectPage",
    "ProjectStage",
    "Quarter",
    "SendingStop",
    "Service",
    "Street",
    "Subscriber",
    "Subscription",
    "Territory",
    "Theme",
    "TownSettings",
    "User",
]
