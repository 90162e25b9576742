"""Who tells the search that a text changed: the registry, and Wagtail's own signals."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from participation.registry import on_public_change
from search import actions


def page_changed(sender: Any, instance: Page, **_kwargs: Any) -> None:
    """Published again, or withdrawn."""
    actions.refresh(instance)


def tree_moved(sender: Any, instance: Page, **_kwargs: Any) -> None:
    """The addresses of the page and of all below it are new."""
    actions.refresh_tree(instance)


def page_deleted(sender: Any, instance: Page, **_kwargs: Any) -> None:
    """Nothing of it can be found any more."""
    actions.forget_page(instance)


def readers_changed(sender: Any, instance: PageViewRestriction, **_kwargs: Any) -> None:
    """A part of the site was closed to the public, or opened."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        actions.refresh_tree(page)


def connect() -> None:
    """Listen; called once by `SearchConfig.ready()`, and harmless when called twice."""
    on_public_change(actions.refresh)
    for signal, listener in (
        (page_published, page_changed),
        (page_unpublished, page_changed),
        (page_slug_changed, tree_moved),
        (post_page_move, tree_moved),
    ):
        signal.connect(listener, dispatch_uid=f"search.{listener.__name__}")
    post_delete.connect(page_deleted, sender=Page, dispatch_uid="search.page_deleted")
    for signal in (post_save, post_delete):
        signal.connect(
            readers_changed,
            sender=PageViewRestriction,
            dispatch_uid="search.readers_changed",
        )
