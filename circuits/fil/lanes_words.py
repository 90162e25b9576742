"""The facts of an offer's thread, one French sentence each, and its sum."""

from collections import Counter
from dataclasses import replace
from datetime import date

from circuits.fil.data import FilData
from circuits.fil.lanes_data import (
    Lane,
    LanesData,
    Moment,
    acts_of,
    city_of,
    last_day,
    moments_of,
    owed_by_city,
    state_of,
)
from circuits.fil.words import facts_of, lower, sum_up
from participation.french import NBSP, long_date, nearby_date, plural

LEADS = {"act": "Le", "now": "Aujourd’hui,", "due": "Au plus tard le"}
RANKS = {"act": 1, "now": 3, "due": 4}  # of one day: the acts, the times, today, what is owed

Dated = tuple[date, int, str]


def near_date(day: date, data: LanesData) -> str:
    """A date in the picture, with its year when it is not the obvious one."""
    return nearby_date(day, data.closed or data.today)


def _sentence(moment: Moment, words: str) -> str:
    return f"{LEADS[moment.kind]} {long_date(moment.on)}{NBSP}: {words}."


def _lane_facts(lane: Lane, today: date) -> list[Dated]:
    received, *moments = moments_of(lane, today)
    due = f"réponse attendue au plus tard le {long_date(lane.due)}"
    facts = [(lane.sent, 1, _sentence(received, f"{lane.name}, offre reçue, {due}"))]
    for moment in moments:
        words = f"{lane.name}, {lower(moment.words)}"
        if lane.end and moment is moments[-1]:
            words += f" ({_since(lane, today)} après l’envoi)"
        facts.append((moment.on, RANKS[moment.kind], _sentence(moment, words)))
    return facts


def _since(lane: Lane, today: date) -> str:
    days = (last_day(lane, today) - lane.sent).days
    return plural(days, "jour") if days else "moins d’un jour"


def _city_facts(data: LanesData, city_label: str) -> list[Dated]:
    acts = [*acts_of(data), *(Moment(a.due, "due", a.label) for a in owed_by_city(data))]
    facts = [(act.on, 0, _sentence(act, act.words.rstrip("."))) for act in acts]
    for span in data.city:
        alone = FilData(spans=[span], knots=[], ticks=[], ahead=[], today=data.today)
        facts += [(span.start, 2, fact) for fact in facts_of(alone, {"city": city_label})]
    return facts


def facts_of_lanes(data: LanesData, city_label: str) -> list[str]:
    """Everything that the picture shows, a sentence each, in the order of time."""
    dated = _city_facts(data, city_label)
    for lane in data.lanes:
        dated += _lane_facts(lane, data.today)
    dated.sort(key=lambda fact: fact[:2])
    return [sentence for *_, sentence in dated]


def facts_of_lane(lane: Lane, today: date) -> list[str]:
    """The facts of one council, in the order of time."""
    return [sentence for *_, sentence in _lane_facts(lane, today)]


def sum_up_lane(lane: Lane, today: date) -> str:
    """Where one council stands, and since when."""
    words = f"{lane.name}{NBSP}: {lower(state_of(lane))}"
    lead = "" if lane.end else f", réponse attendue au plus tard le {long_date(lane.due)}"
    return f"{words}, {_since(lane, today)} après l’envoi{lead}"


def sum_up_lanes(data: LanesData, city_label: str) -> str:
    """How many councils have answered or not, and how long the City was late."""
    counts = Counter(lane.end for lane in data.lanes)
    answered = counts["answered"] + counts["late"]
    told = [
        (answered, plural(answered, "réponse")),
        (counts["declined"], f"{counts['declined']}{NBSP}sans participation"),
        (counts["silent"], f"{counts['silent']}{NBSP}sans réponse à la date"),
        (counts["withdrawn"], plural(counts["withdrawn"], "offre retirée", "offres retirées")),
        (counts[""], f"{counts['']}{NBSP}en attente"),
    ]
    parts = ", ".join(words for count, words in told if count)
    title = f"{plural(len(data.lanes), 'conseil')}{NBSP}: {parts}"
    if not data.city:
        return title
    return f"{title}. {sum_up(replace(city_of(data), knots=[]), {'city': city_label})}"
