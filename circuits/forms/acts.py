"""One form per act; each ends in the action of the same name."""

from __future__ import annotations

from typing import Any

from django import forms

from circuits.actions import Draft, OnBehalf
from circuits.actions.circuit import circuit_for
from circuits.acts import ACTS
from circuits.forms import fields
from circuits.models import Answer, Dossier, Event, OfferThread, Outcome
from circuits.readers import Viewer
from participation.french import plural
from participation.models import ElectedOfficial, Mandate, Service, User

BEHALF = ("behalf_person", "behalf_channel", "behalf_on")


class ActForm(forms.Form):
    """What every act has: the version that was read, and « saisie pour »."""

    lead = ""
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        dossier: Dossier,
        viewer: Viewer,
        today: Any,
        thread: OfferThread | None = None,
        **kwargs: Any,
    ) -> None:
        """Prepare the choices for this dossier or council's thread, on this local day."""
        super().__init__(*args, **kwargs)
        self.dossier = dossier
        self.thread = thread
        self.today = today
        self.initial.setdefault("seen", (thread or dossier).version)
        self.prepare()

    def prepare(self) -> None:
        """Offer what depends on the dossier."""

    def enter_for(self, act: str) -> None:
        """Add « saisie pour »: whose act the Agence is entering, how and when said."""
        person = fields.PersonField("Qui a décidé")
        person.among(eligible(act, self.dossier, self.today, self.thread))
        self.fields["behalf_person"] = person
        self.fields["behalf_channel"] = forms.ChoiceField(
            label="Recueilli comment", choices=Event.Channel.choices
        )
        self.fields["behalf_on"] = fields.day("Recueilli le", required=True)
        self.initial.setdefault("behalf_on", self.today)
        self.order_fields(BEHALF)

    def behalf(self) -> OnBehalf | None:
        """Whose act it is, when it is not the signed-in person's."""
        person = self.cleaned_data.get("behalf_person")
        if not isinstance(person, User):
            return None
        return OnBehalf(
            user=person,
            channel=self.cleaned_data["behalf_channel"],
            said_on=self.cleaned_data["behalf_on"],
        )

    def act_fields(self) -> dict[str, Any]:
        """What the action takes: the fields by their names, and the thread when on one."""
        own = {n: self.cleaned_data[n] for n in self.fields if n not in ("seen", *BEHALF)}
        return own | ({"thread": self.thread.pk} if self.thread else {})


def eligible(
    act: str, dossier: Dossier, today: Any, thread: OfferThread | None = None
) -> list[User | None]:
    """The people whose act it may be, besides the Agence."""
    roles = set(ACTS[act].roles)
    people: list[User | None] = []
    if roles & {"referent", "referent_deputy"}:
        council = thread.council if thread else dossier.council
        mandates = Mandate.objects.active_on(today).speaking()
        own = mandates.filter(council=council and council.living_on(today))
        people += [mandate.user for mandate in own.select_related("user")]
    service = dossier.service
    if "head" in roles and service:
        people.append(service.head)
    if "holder" in roles:
        people += [dossier.holder, dossier.deputy]
    if "elected" in roles and dossier.elected:
        people.append(dossier.elected.user)
    return people


def team_of(service: Service | None) -> list[User | None]:
    """The people of a service who can hold a dossier."""
    if service is None:
        return []
    return [service.holder, service.deputy, service.head, *service.agents.all()]


class ServiceChoice(forms.ModelChoiceField[Service]):
    """A service in activity."""

    def __init__(self, label: str, hint: str = "") -> None:
        """Every active service is offered."""
        super().__init__(
            Service.objects.filter(active=True),
            label=label,
            help_text=hint,
            empty_label="Choisir un service",
            error_messages={"required": "Choisissez un service."},
        )


