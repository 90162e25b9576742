"""The links of a mail that work without sign-in: one for each person, act and clock.

Only what is done easily and harms nobody: bien reçu, a question, an answer to the
town's question, prendre acte, and « ce n’est pas à moi ». Whoever holds a link may do
that and nothing else; what it may still do is asked anew each time, by `actions.by_link`
(circuits.md 11, « One door », and 13, P29).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.core import signing
from django.urls import reverse
from django.utils.crypto import salted_hmac

from circuits.acts import ACTS
from circuits.addresses import act_path
from circuits.letters import Message, absolute
from circuits.models import Obligation
from circuits.permissions import roles_on
from circuits.readers import ANONYMOUS, viewer
from participation.models import Service, TownSettings, User

LINK_DAYS = 30
SALT = "circuits.mail_link"
# What a link may do, and the obligation whose clock it follows: a question may be asked
# as long as the council owes its answer, before and after it has acknowledged.
BACKED_BY: dict[str, dict[str, Any]] = {
    "acknowledge_offer": {"principal": True},
    "ask_question": {"kind": Obligation.Kind.ANSWER},
    "answer_complement": {"kind": Obligation.Kind.COMPLEMENT},
    "acknowledge_answer": {"principal": True},
}
# No act of a circuit: it changes no step, no date, no owner.
NOT_MINE = "not_mine"


class LinkRefused(Exception):
    """A link that does nothing (any more); `str()` says why in French.

    `status` is the answer's: 404 not ours, 410 over, 403 not this person's (any more).
    """

    def __init__(self, why: str, status: int) -> None:
        """Keep the status for the page."""
        super().__init__(why)
        self.status = status


@dataclass(frozen=True)
class MailLink:
    """What a signed link holds: nothing that names anybody."""

    person: int
    # Of the address it was sent to: a link dies when the person has another one.
    mailbox: str
    act: str
    dossier: int
    thread: int | None
    obligation: int
    clock: int


def link_url(person: User, act: str, obligation: Obligation) -> str:
    """The address of the link of this person to this act, under the clock of now."""
    held = (
        person.pk,
        mailbox_of(person),
        act,
        obligation.dossier_id,
        obligation.thread_id,
        obligation.pk,
        obligation.clock,
    )
    return absolute(reverse("mail_link", args=[signing.dumps(held, salt=SALT)]))


def read_link(signed: str) -> MailLink:
    """What a link holds.

    Raises:
        LinkRefused: cut, forged, or more than thirty days old.

    """
    try:
        held = signing.loads(signed, salt=SALT, max_age=timedelta(days=LINK_DAYS))
    except signing.SignatureExpired as error:
        raise LinkRefused("Ce lien a plus de trente jours : il ne marche plus.", 410) from error
    except signing.BadSignature as error:
        raise LinkRefused("Ce lien n’est pas complet, ou n’est pas de nous.", 404) from error
    return MailLink(*held)


def mailbox_of(person: User) -> str:
    """A mark of the person's own address, from which it cannot be found again."""
    return salted_hmac(SALT, person.email or "").hexdigest()[:16]


def with_links(
    message: Message,
    obligation: Obligation,
    *,
    user: User | None,
    address: str,
    on: date,
    town: TownSettings,
) -> Message:
    """The message as this person receives it: some of its buttons ask for no sign-in.

    Unchanged when it goes to a relay or a shared mailbox, where others would act in a
    person's name, or to the Agence, which shows a second factor for everything.
    """
    if user is None or not _reads_alone(user, address, town):
        return message
    dossier, thread = obligation.dossier, obligation.thread
    shown = {url for _, url in message.buttons}
    plain_urls = {act: absolute(act_path(ACTS[act], dossier, thread)) for act in BACKED_BY}
    offered = {act: plain for act, plain in plain_urls.items() if plain in shown}
    reader = viewer(user, on, town) if offered else ANONYMOUS
    signed = {}
    for act, plain in offered.items():
        owed = dossier.obligations.open().filter(thread=thread, **BACKED_BY[act]).first()
        if owed and roles_on(reader, dossier, thread) & set(ACTS[act].roles):
            signed[plain] = link_url(user, act, owed)
    return replace(
        message,
        buttons=[(label, signed.get(url, url)) for label, url in message.buttons],
        not_mine_url=link_url(user, NOT_MINE, obligation),
    )


def _reads_alone(user: User, address: str, town: TownSettings) -> bool:
    """Whether this address is this person's own, and nobody else's."""
    own = (user.email or "").lower() == address.lower() != town.agency_email.lower()
    if not own or user.is_staff or not user.is_active:
        return False
    return not Service.objects.filter(mailbox__iexact=address).exists()
