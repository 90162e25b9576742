"""The words of a circuit: its owners, delays, ladders and lists of reasons, in French.

Pure: reads `definition` and `acts`; knows no row. Used by the registers, the circuit
editor and what it says would break (circuits.md 3, 5 and 11).
"""

from __future__ import annotations

from collections.abc import Iterable

from circuits.acts import ACTS, ROLES
from circuits.definition import RungRule
from participation.french import plural, sentence_case, working_days

# What a rung is (circuits.md 5): only relances are counted in public.
RUNG_KINDS = {
    "avis": "avis",
    "relance": "relance",
    "notice": "information du conseil",
    "auto": "acte de la plateforme",
}
PARTIES = {
    **ROLES,
    "city": "la Ville",
    "councils": "les conseils",
    "service": "le service pilote",
    "head": "la ou le chef de service",
}
UNITS = {"wd": "jours ouvrés", "days": "jours", "months": "mois"}
LADDERS = {
    "service": "Service",
    "head": "Chef de service",
    "agency": "Agence",
    "elected": "Élue ou élu référent",
    "referent": "Conseil",
    "promise": "Promesse de la Ville",
    "side": "Obligations annexes de l’Agence",
    "commitment": "Engagement de la Ville",
    "complement": "Conseil, pour répondre à une question",
    "meeting": "Avant une rencontre",
    "third_party": "Attente d’un autre organisme",
    "associate": "Service consulté",
    "council": "Conseil, pour accuser réception d’une offre",
    "answer": "Conseil, pour répondre à une offre",
}
REASON_LISTS = {
    "refusal_reasons": "Motifs de refus",
    "cancellation_reasons": "Motifs d’annulation",
    "abandon_reasons": "Motifs d’abandon d’un engagement",
    "extension_reasons": "Motifs de prolongation",
    "barring_reasons": "Motifs d’irrecevabilité",
}


def party(code: str) -> str:
    """Who owes or receives, as a role."""
    return PARTIES.get(code, code)


def ladder_name(code: str) -> str:
    """Whose reminders these are."""
    return LADDERS.get(code, code)


def reason_list(key: str, kind: str = "") -> str:
    """« Motifs de refus »; an offre has no refusal: its list says why it is cancelled."""
    if kind == "offre" and key == "refusal_reasons":
        key = "cancellation_reasons"
    return REASON_LISTS.get(key, f"Motifs « {key.removesuffix('_reasons')} »")


def rung_code(code: str) -> str:
    """« r4 », « p+10 »; the codes that are words are said in French."""
    said = {
        "lapse": "clôture",
        "silence": "sans réponse",
        "term": "reprise du délai",
        "asleep": "mise en sommeil",
    }
    return said.get(code, code)


def offset(count: int, unit: str) -> str:
    """« 5 jours ouvrés avant la date », « à la date », « à l’attribution »."""
    if unit == "start":
        return "à l’attribution"
    if count == 0:
        return "à la date"
    span = working_days(abs(count)) if unit == "wd" else plural(abs(count), "jour")
    return f"{span} {'avant' if count < 0 else 'après'} la date"


def side_of_date(count: int, unit: str) -> str:
    """« jours ouvrés avant la date »: what stands after a number that is chosen."""
    return f"{UNITS.get(unit, '')} {'avant' if count < 0 else 'après'} la date"


def rung_title(code: str, kind: str) -> str:
    """« Relance r4 », « Avis r1 »; a code that only tells an old offset is left out."""
    name = RUNG_KINDS.get(kind, kind)
    title = sentence_case(name)
    return f"{title} {code}" if code[:1] == "r" else title


def delay(count: int, unit: str) -> str:
    """« 17 jours ouvrés », « 30 jours », « 3 mois », or a day that somebody chooses."""
    if unit == "wd":
        return working_days(count)
    if unit == "date":
        return "date choisie"
    return plural(count, "jour") if unit == "days" else plural(count, "mois", "mois")


def act(code: str) -> str:
    """The words of its button."""
    return ACTS[code].label if code in ACTS else code


def rungs(rules: Iterable[RungRule]) -> list[dict[str, str]]:
    """A ladder in words: when, what, to whom."""
    return [
        {
            "code": rung_code(rule.code),
            "when": offset(rule.offset, rule.unit),
            "kind": RUNG_KINDS.get(rule.kind, rule.kind),
            "to": ", ".join(party(role) for role in rule.to) or "–",
        }
        for rule in rules
    ]
