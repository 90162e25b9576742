"""The steps as Wagtail workflow tasks: where a dossier is, and who may act.

Wagtail knows no dates and no rights of ours: `start()` opens the obligation, and
`on_action()` calls the same action as every other door (circuits.md 11). Wagtail's own
ways to approve, reject, cancel or deactivate are closed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import models
from wagtail.models import Task, TaskState, WorkflowState

from participation.working_days import WorkingCalendar


@dataclass(frozen=True)
class Moment:
    """When a workflow moves and with which calendar: given to it by our actions."""

    at: datetime
    calendar: WorkingCalendar
    dossier: Any
    # One council's way through an offer; None on the dossier itself.
    thread: Any = None
    # A step begun again keeps its date, with at least `floor` worked days left; a step
    # whose date somebody chose has it here too.
    kept_due: Any = None
    floor: int = 0
    # The local day from which the delay counts, when it is not that of the act.
    start: Any = None
    # Another delay than the version's, with its unit: a precision has its own.
    delay: tuple[int, str] | None = None


class StepState(TaskState):
    """A step that a dossier is at, or was at."""

    status: str

    class Meta:
        verbose_name = "passage à une étape"
        verbose_name_plural = "passages aux étapes"

    def leave(self, *, by: Any, at: datetime, forward: bool) -> None:
        """Close this passage; the action then names the next step.

        Going back is « cancelled », never « rejected »: Wagtail would stop the whole
        workflow on a rejection.
        """
        if self.status != self.STATUS_IN_PROGRESS:
            raise PermissionDenied("Cette étape est déjà passée.")
        self.status = self.STATUS_APPROVED if forward else self.STATUS_CANCELLED
        self.finished_at = at
        self.finished_by = by
        self.save()

    def approve(self, *_args: Any, **_kwargs: Any) -> Any:
        """Refused: only the actions of `circuits.actions` move a dossier."""
        raise PermissionDenied("Une étape ne se valide que par son formulaire.")

    reject = approve
    cancel = approve


class StepTask(Task):
    """What all our tasks share; one subclass per step, one row per circuit version."""

    task_code: ClassVar[str] = ""
    task_state_class = StepState

    step = models.CharField("étape", max_length=4)
    version = models.ForeignKey(
        "circuits.CircuitVersion",
        verbose_name="version de circuit",
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta:
        abstract = True

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Wagtail enters the step: the obligation opens in the same transaction.

        Raises:
            PermissionDenied: no action of ours said when.

        """
        from circuits.actions.obligations import open_principal

        moment: Moment | None = getattr(workflow_state, "moment", None)
        if moment is None:
            raise PermissionDenied("Une étape ne s’ouvre que par un acte du circuit.")
        state = super().start(workflow_state, user=user)
        state.started_at = moment.at
        state.save(update_fields=["started_at"])
        rule = self.version.rules.steps[self.step]
        if rule.duty:
            open_principal(rule, moment)
        return state

    def on_action(
        self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any
    ) -> None:
        """Any Wagtail door ends in the same action as ours, which checks everything."""
        from circuits.actions import ACTIONS
        from circuits.acts import ACTS
        from participation import clock

        if action_name not in ACTIONS:
            raise PermissionDenied("Cet acte n’existe pas.")
        subject = task_state.workflow_state.content_object
        kwargs.setdefault("at", clock.now())
        if ACTS[action_name].thread:
            kwargs["thread"] = subject.pk
        ACTIONS[action_name](subject.dossier.pk, by=user, **kwargs)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """The buttons are the same set as the table of transitions (P6)."""
        from circuits.acts import ACTS
        from circuits.permissions import may
        from circuits.readers import viewer
        from participation import clock

        who = viewer(user, clock.today())
        return [
            (code, ACTS[code].label, True)
            for code in self.version.rules.acts_from(self.step)
            if may(code, who, obj.dossier, thread=None if obj == obj.dossier else obj)
        ]

    def get_task_states_user_can_moderate(self, user: Any, **_kwargs: Any) -> Any:
        """Wagtail's dashboard lists nothing: « À faire » is the one work list."""
        return TaskState.objects.none()

    def refuse_if_used(self) -> None:
        """Wagtail would skip the step of the dossiers that wait there.

        Raises:
            PermissionDenied: a dossier of this version is still open.

        """
        if self.version.dossiers.filter(closed_at__isnull=True).exists():
            raise PermissionDenied("Des dossiers en cours utilisent cette étape.")

    def deactivate(self, user: Any = None) -> None:
        """Refused while a dossier uses it; cancels nothing."""
        self.refuse_if_used()
        self.active = False
        self.save()


