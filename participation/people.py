"""The accounts, as the technical person of the town opens and closes them in the admin.

Nobody else reaches these screens: whoever manages users can become anybody.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet

from participation.groups import AGENCY
from participation.models import User

OURS = {"is_staff", "phone", "relay"}


class PersonMixin:
    """What our accounts ask besides Wagtail's: who works at the Agence, and a relay."""

    password_required = False
    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]
    instance: User

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = False
        staff = self.fields["is_staff"]
        staff.label = "Travaille à l’Agence"
        staff.help_text = (
            "Entre dans le back-office, avec un mot de passe et un second facteur."
        )
        self.fields[
            "password1"
        ].help_text = (
            "Pour l’Agence seulement : les autres se connectent avec un code reçu par courriel."
        )

    def _clean_username(self) -> None:
        """Addresses are unique without case; several people may have none."""
        email = (self.cleaned_data.get("email") or "").strip().lower() or None
        self.cleaned_data["email"] = email
        others = User.objects.exclude(pk=self.instance.pk)
        if email and others.filter(email=email).exists():
            self._refuse("email", "Un autre compte a déjà cette adresse.")

    def clean(self) -> dict[str, Any]:
        """An address or a relay; a password for the Agence."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data  # type: ignore[misc]
        if not cleaned.get("email") and not cleaned.get("relay"):
            self._refuse("email", "Donnez une adresse, ou choisissez un relais.")
        if cleaned.get("is_superuser"):
            cleaned["is_staff"] = True
        known = self.instance.pk and self.instance.has_usable_password()
        if cleaned.get("is_staff") and not cleaned.get("password1") and not known:
            self._refuse("password1", "L’Agence a besoin d’un mot de passe.")
        return cleaned

    def save(self, commit: bool = True) -> User:
        """Keep the group « Agence » equal to who works there."""
        user: User = super().save(commit=False)  # type: ignore[misc]
        if not user.is_staff:
            user.set_unusable_password()
        if commit:
            user.save()
            self.save_m2m()  # type: ignore[attr-defined]
            agency = Group.objects.filter(name=AGENCY)
            if user.is_staff:
                user.groups.add(*agency)
            else:
                user.groups.remove(*agency)
        return user

    def _refuse(self, field: str, reason: str) -> None:
        self.add_error(field, forms.ValidationError(reason))  # type: ignore[attr-defined]


class NewPersonForm(PersonMixin, UserCreationForm):
    """Open an account."""

    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | OURS


class PersonForm(PersonMixin, UserEditForm):
    """Change or close an account."""

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | OURS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "is_superuser" not in self.fields:
            # Nobody locks themselves out.
            del self.fields["is_staff"]


class PeopleViewSet(UserViewSet):
    """The list and its forms, under « Paramètres »."""

    menu_label = "Comptes"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm[User]]:
        """Ours."""
        return PersonForm if for_update else NewPersonForm
