"""The circuits that the platform comes with, as data (circuits.md 3 and 5).

A new `CircuitVersion` starts from here; once activated the row is the truth.
"""

from typing import Any

Row = dict[str, Any]


def _step(code: str, task: str, name: str, owner: str, delay: int, unit: str, duty: str) -> Row:
    return {
        "code": code,
        "task": task,
        "name": name,
        "owner": owner,
        "delay": delay,
        "unit": unit,
        "ladder": owner if code != "A7" else "commitment",
        "duty": duty,
    }


STEPS: list[Row] = [
    _step("A1", "qualification", "Qualification", "agency", 5, "wd", "qualification"),
    _step("A2", "attribution", "Attribution", "head", 3, "wd", "prise en charge"),
    _step("A3", "instruction", "Instruction", "service", 17, "wd", "projet de réponse"),
    _step(
        "A4", "service_validation", "Validation du service", "head", 5, "wd",
        "validation de la réponse",
    ),
    _step(
        "A5", "elected_validation", "Validation de l’élu", "elected", 5, "wd",
        "signature de la réponse",
    ),
    _step("A6", "answered", "Répondue", "referent", 30, "days", "avis sur la réponse"),
    _step(
        "A7", "implementation", "Mise en œuvre", "service", 3, "months",
        "point d’étape",
    ),
]  # fmt: skip


# The steps that a small town may do without (circuits.md 3).
OPTIONAL = ("A2", "A4", "A5")


def go(source: str, act: str, target: str, when: str = "") -> Row:
    """One line of a table of transitions."""
    return {"source": source, "act": act, "target": target, "when": when}


# What may happen to a demande before its answer, whatever its step: the town sends it
# elsewhere, the council takes it back (circuits.md 8, E5 to E9).
_ENDS = ("withdraw", "transfer", "merge", "close_dormant")
_BEFORE_ANSWER = ("A1", "A2", "A3", "A4", "A5")

TRANSITIONS: list[Row] = [
    go("A1", "qualify", "A2"),
    go("A1", "answer_directly", "A5"),
    go("A2", "accept_attribution", "A3"),
    go("A2", "decline_attribution", "A2"),
    go("A2", "decline_attribution", "A1", "second_refusal"),
    go("A3", "transmit_answer", "A4"),
    go("A4", "approve_service", "A5"),
    go("A4", "request_changes_service", "A3"),
    go("A5", "approve_elected", "A6"),
    go("A5", "approve_elected", "A7", "commitment"),
    go("A5", "request_changes_elected", "A3"),
    go("A5", "approve_elected", "A3", "deferred"),
    go("A1", "ask_complement", "stay"),
    go("A3", "ask_complement", "stay"),
    go("A3", "schedule_meeting", "stay"),
    go("A3", "ask_wait", "stay"),
    go("A3", "ask_opinion", "stay"),
    *(go(step, "resume", "stay") for step in ("A1", "A3")),
    *(go(step, "reassign", "stay") for step in ("A2", "A3", "A4", "A7")),
    *(go(step, "propose_transfer", "stay") for step in ("A3", "A7")),
    *(go(step, "hand_over", "stay") for step in ("A3", "A7")),
    *(go(step, "extend", "stay") for step in _BEFORE_ANSWER),
    *(go(step, "ask_barring", "stay") for step in ("A1", "A2", "A3")),
    *(go(step, act, "end") for step in _BEFORE_ANSWER for act in _ENDS),
    go("A6", "acknowledge_answer", "end"),
    go("A6", "ask_precision", "A3"),
    go("A6", "ask_reasons", "A3"),
    go("A6", "lapse", "end"),
    go("A7", "report_milestone", "A7"),
    go("A7", "declare_done", "stay"),
    go("A7", "confirm_done", "end"),
    go("A7", "abandon_commitment", "end"),
]

# Acts at a step that is off lead where that step's own act forward would.
FORWARD = {
    "A1": "qualify",
    "A2": "accept_attribution",
    "A3": "transmit_answer",
    "A4": "approve_service",
    "A5": "approve_elected",
}


def rung(
    code: str, offset: int, kind: str, *to: str, unit: str = "wd", min_delay: int = 0
) -> Row:
    """One rung of a ladder."""
    return {
        "code": code,
        "offset": offset,
        "unit": unit,
        "kind": kind,
        "to": list(to),
        "min_delay": min_delay,
    }


def _ladder(owner: tuple[str, ...], *escalation: tuple[str, ...]) -> list[Row]:
    """r0–r2 to the owner as avis; r3–r7 as relances, each adding people."""
    first, *_ = owner
    late = [tuple(owner)]
    for more in escalation:
        late.append((*late[-1], *more))
    late += [late[-1]] * (4 - len(late))
    to_start = ("mailbox",) if first == "holder" else (first,)
    return [
        rung("r0", 0, "avis", *to_start, unit="start"),
        rung("r1", -5, "avis", first, min_delay=8),
        rung("r2", 0, "avis", first),
        *(
            rung(f"r{3 + i}", offset, "relance", *late[i])
            for i, offset in enumerate((1, 5, 10, 20))
        ),
        # Every twenty worked days, twice.
        *(
            {**rung(code, offset, "relance", *late[3]), "weekly": True}
            for code, offset in (("r7", 40), ("r7b", 60))
        ),
    ]


