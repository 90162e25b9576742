"""The Agence edits a circuit: a draft, what would break, what changes (circuits.md 11)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.template import engines
from django.test import Client
from django.urls import reverse
from wagtail.models import Task, Workflow

from circuits.actions import circuit_editing as editing
from circuits.actions.circuit import circuit_for
from circuits.catalogue import request_definition
from circuits.circuit_edit import Changes, EditError, edited
from circuits.errors import ActRefused, Stale
from circuits.models import CircuitVersion, Kind
from participation.groups import ensure_groups
from participation.models import Theme, User
from tests.circuits.snapshot import snapshot
from tests.factories import UserFactory, World, paris
from tests.factories.models import ThemeFactory
from tests.factories.world import REFUSED
from tests.strict import signed_in

START = paris(2026, 4, 2)
LATER = paris(2026, 4, 20)


@pytest.fixture(autouse=True)
def _usual_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wagtail's templates use what may not exist, which our tests mark."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")


@pytest.fixture
def draft(world: World) -> CircuitVersion:
    """A copy of the ordinary circuit."""
    return editing.start_draft(world.circuit.pk, by=world.agency, at=START)


@pytest.fixture
def agency(world: World) -> Client:
    ensure_groups()
    return signed_in(User.objects.get(pk=world.agency.pk))


def save(version: CircuitVersion, world: World, **changes: Any) -> CircuitVersion:
    """Save the draft as the Agence, with nothing else changed."""
    version.refresh_from_db()
    fields = {
        "name": changes.pop("name", version.name),
        "themes": changes.pop("themes", list(version.themes.all())),
        "replaces": changes.pop("replaces", version.replaces_id),
    }
    return editing.save_draft(
        version.pk,
        by=changes.pop("by", world.agency),
        at=changes.pop("at", LATER),
        seen=changes.pop("seen", version.edition),
        draft=editing.Draft(**fields),
        changes=Changes(**changes),
    )


def activate(version: CircuitVersion, world: World) -> CircuitVersion:
    version.refresh_from_db()
    return editing.activate_draft(
        version.pk,
        by=world.agency,
        at=LATER,
        seen=version.edition,
        replacing=version.replaces_id,
    )


def posted(client: Client, version: CircuitVersion, **changes: Any) -> dict[str, Any]:
    """What the browser would send: every field of the page, then the changes."""
    form = client.get(reverse("circuits_admin_edit", args=[version.pk])).context["form"]
    data: dict[str, Any] = {}
    for field in form:
        value = field.value()
        if value in (None, False):
            continue
        if field.name == "themes":
            data[field.name] = [theme.pk for theme in value]
        else:
            data[field.name] = "on" if value is True else value
    version.refresh_from_db()
    data["seen"] = version.edition
    data.update(changes)
    return {name: value for name, value in data.items() if value is not None}


def stored(version: CircuitVersion) -> CircuitVersion:
    """The version as it is now, its definition read anew."""
    return CircuitVersion.objects.get(pk=version.pk)


def text(response: Any) -> str:
    """The page without its tags, spaces as one."""
    page = re.sub(r"<[^>]+>", " ", response.content.decode()).replace("&#x27;", "’")
    return re.sub(r"\s+", " ", page.replace("\xa0", " "))


# --- A draft ---


def test_a_draft_begins_as_a_copy_that_replaces_its_origin(
    world: World, draft: CircuitVersion
) -> None:
    assert draft.definition == world.circuit.definition
    assert (draft.name, draft.number) == (world.circuit.name, 2)
    assert draft.replaces == world.circuit
    assert draft.activated_at is None
    assert circuit_for(world.draft(START)) == world.circuit


def test_two_drafts_of_the_same_circuit_have_two_numbers(
    world: World, draft: CircuitVersion
) -> None:
    other = editing.start_draft(world.circuit.pk, by=world.agency, at=START)
    assert (draft.number, other.number) == (2, 3)
    activate(other, world)
    # The elder draft now takes the younger one's place, and ranks after it.
    editing.activate_draft(
        draft.pk, by=world.agency, at=LATER, seen=draft.edition, replacing=other.pk
    )
    draft.refresh_from_db()
    assert (draft.number, draft.replaces) == (4, other)
    assert list(CircuitVersion.objects.in_use()) == [draft]


def test_what_was_changed_is_kept_and_nothing_else(world: World, draft: CircuitVersion) -> None:
    saved = save(
        draft,
        world,
        kept=["A2", "A5"],
        delays={"A3": 19, "A6": 45},
        owners={"A3": "head"},
        offsets={("service", "r4"): 7, ("service", "r1"): 3},
    )
    rules, before = saved.rules, world.circuit.rules
    assert list(rules.steps) == ["A1", "A2", "A3", "A5", "A6", "A7"]
    assert (rules.steps["A3"].delay, rules.steps["A6"].delay) == (19, 45)
    assert (rules.steps["A3"].owner, rules.steps["A3"].ladder) == ("head", "head")
    offsets = {rung.code: rung.offset for rung in rules.ladders["service"]}
    first = {"r0": 0, "r1": -3, "r2": 0, "r3": 1, "r4": 7, "r5": 10, "r6": 20}
    assert offsets == first | {"r7": 40, "r7b": 60}
    assert rules.transitions == before.transitions
    assert rules.forward == before.forward
    assert rules.ladders["commitment"] == before.ladders["commitment"]


def test_a_step_turned_off_comes_back_as_it_was_typed(
    world: World, draft: CircuitVersion
) -> None:
    save(draft, world, kept=["A2", "A5"], delays={"A4": 9})
    saved = save(draft, world, kept=["A2", "A4", "A5"])
    assert list(saved.rules.steps) == ["A1", "A2", "A3", "A4", "A5", "A6", "A7"]
    assert saved.rules.steps["A4"].delay == 9


def test_reasons_are_added_relabelled_and_removed(world: World, draft: CircuitVersion) -> None:
    rows = draft.definition["extension_reasons"]
    asked = [(row["code"], row["label"]) for row in rows if row["code"] != "vote"]
    asked[0] = (asked[0][0], "Une étude est en cours")
    saved = save(draft, world, reasons={"extension_reasons": [*asked, ("", "Intempéries")]})
    reasons = saved.rules.extension_reasons
    assert [r.code for r in reasons] == [
        "study",
        "third_party",
        "meeting",
        "workload",
        "intemperies",
    ]
    assert reasons[0].label == "Une étude est en cours"


def test_lists_of_reasons_and_acts_that_the_editor_does_not_know_are_kept(
    world: World, draft: CircuitVersion
) -> None:
    data = {
        **draft.definition,
        "transfer_reasons": [{"code": "state", "label": "L’État"}],
        "whatever": {"a": 1},
    }
    data["transitions"] = [
        *data["transitions"],
        {"source": "A1", "act": "hand_over", "target": "end", "when": ""},
    ]
    CircuitVersion.objects.filter(pk=draft.pk).update(definition=data)
    saved = save(
        draft, world, reasons={"transfer_reasons": [("state", "L’État"), ("", "La Région")]}
    )
    assert [r["label"] for r in saved.definition["transfer_reasons"]] == [
        "L’État",
        "La Région",
    ]
    assert saved.definition["whatever"] == {"a": 1}
    assert saved.definition["transitions"] == data["transitions"]


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"delays": {"A3": 0}}, "delay-A3"),
        ({"delays": {"A3": 600}}, "delay-A3"),
        ({"owners": {"A3": "referent"}}, "owner-A3"),
        ({"owners": {"A5": "head"}}, "owner-A5"),
        ({"offsets": {("service", "r4"): 0}}, "rung-service-r4"),
        ({"offsets": {("service", "r2"): 3}}, "rung-service-r2"),
        ({"offsets": {("service", "r9"): 3}}, ""),
        ({"kept": ["A1"]}, "steps"),
        ({"delays": {"Z1": 3}}, ""),
        ({"reasons": {"refusal_reasons": [("invented", "Non")]}}, ""),
        ({"reasons": {"refusal_reasons": [("", "   ")]}}, "reasons-refusal_reasons"),
        ({"reasons": {"steps": []}}, ""),
    ],
    ids=str,
)
def test_a_change_that_no_circuit_can_hold_is_refused(
    changes: dict[str, Any], where: str
) -> None:
    data = request_definition()
    with pytest.raises(EditError) as error:
        edited(data, Changes(**changes))
    assert error.value.where == where
    assert data == request_definition()


def test_a_reason_that_dossiers_were_given_cannot_be_removed(
    world: World, draft: CircuitVersion
) -> None:
    world.answered(START, REFUSED)
    rows = [(r["code"], r["label"]) for r in draft.definition["refusal_reasons"]]
    without = [row for row in rows if row[0] != REFUSED.reason_code]
    with pytest.raises(EditError, match="est le motif de 1\xa0dossier") as error:
        save(draft, world, reasons={"refusal_reasons": without})
    assert error.value.where == f"reason-refusal_reasons-{REFUSED.reason_code}"
    relabelled = [
        (c, "Le droit l’interdit" if c == REFUSED.reason_code else w) for c, w in rows
    ]
    save(draft, world, reasons={"refusal_reasons": relabelled})


def test_a_renamed_circuit_takes_the_place_of_its_origin(
    world: World, draft: CircuitVersion
) -> None:
    renamed = save(draft, world, name="Circuit général")
    assert renamed.number == 1
    activate(renamed, world)
    assert [str(v) for v in CircuitVersion.objects.in_use()] == ["Circuit général – version 1"]
    world.circuit.refresh_from_db()
    assert world.circuit.retired_at == LATER


# --- What would break ---


def test_a_draft_that_would_break_is_saved_and_not_activated(
    world: World, draft: CircuitVersion
) -> None:
    broken = save(draft, world, delays={"A3": 30})
    assert broken.rules.steps["A3"].delay == 30
    with pytest.raises(ActRefused, match="jours ouvrés"):
        activate(broken, world)
    broken.refresh_from_db()
    assert broken.activated_at is None
    assert circuit_for(world.draft(START)) == world.circuit


def test_two_circuits_never_serve_the_same_theme(world: World, draft: CircuitVersion) -> None:
    with pytest.raises(ActRefused, match="sert déjà pour tous les thèmes"):
        activate(save(draft, world, name="Autre", replaces=None), world)
    special = save(draft, world, themes=[world.theme], replaces=None)
    activate(special, world)
    assert circuit_for(world.draft(START)) == special
    other = editing.start_draft(world.circuit.pk, by=world.agency, at=START)
    with pytest.raises(ActRefused, match=f"sert déjà pour {world.theme}"):
        activate(save(other, world, name="Encore", themes=[world.theme], replaces=None), world)


def test_no_theme_is_left_without_a_circuit(world: World, draft: CircuitVersion) -> None:
    ThemeFactory()
    narrowed = save(draft, world, themes=[world.theme])
    with pytest.raises(ActRefused, match="Plus aucun circuit"):
        activate(narrowed, world)


def test_a_draft_whose_origin_is_given_up_must_choose_again(world: World) -> None:
    first = editing.start_draft(world.circuit.pk, by=world.agency, at=START)
    special = activate(
        save(first, world, name="Court", themes=[world.theme], replaces=None), world
    )
    orphan = editing.start_draft(special.pk, by=world.agency, at=START)
    editing.retire_circuit(special.pk, by=world.agency, at=LATER)
    with pytest.raises(ActRefused, match="ont changé"):
        activate(orphan, world)
    with pytest.raises(ActRefused, match="choisissez-en une"):
        editing.activate_draft(
            orphan.pk, by=world.agency, at=LATER, seen=orphan.edition, replacing=None
        )
    activate(save(orphan, world, name="Court", replaces=None), world)


def test_a_circuit_of_some_themes_may_be_given_up_and_the_general_one_not(
    world: World, draft: CircuitVersion
) -> None:
    special = activate(
        save(draft, world, name="Court", themes=[world.theme], replaces=None), world
    )
    with pytest.raises(ActRefused, match="Aucun autre circuit"):
        editing.retire_circuit(world.circuit.pk, by=world.agency, at=LATER)
    editing.retire_circuit(special.pk, by=world.agency, at=LATER)
    assert circuit_for(world.draft(START)) == world.circuit


# --- Rights, races ---


def test_only_the_agence_writes_a_circuit(world: World, draft: CircuitVersion) -> None:
    for person in (world.referent, world.head, world.elected):
        with pytest.raises(ActRefused, match="Seule l’Agence"):
            editing.start_draft(world.circuit.pk, by=person, at=START)
        with pytest.raises(ActRefused, match="Seule l’Agence"):
            save(draft, world, by=person, delays={"A3": 10})
        with pytest.raises(ActRefused, match="Seule l’Agence"):
            editing.delete_draft(draft.pk, by=person, seen=draft.edition)
        for name in ("", "_read", "_edit", "_activate", "_delete", "_retire"):
            args = [draft.pk] if name else []
            url = reverse(f"circuits_admin{name}", args=args)
            assert signed_in(person).get(url).status_code == 403, url
            assert signed_in(person).post(url).status_code == 403, url


def test_the_second_of_two_people_is_told_who_saved_and_when(
    world: World, draft: CircuitVersion
) -> None:
    colleague = UserFactory(agency=True)
    seen = draft.edition
    save(draft, world, delays={"A3": 16})
    with pytest.raises(Stale) as stale:
        save(draft, world, by=colleague, seen=seen, delays={"A3": 12})
    assert (stale.value.who, stale.value.at) == (str(world.agency), LATER)
    draft.refresh_from_db()
    assert draft.rules.steps["A3"].delay == 16
    for write in (
        lambda: editing.delete_draft(draft.pk, by=colleague, seen=seen),
        lambda: editing.activate_draft(
            draft.pk, by=colleague, at=LATER, seen=seen, replacing=world.circuit.pk
        ),
    ):
        with pytest.raises(Stale):
            write()


def test_a_double_click_saves_once(world: World, draft: CircuitVersion) -> None:
    seen = draft.edition
    save(draft, world, seen=seen, delays={"A3": 16})
    again = save(draft, world, seen=seen, delays={"A3": 16})
    assert again.edition == seen + 1


def test_an_activated_version_is_neither_saved_nor_deleted(
    world: World, draft: CircuitVersion
) -> None:
    activate(draft, world)
    with pytest.raises(ActRefused, match="ne change plus"):
        save(draft, world, delays={"A3": 16})
    with pytest.raises(ActRefused, match="ne change plus"):
        editing.delete_draft(draft.pk, by=world.agency, seen=draft.edition)
    with pytest.raises(ActRefused, match="en service"):
        editing.start_draft(world.circuit.pk, by=world.agency, at=LATER)


def test_what_was_read_before_another_activation_is_read_again(
    world: World, draft: CircuitVersion
) -> None:
    other = editing.start_draft(world.circuit.pk, by=world.agency, at=START)
    activate(other, world)
    with pytest.raises(ActRefused, match="ont changé"):
        activate(draft, world)


# --- P28: open dossiers keep their version ---


def life(world: World) -> list[Any]:
    """A demande at each of three steps, and a closed one."""
    first = world.deposit(START)
    second = world.deposit(START)
    world.qualify(second, START)
    third = world.deposit(START)
    world.qualify(third, START)
    world.accept(third, START)
    return [first, second, third, world.answered(START, REFUSED)]


def test_p28_editing_and_activating_a_circuit_changes_no_open_dossier(
    world: World, draft: CircuitVersion
) -> None:
    open_ones = life(world)
    before = snapshot()
    save(
        draft,
        world,
        kept=[],
        delays={"A1": 2, "A3": 30, "A6": 90, "A7": 6},
        owners={"A3": "head"},
        offsets={("service", "r4"): 8, ("agency", "r3"): 2, ("referent", "n7"): 10},
        reasons={"refusal_reasons": [("law_safety", "Non"), ("", "Autre raison")]},
    )
    activate(draft, world)
    assert snapshot() == before
    # A day later the engine counts again, with the old version's rules.
    world.sweep(paris(2026, 4, 3))
    after = {d.pk: d.circuit_id for d in type(open_ones[0]).objects.all()}
    assert set(after.values()) == {world.circuit.pk}
    assert snapshot()["moves"] == []
    assert snapshot()["rungs"] == before["rungs"], "its own ladder, on the same days"


def test_p28_giving_up_or_deleting_a_circuit_changes_no_open_dossier(
    world: World, draft: CircuitVersion
) -> None:
    special = activate(
        save(draft, world, name="Court", themes=[world.theme], replaces=None), world
    )
    (first, *_) = life(world)
    assert first.circuit == special
    before = snapshot()
    editing.retire_circuit(special.pk, by=world.agency, at=LATER)
    useless = editing.start_draft(world.circuit.pk, by=world.agency, at=LATER)
    editing.delete_draft(useless.pk, by=world.agency, seen=useless.edition)
    assert snapshot() == before
    world.qualify(first, LATER)
    first.refresh_from_db()
    assert (first.circuit, first.step) == (special, "A2")


def test_p28_tasks_and_workflows_disabled_behind_our_back_change_no_open_dossier(
    world: World,
) -> None:
    (_, second, *_) = life(world)
    before = snapshot()
    Task.objects.update(active=False)
    Workflow.objects.update(active=False)
    assert snapshot() == before
    world.sweep(paris(2026, 4, 3))
    assert snapshot()["moves"] == []
    world.accept(second, LATER)
    second.refresh_from_db()
    assert second.step == "A3"


def test_new_dossiers_follow_the_new_version_to_their_end(
    world: World, draft: CircuitVersion
) -> None:
    version = activate(
        save(draft, world, kept=["A5"], delays={"A3": 12}, owners={"A3": "head"}), world
    )
    dossier = world.deposit(LATER)
    assert dossier.circuit == version
    world.qualify(dossier, LATER, holder=world.holder)
    dossier.refresh_from_db()
    assert dossier.step == "A3"
    owed = dossier.obligations.open().get(principal=True)
    assert (owed.party, owed.delay, owed.ladder) == ("head", 12, "head")
    world.transmit(dossier, LATER)
    dossier.refresh_from_db()
    assert dossier.step == "A5"


# --- The screens ---


def test_the_list_shows_what_is_in_use_drafts_and_what_was_replaced(
    world: World, agency: Client, draft: CircuitVersion
) -> None:
    world.deposit(START)
    page = text(agency.get(reverse("circuits_admin")))
    assert "Circuit ordinaire – version 1" in page
    assert "1 dossier, dont 1 ouvert" in page
    assert "Brouillons Circuit ordinaire – version 2" in page
    activate(draft, world)
    page = text(agency.get(reverse("circuits_admin")))
    assert "Remplacées Circuit ordinaire – version 1" in page


def test_the_list_asks_as_much_of_the_database_for_twenty_versions(
    world: World, agency: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(20):
        editing.start_draft(world.circuit.pk, by=world.agency, at=START)
    with django_assert_max_num_queries(14):
        agency.get(reverse("circuits_admin"))


def test_a_version_is_read_in_words(world: World, agency: Client) -> None:
    page = text(agency.get(reverse("circuits_admin_read", args=[world.circuit.pk])))
    for words in (
        "A3 Instruction le service pilote 17 jours ouvrés projet de réponse",
        "Transmettre le projet de réponse",
        "r4 5 jours ouvrés après la date relance",
        "Le coût est hors de portée du budget",
        "Motifs de prolongation",
    ):
        assert words in page, words


def test_the_form_saves_what_is_typed(
    world: World, agency: Client, draft: CircuitVersion
) -> None:
    url = reverse("circuits_admin_edit", args=[draft.pk])
    data = posted(
        agency,
        draft,
        **{
            "name": "Circuit général",
            "delay-A3": 15,
            "step-A4": None,
            "rung-service-r4": 6,
            "new-abandon_reasons-1": "Le conseil y renonce",
            "remove-abandon_reasons-legal": "on",
        },
    )
    answer = agency.post(url, data)
    assert answer.status_code == 302, text(answer)
    draft.refresh_from_db()
    rules = draft.rules
    assert draft.name == "Circuit général"
    assert rules.steps["A3"].delay == 15
    assert not rules.has("A4")
    assert {r.code: r.offset for r in rules.ladders["service"]}["r4"] == 6
    codes = [reason.code for reason in rules.abandon_reasons]
    assert codes == ["budget", "technical", "other_project", "priority", "le-conseil-y-renonce"]


def test_a_form_sent_unchanged_changes_nothing(
    world: World, agency: Client, draft: CircuitVersion
) -> None:
    before = draft.definition
    agency.post(reverse("circuits_admin_edit", args=[draft.pk]), posted(agency, draft))
    draft.refresh_from_db()
    assert {k: v for k, v in draft.definition.items() if k != "off_steps"} == before
    assert draft.edition == 2


def test_what_would_break_is_said_at_the_top_and_beside_its_cause(
    world: World, agency: Client, draft: CircuitVersion
) -> None:
    save(draft, world, delays={"A3": 30}, offsets={("service", "r4"): 12})
    page = agency.get(reverse("circuits_admin_edit", args=[draft.pk])).content.decode()
    assert 'href="#ou-delays"' in page
    assert 'href="#ou-rung-service-r5"' in page
    beside = page[page.index('id="ou-rung-service-r5"') :]
    assert 'class="note"' in beside[: beside.index("</fieldset>")]
    page = text(agency.get(reverse("circuits_admin_activate", args=[draft.pk])))
    assert "ne peut pas être activé" in page
    assert "Activer pour les nouveaux dossiers" not in page


def test_a_number_out_of_range_is_said_beside_its_field_and_nothing_is_lost(
    world: World, agency: Client, draft: CircuitVersion
) -> None:
    url = reverse("circuits_admin_edit", args=[draft.pk])
    answer = agency.post(url, posted(agency, draft, **{"delay-A3": 0, "name": "Autre nom"}))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert 'href="#id_delay-A3"' in page
    assert 'value="Autre nom"' in page
    draft.refresh_from_db()
    assert draft.name == "Circuit ordinaire"


def test_a_page_that_somebody_overtook_keeps_what_was_typed_and_says_who(
    world: World, agency: Client, draft: CircuitVersion
) -> None:
    colleague = UserFactory(agency=True, first_name="Nadia", last_name="Weber")
    mine = posted(agency, draft, **{"delay-A3": 12})
    save(draft, world, by=colleague, delays={"A3": 16, "A1": 4})
    url = reverse("circuits_admin_edit", args=[draft.pk])
    answer = agency.post(url, mine)
    page = text(answer)
    assert "Nadia Weber a enregistré ce brouillon le 20 avril 2026" in page
    assert "Étape « A1 Qualification » : 5 jours ouvrés au lieu de 4 jours ouvrés" in page
    assert 'value="12"' in answer.content.decode()
    assert stored(draft).rules.steps["A3"].delay == 16
    # Told, the person saves again what is on the page.
    mine["seen"] = stored(draft).edition
    assert agency.post(url, mine).status_code == 302
    assert stored(draft).rules.steps["A3"].delay == 12


def test_a_reason_in_use_has_no_box_to_remove_it_and_says_why(
    world: World, agency: Client, draft: CircuitVersion
) -> None:
    world.answered(START, REFUSED)
    page = agency.get(reverse("circuits_admin_edit", args=[draft.pk]))
    assert "remove-refusal_reasons-law_safety" not in page.content.decode()
    assert "Ce motif est celui de 1 dossier" in text(page)
    data = posted(agency, draft, **{"remove-refusal_reasons-law_safety": "on"})
    agency.post(reverse("circuits_admin_edit", args=[draft.pk]), data)
    draft.refresh_from_db()
    assert "law_safety" in {r.code for r in draft.rules.refusal_reasons}


def test_the_confirmation_says_what_changes_and_what_stays(
    world: World, agency: Client, draft: CircuitVersion
) -> None:
    world.deposit(START)
    save(
        draft,
        world,
        kept=["A2", "A5"],
        delays={"A3": 20},
        offsets={("service", "r4"): 7},
        reasons={
            "abandon_reasons": [("budget", "Plus de budget"), ("", "Intempéries")],
        },
    )
    url = reverse("circuits_admin_activate", args=[draft.pk])
    page = text(agency.get(url))
    for words in (
        "L’étape « A4 Validation du service » disparaît.",
        "Étape « A3 Instruction » : 20 jours ouvrés au lieu de 17 jours ouvrés.",
        "Relances « Service », r4 : 7 jours ouvrés après la date au lieu de 5 jours ouvrés",
        "Motifs d’abandon d’un engagement : « Intempéries » est ajouté.",
        "« Impossible techniquement » est retiré.",
        "« Le budget n’est plus disponible » devient « Plus de budget ».",
        "1 dossier ouvert sous « Circuit ordinaire – version 1 »",
    ):
        assert words in page, words
    draft.refresh_from_db()
    data = {"seen": draft.edition, "replacing": world.circuit.pk}
    assert agency.post(url, data).status_code == 302
    draft.refresh_from_db()
    assert draft.activated_at is not None


def test_reading_the_screens_changes_nothing(
    world: World, agency: Client, draft: CircuitVersion
) -> None:
    before = list(CircuitVersion.objects.order_by("pk").values())
    for name in ("read", "edit", "activate", "delete", "retire"):
        for version in (world.circuit, draft):
            url = reverse(f"circuits_admin_{name}", args=[version.pk])
            assert agency.get(url).status_code in (200, 302)
            assert agency.head(url).status_code in (200, 302)
    assert agency.get(reverse("circuits_admin_copy", args=[draft.pk])).status_code == 405
    assert list(CircuitVersion.objects.order_by("pk").values()) == before


def test_a_draft_is_begun_and_deleted_from_the_screens(world: World, agency: Client) -> None:
    agency.post(reverse("circuits_admin_copy", args=[world.circuit.pk]))
    draft = CircuitVersion.objects.drafts().get()
    url = reverse("circuits_admin_delete", args=[draft.pk])
    assert agency.post(url, {"seen": 0}).status_code == 302
    assert CircuitVersion.objects.drafts().exists(), "not the draft that was read"
    agency.post(url, {"seen": draft.edition})
    assert not CircuitVersion.objects.drafts().exists()


def test_an_offer_s_circuit_is_edited_the_same_way(world: World, agency: Client) -> None:
    from tests.factories.offers import OfferWorld

    OfferWorld()
    in_use = CircuitVersion.objects.in_use().get(kind=Kind.OFFER)
    draft = editing.start_draft(in_use.pk, by=world.agency, at=START)
    page = text(agency.get(reverse("circuits_admin_edit", args=[draft.pk])))
    assert "Motifs d’annulation" in page
    assert "Cette étape existe" not in page
    data = posted(agency, draft, **{"delay-B5": 12})
    assert agency.post(reverse("circuits_admin_edit", args=[draft.pk]), data).status_code == 302
    draft.refresh_from_db()
    assert draft.rules.steps["B5"].delay == 12
    assert Theme.objects.exists()
    activate(draft, world)
