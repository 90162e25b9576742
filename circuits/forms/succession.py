"""Who takes over each post of somebody who left: one choice a post, none compulsory."""

from __future__ import annotations

from typing import Any

from django import forms

from circuits.posts import Held, Post
from participation.models import User

NOBODY = "Personne pour l’instant"


class SuccessionForm(forms.Form):
    """One list of people for each post."""

    def __init__(self, *args: Any, user: User, held: Held, **kwargs: Any) -> None:
        """The posts of `user`, as they are now."""
        super().__init__(*args, **kwargs)
        self.held = held
        people = User.objects.filter(is_active=True).exclude(pk=user.pk)
        for post in held.posts:
            self.fields[post.key] = SuccessorField(people, post)

    def clean(self) -> dict[str, Any]:
        """At least one post is given, or there is nothing to save."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError("Désignez au moins une personne.")
        return cleaned

    def successors(self) -> dict[str, User]:
        """The key of each post that is given, and to whom."""
        return {key: person for key, person in self.cleaned_data.items() if person}


class SuccessorField(forms.ModelChoiceField[User]):
    """One of the open accounts, by name and address."""

    def __init__(self, people: Any, post: Post) -> None:
        """Two people may have one name: the address tells them apart."""
        super().__init__(
            people.order_by("last_name", "first_name", "pk"),
            label=post.label,
            required=False,
            empty_label=NOBODY,
            error_messages={"invalid_choice": "Choisissez une personne de la liste."},
        )

    def label_from_instance(self, obj: Any) -> str:
        """« Claire Muller (claire.muller@ville.exemple.fr) »."""
        return f"{obj} ({obj.email})" if obj.email else str(obj)
