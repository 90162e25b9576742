"""The images of one page, found together: one query, however many there are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.images import get_image_model

from participation.written_once import WrittenOnce

DRAWN = WrittenOnce(
    lambda images: (
        get_image_model()
        .get_rendition_model()
        .objects.filter(image__any_of=images)
        .select_related("image")
    )
)


class Pictures:
    """The images of these ids, with what was drawn from them; ids may be missing."""

    def __init__(self, ids: Iterable[int | None]) -> None:
        """Find them; no id, no query. What was never drawn takes a second query."""
        wanted = {pk for pk in ids if pk}
        self._found: dict[int, Any] = {}
        if not wanted:
            return
        image = get_image_model()
        kept: dict[int, list[Any]] = {}
        for rendition in DRAWN.objects(sorted(wanted)):
            self._found.setdefault(rendition.image_id, rendition.image)
            kept.setdefault(rendition.image_id, []).append(rendition)
        for pk, renditions in kept.items():
            # Where Wagtail looks for what `prefetch_renditions` has read.
            self._found[pk].prefetched_renditions = renditions
        if missing := wanted - kept.keys():
            self._found |= image.objects.in_bulk(missing)

    def get(self, pk: int | None) -> Any:
        """The image, or None."""
        return self._found.get(pk) if pk else None
