"""A circuit edited by the Agence: a draft begun, saved, activated, deleted (circuits.md 11).

Each locks the versions of its message, checks again, writes and logs in one transaction.
Only drafts change: dossiers keep the version under which they were deposited.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from wagtail.log_actions import log

from circuits.actions.circuit import activate_circuit
from circuits.circuit_edit import Changes, EditError, edited
from circuits.errors import ActRefused, Stale
from circuits.models import CircuitVersion
from circuits.versions import place_taken, problems_of, used_reasons
from participation.clock import local_day
from participation.models import Theme, User
from participation.permissions import is_agency


@dataclass(frozen=True)
class Draft:
    """What a draft is besides its definition.

    `themes` none: every theme that no other circuit claims. `replaces`: the version in
    use whose place it takes; none when it serves beside the others.
    """

    name: str
    themes: Collection[Theme]
    replaces: int | None


def _locked(pk: int, by: User) -> CircuitVersion:
    """The version, with all those of its message held until the transaction ends.

    Deposits, which only refer to a version, are not kept waiting.

    Raises:
        ActRefused: somebody else than the Agence, or a version that is gone.

    """
    if not is_agency(by):
        raise ActRefused("Seule l’Agence peut modifier un circuit.")
    kinds = CircuitVersion.objects.filter(pk=pk).values("kind")
    held = CircuitVersion.objects.select_for_update(of=("self",), no_key=True)
    versions = {row.pk: row for row in held.filter(kind__in=kinds).order_by("pk")}
    if pk not in versions:
        raise ActRefused("Ce brouillon n’existe plus : il a été supprimé.")
    return versions[pk]


def _draft(pk: int, by: User, seen: int) -> CircuitVersion:
    """A draft that nobody saved since it was read."""
    version = _locked(pk, by)
    if version.activated_at:
        raise ActRefused(f"« {version} » est déjà activé : il ne change plus.")
    if seen != version.edition:
        assert version.edited_at is not None
        raise Stale(
            str(version.edited_by or ""),
            version.edited_at,
            f"« {version} » a été enregistré.",
            mine=version.edited_by == by,
        )
    return version


def _next_number(kind: str, name: str, *, but: int | None = None) -> int:
    others = CircuitVersion.objects.filter(kind=kind, name=name).exclude(pk=but)
    return int(others.aggregate(most=Max("number"))["most"] or 0) + 1


@transaction.atomic
def start_draft(pk: int, *, by: User, at: datetime) -> CircuitVersion:
    """Begin a draft as a copy of a version in use, which it would replace.

    Raises:
        ActRefused: not the Agence, or a version that is not in use.

    """
    origin = _locked(pk, by)
    if origin.activated_at is None or origin.retired_at is not None:
        raise ActRefused("Un brouillon se commence depuis une version en service.")
    version: CircuitVersion = CircuitVersion.objects.create(
        kind=origin.kind,
        name=origin.name,
        number=_next_number(origin.kind, origin.name),
        definition=origin.definition,
        replaces=origin,
        edition=1,
        edited_at=at,
        edited_by=by,
    )
    version.themes.set(origin.themes.all())
    log(version, "wagtail.create", user=by)
    return version


@transaction.atomic
def save_draft(
    pk: int, *, by: User, at: datetime, seen: int, draft: Draft, changes: Changes
) -> CircuitVersion:
    """Write what the Agence changed; a draft that would break is kept all the same.

    The same save twice is one (a double click).

    Raises:
        ActRefused: not the Agence, an activated version, a name already taken.
        EditError: a change that no circuit can hold; `where` names the field.
        Stale: somebody saved the draft since it was read.

    """
    try:
        version = _draft(pk, by, seen)
    except Stale as stale:
        version = CircuitVersion.objects.get(pk=pk)
        if stale.mine and not _write(version, draft, changes):
            return version
        raise
    _write(version, draft, changes)
    version.edition += 1
    version.edited_at, version.edited_by = at, by
    version.save()
    version.themes.set(draft.themes)
    log(version, "wagtail.edit", user=by)
    return version


def _write(version: CircuitVersion, draft: Draft, changes: Changes) -> bool:
    """Put the changes on the row in memory; whether anything differs from before."""
    before = (version.name, version.replaces_id, version.definition)
    themes = set(version.themes.all())
    if not draft.name.strip():
        raise EditError("name", "Donnez un nom à ce circuit.")
    version.replaces = _replaceable(version, draft.replaces)
    if draft.name.strip() != version.name:
        version.name = draft.name.strip()
        version.number = _next_number(version.kind, version.name, but=version.pk)
    version.definition = edited(version.definition, changes, used=used_reasons(version.kind))
    after = (version.name, version.replaces_id, version.definition)
    return before != after or themes != set(draft.themes)


def _replaceable(version: CircuitVersion, pk: int | None) -> CircuitVersion | None:
    """The version whose place is asked for; the one it already has may be retired."""
    if pk is None:
        return None
    if pk == version.replaces_id:
        return version.replaces
    found = CircuitVersion.objects.in_use().filter(kind=version.kind, pk=pk).first()
    if found is None:
        raise EditError("replaces", "Cette version n’est plus en service.")
    return found


@transaction.atomic
def activate_draft(
    pk: int, *, by: User, at: datetime, seen: int, replacing: int | None
) -> CircuitVersion:
    """Put a draft in use for new dossiers; open ones keep their version.

    `replacing` is the version whose place the person read that it would take.

    Raises:
        ActRefused: not the Agence, something would break, or the version to replace
            has been replaced meanwhile.
        Stale: somebody saved the draft since it was read.

    """
    version = _draft(pk, by, seen)
    replaced = place_taken(version)
    if (replaced.pk if replaced else None) != replacing:
        raise ActRefused(
            "Les circuits en service ont changé depuis que vous avez ouvert cette page : "
            "relisez ce qui change."
        )
    found = problems_of(version, year=local_day(at).year)
    if found:
        raise ActRefused(" ".join(problem.text for problem in found))
    version.replaces = replaced
    if replaced and replaced.name == version.name and replaced.number > version.number:
        version.number = _next_number(version.kind, version.name)
    version.save(update_fields=["replaces", "number"])
    try:
        version = activate_circuit(version, at=at)
    except ValidationError as error:
        raise ActRefused(" ".join(error.messages)) from error
    log(version, "wagtail.publish", user=by)
    return version


@transaction.atomic
def delete_draft(pk: int, *, by: User, seen: int) -> str:
    """Delete a draft; its name, for the page that says so.

    Raises:
        ActRefused: not the Agence, or an activated version.
        Stale: somebody saved the draft since it was read.

    """
    version = _draft(pk, by, seen)
    name = str(version)
    log(version, "wagtail.delete", user=by, deleted=True)
    version.delete()
    return name


@transaction.atomic
def retire_circuit(pk: int, *, by: User, at: datetime) -> CircuitVersion:
    """Stop using a circuit of some themes: new dossiers follow the one for all others.

    Raises:
        ActRefused: not the Agence, a version that is not in use, or the one that serves
            for all other themes, without which nothing could be deposited.

    """
    version = _locked(pk, by)
    if version.activated_at is None or version.retired_at is not None:
        raise ActRefused("Cette version n’est pas en service.")
    others = CircuitVersion.objects.in_use().filter(kind=version.kind).exclude(pk=pk)
    if not others.filter(themes__isnull=True).exists():
        raise ActRefused(
            "Aucun autre circuit ne sert pour ces thèmes : on n’y pourrait plus rien déposer."
        )
    version.retired_at = at
    version.save(update_fields=["retired_at"])
    log(version, "wagtail.unpublish", user=by)
    return version
