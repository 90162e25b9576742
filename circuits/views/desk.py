"""What the pages of one dossier inside share: who may see it, which form, which record."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.forms import BaseForm
from django.http import Http404

from circuits import cards, sentences
from circuits.actions.ends import REOPENED_WITHIN
from circuits.acts import ACTS, SERVICE_TEAM, SPOKESPEOPLE
from circuits.addresses import act_path
from circuits.definition import END
from circuits.errors import Stale
from circuits.forms import FORMS, form_for
from circuits.models import Dossier, Event, OfferThread
from circuits.permissions import roles_on, timely
from circuits.views import presenters
from circuits.views.form_parts import parts_of
from circuits.views.frame import Frame
from circuits.views.links import onward
from circuits.views.public import JOINED, PUBLIC_TEXTS
from participation.clock import PARIS, local_day
from participation.french import week_date

# Inside, the people too.
INSIDE = (
    *JOINED,
    "participationrequest__contact",
    "participationoffer__contact",
    "holder",
    "deputy",
    "created_by",
)
CRUMBS = [("Accueil", "/"), ("Mon espace", "/espace/")]


def visible(frame: Frame, uuid: uuids.UUID) -> Dossier:
    """The dossier, when this person may read it inside; else it does not exist."""
    readable = Dossier.objects.visible_to(frame.viewer).filter(uuid=uuid)
    found = cards.one(readable, more=INSIDE)
    if found is None:
        raise Http404
    return found


def stale_words(error: Stale) -> str:
    """Who acted meanwhile, when, and what: shown above the text that is kept."""
    local = error.at.astimezone(PARIS)
    when = f"{week_date(local.date())} à {local.hour} h {local.minute:02d}"
    who = error.who or "Quelqu’un"
    return (
        f"{who} a agi entre-temps, le {when} : {error.what} Votre texte est gardé ci-dessous."
    )


def forms_for(
    found: Dossier, frame: Frame, allowed: list[str], thread: OfferThread | None = None
) -> dict[str, Any]:
    """The form of the step on the page itself, the other acts as links."""
    usable = [c for c in allowed if c in FORMS and not _too_late(c, found, frame)]
    expected = [code for code in usable if _expected(code, found, frame, thread)]
    owed = {code: _owed(code, found, frame, thread) for code in expected}
    # As in « À faire »: what is owed first comes first.
    main = min(expected, key=lambda code: _day_of(owed[code]), default=None)
    others = [code for code in usable if code != main]
    form = None
    if main is not None:
        form = form_for(
            main, dossier=found, viewer=frame.viewer, today=frame.today, thread=thread
        )
    return {
        "owed": owed[main] if main else None,
        "parts": parts_of(form, main) if form and main else [],
        "main": ACTS[main] if main else None,
        "asked": asked_of(main, found, thread) if main else None,
        "main_url": act_path(ACTS[main], found, thread) if main else "",
        "form": form,
        "others": _with_dates(
            [c for c in others if main and _beside(c, found)], found, frame, thread
        ),
        "possible": [
            *(act_link(c, found, thread) for c in others if not main or not _beside(c, found)),
            *onward(found, frame),
        ],
    }


def _day_of(owed: dict[str, Any] | None) -> str:
    """The day of an act, to sort by; what has none comes last."""
    return owed["iso"] if owed else "9999"


def _with_dates(
    codes: list[str], found: Dossier, frame: Frame, thread: OfferThread | None
) -> list[dict[str, Any]]:
    """The other acts as links; one that is owed on its own, with its own date."""
    return [
        {
            **act_link(code, found, thread),
            "owed": _owed(code, found, frame, thread) if ACTS[code].side else None,
        }
        for code in codes
    ]


def _too_late(act: str, found: Dossier, frame: Frame) -> bool:
    """A dossier that was closed more than sixty days ago is not reopened."""
    if act != "reopen" or found.closed_at is None:
        return False
    return frame.today > local_day(found.closed_at) + REOPENED_WITHIN


# The act by which somebody asked what this one answers.
ASKED_BY = {
    "answer_complement": ("suspended",),
    "answer_question": ("question_asked",),
    "submit_offer": ("offer_returned",),
    "transmit_answer": ("precision_asked", "reasons_asked", "changes_requested"),
    "confirm_wait": ("wait_asked",),
    "refuse_wait": ("wait_asked",),
    "reassign": ("transfer_proposed",),
    "keep_service": ("transfer_proposed",),
    "confirm_barring": ("barring_asked",),
    "refuse_barring": ("barring_asked",),
    "give_opinion": ("opinion_asked",),
    "confirm_done": ("done_declared",),
    "refuse_done": ("done_declared",),
    "confirm_cancellation": ("cancellation_asked",),
    "refuse_cancellation": ("cancellation_asked",),
}


def asked_of(act: str, found: Dossier, thread: OfferThread | None) -> dict[str, str] | None:
    """What was asked, in its words, by whoever asked last; shown above the form."""
    codes = ASKED_BY.get(act)
    if codes is None:
        return None
    asked = found.events.filter(code__in=codes, text__isnull=False)
    if thread is not None:
        asked = asked.filter(thread=thread)
    last = asked.told().order_by("position").last()
    if last is None or not _still_asked(act, found, last):
        return None
    return {"sentence": sentences.event_sentence(last), "text": last.text.body}


def _still_asked(act: str, found: Dossier, event: Event) -> bool:
    """Whether it was asked for this passage at the step, and not for an earlier one."""
    if act == "transmit_answer":
        owed = found.principals[-1] if found.principals else None
        return owed is not None and event.at >= owed.opened_at
    return act != "reassign" or found.obligations.open().filter(kind="transfer").exists()


# From this weight on, an act is possible and nobody waits for it.
RARE = 3
TEAMS = {"service": SERVICE_TEAM, "referent": SPOKESPEOPLE}


# What may be done on an offre, and that nobody waits for.
UNHURRIED = ("add_council", "ask_cancellation", "withdraw_council")


def _expected(act: str, found: Dossier, frame: Frame, thread: OfferThread | None) -> bool:
    """Whether it is this person's turn, and this act the one that is awaited."""
    rule = ACTS[act]
    if found.is_offer:
        # A council that has asked something waits for the town, and may still answer.
        waits = thread is not None and thread.step == "B3q" and act == "answer_offer"
        return act not in UNHURRIED and not waits
    if rule.side:
        return True
    owed = found.principals[-1] if found.principals else None
    if owed is None or not owed.is_open or owed.paused_on or rule.weight >= RARE:
        return False
    team = TEAMS.get(owed.party, (owed.party,))
    return bool(roles_on(frame.viewer, found) & set(team) & set(rule.roles))


