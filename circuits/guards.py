"""A door of Wagtail that would move a dossier behind our back, closed (circuits.md 11).

The only signal of the project: Wagtail offers no other place to refuse. Its notifiers
need no door: they listen to `TaskState` (ours is `StepState`) and write to the person
who requested the workflow (ours is the system, which has no address).
"""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models.signals import pre_save
from wagtail.models import WorkflowState


def _is_ours(state: WorkflowState) -> bool:
    model = ContentType.objects.get_for_id(state.base_content_type_id).model_class()
    return model is not None and model._meta.app_label == "circuits"


def refuse_cancelled_circuit(sender: Any, instance: WorkflowState, **_kwargs: Any) -> None:
    """« Annuler le workflow » and deactivation cancel open dossiers: refused."""
    dead = (WorkflowState.STATUS_CANCELLED, WorkflowState.STATUS_NEEDS_CHANGES)
    if instance.status in dead and _is_ours(instance):
        raise PermissionDenied("Un dossier en cours ne peut pas être annulé ici.")


def install() -> None:
    """Connect the guard; connecting twice is one."""
    pre_save.connect(
        refuse_cancelled_circuit,
        sender=WorkflowState,
        dispatch_uid="circuits.refuse_cancelled_circuit",
    )
