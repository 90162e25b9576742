"""Five people carry a demande through the town, over HTTP, page by page."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
import time_machine

from circuits.models import Dossier
from participation.models import Mail
from tests.factories import World, paris
from tests.strict import StrictClient, signed_in

START = paris(2026, 4, 2)


def hidden(page: Any) -> dict[str, str]:
    """The hidden fields of the page's own form, as a browser would send them."""
    text = page.content.decode()
    main = text[text.index("<main") :]
    found = {}
    for tag in re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", main):
        name = re.search(r"name=\"([^\"]*)\"", tag)
        value = re.search(r"value=\"([^\"]*)\"", tag)
        if name and name.group(1) != "csrfmiddlewaretoken":
            found[name.group(1)] = value.group(1) if value else ""
    return found


def act(client: StrictClient, dossier: Dossier, slug: str, **fields: Any) -> Any:
    """Open the form of an act and send it."""
    url = f"/espace/dossiers/{dossier.uuid}/{slug}/"
    page = client.get(url)
    assert page.status_code == 200, (slug, page.status_code)
    answer = client.post(url, {**hidden(page), **fields})
    assert answer.status_code == 302, (slug, answer.status_code, answer.content[-3000:])
    return answer


@pytest.fixture
def journey(world: World) -> Any:
    with time_machine.travel(START, tick=True) as traveller:
        yield world, traveller


def draft_fields(world: World) -> dict[str, Any]:
    return {
        "title": "Un passage piéton devant l’école",
        "theme": world.theme.pk,
        "visibility": "public",
        "need": "Les enfants traversent sans visibilité.",
        "wish": "Un passage surélevé.",
        "place": "rue de Soultz",
        "between_meetings": "on",
        "contact": world.referent.pk,
    }


def test_from_the_draft_to_the_answer_read_in_public(journey: Any) -> None:
    world, _ = journey
    referent = signed_in(world.referent)
    page = referent.get("/espace/demandes/nouvelle/")
    assert page.status_code == 200
    sent = referent.post(
        "/espace/demandes/nouvelle/",
        {**hidden(page), **draft_fields(world), "continue": "1"},
    )
    assert sent.status_code == 302, sent.content[-3000:]
    dossier = Dossier.objects.get()
    assert referent.get(dossier.private_url).status_code == 200
    confirmation = act(referent, dossier, "deposer")
    assert referent.get(confirmation.url).status_code == 200
    dossier.refresh_from_db()
    assert dossier.reference == "demande-2026-001"

    public = StrictClient()
    page = public.get(f"/dossiers/{dossier.reference}/").content.decode()
    assert "Texte en cours de relecture" in page
    assert "école" not in page
    agency = signed_in(world.agency)
    assert "1" in agency.get("/espace/").content.decode()
    act(agency, dossier, "relire")
    assert "école" in public.get(f"/dossiers/{dossier.reference}/").content.decode()
    act(agency, dossier, "orienter", service=world.service.pk, elected=world.official.pk)
    head = signed_in(world.head)
    assert head.get("/espace/").status_code == 200
    act(
        head,
        dossier,
        "prendre-en-charge",
        holder=world.holder.pk,
        deputy=world.deputy.pk,
    )
    holder = signed_in(world.holder)
    assert holder.get(dossier.private_url).status_code == 200
    act(
        holder,
        dossier,
        "transmettre-la-reponse",
        outcome="accepted",
        summary="Le passage sera repeint.",
        body="La Ville a vérifié sur place.",
        signatory="L’adjointe à la voirie",
        milestone_label="Repeindre le passage",
        milestone_on="2026-09-01",
    )
    act(head, dossier, "valider")
    act(signed_in(world.elected), dossier, "signer")
    page = public.get(f"/dossiers/{dossier.reference}/").content.decode()
    assert "Engagement en cours" in page
    assert "Le passage sera repeint." in page
    listing = public.get("/demandes/")
    assert listing.status_code == 200
    assert "Demande 2026-001" in listing.content.decode()


@pytest.mark.parametrize(
    "query", ["", "?retard=1", "?etat=a-l-etude", "?conseil=xx", "?page=abc"]
)
def test_the_list_answers_every_address(journey: Any, query: str) -> None:
    world, _ = journey
    world.deposit(START)
    assert StrictClient().get(f"/demandes/{query}").status_code == 200


def test_a_late_answer_is_shown_and_found_by_its_facet(journey: Any) -> None:
    world, traveller = journey
    dossier = world.deposit(START)
    traveller.move_to(paris(2026, 6, 4))
    page = StrictClient().get(f"/dossiers/{dossier.reference}/").content.decode()
    assert "En retard depuis 2" in page
    assert dossier.label in StrictClient().get("/demandes/?retard=1").content.decode()


