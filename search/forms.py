"""The facets of the results, as the filter panel shows them."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms

from participation.widgets import PlainSelect

Choices = Sequence[tuple[str, str]]


class FacetForm(forms.Form):
    """`type` and `conseil`, each with the counts of what it would leave."""

    q = forms.CharField(required=False, widget=forms.HiddenInput)
    type = forms.ChoiceField(label="Nature", required=False, widget=forms.RadioSelect)
    conseil = forms.ChoiceField(required=False, widget=PlainSelect)

    def __init__(
        self, *, kinds: Choices, councils: Choices, council_label: str, **initial: str
    ) -> None:
        """Unbound: what was asked is its initial value, already checked."""
        super().__init__(initial=initial, auto_id="filtre-%s")
        for name, choices in (("type", kinds), ("conseil", councils)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        self.fields["conseil"].label = council_label
