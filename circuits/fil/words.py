"""The facts of a thread, one French sentence each, and its sum."""

from datetime import date

from circuits.fil.data import FilData, Side, Span, end_of, pieces_of
from participation.french import NBSP, THIN, long_date, plural, sentence_case, short_date


def lower(label: str) -> str:
    """A label in the middle of a sentence."""
    return label[:1].lower() + label[1:]


def _days(count: int) -> str:
    return plural(count, "jour") if count else "moins d’un jour"


def _period(start: date, end: date) -> str:
    if start == end:
        return f"Le {long_date(start)}"
    first = short_date(start) if start.year == end.year else long_date(start)
    return f"Du {first} au {long_date(end)}"


def _span_fact(span: Span, today: date, names: dict[Side, str]) -> str:
    end = end_of(span, today)
    when = _period(span.start, end)
    if span.end is None:
        when = f"Depuis le {long_date(span.start)}"
    words = [_days((end - span.start).days)]
    if span.paused:
        words.append("délai suspendu")
    if span.due:
        words.append(f"attendu au plus tard le {long_date(span.due)}")
    if span.side == "city" and span.late_from and span.late_from <= end:
        late = _days((end - span.late_from).days + 1)
        words.append(f"en retard à partir du {long_date(span.late_from)}, {late}")
    label = f", {lower(span.label.rstrip('.'))}" if span.label else ""
    return f"{when}{NBSP}: {lower(names[span.side])}{label} ({f'{THIN}; '.join(words)})."


def facts_of(data: FilData, names: dict[Side, str]) -> list[str]:
    """Every span, act, reminder and date of the picture, a sentence each, in order."""
    dated = [(s.start, 0, _span_fact(s, data.today, names)) for s in data.in_order]
    for point in data.points:
        if not point.label:
            continue
        lead = sentence_case(point.lead)
        words = f"{lead} {long_date(point.on)}{NBSP}: {point.label.rstrip('.')}."
        dated.append((point.on, 1, words))
    dated.sort(key=lambda fact: (fact[0], fact[1]))
    return [sentence for *_, sentence in dated]


def _held(data: FilData, side: Side) -> int:
    spans = [span for span in data.spans if span.side == side]
    return sum((end_of(span, data.today) - span.start).days for span in spans)


def sum_up(data: FilData, names: dict[Side, str]) -> str:
    """How long each side has held the dossier, and how long the city was late."""
    parts = [f"{names[side]}{NBSP}: {_days(_held(data, side))}" for side in names]
    late = sum((p.end - p.start).days + 1 for p in pieces_of(data) if p.look == "late")
    if late:
        parts[-1] += f", dont {late} en retard"
    return ", ".join(parts)