LADDERS: dict[str, list[Row]] = {
    "service": _ladder(
        ("holder", "deputy"),
        ("head", "agency"),
        ("directorate", "elected"),
        ("general_direction",),
    ),
    "head": _ladder(("head",), ("agency",), ("directorate",)),
    "agency": _ladder(("agency",), ("agency_direction",)),
    # Never above the élu, only the Agence beside (circuits.md 5).
    "elected": _ladder(("elected",), ("agency",)),
    "referent": [
        rung("n7", -7, "avis", "referent", "referent_deputy", unit="days"),
        rung("lapse", 1, "auto", unit="days"),
    ],
    "promise": [
        rung("p-10", -10, "avis", "agency", "holder"),
        rung("p0", 0, "avis", "agency", "holder"),
        rung("p+1", 1, "notice", "referent", "referent_deputy", unit="days"),
        rung("p+10", 10, "avis", "elected"),
    ],
    # The Agence's side obligations: told when they open, on their date, and after.
    "side": _ladder(("agency",), ("agency_direction",)),
}

LADDERS |= {
    # A council is asked, not chased: the last one says what happens then.
    "complement": [
        rung("c-10", -10, "avis", "referent", "referent_deputy", unit="days"),
        rung("c0", 0, "avis", "referent", "referent_deputy"),
        rung("c+5", 5, "avis", "referent", "referent_deputy", "agency"),
        rung("asleep", 10, "auto"),
    ],
    "meeting": [
        rung("m-5", -5, "avis", "holder", "referent"),
        rung("term", 1, "auto", unit="days"),
    ],
    "third_party": [
        rung("t0", 0, "avis", "holder", "deputy"),
        rung("term", 1, "auto", unit="days"),
    ],
    "associate": [
        rung("r0", 0, "avis", "associate", unit="start"),
        rung("r2", 0, "avis", "associate"),
        rung("r3", 1, "avis", "associate", "holder"),
    ],
}

# A commitment has no assignment: it follows the answer. Its reminders are the service's.
LADDERS["commitment"] = [row for row in LADDERS["service"] if row["code"] != "r0"]

ABANDON_REASONS: list[Row] = [
    {"code": "budget", "label": "Le budget n’est plus disponible"},
    {"code": "technical", "label": "Impossible techniquement"},
    {"code": "legal", "label": "Le droit ne le permet pas"},
    {"code": "other_project", "label": "Un autre projet le remplace"},
    {"code": "priority", "label": "Les priorités de la Ville ont changé"},
]
EXTENSION_REASONS: list[Row] = [
    {"code": "study", "label": "Une étude ou une mesure est nécessaire"},
    {"code": "third_party", "label": "La Ville attend un autre organisme"},
    {"code": "vote", "label": "Une instance doit se prononcer"},
    {"code": "meeting", "label": "Une rencontre avec le conseil est prévue"},
    {"code": "workload", "label": "Le service n’a pas pu tenir la date"},
]
BARRING_REASONS: list[Row] = [
    {"code": "insult", "label": "Propos injurieux ou discriminatoires"},
    {"code": "private", "label": "Litige entre des personnes"},
    {"code": "outside", "label": "Hors du secteur du conseil"},
    {"code": "again", "label": "Déjà répondue, sans fait nouveau"},
    {"code": "commercial", "label": "Intérêt commercial ou électoral"},
]
REFUSAL_REASONS: list[Row] = [
    {"code": "competence", "label": "La Ville n’est pas compétente"},
    {"code": "cost", "label": "Le coût est hors de portée du budget"},
    {"code": "law_safety", "label": "Le droit ou la sécurité s’y opposent"},
    {"code": "contrary_to_project", "label": "Contraire à un projet déjà voté"},
    {"code": "technical", "label": "Impossible techniquement"},
    {"code": "already_planned", "label": "Déjà prévu autrement"},
]


def request_definition(*, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Circuit A « Demande de participation »; `without` names optional steps off.

    Raises:
        ValueError: a step that cannot be off (only A2, A4 and A5 can).

    """
    if without - set(OPTIONAL):
        raise ValueError("Seules les étapes A2, A4 et A5 peuvent être absentes.")
    return {
        "promise_months": 2,
        "steps": [step for step in STEPS if step["code"] not in without],
        "transitions": TRANSITIONS,
        "forward": FORWARD,
        "ladders": LADDERS,
        "refusal_reasons": REFUSAL_REASONS,
        "abandon_reasons": ABANDON_REASONS,
        "extension_reasons": EXTENSION_REASONS,
        "barring_reasons": BARRING_REASONS,
    }
