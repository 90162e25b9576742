"""How a mail is laid out: the message before its words, its two parts, its buttons.

Knows no circuit and no event: `emails` and `offer_emails` say what happened,
`duty_letters` what is owed (circuits.md 10).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import css_inline
from django.conf import settings
from django.template.loader import render_to_string

from circuits.acts import ACTS
from circuits.addresses import act_path, private_path
from circuits.models import Dossier, Event, Obligation, OfferThread
from participation import outbox
from participation.french import short_date
from participation.models import TownSettings, User
from participation.working_days import WorkingCalendar


@dataclass
class Entry:
    """One dossier of a weekly mail: its name, what to say of it, its page."""

    label: str
    url: str
    lines: list[str]


@dataclass
class Group:
    """The dossiers of one council or one service; `more` says what was cut."""

    title: str
    entries: list[Entry]
    more: str = ""


@dataclass
class Message:
    """What a mail says, before it is laid out: the first line asks or tells."""

    code: str
    subject: str
    lead: str
    paragraphs: list[str] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    because: str = ""
    reference: str = ""
    # Only of mails about what their reader follows (circuits.md 13, P30).
    unsubscribe_url: str = ""
    # Where its reader, and no one else, says that it is not theirs (`mail_links`).
    not_mine_url: str = ""
    # The reader's thread, when it is not the dossier's.
    thread: str = ""


@dataclass(frozen=True)
class Telling:
    """What a notice is about: a dossier, the event, and with which words."""

    dossier: Dossier
    event: Event
    town: TownSettings
    calendar: WorkingCalendar
    # The council's way through an offer, when the notice is for that council.
    thread: OfferThread | None = None

    @property
    def words(self) -> str:
        """What the person wrote with the act; empty when nothing."""
        return self.event.text.body if self.event.text else ""


def absolute(path: str) -> str:
    """An address that works from a mail."""
    return f"{settings.SITE_URL}{path}"


def title_line(dossier: Dossier) -> str:
    """Number and title, for people who may read the dossier inside."""
    return f"{dossier.label} : {dossier.title}"


def prefixed(dossier: Dossier, subject: str, thread: OfferThread | None = None) -> str:
    """`[Demande 2026-041] …`, constant so that mails stay in one thread.

    To a council about an offre, its name is there too: one may speak for two.
    """
    label = f"{dossier.label} · {thread.council}" if thread else dossier.label
    return f"[{label}] {subject}"


def thread_of(dossier: Dossier, thread: OfferThread | None) -> str:
    """What the mails of one council about an offre are gathered under (circuits.md 10).

    One may speak for two councils: their mails are two conversations. Empty: the dossier's.
    """
    return f"{dossier.reference}.{thread.council.slug}" if thread else ""


def page_button(dossier: Dossier) -> tuple[str, str]:
    """The way to the page: the public one, or that of the space when it has none."""
    public = dossier.visibility == Dossier.Visibility.PUBLIC
    path = dossier.get_absolute_url() if public else dossier.private_url
    return ("Voir le dossier", absolute(path))


def render(message: Message, town: TownSettings) -> outbox.Letter:
    """Both parts of a mail from the one message."""
    context = {"message": message, "town": town, "site_url": settings.SITE_URL}
    html = render_to_string("emails/message.html", context)
    return outbox.Letter(
        code=message.code,
        subject=message.subject,
        text=render_to_string("emails/message.txt", context),
        html=css_inline.inline(html, load_remote_stylesheets=False),
        reference=message.reference,
        unsubscribe_url=message.unsubscribe_url,
        thread=message.thread,
    )


def because_of(role: str, town: TownSettings, replaces: User | None = None) -> str:
    """Why this person receives this mail: a post, one's own or that of `replaces`."""
    for_whom = f" en remplacement de {replaces}," if replaces else ""
    return f"Vous recevez ce message{for_whom} en tant que {ROLES_AS[role]} – {town.name}."


ROLES_AS = {
    "agency": "membre de l’Agence",
    "head": "responsable du service",
    "holder": "titulaire du dossier",
    "deputy": "suppléante ou suppléant du dossier",
    "mailbox": "service pilote",
    "elected": "élue ou élu référent",
    "referent": "référente ou référent du conseil",
    "referent_deputy": "suppléante ou suppléant du conseil",
    "directorate": "direction du service",
    "agency_direction": "direction de l’Agence",
    "general_direction": "direction générale",
    "associate": "service consulté",
}


def act_buttons(obligation: Obligation, most: int = 3) -> list[tuple[str, str]]:
    """A few buttons: the page, and acts that the circuit really has here."""
    dossier = obligation.dossier
    thread = obligation.thread
    buttons = [("Ouvrir le dossier", absolute(private_path(dossier, thread)))]
    if not obligation.principal or dossier.circuit is None:
        return buttons
    for code in dossier.circuit.rules.acts_from(obligation.step):
        if obligation.party not in ACTS[code].roles or ACTS[code].side:
            continue
        buttons.append((ACTS[code].label, absolute(act_path(ACTS[code], dossier, thread))))
    return buttons[:most]


def due_line(due_on: date) -> str:
    """« au plus tard le 13 mai » for subjects."""
    return f"au plus tard le {short_date(due_on)}"
