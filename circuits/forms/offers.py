"""The forms of the acts of an offre; each ends in the action of the same name."""

from __future__ import annotations

from typing import Any

from django import forms

from circuits.actions import Said
from circuits.forms import fields
from circuits.forms.acts import ActForm, ChangesForm, CodedReasonForm, ReasonForm
from circuits.models import Contribution, Dossier
from circuits.offer_sentences import ANSWERS, FOLLOW_UPS
from participation.french import by_the, sentence_case
from participation.models import Council, ElectedOfficial


class SubmitForm(ActForm):
    """B0: the text goes to the Agence."""

    lead = (
        "L’Agence relit le texte, puis l’élue ou l’élu référent le signe. Il part ensuite "
        "aux conseils et devient public."
    )


class ApproveOfferForm(ActForm):
    """B1: the Agence has read it, and names who signs."""

    lead = "L’offre part à la signature de l’élue ou de l’élu."
    elected = forms.ModelChoiceField(
        ElectedOfficial.objects.filter(active=True).select_related("user"),
        label="Élue ou élu qui signera l’offre",
        empty_label="Choisir une personne",
        error_messages={"required": "Choisissez l’élue ou l’élu qui signera l’offre."},
    )

    def prepare(self) -> None:
        """The élu of the theme first."""
        self.initial.setdefault("elected", self.dossier.elected_id)


class OfferChangesForm(ChangesForm):
    """B1: what must change in the offre."""

    lead = "Le service reprend le texte, et le soumet de nouveau à la relecture."


class SendForm(ActForm):
    """B1: the élu signs."""

    lead = (
        "Chaque conseil a sa date de réponse ; la Ville devra dire ce qu’elle fait de "
        "chaque réponse."
    )

    def prepare(self) -> None:
        """Say who reads it from now on."""
        reads = "la page de l’offre devient publique"
        if self.dossier.visibility != Dossier.Visibility.PUBLIC:
            reads = "les membres des conseils et la Ville la lisent"
        self.lead = f"L’offre part aux conseils choisis ; {reads} aussitôt. {self.lead}"


class CouncilsField(forms.ModelMultipleChoiceField[Council]):
    """Some councils, as boxes to tick."""

    def __init__(self, label: str, hint: str = "") -> None:
        """The councils are set by the form."""
        super().__init__(
            Council.objects.none(),
            label=label,
            help_text=hint,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": "Choisissez des conseils de la liste."},
        )


