"""Wagtail's finish action: bound while Wagtail is imported, so it imports nothing of it.

The setting `WAGTAIL_FINISH_WORKFLOW_ACTION` names it (circuits.md 11).
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied


def finish_circuit(workflow_state: Any, user: Any = None) -> None:
    """Let a workflow finish only after our own end, else undo the whole transaction.

    Pages under Wagtail's ordinary moderation keep Wagtail's own finish.

    Raises:
        PermissionDenied: the last step was not approved, or no action ended the
            dossier.

    """
    content = workflow_state.content_object
    if content._meta.app_label != "circuits":
        from wagtail.workflows import publish_workflow_state

        publish_workflow_state(workflow_state, user=user)
        return
    state = workflow_state.current_task_state
    if state is None or state.status != state.STATUS_APPROVED:
        raise PermissionDenied("Un circuit ne finit que par sa dernière étape.")
    if not getattr(content, "end_code", ""):
        raise PermissionDenied("Un dossier ne se clôt que par un acte codé.")
