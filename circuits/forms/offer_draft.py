"""The text of an offre: kept as it comes, complete only when it is to be submitted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django import forms

from circuits.actions.offers import OFFER_FIELDS
from circuits.catalogue_offers import SHORTEST_ANSWER
from circuits.forms import fields
from circuits.forms.acts import team_of
from circuits.forms.documents import MOST, DocumentsField
from circuits.forms.draft import WritingForm
from circuits.forms.offers import CouncilsField
from circuits.models import Attachment, ParticipationOffer
from circuits.models.dossier import TITLE_LENGTH
from participation.french import long_date
from participation.models import Council, Service, Theme
from participation.working_days import WorkingCalendar

NEEDED = {
    "title": "Donnez un titre à l’offre.",
    "theme": "Choisissez un thème.",
    "proposal": "Dites ce que la Ville propose.",
    "open_points": "Dites ce qui peut encore changer.",
    "decided_points": "Dites ce qui est déjà décidé.",
    "councils": "Choisissez au moins un conseil.",
    "answer_by": "Choisissez la date de la réponse attendue.",
    "publication_plan": "Dites ce que la Ville publiera ensuite.",
    "contact": "Choisissez une personne à contacter.",
}
# A council meets about every two months (circuits.md 4, B0).
USUAL_MONTHS = 2


class OfferDraftForm(WritingForm):
    """The draft of one service's offre."""

    needed = NEEDED
    written = OFFER_FIELDS

    title = fields.line(
        "Titre",
        "Une phrase courte, comme « Le square de la Charité se refait avec vous ».",
        required=False,
        most=TITLE_LENGTH,
    )
    proposal = fields.long_text(
        "Ce que la Ville propose", "Le projet, le lieu, pourquoi maintenant.", required=False
    )
    open_points = fields.long_text(
        "Ce qui peut encore changer",
        "Ce que les conseils peuvent vraiment faire bouger.",
        required=False,
    )
    decided_points = fields.long_text(
        "Ce qui est déjà décidé",
        "Le budget, le calendrier, ce qui est voté : dites-le avant, pas après.",
        required=False,
    )
    place = fields.line("Lieu", "Si l’offre a un lieu.", required=False)
    councils = CouncilsField("Conseils à qui la Ville propose cette offre")
    answer_by = fields.day("Réponse attendue au plus tard le")
    event_on = fields.day(
        "Date de la rencontre", "Pour un atelier ou une visite. Laissez vide sinon."
    )
    publication_plan = fields.long_text(
        "Ce que la Ville publiera ensuite",
        "Par exemple le plan retenu, avec une réponse à chaque avis.",
        required=False,
    )
    contact = fields.PersonField(
        "Personne à contacter",
        required=False,
        hint="Les conseils l’appellent s’ils ont une question. Son nom n’est pas public.",
    )
    documents = DocumentsField("Documents à joindre")
    remove: forms.ModelMultipleChoiceField[Attachment] = forms.ModelMultipleChoiceField(
        queryset=Attachment.objects.none(),
        label="Documents à retirer",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = ParticipationOffer
        fields = OFFER_FIELDS
        widgets: ClassVar[dict[str, Any]] = {
            "visibility": forms.RadioSelect,
            "form": forms.RadioSelect,
        }

    def __init__(
        self, *args: Any, service: Service, calendar: WorkingCalendar, **kwargs: Any
    ) -> None:
        """Offer the people of this service, and the councils of today."""
        super().__init__(*args, **kwargs)
        self.calendar = calendar
        self.offer_choices({"theme": (Theme.objects.all(), "Thème", "Choisir un thème")})
        self.fields["visibility"].label = "Qui peut lire l’offre"
        self.fields["visibility"].choices = ParticipationOffer.READERS  # type: ignore[attr-defined]
        self.fields["form"].label = "Forme"
        contact = self.fields["contact"]
        assert isinstance(contact, fields.PersonField)
        contact.empty_label = "Choisir une personne"
        contact.among(team_of(service))
        self._councils()
        self._dates()
        self._documents()

    def _councils(self) -> None:
        councils = self.fields["councils"]
        assert isinstance(councils, forms.ModelMultipleChoiceField)
        councils.queryset = Council.objects.open_on(self.today)
        if self.instance.pk:
            self.initial.setdefault("councils", list(self.instance.councils.all()))

    def _dates(self) -> None:
        """The date is shown with the reason for its least and its usual value."""
        least = self.calendar.next_working(self.today + timedelta(days=SHORTEST_ANSWER))
        usual = self.calendar.add_months(self.today, USUAL_MONTHS)
        self.fields["answer_by"].help_text = (
            f"Au moins trente jours : à partir du {long_date(least)}. Un conseil se réunit "
            f"tous les deux mois environ : {long_date(usual)} lui laisse ce temps."
        )
        if not self.instance.pk:
            self.initial.setdefault("answer_by", usual)

    def _documents(self) -> None:
        remove = self.fields["remove"]
        assert isinstance(remove, forms.ModelMultipleChoiceField)
        if self.instance.pk and self.instance.attachments.exists():
            remove.queryset = self.instance.attachments.all()
        else:
            del self.fields["remove"]

    def clean(self) -> dict[str, Any]:
        """An answer date that leaves thirty days, on a worked day."""
        cleaned = super().clean()
        day = cleaned.get("answer_by")
        least = self.today + timedelta(days=SHORTEST_ANSWER)
        if self.complete and day and day < least:
            first = long_date(self.calendar.next_working(least))
            self.add_error(
                "answer_by",
                f"Laissez au moins trente jours aux conseils : à partir du {first}.",
            )
        elif self.complete and day and not self.calendar.is_working(day):
            after = long_date(self.calendar.next_working(day))
            self.add_error(
                "answer_by",
                f"Le {long_date(day)} n’est pas travaillé : choisissez le {after}.",
            )
        event = cleaned.get("event_on")
        if self.complete and event and event < self.today:
            self.add_error("event_on", "La rencontre est à venir : choisissez une autre date.")
        kept = self.instance.attachments.count() if self.instance.pk else 0
        total = kept - len(cleaned.get("remove") or []) + len(cleaned.get("documents") or [])
        if total > MOST:
            self.add_error("documents", f"Une offre a {MOST} documents au plus.")
        if self.errors and cleaned.get("documents"):
            self.add_error("documents", "Choisissez de nouveau vos documents.")
        return cleaned
