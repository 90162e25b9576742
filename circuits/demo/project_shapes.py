"""The records of the projects and of the works budgets. No logic, no Django.

Months count from today. A `key` is stable: other records point at it.
"""

from dataclasses import dataclass
from typing import Literal

StageState = Literal["done", "here", "to_come"]
Leader = Literal["council", "city", "both"]
PromiseState = Literal["waiting", "kept", "partly", "broken"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """`{mois}` in `date_text` stands for the month `months` away from today."""

    name: str
    state: StageState
    months: int
    date_text: str
    description: str
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """« Ce qui a changé », `months` away from today."""

    months: int
    text: str


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised, what became of it, and how."""

    promised: str
    state: PromiseState
    done: str


@dataclass(frozen=True, slots=True)
class View:
    """The keys of two pictures of one place; `after` may be to come."""

    place: str
    before: str
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Amounts in euros. `leader` says who carries it; without council, the town."""

    key: str
    title: str
    councils: tuple[str, ...]
    leader: Leader
    theme: str
    intro: str
    story: tuple[str, ...]
    stages: tuple[Stage, ...]
    announced_euros: int
    spent_euros: int
    amount_note: str
    demandes: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    pictures: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    views: tuple[View, ...] = ()
    promises: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksLine:
    """Amounts in euros; `request` is the key of the demande that asked for it."""

    label: str
    committed: int
    spent: float
    request: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Works:
    """The works budget of a council, `years_ago` from this one; `voted` in euros."""

    council: str
    years_ago: int
    voted: int
    lines: tuple[WorksLine, ...] = ()
    note: str = ""
