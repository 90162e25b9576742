"""Two people of the Agence on the same circuit at once, with real commits."""

from __future__ import annotations

import pytest

from circuits.actions import circuit_editing as editing
from circuits.circuit_edit import Changes
from circuits.errors import ActRefused, Stale
from circuits.models import CircuitVersion
from tests.circuits.snapshot import snapshot
from tests.circuits.test_races import held
from tests.circuits.threads import Parallel
from tests.factories import UserFactory, World, paris

START = paris(2026, 4, 2)


@pytest.fixture
def town(committed_db: str) -> World:
    return World()


def draft_of(town: World) -> CircuitVersion:
    return editing.start_draft(town.circuit.pk, by=town.agency, at=START)


def test_two_people_save_the_same_draft_and_the_second_is_told(town: World) -> None:
    draft = draft_of(town)
    colleague = UserFactory(agency=True)
    same = editing.Draft(name=draft.name, themes=[], replaces=town.circuit.pk)

    def save(by: object, delay: int) -> int:
        editing.save_draft(
            draft.pk,
            by=by,
            at=START,
            seen=draft.edition,
            draft=same,
            changes=Changes(delays={"A3": delay}),
        )
        return delay

    with Parallel() as parallel:
        results = parallel.together(lambda: save(town.agency, 12), lambda: save(colleague, 14))
    (kept,) = [result for result in results if isinstance(result, int)]
    (told,) = [result for result in results if not isinstance(result, int)]
    assert isinstance(told, Stale), told
    assert told.who == str(town.agency if kept == 12 else colleague)
    stored = CircuitVersion.objects.get(pk=draft.pk)
    assert stored.rules.steps["A3"].delay == kept
    assert stored.edition == draft.edition + 1


def test_two_drafts_activated_at_once_take_one_place(town: World) -> None:
    drafts = [draft_of(town), draft_of(town)]
    assert [draft.number for draft in drafts] == [2, 3]

    def activate(draft: CircuitVersion) -> CircuitVersion:
        return editing.activate_draft(
            draft.pk, by=town.agency, at=START, seen=draft.edition, replacing=town.circuit.pk
        )

    with Parallel() as parallel:
        results = parallel.together(*(lambda d=draft: activate(d) for draft in drafts))
    (won,) = [result for result in results if isinstance(result, CircuitVersion)]
    (lost,) = [result for result in results if not isinstance(result, CircuitVersion)]
    assert isinstance(lost, ActRefused), lost
    assert "ont changé" in str(lost)
    assert list(CircuitVersion.objects.in_use()) == [won]


def test_a_draft_begun_twice_at_once_is_two_drafts(town: World) -> None:
    with Parallel() as parallel:
        drafts = parallel.together(lambda: draft_of(town), lambda: draft_of(town))
    assert sorted(draft.number for draft in drafts) == [2, 3]


def test_p28_a_deposit_never_waits_for_an_activation_and_keeps_what_it_found(
    town: World,
) -> None:
    draft = draft_of(town)

    def activate() -> None:
        editing.activate_draft(
            draft.pk, by=town.agency, at=START, seen=draft.edition, replacing=town.circuit.pk
        )

    with Parallel() as parallel, held(activate, parallel) as commit:
        dossier = town.deposit(START)
        assert dossier.circuit == town.circuit
        before = snapshot()
        commit()
    assert snapshot() == before
    dossier.refresh_from_db()
    assert dossier.circuit == town.circuit
    assert town.deposit(START).circuit == draft