class QualificationStep(StepTask):
    """A1: the Agence checks the subject and finds the service."""

    task_code = "qualification"

    class Meta:
        verbose_name = "qualification"


class AttributionStep(StepTask):
    """A2: the head of the service takes the dossier, or says who should."""

    task_code = "attribution"

    class Meta:
        verbose_name = "attribution"


class InstructionStep(StepTask):
    """A3: the service studies the demande and writes the answer."""

    task_code = "instruction"

    class Meta:
        verbose_name = "instruction"


class ServiceValidationStep(StepTask):
    """A4: the head of the service validates the answer."""

    task_code = "service_validation"

    class Meta:
        verbose_name = "validation du service"


class ElectedValidationStep(StepTask):
    """A5: the élu référent signs; the answer is published."""

    task_code = "elected_validation"

    class Meta:
        verbose_name = "validation de l’élu"


class AnsweredStep(StepTask):
    """A6: the council has thirty days to react; silence is « prise d’acte »."""

    task_code = "answered"

    class Meta:
        verbose_name = "répondue"


class ImplementationStep(StepTask):
    """A7: the town does what it announced and says so every three months."""

    task_code = "implementation"

    class Meta:
        verbose_name = "mise en œuvre"


class OfferWritingStep(StepTask):
    """B0 again: the service takes up the text that was sent back."""

    task_code = "offer_writing"

    class Meta:
        verbose_name = "reprise du texte de l’offre"


class OfferReadingStep(StepTask):
    """B1: the Agence reads the offer before the élu."""

    task_code = "offer_reading"

    class Meta:
        verbose_name = "relecture de l’offre"


class OfferSignatureStep(StepTask):
    """B1: the élu référent signs; the offer goes to the councils."""

    task_code = "offer_signature"

    class Meta:
        verbose_name = "signature de l’offre"


class ConsultationStep(StepTask):
    """The offer waits for its threads: they owe, it does not."""

    task_code = "consultation"

    class Meta:
        verbose_name = "consultation des conseils"


class AcknowledgementStep(StepTask):
    """B2: a council says that it has received the offer."""

    task_code = "acknowledgement"

    class Meta:
        verbose_name = "accusé du conseil"


class DiscussionStep(StepTask):
    """B3: a council discusses the offer until its answer date."""

    task_code = "discussion"

    class Meta:
        verbose_name = "discussion dans le conseil"


class FollowUpStep(StepTask):
    """B4: the service says what it made of each contribution."""

    task_code = "follow_up"

    class Meta:
        verbose_name = "suites données"


class AssessmentStep(StepTask):
    """B5: the service says what came of it; the offer ends."""

    task_code = "assessment"

    class Meta:
        verbose_name = "bilan de l’offre"


STEP_TASKS: dict[str, type[StepTask]] = {
    task.task_code: task
    for task in (
        QualificationStep,
        AttributionStep,
        InstructionStep,
        ServiceValidationStep,
        ElectedValidationStep,
        AnsweredStep,
        ImplementationStep,
        OfferWritingStep,
        OfferReadingStep,
        OfferSignatureStep,
        ConsultationStep,
        AcknowledgementStep,
        DiscussionStep,
        FollowUpStep,
        AssessmentStep,
    )
}
