"""The records of the demonstration's content. No logic, no Django.

Days are calendar days of ordinary weeks, `deposited_days_ago` from today, `Step.day`
from the deposit; `seed_moments` plays five worked days for seven of them. Hours are local (Europe/Paris). Long texts separate their paragraphs with
an empty line. A `key` is stable: other records point at it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Seat = Literal["referent", "deputy", "member"]
College = Literal["inhabitant", "association", "shop"]
Channel = Literal["voice", "paper", "mail"]
Circuit = Literal["ordinary", "short"]
Outcome = Literal["accepted", "partial", "refused", "deferred"]
ReasonCode = Literal[
    "competence",
    "cost",
    "law_safety",
    "contrary_to_project",
    "technical",
    "already_planned",
]
Act = Literal[
    "deposit",
    "proofread",
    "qualify",
    "accept_attribution",
    "decline_attribution",
    "transmit_answer",
    "approve_service",
    "request_changes_service",
    "approve_elected",
    "request_changes_elected",
    "acknowledge_answer",
    "milestone_report",
    "answer_directly",
    "ask_complement",
    "answer_complement",
    "schedule_meeting",
    "report_meeting",
    "ask_wait",
    "confirm_wait",
    "extend",
    "propose_transfer",
    "reassign",
    "hand_over",
    "ask_opinion",
    "give_opinion",
    "ask_precision",
    "ask_reasons",
    "declare_done",
    "confirm_done",
    "abandon_commitment",
    "transfer",
    "merge",
    "withdraw",
    "ask_barring",
    "confirm_barring",
    "close_dormant",
    "hide_text",
    "show_text",
    "reopen",
    "resume",
    "refuse_wait",
    "keep_service",
    "refuse_barring",
    "refuse_done",
    "report_call",
]
# `A3_question`, `_meeting` and `_waiting`: the clock stands still (circuits.md 6);
# `A3_dormant`: the council was asked, and is silent.
State = Literal[
    "draft",
    "A1",
    "A1_late",
    "A1_question",
    "A2",
    "A2_late",
    "A3",
    "A3_due_soon",
    "A3_late",
    "A3_promise_missed",
    "A3_question",
    "A3_meeting",
    "A3_waiting",
    "A3_dormant",
    "A4",
    "A4_late",
    "A5",
    "A5_late",
    "A6",
    "A7",
    "A7_late",
    "A7_commitment_late",
    "E1",
    "E2",
    "E3",
    "E4",
    "E5",
    "E6",
    "E7",
    "E8",
    "E9",
]
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person; without `email`, `relay` names who receives for them."""

    key: str
    first_name: str
    last_name: str
    email: str | None
    relay: str | None = None


@dataclass(frozen=True, slots=True)
class CouncilSeat:
    """A mandate of `since_months` months; `show_name`: agrees to a public name.

    `portrait`: the key of a picture, of somebody who agrees to it. `college` and
    `represents`: the association or the shop for which the person sits.
    """

    person: str
    council: str
    seat: Seat
    since_months: int
    show_name: bool = False
    portrait: str | None = None
    college: College = "inhabitant"
    represents: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectedOfficial:
    """An élu référent: `title` follows the name on a signature line."""

    person: str
    title: str
    delegation: str
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgencyMember:
    """Somebody of the Agence; `is_head` is its direction (circuits.md 5)."""

    person: str
    function: str
    is_head: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What a demande is about; `icon` is an id of static/img/sprite.svg."""

    key: str
    name: str
    icon: str
    description: str


@dataclass(frozen=True, slots=True)
class Directorate:
    """A directorate of the town; `director` is a key of `people`."""

    key: str
    name: str
    director: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A city service; `domain` is how the public page names what it does."""

    key: str
    name: str
    domain: str
    directorate: str
    mailbox: str
    phone: str
    address: str
    head: str
    holder: str
    deputy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """A council; `ring` is its outer ring, (longitude, latitude), WGS 84, closed."""

    key: str
    name: str
    quartiers: tuple[str, ...]
    founded: date
    accent: int
    meeting_place: str
    meeting_address: str
    summary: str
    presentation: str
    picture: str
    ring: Ring


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerCouncil:
    """A council that was dissolved the day the council of key `became` was founded."""

    key: str
    name: str
    became: str
    founded: date
    summary: str
    presentation: str


