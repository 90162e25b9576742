"""Who may do what on a dossier: pure, deny unless a rule allows, with the reason."""

from __future__ import annotations

from collections.abc import Collection

from circuits.acts import ACTS, DRAFT_ACTS, ROLES, SERVICE_TEAM
from circuits.definition import END
from circuits.models.dossier import Dossier
from circuits.models.offer import OfferThread
from circuits.readers import Viewer
from participation.permissions import YES, Decision, no

# Which draft acts are which message's.
OFFER_DRAFT_ACTS = ("submit_offer", "edit_offer")


def roles_on(
    viewer: Viewer, dossier: Dossier, thread: OfferThread | None = None
) -> frozenset[str]:
    """The roles of this viewer on this dossier, on the viewer's day.

    On an offer a council has roles on its own thread only.
    """
    roles: set[str] = set()
    if viewer.agency:
        roles.add("agency")
    names = {"referent": "referent", "deputy": "referent_deputy", "member": "member"}
    of = thread.council_id if thread else dossier.council_id
    roles |= {names[role] for council, role in viewer.mandates if council == of}
    if viewer.signed_in:
        roles |= _city_roles(viewer, dossier)
    return frozenset(roles)


def _city_roles(viewer: Viewer, dossier: Dossier) -> set[str]:
    roles: set[str] = set()
    if dossier.holder_id == viewer.user_id:
        roles.add("holder")
    if dossier.deputy_id == viewer.user_id:
        roles.add("deputy")
    if dossier.service_id in viewer.services:
        roles.add("service")
    if dossier.service_id in viewer.headed:
        roles.add("head")
    if dossier.elected_id and dossier.elected_id == viewer.elected_id:
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
    timely = _timely(act, dossier, open_sides, thread)
    if not timely:
        return timely
    if not viewer.signed_in:
        return no("Connectez-vous pour agir sur ce dossier.")
    entitled = roles_of(act, dossier)
    if not roles_on(viewer, dossier, thread) & set(entitled):
        return no(f"Cet acte revient à {ROLES[entitled[0]]}.")
    return YES


def roles_of(act: str, dossier: Dossier) -> tuple[str, ...]:
    """The roles to which an act belongs on this dossier, the first one being named."""
    rule = ACTS[act]
    if not rule.signed or dossier.circuit is None:
        return rule.roles
    signatory = dossier.circuit.rules.signatory()
    return SERVICE_TEAM if signatory == "service" else (signatory,)


def _timely(
    act: str, dossier: Dossier, open_sides: Collection[str], thread: OfferThread | None
) -> Decision:
    if act in DRAFT_ACTS:
        return _writable(act, dossier)
    if dossier.circuit is None:
        return no("Ce dossier est encore un brouillon.")
    rule = ACTS[act]
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
    if act == "extend" and dossier.extended_months:
        return no("Le délai a déjà été prolongé : une seule fois est possible.")
    if act == "ask_cancellation" and "cancellation" in open_sides:
        return no("L’annulation est déjà demandée : l’élue ou l’élu doit se prononcer.")
    if act == "declare_done" and "completion" in open_sides:
        return no("La réalisation est déjà déclarée : l’Agence doit la confirmer.")
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
