"""Amounts side by side: what was voted or announced, and what became of it. Pure.

Amounts are euros, never negative; shares are percentages of the longest bar of a
picture. Nothing here knows the database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from participation.french import NBSP, THIN

# A bar of an amount that is not zero is always seen.
THINNEST = Decimal("0.6")


def euros(amount: Decimal) -> str:
    """« 125 000 € », « 1 250,50 € »: cents only when there are some."""
    whole = amount == amount.to_integral_value()
    number = f"{amount:,.0f}" if whole else f"{amount:,.2f}"
    return f"{number.replace(',', THIN).replace('.', ',')}{NBSP}€"


@dataclass(frozen=True)
class Bar:
    """One bar: `kind` names its drawing, `length` is an SVG percentage (« 62.5% »)."""

    kind: str
    label: str
    amount: Decimal
    length: str

    @property
    def words(self) -> str:
        """The amount, as it is read."""
        return euros(self.amount)


def bars(amounts: Sequence[tuple[str, str, Decimal]], longest: Decimal) -> list[Bar]:
    """Bars of (kind, label, amount), as long as their share of `longest`."""
    return [
        Bar(kind, label, amount, _length(amount, longest)) for kind, label, amount in amounts
    ]


def _length(amount: Decimal, longest: Decimal) -> str:
    if not amount or not longest:
        return "0%"
    share = max(amount / longest * 100, THINNEST)
    return f"{min(share, Decimal(100)):.1f}%"


@dataclass(frozen=True)
class Money:
    """What a project announced and spent; `bars` compare them when both are known."""

    announced: Decimal | None
    spent: Decimal | None
    bars: list[Bar]
    sentence: str


def money_of(announced: Decimal | None, spent: Decimal | None) -> Money | None:
    """The money of a project, with one sentence; None when nothing is known."""
    if announced is None and spent is None:
        return None
    known = [
        (kind, label, amount)
        for kind, label, amount in (
            ("voted", "Annoncé", announced),
            ("spent", "Dépensé à ce jour", spent),
        )
        if amount is not None
    ]
    longest = max(amount for *_, amount in known)
    return Money(announced, spent, bars(known, longest), _sentence(announced, spent))


def _sentence(announced: Decimal | None, spent: Decimal | None) -> str:
    if announced is None or spent is None:
        return ""
    if spent > announced:
        more = euros(spent - announced)
        share = f", soit {percent(spent - announced, announced)} de plus" if announced else ""
        return f"Il a été dépensé {more} de plus que ce qui était annoncé{share}."
    if spent == announced:
        return "Tout ce qui était annoncé est dépensé."
    return f"Il reste {euros(announced - spent)} sur ce qui était annoncé."


def percent(part: Decimal, whole: Decimal) -> str:
    """« 12 % »; « moins de 1 % » rather than nothing."""
    share = part / whole * 100
    return f"moins de 1{NBSP}%" if 0 < share < 1 else f"{share:.0f}{NBSP}%"


@dataclass(frozen=True)
class WorksLine:
    """One work of a year."""

    label: str
    committed: Decimal
    spent: Decimal
    reference: str


@dataclass(frozen=True)
class WorksYear:
    """One year of a works budget."""

    year: int
    voted: Decimal
    note: str
    lines: tuple[WorksLine, ...]

    @property
    def committed(self) -> Decimal:
        """The sum of what its works commit."""
        return sum((line.committed for line in self.lines), Decimal(0))

    @property
    def spent(self) -> Decimal:
        """The sum of what was paid for its works."""
        return sum((line.spent for line in self.lines), Decimal(0))

    @property
    def over(self) -> str:
        """When more is committed than voted: said plainly."""
        more = self.committed - self.voted
        if more <= 0:
            return ""
        return f"{self.year} : il est engagé {euros(more)} de plus que ce qui a été voté."

    def bars(self, longest: Decimal) -> list[Bar]:
        """Voted, committed, spent, on the scale of all the years shown."""
        return bars(
            [
                ("voted", "Voté", self.voted),
                ("committed", "Engagé", self.committed),
                ("spent", "Dépensé", self.spent),
            ],
            longest,
        )


def longest_of(years: Sequence[WorksYear]) -> Decimal:
    """The amount that takes the whole width of the picture."""
    return max((max(y.voted, y.committed, y.spent) for y in years), default=Decimal(0))
