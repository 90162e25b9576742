"""The records of the demonstration's offers. No logic, no Django.

Days are calendar days of ordinary weeks, as in `shapes`: `submitted_days_ago` from
today, every other `day` from the submission. No text names a day of the week or a
month: the runner moves each day to a worked one. Long texts separate their paragraphs
with an empty line.
"""

from dataclasses import dataclass
from typing import Literal

from circuits.demo.shapes import Channel

OfferForm = Literal["opinion", "workshop", "visit", "codesign"]
ContributionKind = Literal["participates", "opinion", "no"]
FollowUpOutcome = Literal["kept", "partly", "not_kept"]
CancelCode = Literal["budget", "project_changed", "calendar", "law", "other"]
DocumentKind = Literal["pdf"]
OfferAct = Literal[
    "submit_offer",
    "request_offer_changes",
    "approve_offer",
    "return_offer",
    "send_offer",
    "acknowledge_offer",
    "answer_offer",
    "ask_question",
    "answer_question",
    "decline_offer",
    "add_council",
    "withdraw_council",
    "publish_follow_up",
    "publish_assessment",
    "ask_cancellation",
    "confirm_cancellation",
    "refuse_cancellation",
]
# `BC` is the consultation; `_soon`: its answer date is a few days away; `_asked`: a
# council waits for the town's answer to its question.
OfferState = Literal[
    "draft",
    "B0",
    "B1",
    "B1e",
    "BC",
    "BC_soon",
    "BC_asked",
    "B4",
    "B4_late",
    "B5",
    "B5_late",
    "F1",
    "F2",
    "F3",
    "F4",
]


@dataclass(frozen=True, slots=True)
class DemoDocument:
    """A small document that the runner draws: a title, then its paragraphs."""

    title: str
    kind: DocumentKind
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoContribution:
    """What a council answers: `body` is public and names nobody.

    `delegates` and `available` are read by the council and the City only. Without
    `met_days_before` (days before the act) it was « décidé entre deux réunions ».
    """

    kind: ContributionKind
    body: str
    delegates: str = ""
    available: str = ""
    met_days_before: int | None = None


@dataclass(frozen=True, slots=True)
class DemoFollowUp:
    """What the City made of one council's contribution, and why."""

    council: str
    outcome: FollowUpOutcome
    reason: str


@dataclass(frozen=True, slots=True)
class OfferStep:
    """One act; the keyword fields are those that the act needs.

    `by` does the act, or records it `on_behalf_of` somebody who did it by `channel`.
    `council` is the one whose thread the act is about; `councils` those that
    `add_council` adds. `text` is a request for changes, the words of a council that
    declines or asks, the town's reply, the general words of the suites, the bilan, or why an offer is cancelled;
    `fate` then says what becomes of the answers already given.
    """

    day: int
    hour: str
    act: OfferAct
    by: str
    council: str | None = None
    text: str | None = None
    answer: DemoContribution | None = None
    follow_ups: tuple[DemoFollowUp, ...] = ()
    reason_code: CancelCode | None = None
    fate: str | None = None
    on_behalf_of: str | None = None
    channel: Channel | None = None
    councils: tuple[str, ...] = ()
    elected: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoOffer:
    """An offer; a draft has no `submitted_days_ago` and no step.

    `councils` are those of the submission, without the ones added on the way. A draft
    counts `answer_day` from today. `event_day` is the day of the workshop or visit.
    `origin` is the key of the demande that it comes from.
    `state` is where the scenario leads.
    """

    key: str
    service: str
    theme: str
    state: OfferState
    author: str
    elected: str
    title: str
    proposal: str
    open_points: str
    decided_points: str
    form: OfferForm
    publication_plan: str
    place: str
    councils: tuple[str, ...]
    contact: str
    answer_day: int
    submitted_days_ago: int | None = None
    event_day: int | None = None
    origin: str | None = None
    documents: tuple[DemoDocument, ...] = ()
    steps: tuple[OfferStep, ...] = ()

    @property
    def deposited_days_ago(self) -> int | None:
        """The submission, under the name that a demande's scenario gives it."""
        return self.submitted_days_ago

    @property
    def meeting_days_before(self) -> int | None:
        """None: no meeting adopts an offer."""
        return None
