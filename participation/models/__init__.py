"""One file per aggregate; what SQL can hold is a constraint."""

from participation.models.absences import Absence
from participation.models.accounts import User
from participation.models.calendar import ClosureDay
from participation.models.council_pages import CouncilIndexPage, CouncilPage, CouncilPaper
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
from participation.models.project_pages import ProjectIndexPage, ProjectPage
from participation.models.project_parts import (
    ProjectChange,
    ProjectPromise,
    ProjectStage,
    ProjectView,
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
from participation.models.works import WorksBudget, WorksLine

__all__ = [
    "Absence",
    "AgendaItem",
    "ClosureDay",
    "Commission",
    "Council",
    "CouncilIndexPage",
    "CouncilPage",
    "CouncilPaper",
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
    "ProjectChange",
    "ProjectIndexPage",
    "ProjectPage",
    "ProjectPromise",
    "ProjectStage",
    "ProjectView",
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
    "WorksBudget",
    "WorksLine",
]
