"""The text of a demande: kept as it comes, complete only when it is to be deposited."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from circuits.actions.deposit import DRAFT_FIELDS
from circuits.forms import fields
from circuits.models import ParticipationRequest
from circuits.models.dossier import TITLE_LENGTH
from participation.models import Commission, Council, Mandate, Quarter, Theme, User

NEEDED = {
    "title": "Donnez un titre à la demande.",
    "theme": "Choisissez un thème.",
    "need": "Décrivez le constat du conseil.",
    "wish": "Dites ce que demande le conseil.",
    "place": "Indiquez le lieu.",
    "contact": "Choisissez une personne à contacter.",
}


class WritingForm(forms.ModelForm):  # type: ignore[type-arg]
    """A text that is being written: kept as it comes; with `complete`, all is required."""

    # Field → what to say when it is empty and the person wants to go on.
    needed: ClassVar[dict[str, str]] = {}
    written: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, today: Any, complete: bool, **kwargs: Any) -> None:
        """`today` is the local day; `complete` when the person wants to go on."""
        super().__init__(*args, **kwargs)
        self.complete = complete
        self.today = today
        for name in self.needed:
            # Not HTML's `required`: a draft is kept as it comes (RGAA 11.10).
            self.fields[name].widget.attrs["aria-required"] = "true"

    def offer_choices(self, offered: dict[str, tuple[Any, str, str]]) -> None:
        """Field → (its rows, its label, the words for none): nothing is required yet."""
        for name, (queryset, label, empty) in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset, field.label, field.empty_label = queryset, label, empty
            field.required = False

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing, and only when the person wants to go on."""
        cleaned = super().clean() or self.cleaned_data
        if self.complete:
            for name, message in self.needed.items():
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, message)
        return cleaned

    def draft_fields(self) -> dict[str, Any]:
        """What the actions take."""
        return {name: self.cleaned_data.get(name) for name in self.written}


class DraftForm(WritingForm):
    """The draft of one council's demande."""

    needed = NEEDED
    written = DRAFT_FIELDS

    title = fields.line(
        "Titre",
        "Une phrase courte, comme « Un passage piéton devant l’école Quimper ».",
        required=False,
        most=TITLE_LENGTH,
    )
    need = fields.long_text(
        "Le constat",
        "Ce que le conseil a observé, où et depuis quand. N’écrivez ici ni nom ni "
        "coordonnées de personnes.",
        required=False,
    )
    wish = fields.long_text(
        "Ce que demande le conseil",
        "En une ou deux phrases si possible.",
        required=False,
    )
    place = fields.line("Lieu", "Rue, place, école…", required=False)
    adopted_on = fields.day("Réunion qui a adopté la demande")
    between_meetings = forms.BooleanField(
        label="La demande a été décidée entre deux réunions", required=False
    )
    contact = fields.PersonField(
        "Personne à contacter",
        required=False,
        hint="La Ville l’appelle si elle a une question. Son nom n’est pas public.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = ParticipationRequest
        fields = DRAFT_FIELDS
        widgets: ClassVar[dict[str, Any]] = {"visibility": forms.RadioSelect}

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        """Offer the quartiers, commissions and members of this council."""
        super().__init__(*args, **kwargs)
        self._choices(council)
        members = Mandate.objects.active_on(self.today).filter(council=council)
        contact = self.fields["contact"]
        assert isinstance(contact, fields.PersonField)
        contact.empty_label = "Choisir une personne"
        contact.among(User.objects.filter(pk__in=members.values("user")).order_by("last_name"))

    def _choices(self, council: Council) -> None:
        quarters = Quarter.objects.filter(territory=council.territory_id)
        commissions = Commission.objects.filter(council=council)
        self.offer_choices(
            {
                "theme": (Theme.objects.all(), "Thème", "Choisir un thème"),
                "quarter": (quarters, "Quartier", "Tout le secteur"),
                "commission": (commissions, "Commission", "Aucune"),
            }
        )
        self.fields["visibility"].label = "Qui peut lire la demande"
        # This day or the box below: one of the two is needed, so it is not « facultatif ».
        self.fields["adopted_on"].widget.attrs["aria-required"] = "false"

    def clean(self) -> dict[str, Any]:
        """The meeting that adopted it, or « entre deux réunions »."""
        cleaned = super().clean()
        adopted = cleaned.get("adopted_on")
        if adopted and adopted > self.today:
            self.add_error("adopted_on", "La réunion doit avoir déjà eu lieu.")
        undated = not adopted and not cleaned.get("between_meetings")
        if self.complete and undated and "adopted_on" not in self.errors:
            self.add_error(
                "adopted_on", "Indiquez la réunion, ou cochez « entre deux réunions »."
            )
        return cleaned
