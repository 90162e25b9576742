"""All writes of the search. It decides nothing: it copies what `documents` lets in.

Each runs in the transaction of what changed the text, so that a rollback leaves the
search as it was, and what is hidden is hidden at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model, Prefetch, Q
from wagtail.models import Page

from circuits.models import (
    Dossier,
    Event,
    Kind,
    OfferThread,
    ParticipationOffer,
    ParticipationRequest,
)
from participation.models import Council, CouncilPage, Meeting, ProjectPage, Theme
from search import documents
from search.models import Document

BATCH = 200
COPIED = (
    "kind", "label", "title", "keywords", "body", "url", "council", "theme", "updated_at"
)  # fmt: skip


def refresh(instance: Model) -> None:
    """What the public may read of `instance` has changed, or it is gone.

    A council or a theme is refreshed in everything that names it.
    """
    if instance.pk is None:
        return
    if isinstance(instance, Dossier):
        refresh_dossiers([instance.pk])
    elif isinstance(instance, Meeting):
        refresh_meetings([instance.pk])
    elif isinstance(instance, Page):
        refresh_pages([instance.pk])
    elif isinstance(instance, Council):
        named = Q(council=instance) | Q(threads__council=instance)
        refresh_dossiers(_pks(Dossier.objects.filter(named).distinct()))
        councils = CouncilPage.objects.filter(council=instance)
        projects = ProjectPage.objects.filter(council=instance)
        refresh_pages([*_pks(councils), *_pks(projects)])
        refresh_meetings(_pks(Meeting.objects.filter(council=instance)))
    elif isinstance(instance, Theme):
        refresh_dossiers(_pks(Dossier.objects.filter(theme=instance)))


def refresh_tree(page: Page) -> None:
    """The page and all below it: their address or who may read them has changed."""
    refresh_pages(_pks(Page.objects.descendant_of(page, inclusive=True)))


def _pks(queryset: Any) -> list[int]:
    return list(queryset.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def refresh_dossiers(pks: Iterable[int]) -> int:
    """Copy these dossiers again; returns how many can be found.

    Their rows are locked: an act that hides one meanwhile waits, or is seen.
    """
    wanted = list(pks)
    rows = Dossier.objects.select_for_update(of=("self",)).filter(pk__in=wanted)
    kinds: dict[str, list[int]] = {kind: [] for kind in Kind.values}
    for pk, kind in rows.order_by("pk").values_list("pk", "kind"):
        kinds[kind].append(pk)
    requests = ParticipationRequest.objects.filter(pk__in=kinds[Kind.REQUEST])
    requests = requests.select_related("council", "theme").prefetch_related("answers")
    found = [documents.of_request(request) for request in requests]
    found += [documents.of_offer(offer) for offer in _whole_offers(kinds[Kind.OFFER])]
    return _store([f"dossier-{pk}" for pk in wanted], found)


def _whole_offers(pks: list[int]) -> Any:
    """Offres with all that the public reads of them."""
    threads = OfferThread.objects.select_related("council", "contribution__follow_up")
    told = Event.objects.filter(audience="public", text__isnull=False).select_related("text")
    return (
        ParticipationOffer.objects.filter(pk__in=pks)
        .select_related("service", "theme")
        .prefetch_related(
            Prefetch("threads", threads), Prefetch("events", told, to_attr="told")
        )
    )


@transaction.atomic
def refresh_meetings(pks: Iterable[int]) -> int:
    """Copy these meetings again; returns how many can be found."""
    wanted = list(pks)
    found = map(documents.of_meeting, Meeting.objects.whole().filter(pk__in=wanted))
    return _store([f"meeting-{pk}" for pk in wanted], found)


@transaction.atomic
def refresh_pages(pks: Iterable[int]) -> int:
    """Copy these pages again; returns how many can be found."""
    wanted = list(pks)
    readable = Page.objects.filter(pk__in=wanted, depth__gt=1).live().public()
    found = map(documents.of_page, readable.specific())
    return _store([f"page-{pk}" for pk in wanted], found)


def forget_page(page: Page) -> None:
    """The page is deleted."""
    Document.objects.filter(key=documents.key_of(page)).delete()


def _store(keys: list[str], found: Iterable[Document | None]) -> int:
    fresh = [document for document in found if document is not None]
    Document.objects.bulk_create(
        fresh,
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=list(COPIED),
        batch_size=BATCH,
    )
    kept = {document.key for document in fresh}
    Document.objects.filter(key__in=[key for key in keys if key not in kept]).delete()
    return len(fresh)


def rebuild() -> dict[str, int]:
    """Write the whole table again, in short transactions; the counts by kind.

    The search answers meanwhile: nothing is emptied, only what is gone is taken away.
    """
    dossiers = Dossier.objects.filter(sent_at__isnull=False)
    pages = Page.objects.filter(depth__gt=1)
    meetings = Meeting.objects.all()
    for queryset, refresh_some in (
        (dossiers, refresh_dossiers),
        (meetings, refresh_meetings),
        (pages, refresh_pages),
    ):
        pks = _pks(queryset)
        for start in range(0, len(pks), BATCH):
            refresh_some(pks[start : start + BATCH])
    _forget_the_gone()
    return {kind: Document.objects.filter(kind=kind).count() for kind in Document.Kind.values}


def _forget_the_gone() -> None:
    """Rows of objects that no longer exist; also what was hidden during the rebuild."""
    dossiers = Dossier.objects.public().filter(
        text_published_at__isnull=False, hidden_at__isnull=True
    )
    pages = Page.objects.filter(depth__gt=1).live().public()
    kept = {f"dossier-{pk}" for pk in _pks(dossiers)}
    kept |= {f"page-{pk}" for pk in _pks(pages)}
    kept |= {f"meeting-{pk}" for pk in _pks(Meeting.objects.all())}
    known = Document.objects.values_list("pk", "key")
    gone = [pk for pk, key in known if key not in kept]
    Document.objects.filter(Q(pk__in=gone)).delete()
