"""A document joined to a dossier: served to whoever may read the dossier."""

from __future__ import annotations

import uuid as uuids

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from circuits.models import Attachment, Dossier
from circuits.views.frame import frame_of


@require_safe
def attachment(request: HttpRequest, uuid: uuids.UUID, pk: int) -> HttpResponseBase:
    """`/dossiers/pieces/<uuid>/<pk>/`: always downloaded, never run by the browser."""
    frame = frame_of(request)
    readable = Dossier.objects.visible_to(frame.viewer).filter(uuid=uuid)
    found = Attachment.objects.filter(dossier__in=readable, pk=pk).first()
    if found is None:
        raise Http404
    try:
        content = found.file.open()
    except FileNotFoundError:
        raise Http404 from None
    suffix = str(found.file.name).rpartition(".")[2]
    response = FileResponse(
        content,
        as_attachment=True,
        filename=f"{found.title}.{suffix}",
        content_type=found.content_type,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    # Who may read it can change: no cache keeps it.
    response.headers["Cache-Control"] = "private, no-store"
    return response
