"""What the Agence sees first in the back office: what is late, what nobody holds.

Reads only; the numbers of rows and of queries do not grow with the dossiers.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from wagtail.admin.ui.components import Component

from circuits import catalogue_offers, deadlines, sentences
from circuits.catalogue import STEPS
from circuits.health import last_audit, mails_in_trouble, sending
from circuits.models import Delivery, Obligation, Rung
from circuits.posts import closed_accounts_in_post
from circuits.vacancies import vacancies, without_owner
from participation import clock
from participation.clock import PARIS, local_day
from participation.french import plural, sentence_case, week_date
from participation.models import ClosureDay, FailingAddress, Mail, TownSettings
from participation.working_days import WorkingCalendar

# Of each step, so many are named; the register holds the others.
NAMED = 8
STEP_NAMES = {
    row["code"]: f"{row['code']} {row['name']}" for row in (*STEPS, *catalogue_offers.STEPS)
}


class LatePanel(Component):
    """Late obligations of the town by step, reminders that wait, mails that failed."""

    name = "late"
    template_name = "circuits/admin/late_panel.html"
    # Wagtail's own begin at 100.
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Any:
        """`groups`, `waiting`, `alarms` and `mails`, in words."""
        at = clock.now()
        calendar = ClosureDay.objects.calendar()
        return {
            "groups": late_groups(at, calendar),
            "waiting": waiting_words(at, calendar),
            "alarms": alarms(),
            "mails": mail_words(),
            "mails_url": reverse("registres_courriels_modeladmin_index") + "?suite=a-regler",
            "failing_url": reverse("registres_adresses_modeladmin_index") + "?etat=en-echec",
            "dossiers_url": reverse("registres_dossiers_modeladmin_index"),
        }


class VacantPanel(Component):
    """« Sans responsable »: a successor is asked for; who stands in meanwhile."""

    name = "vacant"
    template_name = "circuits/admin/vacant_panel.html"
    order = 60

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Any:
        """`rows`, `more` and closed `accounts`; nothing when every role has somebody."""
        today = local_day(clock.now())
        total = without_owner(today).count()
        found = vacancies(today, TownSettings.load(), NAMED) if total else []
        closed = closed_accounts_in_post().order_by("last_name", "first_name", "pk")
        return {
            "accounts": [
                {"name": str(user), "url": reverse("succession", args=[user.pk])}
                for user in closed[:NAMED]
            ],
            "rows": [
                {
                    "label": one.obligation.dossier.label,
                    "title": one.obligation.dossier.title,
                    "url": one.obligation.dossier.private_url,
                    "duty": one.obligation.duty,
                    "missing": one.missing,
                    "stand_in": one.stand_in,
                }
                for one in found
            ],
            "more": _more(total - len(found)),
        }

    def render_html(self, parent_context: Any = None) -> Any:
        """Nothing at all when there is nothing to say."""
        context = self.get_context_data(parent_context)
        shown = context["rows"] or context["accounts"]
        return super().render_html(parent_context) if shown else ""


def late_groups(at: datetime, calendar: WorkingCalendar) -> list[dict[str, Any]]:
    """What the town owes and is late with, by step, the longest wait first.

    A council's silence is not lateness of the town, and the promise shows on the
    dossier's row (circuits.md 1.8).
    """
    today = local_day(at)
    late = Obligation.objects.late_for_the_town(today).exclude(kind=Obligation.Kind.PROMISE)
    order = Window(RowNumber(), [F("kind"), F("step")], [F("due_on"), F("pk")])
    named = late.annotate(rank=order).filter(rank__lte=NAMED).with_dossier()
    counts = late.order_by().values_list("kind", "step").annotate(count=Count("pk"))
    rows: dict[str, list[dict[str, str]]] = {}
    for obligation in named.order_by("due_on", "pk"):
        rows.setdefault(_group(obligation.kind, obligation.step), []).append(
            _row(obligation, at, calendar)
        )
    totals: dict[str, int] = {}
    for kind, step, count in counts:
        totals[_group(kind, step)] = totals.get(_group(kind, step), 0) + count
    return [
        {
            "name": name,
            "count": plural(total, "échéance en retard", "échéances en retard"),
            "rows": rows[name][:NAMED],
            "more": _more(total - len(rows[name][:NAMED])),
        }
        for name, total in sorted(totals.items())
    ]


def _group(kind: str, step: str) -> str:
    if kind == Obligation.Kind.STEP:
        return STEP_NAMES.get(step, step)
    label = str(Obligation.Kind(kind).label)
    return sentence_case(label)


def _row(obligation: Obligation, at: datetime, calendar: WorkingCalendar) -> dict[str, str]:
    dossier = obligation.dossier
    return {
        "label": dossier.label,
        "title": dossier.title,
        "url": dossier.private_url,
        "owner": sentences.owner_label(obligation),
        "late": sentences.due_words(obligation.due_on, local_day(at), calendar),
    }


def _more(count: int) -> str:
    return f"et {plural(count, 'autre')}" if count > 0 else ""


def waiting_words(at: datetime, calendar: WorkingCalendar) -> str:
    """How many reminders are ready, and when they leave; nothing when none is."""
    count = waiting_reminders(at)
    if not count:
        return ""
    subject = plural(count, "relance")
    verb = "attend" if count < 2 else "attendent"
    if deadlines.in_office_hours(at, calendar):
        return f"{subject} {verb} le prochain passage du moteur, dans quelques minutes."
    opening = deadlines.next_office_opening(at, calendar).astimezone(PARIS)
    day = week_date(opening.date())
    return f"{subject} {verb} le prochain matin ouvré\u00a0: {day}, à 8\u00a0h\u00a030."


def waiting_reminders(at: datetime) -> int:
    """Reminders whose day has come: rungs to fire, then mails not yet written.

    Of one obligation only the highest rung leaves: it counts once.
    """
    to_fire = (
        Rung.objects.reached(local_day(at))
        .filter(obligation__closed_at__isnull=True)
        .exclude(kind="auto")
        .aggregate(count=Count("obligation", distinct=True))
    )
    to_write = Delivery.objects.filter(state=Delivery.State.PENDING).aggregate(
        count=Count("rung", distinct=True)
    )
    return int(to_fire["count"]) + int(to_write["count"])


def alarms() -> list[dict[str, str]]:
    """What somebody must repair before the rest can be trusted: words, and where to go."""
    _, leaves, why = sending()
    _, kept, found = last_audit()
    stops = reverse("registres_arrets_modeladmin_index")
    return [
        *([] if leaves else [{"words": f"Envoi des courriels : {why}.", "url": stops}]),
        *([] if kept else [{"words": f"Contrôle de nuit : {found}.", "url": ""}]),
    ]


def mail_words() -> list[str]:
    """« 2 courriels en échec », « 1 courriel de sort inconnu »; empty when all is well."""
    counts = mails_in_trouble()
    words = {Mail.State.FAILED: "en échec", Mail.State.UNKNOWN: "de sort inconnu"}
    failing = FailingAddress.objects.current().count()
    addresses = plural(failing, "adresse en échec", "adresses en échec")
    return [
        *(
            f"{plural(counts[state], 'courriel')} {said}"
            for state, said in words.items()
            if counts.get(state)
        ),
        *([addresses] if failing else []),
    ]