class AddCouncilForm(ActForm):
    """BC: one more council, with its own full delay."""

    lead = "Le conseil ajouté a lui aussi au moins trente jours pour répondre."
    councils = CouncilsField("Conseils à ajouter")

    def prepare(self) -> None:
        """Those that exist and were not asked."""
        asked = self.dossier.threads.values("council")
        living = Council.objects.open_on(self.today).exclude(pk__in=asked)
        field = self.fields["councils"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = living
        field.required = True
        field.error_messages["required"] = "Choisissez au moins un conseil."
        if not living:
            field.help_text = "Tous les conseils ont déjà reçu cette offre."


class AcknowledgeOfferForm(ActForm):
    """B2: received."""

    def prepare(self) -> None:
        """Say until when the council may discuss."""
        assert self.thread is not None
        self.lead = (
            "Le conseil dit qu’il a bien reçu l’offre. Il peut en discuter et répondre "
            f"{by_the(self.thread.answer_by)}."
        )


class AnswerOfferForm(ActForm):
    """B2, B3: what the council answers."""

    lead = (
        "La réponse paraît avec l’offre dès son envoi. Seuls le conseil et la Ville lisent "
        "qui participe et quand."
    )
    kind = forms.ChoiceField(
        label="Réponse du conseil",
        choices=[(value, sentence_case(label)) for value, label in ANSWERS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez la réponse du conseil."},
    )
    body = fields.long_text(
        "Avis du conseil",
        "Public. N’écrivez ici ni nom ni coordonnées de personnes.",
        required=False,
    )
    delegates = fields.line(
        "Qui participe",
        "Lu par le conseil et la Ville seulement.",
        required=False,
        most=300,
    )
    available = fields.line(
        "Quand",
        "Jours et heures qui conviennent. Lu par le conseil et la Ville seulement.",
        required=False,
        most=300,
    )
    adopted_on = fields.day(
        "Réunion qui a adopté la réponse",
        "Laissez vide si elle a été décidée entre deux réunions.",
    )

    def clean(self) -> dict[str, Any]:
        """What each answer needs."""
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        if kind == Contribution.Kind.OPINION and not cleaned.get("body"):
            self.add_error("body", "Écrivez l’avis du conseil.")
        if kind == Contribution.Kind.PARTICIPATES:
            if not cleaned.get("delegates"):
                self.add_error("delegates", "Dites qui participe.")
            if not cleaned.get("available"):
                self.add_error("available", "Dites quand.")
        else:
            # The page put these two away: what was typed before changing one's mind goes.
            cleaned.update(delegates="", available="")
        adopted = cleaned.get("adopted_on")
        if adopted and adopted > self.today:
            self.add_error("adopted_on", "La réunion doit avoir déjà eu lieu.")
        return cleaned


class AskQuestionForm(ActForm):
    """B2, B3: what the council wants to know before it answers."""

    lead = (
        "Le service a cinq jours ouvrés. Votre date recule du temps d’attente, et il vous "
        "restera au moins dix jours ouvrés."
    )
    question = fields.long_text("Votre question", "Publique.", most=2000)


class AnswerQuestionForm(ActForm):
    """B3q: what the town answers."""

    lead = "Le conseil reçoit la réponse et sa nouvelle date."
    reply = fields.long_text("Réponse de la Ville", "Publique.", most=4000)


class DeclineOfferForm(ReasonForm):
    """B2: the council does not take it up."""

    lead = "Le conseil n’a pas à se justifier ; s’il dit pourquoi, c’est public."
    reason = fields.long_text("Pourquoi", required=False, most=2000)


class WithdrawForm(ReasonForm):
    """The Agence takes a council out of the offre."""

    lead = "Le conseil n’est plus attendu ; il en est prévenu, et la page le dit."
    reason = fields.long_text("Motif", "Public.", most=2000)


class KeepForm(ReasonForm):
    """The élu keeps the offre."""

    lead = "L’offre continue là où elle était ; le service en est prévenu."
    reason = fields.long_text("Motif", "Lu par la Ville seulement.", most=2000)


class FollowUpForm(ActForm):
    """B4: what the town made of each contribution, and why."""

    lead = (
        "Tout est public, et envoyé à chaque conseil. Une suite par réponse : ce qui est "
        "retenu, en partie ou non, et pourquoi."
    )
    text = fields.long_text(
        "Ce que la Ville retient de la consultation", "En tête de la page.", most=6000
    )

    def prepare(self) -> None:
        """Two questions a council that answered."""
        self.given = list(
            Contribution.objects.filter(thread__offer=self.dossier)
            .select_related("thread__council")
            .order_by("thread__council__sort_key")
        )
        for said in self.given:
            council = said.thread.council
            self.fields[f"outcome_{said.pk}"] = forms.ChoiceField(
                label=f"{council} : ce qui est retenu",
                choices=list(FOLLOW_UPS.items()),
                widget=forms.RadioSelect,
                error_messages={"required": f"Choisissez la suite donnée à {council}."},
            )
            self.fields[f"reason_{said.pk}"] = fields.long_text(
                f"{council} : pourquoi", most=4000
            )

    def act_fields(self) -> dict[str, Any]:
        """The text and each follow-up."""
        return {
            "text": self.cleaned_data["text"],
            "follow_ups": [
                Said(
                    said.pk,
                    self.cleaned_data[f"outcome_{said.pk}"],
                    self.cleaned_data[f"reason_{said.pk}"],
                )
                for said in self.given
            ],
        }


class AssessmentForm(ActForm):
    """B5: what came of it."""

    lead = "Le bilan est public, et envoyé aux conseils. L’offre est alors close."
    text = fields.long_text("Bilan", "Ce qui a été fait, par qui, et la suite.", most=6000)


class CancelForm(CodedReasonForm):
    """The service asks to give the offre up."""

    lead = (
        "L’élue ou l’élu référent doit confirmer. Les conseils reçoivent alors le motif et "
        "votre texte."
    )
    reasons = "refusal_reasons"
    missing = "Choisissez le motif de l’annulation."
    text = fields.long_text("Explication", "Publique.", most=4000)
    fate = fields.long_text("Ce que deviennent les réponses déjà reçues", "Public.", most=4000)

    def prepare(self) -> None:
        """The reasons of the circuit; the fate of the answers when there are some."""
        super().prepare()
        if not Contribution.objects.filter(thread__offer=self.dossier).exists():
            del self.fields["fate"]


class ConfirmCancelForm(ActForm):
    """The élu agrees."""

    lead = "L’offre est annulée aussitôt ; tous les conseils sont prévenus."
