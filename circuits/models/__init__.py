"""One file per aggregate; the Wagtail tasks of the steps live in `circuits.steps`."""

from circuits.models.circuit import CircuitVersion, Kind
from circuits.models.dossier import (
    Dossier,
    End,
    NumberSequence,
    OfferThread,
    Outcome,
    ParticipationOffer,
    ParticipationRequest,
)
from circuits.models.obligation import (
    DateChange,
    Delivery,
    Obligation,
    Rung,
    SweepRun,
)
from circuits.models.record import Actor, Answer, Event, Milestone, TextVersion
from circuits.steps import (
    AnsweredStep,
    AttributionStep,
    ElectedValidationStep,
    ImplementationStep,
    InstructionStep,
    QualificationStep,
    ServiceValidationStep,
    StepState,
)

__all__ = [
    "Actor",
    "Answer",
    "AnsweredStep",
    "AttributionStep",
    "CircuitVersion",
    "DateChange",
    "Delivery",
    "Dossier",
    "ElectedValidationStep",
    "End",
    "Event",
    "ImplementationStep",
    "InstructionStep",
    "Kind",
    "Milestone",
    "NumberSequence",
    "Obligation",
    "OfferThread",
    "Outcome",
    "ParticipationOffer",
    "ParticipationRequest",
    "QualificationStep",
    "Rung",
    "ServiceValidationStep",
    "StepState",
    "SweepRun",
    "TextVersion",
]