class QualifyForm(ActForm):
    """A1: the service in charge, and the élu who will sign."""

    lead = "Choisissez le service compétent. Le conseil en est informé aussitôt."
    service = ServiceChoice("Service pilote")
    elected = forms.ModelChoiceField(
        ElectedOfficial.objects.filter(active=True).select_related("user"),
        label="Élue ou élu qui signera la réponse",
        empty_label="Choisir une personne",
        required=False,
    )
    holder = fields.PersonField("Titulaire du dossier", required=False)
    deputy = fields.PersonField("Suppléance", required=False)

    def prepare(self) -> None:
        """Ask for the holder only where the circuit has no attribution."""
        circuit = self.dossier.circuit
        if circuit is not None and circuit.rules.has("A2"):
            del self.fields["holder"], self.fields["deputy"]
        else:
            everyone = User.objects.filter(held_services__active=True) | (
                User.objects.filter(deputised_services__active=True)
            )
            for name in ("holder", "deputy"):
                field = self.fields[name]
                assert isinstance(field, fields.PersonField)
                field.among(everyone.distinct())
                field.help_text = "Sans choix : la personne prévue par le service."
        if circuit is not None and not circuit.rules.has("A5"):
            del self.fields["elected"]
        else:
            self.fields["elected"].required = True
            self.fields["elected"].error_messages["required"] = (
                "Choisissez l’élue ou l’élu qui signera la réponse."
            )
            official = ElectedOfficial.objects.filter(
                themes=self.dossier.theme_id, active=True
            ).first()
            self.initial.setdefault("elected", official)