@dataclass(frozen=True, slots=True)
class Commission:
    """A commission thématique; `lead` is a member of the same council."""

    key: str
    council: str
    theme: str
    name: str
    lead: str
    purpose: str = ""
    joining: str = ""


@dataclass(frozen=True, slots=True)
class Milestone:
    """`planned_in_months` counts from the day of the act that announces it."""

    label: str
    planned_in_months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Days count, as `Step.day`, from the deposit.

    `deferred_to_day` is the last day of « à l’étude jusqu’au ».
    """

    outcome: Outcome
    summary: str
    body: str
    signatory: str
    decided_by: str
    decided_on_day: int
    next_steps: str
    reason_code: ReasonCode | None = None
    reason: str | None = None
    alternative: str | None = None
    milestone: Milestone | None = None
    deferred_to_day: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One act; the keyword fields are those that the act needs.

    `by` does the act, or records it `on_behalf_of` somebody who did it by `channel`.
    `service` is the one that the act chooses, proposes, or asks for its opinion.
    `text` is what the act says: a reason, a question, an answer, a report, a letter.
    `milestone` moves the date of the commitment, whose words stay. `on` is the day that
    the act names, from the deposit: an answer awaited, a meeting, a letter. `name` is a
    third party, an authority or a place, `code` a coded reason, `months` those of an
    extension, `target` the key of the demande in which this one goes on.
    """

    day: int
    hour: str
    act: Act
    by: str
    on_behalf_of: str | None = None
    channel: Channel | None = None
    service: str | None = None
    holder: str | None = None
    deputy: str | None = None
    elected: str | None = None
    text: str | None = None
    answer: Answer | None = None
    milestone: Milestone | None = None
    on: int | None = None
    name: str | None = None
    code: str | None = None
    months: int | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoRequest:
    """A demande; a draft has no `deposited_days_ago` and no step.

    Without `meeting_days_before` (days before the deposit, or before today for a
    draft) it was « décidé entre deux réunions ». `origin` is the key of the offer that
    it comes from. `state` is where the scenario leads.
    """

    key: str
    council: str
    theme: str
    state: State
    author: str
    title: str
    need: str
    asked: str
    quartier: str
    place: str
    point: tuple[float, float] | None = None
    meeting_days_before: int | None = None
    circuit: Circuit = "ordinary"
    service: str | None = None
    elected: str | None = None
    origin: str | None = None
    deposited_days_ago: int | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing of `images/`: `file` is the PNG, the SVG has the same stem."""

    key: str
    file: str
    alt: str
    title: str


@dataclass(frozen=True, slots=True)
class Section:
    """`items` is a list shown after the paragraphs, numbered if `ordered`.

    What the site knows by itself comes last: the `circuit` of a message (« demande »), the
    `reasons` of one (« demande:refusal_reasons »), a group of legal `facts`. Where the
    heading is empty, it follows on what stands above. `links` are (words, address).
    """

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    ordered: bool = False
    circuit: str = ""
    reasons: str = ""
    facts: str = ""
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorialPage:
    """A page of text; its address is `/<slug>/`, below the page `parent` if any."""

    slug: str
    title: str
    intro: str
    sections: tuple[Section, ...]
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """« De l’idée au banc »: `demande` is the key of the one that it tells."""

    slug: str
    title: str
    demande: str
    intro: str
    picture: str
    conclusion: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary; `forms` are its other spellings, with commas."""

    name: str
    definition: str
    forms: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """A way in from the home page: `path` is an address of the site."""

    heading: str
    text: str
    link_label: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeTexts:
    """The words of the home page; lists and figures come from the dossiers."""

    title: str
    lead: str
    picture: str
    doors: tuple[Door, ...]
    now_title: str
    now_intro: str
    figures_title: str
    figures_note: str
    councils_title: str
    councils_intro: str
    results_title: str
    results_intro: str
    projects_title: str
    projects_intro: str
    search_label: str
    search_hint: str
    demonstration_note: str
