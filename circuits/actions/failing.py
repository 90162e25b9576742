"""When an address refuses our mails: somebody else is told, and the Agence too (S1, P22).

Called by the sweep; never by what reads the returns, which are inert. Changes no dossier:
only who is reminded (circuits.md 5, 10 and 13).
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Q, QuerySet

from circuits.actions import obligations
from circuits.actions.reminders import Pass, lock_if_free
from circuits.letters import ROLES_AS, Message, because_of, render
from circuits.models import Delivery, Rung
from circuits.recipients import LAST_RESORT, Recipient, of_obligation
from participation import outbox
from participation.clock import midnight
from participation.french import listing, plural
from participation.models import FailingAddress, Mail, Service, TownSettings, User

# What one S1 names; the register of mails holds the others.
NAMED = 20


def dossiers_unheard(now: Pass) -> list[int]:
    """The dossiers whose last reminder was refused by a failing address."""
    key = "rung__obligation__dossier"
    return list(_unheard(now).order_by(key).values_list(key, flat=True).distinct())


def _unheard(now: Pass) -> QuerySet[Delivery]:
    """Reminders that nobody read, of what is still owed under the same clock."""
    return Delivery.objects.filter(
        state=Delivery.State.WRITTEN,
        address__in=now.failing,
        mail__state=Mail.State.FAILED,
        mail__kind=Mail.Kind.DUTY,
        rung__obligation__closed_at__isnull=True,
        rung__clock=F("rung__obligation__clock"),
    )


@transaction.atomic
def tell_somebody_else(dossier_pk: int, now: Pass) -> int:
    """Address again, to who stands in, the reminders of a dossier that were refused.

    Returns how many people were added. Once each: whoever was told of a rung is not told
    again.
    """
    if lock_if_free(dossier_pk) is None:
        return 0
    rungs = Rung.objects.filter(
        deliveries__in=_unheard(now).filter(rung__obligation__dossier=dossier_pk)
    ).select_related(
        "obligation__service",
        "obligation__thread__council__successor",
        "obligation__dossier__circuit",
    )
    added = 0
    for rung in rungs.distinct().order_by("pk"):
        told = set(rung.deliveries.values_list("address", flat=True))
        new = [who for who in _stand_ins(rung, now) if who.address.lower() not in told]
        Delivery.objects.bulk_create(
            Delivery(rung=rung, user=who.user, address=who.address.lower(), because=who.role)
            for who in new
        )
        added += len(new)
    return added


def _stand_ins(rung: Rung, now: Pass) -> list[Recipient]:
    owed = rung.obligation
    rule = obligations.rule_of(rung, owed)
    return of_obligation(owed, rule.to, now.today, now.town, reach=now.reach)


@transaction.atomic
def tell_the_agency(now: Pass) -> int:
    """S1: which address, which mails, who stands in; once a day an address at most.

    Returns how many addresses were told.
    """
    untold = (
        FailingAddress.objects.current()
        .filter(
            Q(told_on__isnull=True) | Q(told_on__lt=now.today, last_at__gte=midnight(now.today))
        )
        .select_for_update(skip_locked=True)
        .order_by("address")
    )
    found = list(untold)
    reader = _reader(now)
    if not found or reader is None:
        return 0
    for failing in found:
        message = _letter(failing, now)
        message.because = because_of(reader.role, now.town)
        outbox.queue(
            render(message, now.town),
            reader.address,
            kind=Mail.Kind.NOTICE,
            identity=("failing", failing.address, now.today),
            at=now.at,
            user=reader.user,
        )
        failing.told_on = now.today
        failing.save(update_fields=["told_on"])
    return len(found)


def _reader(now: Pass) -> Recipient | None:
    """The Agence; its direction when it is the Agence's own mailbox that fails."""
    town = now.town
    if town.agency_email and town.agency_email.lower() not in now.failing:
        return Recipient(town.agency_email, "agency")
    for role in LAST_RESORT:
        user: User | None = getattr(town, role)
        address = user.mail_address() if user else None
        if address and address.lower() not in now.failing:
            return Recipient(address, role, user)
    return None


def _letter(failing: FailingAddress, now: Pass) -> Message:
    owner = owner_of(failing.address, now.town)
    lost = list(
        Mail.objects.filter(address=failing.address, state=Mail.State.FAILED)
        .exclude(kind=Mail.Kind.ACCOUNT)
        .order_by("-created_at", "-pk")[: NAMED + 1]
    )
    lines = [f"{mail.subject} : {_told_instead(mail)}" for mail in lost[:NAMED]]
    if len(lost) > NAMED:
        lines.append("Les autres sont dans le registre des courriels.")
    return Message(
        code="S1",
        subject=f"Adresse en échec : {owner}",
        lead=(
            f"L’adresse {failing.address} ({owner}) refuse les courriels de la plateforme. "
            "Aucune relance ne lui est plus envoyée."
        ),
        paragraphs=[
            f"Réponse du serveur : {failing.detail or 'aucune'}",
            f"{plural(len(lines), 'courriel')} sans lecteur :" if lines else "",
            *lines,
            "Corrigez l’adresse dans la fiche de la personne ou du service. Si elle marche de "
            "nouveau, dites-le dans le registre « Adresses en échec ».",
        ],
    )


def _told_instead(mail: Mail) -> str:
    """Who was told of the same reminders, as far as it is known."""
    others = Delivery.objects.filter(
        rung__deliveries__mail=mail, state__in=["pending", "written"]
    ).exclude(address=mail.address)
    people = {
        f"{other.address} ({ROLES_AS.get(other.because, other.because)})"
        for other in others.order_by("address")
    }
    if people:
        return f"à sa place, {listing(sorted(people))}"
    if mail.kind == Mail.Kind.NOTICE:
        return "personne d’autre n’est prévenu ; il peut être renvoyé depuis le registre"
    if not mail.deliveries.filter(rung__obligation__closed_at__isnull=True).exists():
        return "ce qui était attendu est fait, ou ne l’est plus"
    return "personne d’autre n’était à prévenir"


def owner_of(address: str, town: TownSettings) -> str:
    """Whose address it is, in words: « service Voirie », a person's name."""
    if address == town.agency_email.lower():
        return "boîte de l’Agence"
    service = Service.objects.filter(mailbox__iexact=address).first()
    if service is not None:
        return f"service {service}"
    user = User.objects.filter(email__iexact=address).first()
    return str(user) if user else address
