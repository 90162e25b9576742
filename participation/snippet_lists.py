"""The lists of the back office in which the Agence adds a row: their one button."""

from __future__ import annotations

from django.utils.functional import cached_property
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet


class ListView(IndexView):
    """Wagtail's list; its French button says « Ajouter un(e) … » of everything."""

    @cached_property
    def add_item_label(self) -> str:
        """The title beside it says of what."""
        return "Ajouter"


class ListViewSet(SnippetViewSet):
    """The screens of one kind of row."""

    index_view_class = ListView
