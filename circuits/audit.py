"""The nightly audit: whether the rows keep the promises P3 to P6 of circuits.md 13.

Reads only, and asks none of the code that it judges: `audit_sql` holds the questions.
What it finds is for the operator; nothing is repaired here (circuits.md 12).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from circuits import audit_sql as sql
from circuits.acts import ACTS
from circuits.audit_sql import Question
from circuits.circuit_check import with_a_way_out
from circuits.definition import DRAFT, Definition, DefinitionError
from circuits.models import CircuitVersion, End

# The ends that owe a coded reason, and where the version lists them (circuits.md 8).
REASONS_OF_ENDS = {
    End.ABANDONED: "abandon_reasons",
    End.REFUSED: "refusal_reasons",
    End.INADMISSIBLE: "barring_reasons",
    End.CANCELLED: "refusal_reasons",
}
# The ends of a dossier that owe a text, and which one; a refusal's is its answer.
TEXTS_OF_ENDS = {
    End.ACHIEVED: "done",
    End.ABANDONED: "abandon",
    End.TRANSFERRED: "letter",
    End.INADMISSIBLE: "barred",
    End.HELD: "bilan",
    End.DECLINED: "bilan",
    End.SILENT: "bilan",
    End.CANCELLED: "cancel",
}


@dataclass(frozen=True)
class Breach:
    """One promise that the rows do not keep: which property, whose, in French."""

    property: str
    subject: str
    words: str

    def __str__(self) -> str:
        return f"{self.property} {self.subject} : {self.words}"


def audit() -> list[Breach]:
    """Every breach in the rows as they are, in a stable order; empty when all is well."""
    found: list[Breach] = []
    with connection.cursor() as cursor:
        for question in questions():
            cursor.execute(question.sql, question.params or None)
            for subject, *rest in cursor.fetchall():
                found.append(Breach(question.property, subject, question.words.format(*rest)))
    found.extend(circuits_in_use())
    return found


def questions() -> Iterator[Question]:
    """P3, P4 and P5, in that order."""
    yield Question(
        "P3",
        "à l’étape {0}, {1} échéance principale ouverte (étape {2}, redevable {3})",
        sql.PRINCIPALS,
    )
    yield Question("P3", "à l’étape {0}, mais Wagtail le voit à l’étape {1}", sql.PLACES)
    yield Question(
        "P3", "délai suspendu ({0}), {1} suspension ouverte, {2} étape arrêtée", sql.PAUSES
    )
    yield Question("P4", "« {0} » n’a plus aucune relance à venir", sql.LADDERS)
    yield Question("P4", "la relance {0} de « {1} » ne vaut plus et reste armée", sql.STRAYS)
    yield Question(
        "P4",
        "la relance {0} de « {1} » devait partir le {2}",
        sql.OVERDUE,
    )
    yield Question("P5", "clos, et « {0} » est encore attendu", sql.DEBTS_AFTER_THE_END)
    yield Question("P5", "clos, et Wagtail le croit en cours", sql.WORKFLOWS_AFTER_THE_END)
    yield Question(
        "P5", "date et code de fin ne vont pas ensemble ({0})", sql.WITHOUT_CODE, (End.values,)
    )
    for code, reasons in REASONS_OF_ENDS.items():
        yield Question(
            "P5", "clos en {0} avec un motif inconnu ({1})", sql.WITHOUT_REASON, (code, reasons)
        )
    for code, kind in TEXTS_OF_ENDS.items():
        yield Question("P5", "clos en {0} sans texte", sql.WITHOUT_TEXT, (code, kind))
    yield Question("P5", "clos en {0} sans réponse publiée", sql.WITHOUT_ANSWER)


def circuits_in_use() -> Iterator[Breach]:
    """P6 on each version that a dossier follows or will follow."""
    in_use = CircuitVersion.objects.filter(activated_at__isnull=False).filter(
        Q(retired_at__isnull=True) | Q(dossiers__closed_at__isnull=True)
    )
    for version in in_use.distinct().order_by("kind", "name", "number"):
        for words in dead_ends(version):
            yield Breach("P6", str(version), words)


def dead_ends(version: CircuitVersion) -> list[str]:
    """Why this version could leave a dossier somewhere for ever; empty when it cannot.

    From each step some role reaches an end, no transition leads to an unknown step, and
    each act of the table exists (circuits.md 13, P6).
    """
    try:
        rules = Definition(version.definition)
    except DefinitionError as error:
        return [str(error)]
    found = [
        f"l’acte « {act} » n’existe pas"
        for act in dict.fromkeys(t.act for t in rules.transitions)
        if act not in ACTS or not ACTS[act].roles
    ]
    found += [
        f"une transition part de l’étape {source}, qui n’existe pas"
        for source in dict.fromkeys(t.source for t in rules.transitions)
        if source not in rules.steps and source not in (DRAFT, *_optional(rules))
    ]
    reaching = with_a_way_out(rules)
    found += [
        f"de l’étape {code}, aucun acte ne mène à une fin"
        for code in rules.steps
        if code not in reaching
    ]
    return found


def _optional(rules: Definition) -> set[str]:
    """The steps that are off in this version: their transitions serve to pass them."""
    return set(rules.forward) - set(rules.steps)
