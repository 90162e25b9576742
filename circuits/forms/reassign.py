"""The forms of another service, another person, another opinion (circuits.md 7)."""

from __future__ import annotations

from typing import Any

from django import forms

from circuits.forms import fields
from circuits.forms.acts import ActForm, ReasonForm, ServiceChoice, team_of
from circuits.models import Obligation
from circuits.readers import Viewer
from participation.models import Service


class OtherServiceForm(ActForm):
    """A service other than the one in charge, and why."""

    service = ServiceChoice("Nouveau service")
    reason = fields.long_text("Motif", "Lu par la Ville seulement.", most=2000)

    def prepare(self) -> None:
        """Every other service in activity."""
        field = self.fields["service"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Service.objects.filter(active=True).exclude(
            pk=self.dossier.service_id or 0
        )


class ReassignForm(OtherServiceForm):
    """Another service has the dossier from now on."""

    lead = (
        "La date promise ne change pas. Le nouveau service a au moins cinq jours ouvrés, "
        "et le public lit le nom des deux services."
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        """A head chooses within its directorate; the Agence anywhere."""
        super().__init__(*args, viewer=viewer, **kwargs)
        if not viewer.agency and self.dossier.service is not None:
            field = self.fields["service"]
            assert isinstance(field, forms.ModelChoiceField)
            own = self.dossier.service.directorate_id
            assert field.queryset is not None
            field.queryset = field.queryset.filter(directorate=own)


class ProposeForm(OtherServiceForm):
    """The service says whose dossier it is."""

    lead = "L’Agence décide. D’ici là, le dossier reste à votre service."


class KeepServiceForm(ReasonForm):
    """The Agence leaves the dossier where it is."""

    lead = "Le service garde le dossier et sa date ; il lit votre motif."


class HandOverForm(ActForm):
    """Another person of the same service."""

    lead = (
        "La nouvelle personne a au moins cinq jours ouvrés. Seule la Ville lit ce changement."
    )
    holder = fields.PersonField("Titulaire")
    deputy = fields.PersonField("Suppléance", required=False)
    reason = fields.long_text("Motif", required=False, most=2000)

    def prepare(self) -> None:
        """The people of the service, as they are now."""
        for name in ("holder", "deputy"):
            field = self.fields[name]
            assert isinstance(field, fields.PersonField)
            field.among(team_of(self.dossier.service))
        self.initial.setdefault("holder", self.dossier.holder_id)
        self.initial.setdefault("deputy", self.dossier.deputy_id)


class AskOpinionForm(OtherServiceForm):
    """What another service is asked."""

    lead = "Le service consulté a dix jours ouvrés ; l’étape n’attend pas son avis."
    service = ServiceChoice("Service à consulter")
    reason = fields.long_text("Votre question", "Lue par la Ville seulement.", most=2000)

    def act_fields(self) -> dict[str, Any]:
        """Service and question."""
        data = self.cleaned_data
        return {"service": data["service"], "question": data["reason"]}


class GiveOpinionForm(ActForm):
    """What the associated service thinks."""

    lead = "Votre avis est lu par la Ville seulement."
    service = ServiceChoice("Votre service")
    opinion = fields.long_text("Avis", most=4000)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        """The services that owe an opinion, among those of the person."""
        super().__init__(*args, viewer=viewer, **kwargs)
        owed = self.dossier.obligations.open().filter(kind=Obligation.Kind.OPINION)
        asked = Service.objects.filter(pk__in=owed.values("service"))
        if not viewer.agency:
            asked = asked.filter(pk__in=viewer.services | viewer.headed)
        field = self.fields["service"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = asked
        if asked.count() == 1:
            field.initial = asked.get()
            field.widget = forms.HiddenInput()
