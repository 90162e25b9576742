"""Who may do what on a dossier: pure, deny unless a rule allows, with the reason."""

from __future__ import annotations

from collections.abc import Collection

from circuits.acts import (
    ACTS,
    ANYTIME,
    DRAFT_ACTS,
    ROLES,
    SERVICE_TEAM,
    WHILE_SUSPENDED,
)
from circuits.definition import END
from circuits.models.dossier import Dossier, Outcome
from circuits.models.offer import OfferThread
from circuits.readers import Viewer
from participation.permissions import YES, Decision, no

# Ends that may be undone for sixty days: a demande that went on in another one may not.
REOPENED = ("E1", "E2", "E3", "E4", "E5", "E6", "E8", "E9")
# What has no object any more once the town has answered, also while it says more.
BEFORE_ANSWER = ("extend", "withdraw", "transfer", "merge", "ask_barring")
# Which draft acts are which message's.
OFFER_DRAFT_ACTS = ("submit_offer", "edit_offer")


def roles_on(
    viewer: Viewer,
    dossier: Dossier,
    thread: OfferThread | None = None,
    open_sides: Collection[str] = (),
) -> frozenset[str]:
    """The roles of this viewer on this dossier, on the viewer's day.

    On an offer a council has roles on its own thread only; a service that was asked for
    its opinion has one as long as it owes it.
    """
    roles: set[str] = set()
    if viewer.agency:
        roles.add("agency")
    names = {"referent": "referent", "deputy": "referent_deputy", "member": "member"}
    of = thread.council_id if thread else dossier.council_id
    roles |= {names[role] for council, role in viewer.mandates if council == of}
    if viewer.signed_in:
        roles |= _city_roles(viewer, dossier)
        asked = {opinion_of(pk) for pk in viewer.services | viewer.headed}
        if asked & set(open_sides):
            roles.add("associate")
    return frozenset(roles)


def opinion_of(service_pk: int) -> str:
    """How an open opinion says, among the open sides, which service owes it."""
    return f"opinion:{service_pk}"


def _city_roles(viewer: Viewer, dossier: Dossier) -> set[str]:
    roles: set[str] = set()
    if dossier.holder_id in viewer.people:
        roles.add("holder")
    if dossier.deputy_id in viewer.people:
        roles.add("deputy")
    if dossier.service_id in viewer.services:
        roles.add("service")
    if dossier.service_id in viewer.headed:
        roles.add("head")
    if dossier.elected_id in viewer.elected:
        roles.add("elected")
    return roles


def may(
    act: str,
    viewer: Viewer,
    dossier: Dossier,
    open_sides: Collection[str] = (),
    *,
    thread: OfferThread | None = None,
) -> Decision:
    """Whether the viewer may do this act now; asked by pages and again by actions.

    `open_sides` are the kinds of the dossier's open side obligations; `thread` is the
    council's way through an offer on which the act is done, when it is done on one.
    """
    moment = timely(act, dossier, open_sides, thread)
    if not moment:
        return moment
    if not viewer.signed_in:
        return no("Connectez-vous pour agir sur ce dossier.")
    if not roles_on(viewer, dossier, thread, open_sides) & set(roles_of(act, dossier)):
        return no(whose(act, dossier))
    return YES


def whose(act: str, dossier: Dossier) -> str:
    """To whom an act belongs, as it is told to somebody else."""
    role = ROLES[roles_of(act, dossier)[0]]
    return f"Cet acte revient à {role}.".replace(" à le ", " au ")


def roles_of(act: str, dossier: Dossier) -> tuple[str, ...]:
    """The roles to which an act belongs on this dossier, the first one being named."""
    rule = ACTS[act]
    if not rule.signed or dossier.circuit is None:
        return rule.roles
    signatory = dossier.circuit.rules.signatory()
    return SERVICE_TEAM if signatory == "service" else (signatory,)


def timely(
    act: str,
    dossier: Dossier,
    open_sides: Collection[str] = (),
    thread: OfferThread | None = None,
) -> Decision:
    """Whether this is the moment of an act, whoever would do it."""
    if act in DRAFT_ACTS:
        return _writable(act, dossier)
    if dossier.circuit is None:
        return no("Ce dossier est encore un brouillon.")
    rule = ACTS[act]
    if act in ANYTIME:
        return _at_any_time(act, dossier)
    if rule.thread:
        return _thread_is_there(act, dossier, thread)
    if rule.side:
        return YES if rule.side in open_sides else no("Cela a déjà été fait.")
    return _at_its_step(act, dossier, open_sides)


