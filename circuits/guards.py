"""The doors of Wagtail that would move a dossier behind our back, closed (circuits.md 11).

The only signals of the project: Wagtail offers no other place to refuse, and its own
screens call the methods of `Task` and `TaskState`, not those of our subclasses. Its
notifiers need no door: they listen to `TaskState` (ours is `StepState`) and write to the
person who requested the workflow (ours is nobody).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.db.models.signals import pre_save
from wagtail.models import Task, TaskState, WorkflowState


def _is_ours(content_type: Any) -> bool:
    return bool(content_type.app_label == "circuits")


def refuse_cancelled_circuit(sender: Any, instance: WorkflowState, **_kwargs: Any) -> None:
    """« Annuler le workflow » and deactivation cancel open dossiers: refused."""
    dead = (WorkflowState.STATUS_CANCELLED, WorkflowState.STATUS_NEEDS_CHANGES)
    if instance.status in dead and _is_ours(instance.base_content_type):
        raise PermissionDenied("Un dossier en cours ne peut pas être annulé ici.")


def refuse_bare_decision(sender: Any, instance: TaskState, **_kwargs: Any) -> None:
    """A step leaves by `StepState.leave` alone, never as a plain `TaskState`."""
    waiting = instance.status == TaskState.STATUS_IN_PROGRESS
    if not waiting and _is_ours(instance.content_type):
        raise PermissionDenied("Une étape ne se valide que par son formulaire.")


def refuse_disabled_step(sender: Any, instance: Task, **_kwargs: Any) -> None:
    """« Désactiver la tâche » calls the plain `Task`: our own rule answers."""
    if not instance.active and _is_ours(instance.content_type):
        instance.specific.refuse_if_used()


def refuse_rewound_dossier(
    sender: Any, instance: Any, update_fields: Any, **_kwargs: Any
) -> None:
    """Publishing a revision would write the dossier as it was then: refused.

    `version` moves with every act, so a past state is one with a smaller version.
    """
    if instance.pk is None or update_fields is not None:
        return
    stored = sender._base_manager.filter(pk=instance.pk).values_list("version", flat=True)
    if any(version > instance.version for version in stored):
        raise PermissionDenied("Un dossier ne revient pas à un état passé.")


def install() -> None:
    """Connect the guards; connecting twice is one."""
    from circuits.models import (
        Dossier,
        OfferThread,
        ParticipationOffer,
        ParticipationRequest,
    )

    doors: list[tuple[Callable[..., None], type[Model]]] = [
        (refuse_cancelled_circuit, WorkflowState),
        (refuse_bare_decision, TaskState),
        (refuse_disabled_step, Task),
        (refuse_rewound_dossier, Dossier),
        (refuse_rewound_dossier, ParticipationRequest),
        (refuse_rewound_dossier, ParticipationOffer),
        (refuse_rewound_dossier, OfferThread),
    ]
    for guard, sender in doors:
        pre_save.connect(
            guard,
            sender=sender,
            dispatch_uid=f"circuits.{guard.__name__}.{sender.__name__}",
        )