class AcceptForm(ActForm):
    """A2: who studies the demande."""

    lead = "Nommez la personne qui étudie la demande et sa suppléance."
    holder = fields.PersonField("Titulaire")
    deputy = fields.PersonField("Suppléance", required=False)

    def prepare(self) -> None:
        """Offer the people of the service, its usual holder first."""
        service = self.dossier.service
        for name in ("holder", "deputy"):
            field = self.fields[name]
            assert isinstance(field, fields.PersonField)
            field.among(team_of(service))
        if service is not None:
            self.initial.setdefault("holder", service.holder)
            self.initial.setdefault("deputy", service.deputy)

    def clean(self) -> dict[str, Any]:
        """Two different people."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("holder") and cleaned.get("holder") == cleaned.get("deputy"):
            self.add_error("deputy", "La suppléance revient à une autre personne.")
        return cleaned


class DeclineForm(ActForm):
    """A2: whose dossier it is, and why it is not ours."""

    lead = (
        "Dites pourquoi, et proposez le service compétent. Le conseil lira le nom du "
        "service, pas votre motif."
    )
    reason = fields.long_text("Motif", most=2000)
    proposed = ServiceChoice("Service proposé")

    def prepare(self) -> None:
        """Every other service."""
        field = self.fields["proposed"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Service.objects.filter(active=True).exclude(
            pk=self.dossier.service_id or 0
        )


class AnswerForm(ActForm):
    """A3: the answer of the town, with its reasons and its commitment."""

    lead = "Cette version sera relue et signée telle quelle, puis publiée."
    may_validate = True
    outcome = forms.ChoiceField(
        label="La demande est",
        choices=[(value, label.capitalize()) for value, label in Outcome.choices],
        widget=forms.RadioSelect,
        error_messages={"required": "Dites si la demande est acceptée, en partie, ou refusée."},
    )
    summary = fields.line("Résumé", "Une phrase que tout le monde comprend.", most=200)
    body = fields.long_text("Réponse complète", most=10_000)
    reason_code = forms.ChoiceField(label="Motif du refus", required=False)
    reason = fields.long_text("Explication du refus", required=False)
    alternative = fields.long_text("Ce qui pourrait être fait", required=False)
    milestone_label = fields.line("Engagement", "Ce que la Ville va faire.", required=False)
    milestone_on = fields.MonthField("Prévu pour", empty="Choisir un mois")
    next_steps = fields.long_text(
        "Et maintenant", "Ce qui se passe ensuite.", required=False, most=2000
    )
    signatory = fields.line("Qui signe", "Fonction, puis nom si la personne l’accepte.")
    decided_by = fields.line("Instance qui a décidé", required=False)
    decided_on = fields.day("Décidé le")
    decision_url = forms.URLField(
        label="Lien vers la délibération", required=False, assume_scheme="https"
    )
    deferred_to = fields.day("À l’étude jusqu’au", "Une seule fois, six mois au plus.")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        """Whoever also validates the answer may do both at once."""
        super().__init__(*args, viewer=viewer, **kwargs)
        circuit = self.dossier.circuit
        owns_both = self.dossier.service_id in viewer.headed
        if circuit is not None and circuit.rules.has("A4") and owns_both and self.may_validate:
            self.fields["validate"] = forms.BooleanField(
                label="Répondre et valider : l’étape suivante est aussi la mienne",
                required=False,
            )

    def prepare(self) -> None:
        """Start from the version that was sent back, and the circuit's reasons."""
        circuit = self.dossier.circuit
        assert circuit is not None
        reasons = [(r.code, r.label) for r in circuit.rules.refusal_reasons]
        code = self.fields["reason_code"]
        assert isinstance(code, forms.ChoiceField)
        code.choices = [("", "Choisir un motif"), *reasons]
        month = self.fields["milestone_on"]
        assert isinstance(month, fields.MonthField)
        month.from_day(self.today)
        self._once()
        last: Answer | None = self.dossier.answers.order_by("version").last()
        if last is not None:
            for name in self.fields:
                if hasattr(last, name):
                    self.initial.setdefault(name, getattr(last, name))
            if last.milestone_on:
                self.initial["milestone_on"] = last.milestone_on.isoformat()
        elif self.dossier.elected is not None:
            official = self.dossier.elected
            self.initial.setdefault("signatory", f"{official.user}, {official.delegation}")

    def _once(self) -> None:
        """« À l’étude jusqu’au » is said once, and never after an answer."""
        published = self.dossier.answers.filter(published_at__isnull=False)
        if self.dossier.answered_at is None and not published.exists():
            return
        del self.fields["deferred_to"]
        outcome = self.fields["outcome"]
        assert isinstance(outcome, forms.ChoiceField)
        outcome.choices = [
            (value, label.capitalize())
            for value, label in Outcome.choices
            if value != Outcome.DEFERRED
        ]

    def clean(self) -> dict[str, Any]:
        """A refusal says why; a commitment has a month."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("outcome") == Outcome.DEFERRED:
            if not cleaned.get("deferred_to") and "deferred_to" not in self.errors:
                self.add_error("deferred_to", "Dites jusqu’à quand la Ville étudie.")
        elif cleaned.get("outcome") == Outcome.REFUSED:
            needed = {
                "reason_code": "Choisissez le motif du refus.",
                "reason": "Expliquez le refus.",
                "alternative": "Dites ce qui pourrait être fait.",
            }
            for name, message in needed.items():
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, message)
        elif bool(cleaned.get("milestone_label")) != bool(cleaned.get("milestone_on")):
            missing = "milestone_on" if cleaned.get("milestone_label") else "milestone_label"
            self.add_error(missing, "Un engagement a un intitulé et un mois prévu.")
        return cleaned

    def act_fields(self) -> dict[str, Any]:
        """The answer as one draft."""
        names = Draft.__dataclass_fields__
        given = {n: self.cleaned_data[n] for n in names if n in self.cleaned_data}
        fields = {"draft": Draft(**given)}
        both = {"validate": True} if self.cleaned_data.get("validate") else {}
        return fields | both


class DirectForm(AnswerForm):
    """A1: the Agence answers, and names the service concerned and who signs."""

    lead = "La réponse part à la signature, sans passer par un service."
    may_validate = False
    service = ServiceChoice("Service concerné")
    elected = forms.ModelChoiceField(
        ElectedOfficial.objects.filter(active=True).select_related("user"),
        label="Élue ou élu qui signera la réponse",
        empty_label="Choisir une personne",
        error_messages={"required": "Choisissez l’élue ou l’élu qui signera la réponse."},
    )
    field_order = ("service", "elected")

    def prepare(self) -> None:
        """As an answer, without the élu where nobody of them signs."""
        super().prepare()
        circuit = self.dossier.circuit
        if circuit is not None and not circuit.rules.has("A5"):
            del self.fields["elected"]

    def act_fields(self) -> dict[str, Any]:
        """The answer, the service and the élu."""
        names = ("service", "elected")
        named = {n: self.cleaned_data[n] for n in names if n in self.cleaned_data}
        return {**super().act_fields(), **named}


# What the last of the validations does.
PUBLISHED_AT_ONCE = " Elle est publiée aussitôt."


class ApproveForm(ActForm):
    """A4: the version that was read is the one that is validated."""

    lead = "Vous validez la version affichée ci-dessus, mot pour mot."
    read = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def prepare(self) -> None:
        """Name the version on the page."""
        last = self.dossier.answers.order_by("version").last()
        self.initial.setdefault("read", last.version if last else None)
        circuit = self.dossier.circuit
        if circuit is not None and not circuit.rules.has("A5"):
            self.lead += PUBLISHED_AT_ONCE


class SignForm(ApproveForm):
    """A5: the élu signs, and the answer is public (circuits.md 3)."""

    lead = "Vous signez la version affichée ci-dessus, mot pour mot." + PUBLISHED_AT_ONCE


class ChangesForm(ActForm):
    """A4, A5: what must change in the answer."""

    lead = (
        "Le service reprend la réponse avec la date qu’il avait, et au moins trois "
        "jours ouvrés."
    )
    changes = fields.long_text("Ce qui doit changer", most=2000)


class AcknowledgeForm(ActForm):
    """A6: the council takes note."""

    lead = "Le dossier est alors clos ; sa page reste publique et complète."
    comment = fields.long_text(
        "Avis du conseil", "Public. Laissez vide si vous n’avez rien à ajouter.",
        required=False, most=2000,
    )  # fmt: skip


class MilestoneForm(ActForm):
    """A7: where the commitment stands, in public."""

    lead = "La Ville dit régulièrement où en est son engagement."
    report = fields.long_text("Où en est-on ?", "Ce texte est public.", most=2000)
    planned_on = fields.MonthField(
        "Nouveau mois prévu",
        "Seulement si la date de l’engagement change.",
        empty="La date ne change pas",
    )

    def prepare(self) -> None:
        """The months to come."""
        month = self.fields["planned_on"]
        assert isinstance(month, fields.MonthField)
        month.from_day(self.today)


class ProofreadForm(ActForm):
    """The Agence has read the text: it becomes public."""

    lead = "Le titre et le texte deviennent publics tels quels."


class CallForm(ActForm):
    """The Agence has called the council."""

    lead = "La promesse n’a pas été tenue : notez que le conseil a été rappelé."
    note = fields.long_text(
        "Ce qui a été dit", "Lu par la Ville seulement.", required=False, most=2000
    )


class DepositForm(ActForm):
    """The référent deposits what was checked."""

    lead = "La demande part à la Ville. Son texte ne pourra plus être modifié."

    def prepare(self) -> None:
        """Say what the circuit promises that this demande will follow."""
        rules = circuit_for(self.dossier).rules
        if rules.has_promise():
            months = plural(rules.promise_months, "mois", "mois")
            self.lead += f" La Ville a ensuite {months} pour répondre."


class ReasonForm(ActForm):
    """A reason and nothing else."""

    reason = fields.long_text("Motif", most=2000)


class CodedReasonForm(ActForm):
    """A reason out of one list of the circuit version."""

    # The list's name in the rules, and what to say when nothing is chosen.
    reasons = ""
    missing = ""
    reason_code = forms.ChoiceField(label="Motif", widget=forms.RadioSelect)

    def prepare(self) -> None:
        """Offer the reasons of the version under which the dossier was deposited."""
        circuit = self.dossier.circuit
        assert circuit is not None
        field = self.fields["reason_code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(r.code, r.label) for r in getattr(circuit.rules, self.reasons)]
        field.error_messages["required"] = self.missing
