"""One's own absence: the days, and a colleague who acts meanwhile (circuits.md 7)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from circuits.forms import fields
from circuits.forms.acts import team_of
from participation.models import Absence, ElectedOfficial, Service, User


class AbsenceForm(forms.ModelForm[Absence]):
    """Two days and a person; who has no post in the town names nobody."""

    starts_on = fields.day("Premier jour d’absence", required=True)
    ends_on = fields.day("Dernier jour d’absence", "Ce jour compris.", required=True)
    substitute = fields.PersonField(
        "Qui agit à votre place",
        required=False,
        hint="Cette personne reçoit vos relances et peut agir jusqu’à votre retour.",
    )

    class Meta:
        model = Absence
        fields = ("starts_on", "ends_on", "substitute")

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        """Offer the people with whom `user` works; `today` is the local day."""
        super().__init__(*args, **kwargs)
        self.instance.person = user
        self.today = today
        for name in ("starts_on", "ends_on"):
            label = self.fields[name].label
            self.fields[name].error_messages["required"] = f"Remplissez « {label} »."
        people = colleagues(user)
        substitute = self.fields["substitute"]
        assert isinstance(substitute, fields.PersonField)
        substitute.among(people)
        substitute.empty_label = "La suppléance habituelle"
        if not people:
            del self.fields["substitute"]

    def clean_ends_on(self) -> date:
        """Refuse an absence that is over: it would change nothing.

        Raises:
            ValidationError: the last day is past.

        """
        day: date = self.cleaned_data["ends_on"]
        if day < self.today:
            raise forms.ValidationError("Ce jour est passé : donnez un jour à venir.")
        return day


def colleagues(user: User) -> list[User]:
    """Who may replace this person: the service's people; another élu for an élu."""
    mine = Q(holder=user) | Q(deputy=user) | Q(head=user) | Q(agents=user)
    mine |= Q(directorate__head=user)
    found: set[User] = set()
    services = Service.objects.filter(mine, active=True).distinct()
    for service in services.select_related("holder", "deputy", "head"):
        found |= {person for person in team_of(service) if person is not None}
    if ElectedOfficial.objects.filter(user=user, active=True).exists():
        others = ElectedOfficial.objects.filter(active=True).select_related("user")
        found |= {official.user for official in others}
    found.discard(user)
    return [person for person in found if person.is_active and person.mail_address()]
