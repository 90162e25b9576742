"""The public text of an object, as a `Document` that is not saved yet.

Here is decided what enters the search: nothing that the public page does not show
(circuits.md 9). `None` means: not public, nothing to find.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.models import Page
from wagtail.search import index

from circuits.models import Dossier, Kind, ParticipationOffer, ParticipationRequest
from participation import clock
from participation.french import week_date
from participation.models import CouncilPage, Meeting, ProjectPage
from participation.models.meetings import newest_first
from search.models import Document
from search.querysets import START, STOP

TITLE_LENGTH = 255


def key_of(instance: Dossier | Meeting | Page) -> str:
    """The key under which the object stands in the table."""
    if isinstance(instance, Meeting):
        return f"meeting-{instance.pk}"
    name = "dossier" if isinstance(instance, Dossier) else "page"
    return f"{name}-{instance.pk}"


def of_request(request: ParticipationRequest) -> Document | None:
    """A deposited, public and proofread demande, with its published answer.

    Needs `council`, `theme` and `answers` to be loaded.
    """
    readable = (
        request.kind == Kind.REQUEST
        and request.visibility == Dossier.Visibility.PUBLIC
        and request.deposited_at is not None
        and request.text_is_public
    )
    if not readable:
        return None
    texts = [request.wish, request.need]
    for answer in request.answers.all():
        if answer.published_at is not None:
            texts += [answer.summary, answer.body]
    known = (request.council, request.theme, request.place, *_numbers(request))
    return Document(
        kind=Document.Kind.REQUEST,
        key=key_of(request),
        label=request.label,
        title=_plain(request.title)[:TITLE_LENGTH],
        keywords=_plain(" ".join(str(word) for word in known if word)),
        body=_plain("\n".join(texts)),
        url=request.get_absolute_url(),
        council=request.council,
        theme=request.theme,
        updated_at=request.updated_at,
    )


def of_offer(offer: ParticipationOffer) -> Document | None:
    """A public offre that was sent, with what councils answered and the town made of it.

    Needs `service`, `theme`, the threads with their contributions and follow-ups, and
    the public texts of its record (`told`) to be loaded.
    """
    if offer.visibility != Dossier.Visibility.PUBLIC or offer.sent_at is None:
        return None
    texts = [offer.proposal, offer.open_points, offer.decided_points, offer.publication_plan]
    councils = []
    for thread in offer.threads.all():
        councils.append(thread.council.name)
        said = thread.said()
        if said is not None:
            texts.append(said.body)
            given = getattr(said, "follow_up", None)
            texts.append(given.reason if given else "")
    texts += [event.text.body for event in offer.told if event.text]
    known = (offer.service, offer.theme, offer.place, *councils, *_numbers(offer))
    return Document(
        kind=Document.Kind.OFFER,
        key=key_of(offer),
        label=offer.label,
        title=_plain(offer.title)[:TITLE_LENGTH],
        keywords=_plain(" ".join(str(word) for word in known if word)),
        body=_plain("\n".join(texts)),
        url=offer.get_absolute_url(),
        council=None,
        theme=offer.theme,
        updated_at=offer.updated_at,
    )


def _numbers(dossier: Dossier) -> list[str]:
    """« Demande 2026-041 » in the spellings that people use."""
    year, number = dossier.year, dossier.number
    bare = f"{year} {number} {number:03d} {year}-{number} {year}/{number:03d}"
    return [dossier.label, dossier.reference or "", bare]


def of_meeting(meeting: Meeting) -> Document:
    """A meeting: its order of the day, and its compte rendu unless it is hidden.

    Needs `council`, the items and the versions of the compte rendu to be loaded. Only
    the last version is found: what was corrected is not.
    """
    texts = [meeting.cancel_reason]
    last = next(iter(newest_first(meeting)), None)
    if last is not None and not last.hidden:
        texts.append(last.text)
    for item in meeting.items.all():
        texts += [_sentence(item.title), item.text]
    known = (meeting.council.name, meeting.place, meeting.address)
    references = [item.reference for item in meeting.items.all()]
    return Document(
        kind=Document.Kind.MEETING,
        key=key_of(meeting),
        title=_plain(f"{meeting.name}, {week_date(meeting.day)}")[:TITLE_LENGTH],
        keywords=_plain(" ".join([*known, *references])),
        body=_plain("\n".join(texts)),
        url=meeting.get_absolute_url(),
        council=meeting.council,
        updated_at=last.published_at if last else meeting.updated_at,
    )


def _sentence(title: str) -> str:
    """Two titles of an order of the day stand one after the other in an excerpt."""
    return title if title.endswith((".", "!", "?", "…")) else f"{title}."


def of_page(page: Page) -> Document | None:
    """A specific page that is live and open to everybody (the caller has checked)."""
    url = page.get_url()
    if url is None:
        return None
    council = getattr(page, "council", None)
    return Document(
        kind=_kind_of(page),
        key=key_of(page),
        title=_plain(page.title)[:TITLE_LENGTH],
        keywords=_plain(str(council or "")),
        body=_plain("\n".join(_texts(page))),
        url=url,
        council=council,
        updated_at=page.last_published_at or page.first_published_at or clock.now(),
    )


def _kind_of(page: Page) -> Document.Kind:
    if isinstance(page, CouncilPage):
        return Document.Kind.COUNCIL
    if isinstance(page, ProjectPage):
        return Document.Kind.PROJECT
    return Document.Kind.PAGE


def _texts(instance: Any) -> Iterator[str]:
    """What the page's own `search_fields` say is to be searched, in their order."""
    for field in instance.get_search_fields():
        if isinstance(field, index.RelatedFields):
            for related in field.get_value(instance).all():
                yield from _values(field.fields, related)
        elif getattr(field, "field_name", "") not in ("title", "seo_title"):
            yield from _values([field], instance)


def _values(fields: list[Any], instance: Any) -> Iterator[str]:
    for field in fields:
        if isinstance(field, index.SearchField):
            value = field.get_value(instance)
            yield from map(str, value if isinstance(value, list) else [value or ""])


def _plain(text: str) -> str:
    """The text on one line, without the delimiters of excerpts."""
    return " ".join(text.replace(START, "").replace(STOP, "").split())