def test_a_dossier_opens_on_what_is_owed_first(journey: Any) -> None:
    world, traveller = journey
    dossier = world.deposit(START)
    traveller.move_to(paris(2026, 4, 3))
    agency = signed_in(world.agency)
    # The relecture has two working days, the qualification five.
    assert "À vous : Publier le texte après relecture" in opened(agency, dossier)
    act(agency, dossier, "relire")
    assert "À vous : Orienter la demande" in opened(agency, dossier)


def opened(client: StrictClient, dossier: Dossier) -> str:
    """The page of a dossier inside, with its spaces made plain."""
    return str(client.get(dossier.private_url).content.decode().replace("\u00a0", " "))


def test_double_click_on_the_deposit_is_one_deposit(journey: Any) -> None:
    world, _ = journey
    draft = world.draft(START)
    client = signed_in(world.referent)
    url = f"/espace/dossiers/{draft.uuid}/deposer/"
    fields = hidden(client.get(url))
    first, second = client.post(url, fields), client.post(url, fields)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert Dossier.objects.get().number == 1
    assert Mail.objects.filter(code="M1", user=world.referent).count() == 1


def test_the_same_new_page_sent_twice_is_one_draft(journey: Any) -> None:
    world, _ = journey
    client = signed_in(world.member)
    fields = {**draft_fields(world), "key": str(uuid.uuid4()), "save": "1"}
    for _ in range(2):
        assert client.post("/espace/demandes/nouvelle/", fields).status_code == 302
    assert Dossier.objects.count() == 1


def test_an_overtaken_page_says_who_and_keeps_the_text(journey: Any) -> None:
    world, _ = journey
    dossier = world.answered(START)
    url = f"/espace/dossiers/{dossier.uuid}/prendre-acte/"
    first, second = signed_in(world.referent), signed_in(world.referent_deputy)
    opened = hidden(second.get(url))
    assert first.post(url, hidden(first.get(url))).status_code == 302
    late = second.post(url, {**opened, "comment": "Merci pour ce passage."})
    assert late.status_code == 409
    text = late.content.decode()
    assert world.referent.get_full_name() in text
    assert "Merci pour ce passage." in text


@pytest.mark.parametrize(
    "text",
    ["x" * 10_000, "🚲" * 200, "<script>alert(1)</script>", "\u202eenvers", "", "a\x00b"],
)
def test_any_text_in_a_draft_is_kept_or_refused_kindly(journey: Any, text: str) -> None:
    world, _ = journey
    client = signed_in(world.member)
    fields = {**draft_fields(world), "need": text, "key": str(uuid.uuid4())}
    answer = client.post("/espace/demandes/nouvelle/", {**fields, "continue": "1"})
    if answer.status_code == 302:
        assert Dossier.objects.get().request.need == text.replace("\x00", "").strip()
        assert client.get(answer.url).status_code == 200
    else:
        assert answer.status_code == 422
        assert "Il y a un problème" in answer.content.decode()


def test_a_stranger_cannot_act_nor_see_a_draft(journey: Any) -> None:
    world, _ = journey
    draft = world.draft(START)
    stranger = signed_in(world.other_referent)
    assert stranger.get(draft.private_url).status_code == 404
    dossier = world.deposit(START)
    url = f"/espace/dossiers/{dossier.uuid}/orienter/"
    assert stranger.get(url).status_code == 403
    assert stranger.post(url, {"service": world.service.pk}).status_code == 403
    # Not « ce n’est pas possible à cette étape »: it never is, for this person.
    refused = stranger.get(f"/espace/dossiers/{dossier.uuid}/valider/")
    assert refused.status_code == 403
    assert "Cet acte revient à la responsable" in refused.content.decode()
    dossier.refresh_from_db()
    assert dossier.step == "A1"


def test_the_agence_enters_an_act_for_the_head_of_service(journey: Any) -> None:
    world, _ = journey
    dossier = world.qualify(world.deposit(START), START)
    act(
        signed_in(world.agency),
        dossier,
        "prendre-en-charge",
        holder=world.holder.pk,
        deputy=world.deputy.pk,
        behalf_person=world.head.pk,
        behalf_channel="voice",
        behalf_on="2026-04-02",
    )
    dossier.refresh_from_db()
    assert dossier.step == "A3"
    event = dossier.events.get(code="attribution_accepted")
    assert event.on_behalf_of.user == world.head
    page = StrictClient().get(f"/dossiers/{dossier.reference}/").content.decode()
    assert "de vive voix" in page


def test_public_queries_do_not_grow_with_the_number_of_dossiers(
    journey: Any, django_assert_max_num_queries: Any
) -> None:
    world, _ = journey
    counts = []
    for _ in range(2):
        for _ in range(6):
            last = world.deposit(START)
        for url in ("/demandes/", f"/dossiers/{last.reference}/"):
            with django_assert_max_num_queries(12) as seen:
                assert StrictClient().get(url).status_code == 200
            counts.append(len(seen))
    assert counts[:2] == counts[2:]
    signed = signed_in(world.agency)
    for url in ("/demandes/", f"/dossiers/{last.reference}/"):
        with django_assert_max_num_queries(12):
            signed.get(url)
