"""Somebody takes over the posts and the open dossiers of a person who left (circuits.md 7).

No date moves and no clock begins again: what was owed is owed by whoever has the post
now, found when a reminder is sent. Whoever takes over gets one mail that lists it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from circuits import people_letters
from circuits.actions.gate import agency_acting
from circuits.actions.record import record, write_text
from circuits.errors import ActRefused
from circuits.models import Dossier, TextVersion
from circuits.posts import Post, held_by, open_dossiers
from participation.clock import local_day
from participation.models import ElectedOfficial, TownSettings, User
from participation.permissions import is_agency
from participation.registry import public_change

REASON = "Une autre personne reprend le poste."


def succeed(user_pk: int, *, successors: Mapping[str, User], by: User, at: datetime) -> int:
    """Give each post of `successors` (its key, then the person) to its new holder.

    Posts that are not named stay where they are; one that was given meanwhile is left
    alone. Returns how many open dossiers changed hands.

    Raises:
        ActRefused: `by` is not of the Agence, or a successor has no open account.

    """
    if not is_agency(by):
        raise ActRefused("Seule l’Agence nomme qui reprend un poste.")
    for person in successors.values():
        if not person.is_active or person.pk == user_pk:
            raise ActRefused("Choisissez une personne dont le compte est ouvert.")
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user_pk)
        held = held_by(user, local_day(at))
        taken = [(post, successors[post.key]) for post in held.posts if post.key in successors]
        for post, person in taken:
            _take(post, person, by)
        moved = [
            dossier
            for pk in open_dossiers(user).order_by("pk").values_list("pk", flat=True)
            if (dossier := _pass_on(pk, user, dict(successors), by, at)) is not None
        ]
        for person in {person for _, person in taken}:
            labels = [post.label for post, chosen in taken if chosen == person]
            theirs = [one for one in moved if person.pk in (one.holder_id, one.deputy_id)]
            people_letters.tell_successor(person, user, labels, theirs, at=at)
    return len(moved)


def _take(post: Post, person: User, by: User) -> None:
    """Write the new holder of one post."""
    name = post.key.rpartition("-")[0] or post.key
    service = post.service
    if service is not None:
        if name == "dossiers":
            service.agents.add(person)
        else:
            setattr(service, name, person)
            service.save(update_fields=[name])
        log(service, "wagtail.edit", user=by)
        public_change(service)
    elif post.directorate is not None:
        post.directorate.head = person
        post.directorate.save(update_fields=["head"])
        log(post.directorate, "wagtail.edit", user=by)
    elif post.official is not None:
        _elect(post.official, person, by)
    else:
        town = TownSettings.load()
        setattr(town, post.key, person)
        town.save(update_fields=[post.key])


def _elect(old: ElectedOfficial, person: User, by: User) -> None:
    """Another élu has the delegation: the old post stays, out of office, with its past."""
    new, made = ElectedOfficial.objects.get_or_create(
        user=person, defaults={"delegation": old.delegation}
    )
    new.active = True
    new.themes.add(*old.themes.all())
    new.save()
    old.active = False
    old.save()
    log(old, "wagtail.edit", user=by)
    log(new, "wagtail.create" if made else "wagtail.edit", user=by)
    public_change(new)
    # Closed dossiers keep the name of who signed.
    Dossier.objects.filter(elected=old, closed_at=None).update(elected=new)


def _pass_on(
    dossier_pk: int, user: User, successors: dict[str, User], by: User, at: datetime
) -> Dossier | None:
    """One open dossier goes on with somebody else; None when nobody was named for it."""
    with agency_acting(dossier_pk, "succession", by=by, at=at) as case:
        dossier, service = case.dossier, case.dossier.service
        if service is None:
            return None
        service.refresh_from_db()
        key = service.pk
        holder = successors.get(f"holder-{key}") or successors.get(f"dossiers-{key}")
        holder = holder or _other(service.holder, user)
        deputy = successors.get(f"deputy-{key}") or _other(service.deputy, user)
        before = (dossier.holder_id, dossier.deputy_id)
        if dossier.holder_id == user.pk and holder is not None:
            dossier.holder = holder
        if dossier.deputy_id == user.pk and (deputy is not None or holder is not None):
            dossier.deputy = deputy
        if dossier.deputy_id == dossier.holder_id:
            dossier.deputy = None
        if before == (dossier.holder_id, dossier.deputy_id):
            return None
        dossier.save(update_fields=["holder", "deputy"])
        if dossier.deposited_at is not None:
            reason = write_text(case, TextVersion.Kind.NOTE, REASON)
            record(case, "handed_over", "city", text=reason, data=case.said)
    return dossier


def _other(person: User | None, user: User) -> User | None:
    return person if person is not None and person != user and person.is_active else None
