"""What forms are answered in, where Django's own would cost too much."""

from __future__ import annotations

from html import escape
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.safestring import SafeString, mark_safe

SELECTED = " selected"


class PlainSelect(forms.Select):
    """A list of flat choices, written at once.

    Django renders two templates a choice: of a list filtered by a hundred councils, that is
    more than all the rest of the page.
    """

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The element, with `value` (or nothing) chosen."""
        chosen = self.format_value(value)
        # Python's own escape: Django's looks for lazy words and safe ones at each of them.
        choices = "\n".join(
            f'<option value="{escape(str(key))}"{SELECTED if str(key) in chosen else ""}>'
            f"{escape(str(label))}</option>"
            for key, label in self.choices
        )
        given = flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})}))
        return mark_safe(f"<select{given}>\n{choices}\n</select>")