def _beside(act: str, found: Dossier) -> bool:
    """Whether it is another way to end the same step, shown with its form."""
    return found.is_offer or ACTS[act].weight < RARE


def _owed(
    act: str, found: Dossier, frame: Frame, thread: OfferThread | None
) -> dict[str, Any] | None:
    """Which date this act meets: the step's, or that of the side obligation it closes."""
    side = ACTS[act].side
    mine = [o for o in found.principals if o.thread_id == (thread.pk if thread else None)]
    owed = mine[-1] if mine else None
    if side:
        owed = found.obligations.open().filter(kind=side).select_related("service").first()
    if owed is None or not owed.is_open:
        return None
    owed.dossier, owed.thread = found, thread
    return presenters.obligation_row(owed, frame)


def enterable(
    found: Dossier,
    frame: Frame,
    allowed: list[str],
    sides: set[str],
    thread: OfferThread | None = None,
) -> list[dict[str, str]]:
    """What the Agence may enter for somebody else at this step."""
    if not frame.viewer.agency or found.circuit is None:
        return []
    links = []
    for code in _acts_at(found, thread):
        rule = ACTS[code]
        if code in allowed or "system" in rule.roles or code not in FORMS:
            continue
        # What the Agence alone does has nobody to be entered for.
        if not set(rule.roles) - {"agency"} or not timely(code, found, sides, thread):
            continue
        link = act_link(code, found, thread)
        label = f"{link['label']} – {thread.council}" if thread else link["label"]
        links.append({**link, "label": label, "url": f"{link['url']}?saisie=1"})
    return links


def _acts_at(found: Dossier, thread: OfferThread | None) -> list[str]:
    """The acts of the present step; a council that was silent may still answer."""
    assert found.circuit is not None
    step = thread.step if thread else found.step
    if step != END:
        return found.circuit.rules.acts_from(step)
    late = thread is not None and thread.was_silent and found.answered_at is None
    return ["answer_offer"] if late else []


def act_link(code: str, found: Dossier, thread: OfferThread | None = None) -> dict[str, str]:
    """The button that leads to the form of an act."""
    rule = ACTS[code]
    url = act_path(rule, found, thread)
    unused = dict.fromkeys(("name", "value", "small", "icon", "context", "disabled"), "")
    return {**unused, "label": rule.label, "url": url, "variant": "secondary"}


def inner_events(found: Dossier, frame: Frame) -> Any:
    """The record as this person reads it inside.

    Avis lie in the register of the back office: here they would hide the acts.
    """
    events = found.events.visible_to(frame.viewer, found).exclude(code="advised")
    return events.told(dossier_known=True).order_by("position")


def texts_of(frame: Frame) -> frozenset[str]:
    """The kinds of texts that this person's side reads in the record."""
    texts = PUBLIC_TEXTS | {"decline", "cancel"}
    if frame.viewer.of_the_city:
        texts |= {"reason", "changes", "note", "opinion"}
    return texts


def people_rows(found: Dossier) -> list[dict[str, str]]:
    """Who is who on the dossier, for the two sides that work on it."""
    if found.is_offer:
        contact = ("Personne à contacter au service", found.offer.contact)
        service = ("Service porteur", found.service)
    else:
        contact = ("Personne à contacter au conseil", found.request.contact)
        service = ("Service pilote", found.service)
    rows: list[tuple[str, Any]] = [
        contact,
        service,
        ("Titulaire", found.holder),
        ("Suppléance", found.deputy),
        ("Élue ou élu référent", found.elected),
    ]
    return [{"key": key, "value": str(value)} for key, value in rows if value]


def seen_again(form: BaseForm, dossier: Dossier) -> None:
    """The page that tells of an overtaken text is the one from which one goes on."""
    data: Any = form.data
    typed = data.copy()
    typed["seen"] = str(Dossier.objects.values_list("version", flat=True).get(pk=dossier.pk))
    form.data = typed
