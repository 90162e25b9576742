"""The lists of the back office in which the Agence adds a row: their words.

Wagtail's French says « Ajouter un(e) … », « créé(e) » of everything.
"""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    IndexView,
    SnippetViewSet,
)


class ListView(IndexView):
    """The rows, and the button that adds one."""

    @cached_property
    def add_item_label(self) -> str:
        """The title beside it says of what."""
        return "Ajouter"


REFUSED = "Rien n’est enregistré : corrigez ce qui est signalé."


class AddView(CreateView):
    """A new row."""

    error_message = REFUSED

    def get_success_message(self, instance: Any = None) -> str:
        """What was added."""
        return f"« {instance or self.object} » est dans la liste."


class ChangeView(EditView):
    """A row that changes."""

    error_message = REFUSED

    def get_success_message(self, instance: Any = None) -> str:
        """What was changed."""
        return f"Les changements de « {instance or self.object} » sont enregistrés."


class ListViewSet(SnippetViewSet):
    """The screens of one kind of row."""

    index_view_class = ListView
    add_view_class = AddView
    edit_view_class = ChangeView
