"""« Le fil » in each of its forms: examples of `circuits.fil`, as of `today`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from circuits.fil import Ahead, FilData, Knot, Lane, LanesData, Span, Tick, draw_line


def threads(today: date) -> list[dict[str, Any]]:
    """Each with its name and its data: what `fil` and the line of a card draw."""
    made = {
        "Dans les temps": _on_time(today),
        "En retard, relancée trois fois": _late(today),
        "Délai suspendu : la Ville a posé une question au conseil": _paused(today),
        "Répondue, puis close": _closed(today),
        "Déposée ce jour": _new(today),
    }
    return [
        {"name": name, "data": data, "line": draw_line(data).svg} for name, data in made.items()
    ]


def lines(today: date) -> list[dict[str, Any]]:
    """Several lines on one scale, as the page of a council lays them."""
    window = (today - timedelta(days=130), today)
    return [
        {"url": "#le-fil", "label": label, "svg": drawn.svg, "text": drawn.facts[0]}
        for label, data in (
            ("Demande 2026-041", _late(today)),
            ("Demande 2026-044", _on_time(today)),
            ("Demande 2026-038", _closed(today)),
        )
        for drawn in [draw_line(data, window=window)]
    ]


def lanes(today: date) -> LanesData:
    """An offer sent to four councils, one of each end."""

    def ago(days: int) -> date:
        return today - timedelta(days=days)

    def lane(name: str, accent: int, **fields: Any) -> Lane:
        return Lane(
            name=name, accent=accent, sent=ago(60), due=ago(15), **{"ticks": (), **fields}
        )

    return LanesData(
        city=[Span(side="city", start=ago(75), end=ago(60), label="Relecture")],
        lanes=[
            lane(
                "Drouot – Barbanègre", 1, acknowledged=ago(55), ended=ago(25), end="answered",
                label="Avis favorable",
            ),
            lane(
                "Bourtzwiller", 2, acknowledged=ago(50), ended=ago(8), end="late",
                ticks=[Tick(on=ago(20), label="Rappel")], label="Réponse après la date",
            ),
            lane(
                "Les Coteaux", 5, acknowledged=None, ended=ago(15), end="silent",
                label="Sans réponse à la date",
            ),
            lane(
                "Rebberg", 6, acknowledged=ago(45), ended=None, end="", label="En discussion",
                ticks=[Tick(on=ago(3), label="Rappel")],
            ),
        ],
        knots=[Knot(on=ago(60), side="city", label="Envoi")],
        ahead=[Ahead(due=today + timedelta(days=20), side="city", label="Suites données")],
        today=today,
        closed=None,
    )  # fmt: skip


def _on_time(today: date) -> FilData:
    start = today - timedelta(days=30)
    read = today - timedelta(days=25)
    taken = today - timedelta(days=20)
    due = today + timedelta(days=12)
    return FilData(
        spans=[
            Span(side="city", start=start, end=read, label="Qualification"),
            Span(side="city", start=read, end=taken, label="Attribution"),
            Span(side="city", start=taken, end=None, label="Instruction", due=due),
        ],
        knots=[
            Knot(on=start, side="council", label="Dépôt"),
            Knot(on=read, side="city", label="À l’étude"),
        ],
        ticks=[],
        ahead=[
            Ahead(due=due, side="city", label="Projet de réponse"),
            Ahead(due=today + timedelta(days=31), side="city", label="Réponse promise"),
        ],
        today=today,
    )


def _late(today: date) -> FilData:
    start, due = today - timedelta(days=120), today - timedelta(days=58)
    return FilData(
        spans=[
            Span(
                side="city", start=start, end=None, label="Instruction", due=due, late_from=due
            )
        ],
        knots=[Knot(on=start, side="council", label="Dépôt")],
        ticks=[
            Tick(on=due + timedelta(days=days), label=f"Relance {rung}")
            for rung, days in enumerate((3, 17, 38), start=1)
        ],
        ahead=[Ahead(due=due, side="city", label="Réponse promise")],
        today=today,
    )


def _paused(today: date) -> FilData:
    start, asked = today - timedelta(days=40), today - timedelta(days=10)
    return FilData(
        spans=[
            Span(side="city", start=start, end=asked, label="Instruction"),
            Span(
                side="council", start=asked, end=None, label="Question au conseil", paused=True
            ),
        ],
        knots=[
            Knot(on=start, side="council", label="Dépôt"),
            Knot(on=asked, side="council", label="Question au conseil"),
        ],
        ticks=[],
        ahead=[
            Ahead(due=today + timedelta(days=11), side="council", label="Réponse à la question")
        ],
        today=today,
    )


def _closed(today: date) -> FilData:
    start, answered = today - timedelta(days=110), today - timedelta(days=62)
    closed = today - timedelta(days=45)
    return FilData(
        spans=[
            Span(side="city", start=start, end=answered, label="Instruction"),
            Span(side="council", start=answered, end=closed, label="Répondue"),
        ],
        knots=[
            Knot(on=start, side="council", label="Dépôt"),
            Knot(on=answered, side="council", label="Répondue"),
            Knot(on=closed, side="council", label="Clôture"),
        ],
        ticks=[],
        ahead=[],
        today=today,
    )


def _new(today: date) -> FilData:
    due = today + timedelta(days=7)
    return FilData(
        spans=[Span(side="city", start=today, end=None, label="Qualification", due=due)],
        knots=[Knot(on=today, side="council", label="Dépôt")],
        ticks=[],
        ahead=[
            Ahead(due=due, side="city", label="Qualification"),
            Ahead(due=today + timedelta(days=60), side="city", label="Réponse promise"),
        ],
        today=today,
    )
