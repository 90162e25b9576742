"""The words of the registers for codes that no other screen shows."""

from __future__ import annotations

from circuits.actions.obligations import ladder_of
from circuits.circuit_words import RUNG_KINDS, offset, party
from circuits.circuit_words import rung_code as code
from circuits.letters import ROLES_AS
from circuits.models import Dossier, End, Obligation, Rung

__all__ = ["RUNG_KINDS", "capacity", "code", "duty", "party", "step_name", "step_of", "when"]


def step_name(dossier: Dossier) -> str:
    """« A3 Instruction », « Close (prise d’acte) », « Brouillon »."""
    if dossier.circuit is None:
        return "Brouillon"
    if dossier.is_closed:
        return f"Close ({End(dossier.end_code).label})"
    return step_of(dossier, dossier.step)


def step_of(dossier: Dossier, code: str) -> str:
    """« A3 Instruction »; the code alone for what the circuit does not name."""
    steps = dossier.circuit.rules.steps if dossier.circuit else {}
    return f"{code} {steps[code].name}" if code in steps else code


def duty(obligation: Obligation) -> str:
    """The act owed, with the step's code when it is the step's own."""
    if obligation.kind == Obligation.Kind.STEP:
        return f"{obligation.step} {obligation.duty}"
    return obligation.duty


def when(rung: Rung) -> str:
    """« r4, 5 jours ouvrés après la date », from the ladder of the dossier's version."""
    rules = {rule.code: rule for rule in ladder_of(rung.obligation)}
    rule = rules.get(rung.code)
    return f"{code(rung.code)}, {offset(rule.offset, rule.unit)}" if rule else code(rung.code)


def capacity(role: str) -> str:
    """« titulaire du dossier »: why a person received a mail."""
    return ROLES_AS.get(role, role)
