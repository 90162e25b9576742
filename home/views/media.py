"""`/media/`: the renditions of public images, and nothing else.

Originals (with their metadata), documents and attachments are never served from here.
"""

import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

RENDITION = re.compile(r"images/[A-Za-z0-9_][A-Za-z0-9_.-]*\.(?P<kind>[a-z]+)")
KINDS = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}
FOREVER = "public, max-age=31536000, immutable"


@require_safe
def rendition(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve one rendition; its name changes with its content, so it is kept for ever."""
    match = RENDITION.fullmatch(path)
    if not match or ".." in path or match["kind"] not in KINDS:
        raise Http404
    try:
        content = default_storage.open(path)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, content_type=KINDS[match["kind"]])
    response.headers["Cache-Control"] = FOREVER
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
