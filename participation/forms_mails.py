"""The form of `/compte/courriels/`: which weekly mails, and which councils to follow."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from participation.models import Council, Mandate, Subscriber, Subscription, User
from participation.subscriptions import reads_the_table


class MailChoicesForm(forms.Form):
    """The two weekly mails that a person may turn off; the councils chosen beside."""

    follow = forms.BooleanField(
        label="« Cette semaine dans votre conseil »",
        help_text=(
            "Chaque semaine, ce qui s’est passé dans les conseils que vous suivez. Rien "
            "n’est envoyé les semaines où rien ne s’est passé."
        ),
        required=False,
    )
    table = forms.BooleanField(
        label="Le tableau des retards",
        help_text=(
            "Le lundi, les dossiers en retard de votre service ou de votre délégation. "
            "Les relances d’une échéance, elles, ne s’arrêtent pas."
        ),
        required=False,
    )
    platform = forms.BooleanField(label="Tous les conseils de la ville", required=False)
    councils = forms.ModelMultipleChoiceField(
        Council.objects.none(),
        label="Des conseils en particulier",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={
            "invalid_choice": "Ce conseil n’existe plus : choisissez-en un autre.",
            "invalid_pk_value": "Ce conseil n’existe pas : choisissez-en un autre.",
        },
    )

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        """Show the choices as they are; `today` is the local day of the mandates."""
        super().__init__(*args, **kwargs)
        self.own = [
            mandate.council
            for mandate in Mandate.objects.active_on(today).of(user).select_related("council")
        ]
        others = Council.objects.open_on(today).exclude(pk__in=[c.pk for c in self.own])
        councils = self.fields["councils"]
        assert isinstance(councils, forms.ModelMultipleChoiceField)
        councils.queryset = others
        if not others.exists():
            councils.widget = councils.hidden_widget()
        if not reads_the_table(user):
            del self.fields["table"]
        self.initial = _kept(Subscriber.objects.filter(user=user).first())


def _kept(subscriber: Subscriber | None) -> dict[str, Any]:
    """What the person chose until now; who never chose receives both."""
    if subscriber is None:
        return {"follow": True, "table": True}
    chosen = subscriber.subscriptions.filter(confirmed_at__isnull=False)
    return {
        "follow": subscriber.follows_since is not None,
        "table": subscriber.weekly_table,
        "platform": any(s.scope == Subscription.Scope.PLATFORM for s in chosen),
        "councils": [s.council_id for s in chosen if s.council_id],
    }
