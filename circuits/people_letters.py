"""The mails about people: who replaces whom, who takes over, whose account was closed.

Written at once: whoever is concerned must know before the next reminder (circuits.md 7).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.urls import reverse

from circuits.letters import Entry, Group, Message, absolute, render, title_line
from circuits.models import Dossier, Obligation
from circuits.posts import Held
from circuits.readers import viewer
from participation import outbox
from participation.clock import local_day
from participation.french import by_the, long_date, plural, sentence_case
from participation.models import Absence, Mail, TownSettings, User

# What a mail names; « À faire » holds the others.
NAMED = 30
DESK = ("Ouvrir la liste « À faire »", "/espace/")


def tell_substitute(absence: Absence, *, at: datetime) -> Mail | None:
    """M16: whom one replaces, until when, and what that person owes meanwhile."""
    substitute, person = absence.substitute, absence.person
    if substitute is None or absence.ends_on < local_day(at):
        return None
    town = TownSettings.load()
    days = f"du {long_date(absence.starts_on)} au {long_date(absence.ends_on)}"
    owed = _owed_by(person, local_day(at), until=absence.ends_on)
    message = Message(
        code="M16",
        subject=f"Vous remplacez {person} {days}",
        lead=f"Vous remplacez {person} {days}, ces deux jours compris.",
        paragraphs=[
            "Pendant ces jours, vous recevez ses relances et vous pouvez agir à sa place. "
            "Ce que vous faites porte votre nom.",
        ],
        groups=_groups("Attendu d’ici là", owed),
        buttons=[(DESK[0], absolute(DESK[1]))],
        because=f"Vous recevez ce message parce que l’on vous a désigné – {town.name}.",
    )
    return _send(message, substitute, ("absence", absence.pk, at.isoformat()), at, town)


def tell_successor(
    person: User,
    left: User,
    posts: Sequence[str],
    dossiers: Sequence[Dossier],
    *,
    at: datetime,
) -> Mail | None:
    """M12, for several dossiers at once: the posts taken over and what is owed."""
    town = TownSettings.load()
    owed = _owed_by(person, local_day(at), among={one.pk for one in dossiers})
    count = len(dossiers)
    message = Message(
        code="M12",
        subject=f"Vous prenez la suite de {left}",
        lead=f"Vous prenez la suite de {left} : {'; '.join(posts)}.",
        paragraphs=[
            f"{plural(count, 'dossier ouvert passe', 'dossiers ouverts passent')} entre vos "
            "mains. Aucune date ne change."
            if count
            else "Aucun dossier ouvert ne vous attend pour l’instant.",
        ],
        groups=_groups("Attendu de vous", owed),
        buttons=[(DESK[0], absolute(DESK[1]))],
        because=f"Vous recevez ce message parce que l’Agence vous a désigné – {town.name}.",
    )
    return _send(message, person, ("succession", left.pk, at.isoformat()), at, town)


def ask_for_successor(left: User, held: Held, *, at: datetime) -> Mail | None:
    """S2, to the Agence: an account was closed, and nobody holds its posts any more."""
    town = TownSettings.load()
    if not held or not town.agency_email:
        return None
    names = [post.label for post in held.posts]
    names += [f"{one.council} : {one.get_role_display()}" for one in held.mandates]
    message = Message(
        code="S2",
        subject=f"Compte fermé : qui prend la suite de {left} ?",
        lead=f"Le compte de {left} est fermé. Personne n’a encore été désigné pour la suite.",
        paragraphs=[
            "D’ici là, la suppléance est prévenue, puis la personne au-dessus, puis l’Agence.",
            plural(held.dossiers, "dossier ouvert est", "dossiers ouverts sont")
            + " à son nom.",
        ],
        facts=[(name, "à pourvoir") for name in names],
        buttons=[("Désigner la suite", absolute(reverse("succession", args=[left.pk])))],
        because=f"Vous recevez ce message en tant que membre de l’Agence – {town.name}.",
    )
    return outbox.queue(
        render(message, town),
        town.agency_email,
        kind=Mail.Kind.NOTICE,
        identity=("closed-account", left.pk, at.isoformat()),
        at=at,
    )


def _owed_by(
    person: User, today: date, *, until: date | None = None, among: set[int] | None = None
) -> list[Obligation]:
    """What this person owes in the town, earliest first."""
    owed = Obligation.objects.owed_by(viewer(person, today)).exclude(party="referent")
    if until is not None:
        owed = owed.filter(due_on__lte=until)
    if among is not None:
        owed = owed.filter(dossier__in=among)
    return list(owed.with_dossier().order_by("due_on", "pk")[: NAMED + 1])


def _groups(title: str, owed: Iterable[Obligation]) -> list[Group]:
    rows = list(owed)
    entries = [
        Entry(
            title_line(one.dossier),
            absolute(one.dossier.private_url),
            [f"{sentence_case(one.duty)}, {by_the(one.due_on)}"],
        )
        for one in rows[:NAMED]
    ]
    more = "Les autres sont dans la liste « À faire »." if len(rows) > NAMED else ""
    return [Group(title, entries, more)] if entries else []


def _send(
    message: Message,
    person: User,
    identity: tuple[object, ...],
    at: datetime,
    town: TownSettings,
) -> Mail | None:
    address = person.mail_address()
    if address is None:
        return None
    return outbox.queue(
        render(message, town),
        address,
        kind=Mail.Kind.NOTICE,
        identity=identity,
        at=at,
        user=person,
    )
