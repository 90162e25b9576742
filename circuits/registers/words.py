"""The words of the registers for codes that no other screen shows."""

from __future__ import annotations

from collections.abc import Iterable

from circuits.actions.obligations import ladder_of
from circuits.acts import ROLES
from circuits.definition import RungRule
from circuits.letters import ROLES_AS
from circuits.models import Dossier, End, Obligation, Rung
from participation.french import plural, working_days

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


def party(code: str) -> str:
    """Who owes or receives, as a role."""
    return PARTIES.get(code, code)


def step_name(dossier: Dossier) -> str:
    """« A3 Instruction », « Close (prise d’acte) », « Brouillon »."""
    if dossier.circuit is None:
        return "Brouillon"
    if dossier.is_closed:
        return f"Close ({End(dossier.end_code).label})"
    return f"{dossier.step} {dossier.circuit.rules.steps[dossier.step].name}"


def duty(obligation: Obligation) -> str:
    """The act owed, with the step's code when it is the step's own."""
    if obligation.kind == Obligation.Kind.STEP:
        return f"{obligation.step} {obligation.duty}"
    return obligation.duty


def when(rung: Rung) -> str:
    """« r4, 5 jours ouvrés après la date », from the ladder of the dossier's version."""
    rules = {rule.code: rule for rule in ladder_of(rung.obligation)}
    rule = rules.get(rung.code)
    return f"{code(rung.code)}, {_offset(rule)}" if rule else code(rung.code)


def code(rung_code: str) -> str:
    """« r4 », « p+10 »; the one code that is a word is said in French."""
    words = {
        "lapse": "clôture",
        "silence": "sans réponse",
        "term": "reprise du délai",
        "asleep": "mise en sommeil",
    }
    return words.get(rung_code, rung_code)


def _offset(rule: RungRule) -> str:
    if rule.unit == "start":
        return "à l’attribution"
    if rule.offset == 0:
        return "à la date"
    count = abs(rule.offset)
    span = working_days(count) if rule.unit == "wd" else plural(count, "jour")
    return f"{span} {'avant' if rule.offset < 0 else 'après'} la date"


def delay(count: int, unit: str) -> str:
    """« 17 jours ouvrés », « 30 jours », « 3 mois »."""
    if unit == "wd":
        return working_days(count)
    return plural(count, "jour") if unit == "days" else plural(count, "mois", "mois")


def capacity(role: str) -> str:
    """« titulaire du dossier »: why a person received a mail."""
    return ROLES_AS.get(role, role)


LADDERS = {
    "service": "Service",
    "head": "Chef de service",
    "agency": "Agence",
    "elected": "Élue ou élu référent",
    "referent": "Conseil",
    "promise": "Promesse de la Ville",
    "side": "Obligations annexes de l’Agence",
    "council": "Conseil, pour accuser réception d’une offre",
    "answer": "Conseil, pour répondre à une offre",
    "complement": "Conseil, pour répondre à une question",
    "meeting": "Avant une rencontre",
    "third_party": "Attente d’un autre organisme",
    "associate": "Service consulté",
    "commitment": "Engagement",
}


def rungs(rules: Iterable[RungRule]) -> list[dict[str, str]]:
    """A ladder in words: when, what, to whom."""
    return [
        {
            "code": code(rule.code),
            "when": _offset(rule),
            "kind": RUNG_KINDS.get(rule.kind, rule.kind),
            "to": ", ".join(party(role) for role in rule.to) or "–",
        }
        for rule in rules
    ]
