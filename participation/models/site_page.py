"""What all Wagtail pages of the site share: few queries to find and to show them."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Left, Length
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.search import index

from participation.written_once import WrittenOnce

SEO_PANEL = MultiFieldPanel(["seo_title", "search_description"], "Référencement")
PROMOTE_PANELS = [FieldPanel("slug"), SEO_PANEL]


def validate_image_has_text(image: Any, alternative: str, field: str) -> None:
    """Refuse an image without its alternative text (RGAA 1.1).

    Raises:
        ValidationError: on `field`, in French.

    """
    if image and not alternative.strip():
        raise ValidationError({field: "Décrivez l’image en quelques mots."})


def address(page: Page) -> str:
    """The path of a page on the site; there is one site, hence one home page."""
    return f"/{page.url_path.split('/', 2)[2]}"


def pages_above(page: Page) -> list[Page]:
    """The pages from the home page down to the parent; none for the home page.

    `find_below` leaves each page its parent: then this takes no query.
    """
    above: list[Page] = []
    current = page
    while current.depth > 2:
        current = current.get_parent()
        above.insert(0, current)
    return above


def find_below(root: Page, components: list[str]) -> Page | None:
    """The live page at this address below `root`, with its parents, in two queries.

    Without components it is the root itself, in one query.
    """
    if not components:
        return _home(root)
    addresses = [
        f"{root.url_path}{'/'.join(components[: depth + 1])}/"
        for depth in range(len(components))
    ]
    found = {page.url_path: page for page in AT.objects(addresses)}
    parent: Page = root
    for address in addresses:
        page = found.get(address)
        if page is None:
            return None
        page._cached_parent_obj = parent
        parent = page
    if not parent.live:
        return None
    kind = parent.specific_class
    ours = kind is not None and issubclass(kind, SitePage)
    specific: Page = kind.to_show(parent.pk) if ours else parent.specific
    specific._cached_parent_obj = parent._cached_parent_obj
    if ours:
        specific.is_open = not parent.closed
    return specific


def _home(root: Page) -> Page | None:
    kind = root.specific_class
    if not root.live or kind is None or not issubclass(kind, SitePage):
        return None
    home = kind.to_show(root.pk)
    # A kind of its own that does not say it has it asked by Wagtail.
    home.is_open = not getattr(home, "closed", True)
    return home


def _closed() -> Exists:
    """Whether a restriction closes a page, on it or above, or what it is a copy of."""
    return Exists(
        PageViewRestriction.objects.filter(
            Q(page__path=Left(OuterRef("path"), Length("page__path")))
            | Q(page__path=Left(OuterRef("alias_of__path"), Length("page__path")))
        )
    )


AT = WrittenOnce(
    lambda addresses: (
        Page.objects.filter(url_path__any_of=addresses).annotate(closed=_closed()).order_by()
    )
)


class SitePageQuerySet(PageQuerySet):
    """Pages as the public reads them."""

    def readable(self) -> SitePageQuerySet:
        """Live pages that no restriction closes, on them or above; no query more."""
        readable: SitePageQuerySet = self.live().filter(~_closed())
        return readable


class SitePage(Page):
    """The base of the site's pages. Abstract: it has no table."""

    promote_panels: ClassVar[list[Any]] = PROMOTE_PANELS
    # Known when `find_below` has just found the page: nothing closes it.
    is_open = False

    class Meta:
        abstract = True

    @classmethod
    def to_show(cls, pk: int) -> Self:
        """The page with what its own address needs, in one query.

        `closed`: whether a restriction closes it; a kind of its own may leave it out.
        """
        return cls._default_manager.annotate(closed=_closed()).get(pk=pk)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Wagtail's own answer, in one query at most when the parents are known."""
        if self.is_open:
            return PageViewRestriction.objects.none()
        chain = [*pages_above(self), self]
        if any(page.alias_of_id for page in chain):
            restrictions: QuerySet[PageViewRestriction] = super().get_view_restrictions()
            return restrictions
        return PageViewRestriction.objects.filter(
            Q(page_id__in=[page.pk for page in chain]) | Q(page__depth=1)
        )


class IndexPage(SitePage):
    """The one page of its kind, right below the home page: a list after a few words."""

    intro = models.TextField("introduction", blank=True, max_length=1000)

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("intro")]
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.SearchField("intro")]

    class Meta:
        abstract = True