def _at_its_step(act: str, dossier: Dossier, open_sides: Collection[str]) -> Decision:
    assert dossier.circuit is not None
    if dossier.is_closed:
        return no("Ce dossier est clos.")
    if act not in dossier.circuit.rules.acts_from(dossier.step):
        step = dossier.circuit.rules.steps[dossier.step]
        return no(f"Ce n’est pas possible à l’étape « {step.name} ».")
    paused = _around_a_pause(act, dossier)
    if not paused:
        return paused
    if act in BEFORE_ANSWER and dossier.answered_at:
        return no("La Ville a déjà répondu à cette demande.")
    if act == "extend" and dossier.extended_months:
        return no("Le délai a déjà été prolongé : une seule fois est possible.")
    if act == "ask_cancellation" and "cancellation" in open_sides:
        return no("L’annulation est déjà demandée : l’élue ou l’élu doit se prononcer.")
    asked = ASKED_ALREADY.get(act)
    if asked and asked[0] in open_sides:
        return no(asked[1])
    return _asked_again(act, dossier)


def _asked_again(act: str, dossier: Dossier) -> Decision:
    """A precision, or the reasons of a refusal: one of them, once."""
    if act == "ask_reasons" and dossier.outcome != Outcome.REFUSED:
        return no("Seul un refus se motive.")
    if act in ("ask_precision", "ask_reasons") and dossier.asked_again_at:
        return no("Le conseil a déjà demandé à en savoir plus : une seule fois est possible.")
    return YES


# What is asked of somebody else is not asked twice at once.
ASKED_ALREADY = {
    "declare_done": (
        "completion",
        "La réalisation est déjà déclarée : l’Agence doit la confirmer.",
    ),
    "ask_wait": ("wait", "L’attente est déjà proposée : l’Agence doit la valider."),
    "ask_barring": ("barred", "L’élue ou l’élu doit déjà se prononcer."),
    "propose_transfer": ("transfer", "La réattribution est déjà proposée à l’Agence."),
}


def _around_a_pause(act: str, dossier: Dossier) -> Decision:
    """A clock that stands still is started again first, or the dossier ends."""
    if act == "close_dormant" and dossier.dormant_on is None:
        return no("Seule une demande en sommeil peut être close comme caduque.")
    if act == "resume" and not dossier.suspended:
        return no("Aucun délai n’est suspendu.")
    if dossier.suspended and act not in WHILE_SUSPENDED:
        return no("Le délai est suspendu : il faut d’abord le reprendre.")
    return YES


def _at_any_time(act: str, dossier: Dossier) -> Decision:
    """What has no step: a text that is hidden or shown, a dossier that is reopened."""
    if dossier.is_offer:
        return no("Cet acte n’existe pas pour ce message.")
    if act == "reopen":
        if not dossier.is_closed:
            return no("Ce dossier n’est pas clos.")
        if dossier.end_code not in REOPENED:
            return no("Cette demande continue dans une autre : elle ne se rouvre pas.")
        return YES
    if dossier.text_published_at is None:
        return no("Ce texte n’est pas encore public.")
    if (dossier.hidden_at is None) == (act == "show_text"):
        return no("C’est déjà fait.")
    return YES


def _writable(act: str, dossier: Dossier) -> Decision:
    """Whether the text may still be written: a draft, or an offre that was sent back."""
    if (act in OFFER_DRAFT_ACTS) != dossier.is_offer:
        return no("Cet acte n’existe pas pour ce message.")
    if dossier.is_draft or (dossier.is_offer and dossier.step == "B0"):
        return YES
    if dossier.is_offer:
        return no("Cette offre est déjà soumise : son texte est figé.")
    return no("Cette demande est déjà déposée : son texte est figé.")


def _thread_is_there(act: str, dossier: Dossier, thread: OfferThread | None) -> Decision:
    if thread is None or dossier.circuit is None:
        return no("Cet acte se fait au nom d’un conseil.")
    if dossier.is_closed:
        return no("Ce dossier est clos.")
    if thread.step != END:
        if act in dossier.circuit.rules.acts_from(thread.step):
            return YES
        step = dossier.circuit.rules.steps[thread.step]
        return no(f"Ce n’est pas possible à l’étape « {step.name} ».")
    # A council that was found silent is still heard, until the follow-up is published.
    if act == "answer_offer" and thread.was_silent and dossier.answered_at is None:
        return YES
    if thread.was_silent and act == "answer_offer":
        return no("La Ville a publié ses suites : une réponse ne peut plus être ajoutée.")
    return no("Ce conseil a déjà répondu, ou n’est plus attendu.")


def acts_open_to(
    viewer: Viewer,
    dossier: Dossier,
    open_sides: Collection[str],
    *,
    thread: OfferThread | None = None,
) -> list[str]:
    """The acts whose form this viewer may open, main one first.

    On a thread, those of the thread alone; on the dossier, all the others.
    """
    allowed = [
        act.code
        for act in ACTS.values()
        if act.thread == (thread is not None)
        and may(act.code, viewer, dossier, open_sides, thread=thread)
    ]
    return sorted(allowed, key=lambda code: ACTS[code].weight)


def may_enter_for(viewer: Viewer) -> Decision:
    """« Saisie pour » is the Agence's alone (circuits.md 2)."""
    if viewer.agency:
        return YES
    return no("Seule l’Agence peut saisir l’acte d’une autre personne.")
