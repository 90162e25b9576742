"""A service, the Agence, an élu and three councils carry an offre, over HTTP, page by page."""

from __future__ import annotations

import html
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from circuits import actions
from circuits.actions.conclude import Said
from circuits.acts import ACTS
from circuits.forms import FORMS
from circuits.models import Attachment, Contribution, Dossier, OfferThread
from circuits.sweep import sweep
from participation.models import Council, Mail, Mandate
from tests.factories import CouncilFactory, UserFactory, paris
from tests.factories.offers import OPINION, OfferWorld
from tests.flows.test_journey import hidden
from tests.strict import StrictClient, signed_in

START = paris(2026, 4, 2)
NEW = "/espace/offres/nouvelle/"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
WORDS = "Des bancs à l’ombre, et une fontaine près de l’entrée."


@pytest.fixture
def town(db: None) -> Iterator[OfferWorld]:
    with time_machine.travel(START, tick=True) as traveller:
        town = OfferWorld()
        town.traveller = traveller
        yield town


def path(offer: Dossier, slug: str, council: Council | None = None) -> str:
    """The address of the form of an act, on the offre or on one council's thread."""
    middle = f"conseil/{council.slug}/" if council else ""
    return f"/espace/dossiers/{offer.uuid}/{middle}{slug}/"


def do(
    user: Any, offer: Dossier, slug: str, council: Council | None = None, **fields: Any
) -> Any:
    """Open the form of an act and send it, as this person's browser would."""
    client, url = signed_in(user), path(offer, slug, council)
    page = client.get(url)
    assert page.status_code == 200, (slug, page.status_code)
    answer = client.post(url, {**hidden(page), **fields})
    assert answer.status_code == 302, (slug, answer.status_code, words_of(answer)[-2000:])
    return answer


def words_of(answer: Any) -> str:
    """The page as it is read: characters, not their HTML names; spaces all alike."""
    text = html.unescape(answer.content.decode())
    return text.replace("\xa0", " ").replace("\u202f", " ")


def read(user: Any, url: str) -> str:
    """A page that this person may open; `None` is anybody."""
    client = signed_in(user) if user else StrictClient()
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return words_of(answer)


def refused(answer: Any, *said: str, status: int = 422) -> str:
    """The page of a refusal: a summary of what is wrong, with these words in it."""
    text = words_of(answer)
    assert answer.status_code == status
    assert "Il y a un problème" in text
    for words in said:
        assert words in text, words
    return text


def pdf(name: str = "plan.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def draft_fields(town: OfferWorld, **changes: Any) -> dict[str, Any]:
    return {
        "title": "Le square de la Charité se refait",
        "theme": town.theme.pk,
        "visibility": "public",
        "proposal": "La Ville refait le square en 2027.",
        "open_points": "Les plantations, les jeux et les bancs.",
        "decided_points": "Le budget et le calendrier.",
        "form": "opinion",
        "place": "square de la Charité",
        "councils": [council.pk for council in town.councils],
        "answer_by": "2026-06-30",
        "publication_plan": "Le plan retenu, et la réponse à chaque avis.",
        "contact": town.holder.pk,
        **changes,
    }


def write(town: OfferWorld, client: StrictClient | None = None, **changes: Any) -> Any:
    """Send a new offre's page to « Vérifier avant de soumettre »."""
    client = client or signed_in(town.holder)
    fields = {**draft_fields(town, **changes), "key": str(uuid.uuid4()), "continue": "1"}
    return client.post(NEW, fields)


def with_document(town: OfferWorld, **changes: Any) -> tuple[Dossier, Attachment]:
    """The draft of an offre with one document, written by its page."""
    assert write(town, documents=pdf(), **changes).status_code == 302
    document = Attachment.objects.get()
    return document.dossier, document


def waiting_for_one(town: OfferWorld) -> Dossier:
    """An offre that the third council alone has not answered."""
    offer = town.sent(START)
    town.answer_offer(offer, town.council, START)
    town.answer_offer(offer, town.other_council, START)
    return offer


def with_a_silent_council(town: OfferWorld) -> Dossier:
    """The third council was found silent: the town owes its follow-up (B4)."""
    offer = waiting_for_one(town)
    for at in (paris(2026, 7, 1), paris(2026, 7, 15)):
        sweep(at, register_only=True)
    town.traveller.move_to(paris(2026, 7, 16))
    offer.refresh_from_db()
    assert offer.step == "B4"
    return offer


# --- The whole way ---


def test_an_offer_is_written_sent_answered_followed_up_and_closed(town: OfferWorld) -> None:
    holder, public = signed_in(town.holder), StrictClient()
    page = holder.get(NEW)
    assert page.status_code == 200
    fields = {**hidden(page), **draft_fields(town), "documents": pdf(), "continue": "1"}
    sent = holder.post(NEW, fields)
    assert sent.status_code == 302, words_of(sent)[-2000:]
    offer = Dossier.objects.get()
    assert sent.url == offer.private_url
    summary = words_of(holder.get(sent.url))
    for words in (offer.title, "Les plantations", "plan", *map(str, town.councils)):
        assert words in summary, words

    confirmation = do(town.holder, offer, "soumettre")
    assert "L’Agence relit l’offre" in words_of(holder.get(confirmation.url))
    offer.refresh_from_db()
    assert offer.reference == "offre-2026-001"
    assert public.get("/dossiers/offre-2026-001/").status_code == 404
    assert offer.title in read(town.agency, "/espace/")
    do(town.agency, offer, "valider-l-offre", elected=town.official.pk)
    assert offer.title in read(town.elected, "/espace/")
    do(town.elected, offer, "envoyer")
    page = read(None, "/dossiers/offre-2026-001/")
    assert "Proposée à 3 conseils le 2 avril 2026." in page
    assert "Réponse attendue au plus tard le 30 juin 2026." in page
    assert offer.title in read(None, "/offres/")

    for speaker in town.speakers.values():
        assert offer.title in read(speaker, "/espace/")
    do(town.referent, offer, "accuser-reception", town.council)
    assert "En discussion" in read(None, "/dossiers/offre-2026-001/")
    do(town.referent, offer, "repondre", town.council, kind="opinion", body=WORDS)
    do(
        town.other_referent,
        offer,
        "repondre",
        town.other_council,
        kind="participates",
        delegates="Odile Personne",
        available="le mardi soir",
    )
    do(town.third_referent, offer, "decliner", town.third_council, reason="Trop tôt pour nous.")
    page = read(None, "/dossiers/offre-2026-001/")
    for words in ("donne son avis", WORDS, "participe", "A décliné", "Trop tôt pour nous."):
        assert words in page, words
    assert "2 conseils ont répondu." in page
    assert "La Ville dira ce qu’elle en a fait au plus tard le 4 mai 2026." in page

    form = read(town.holder, path(offer, "publier-les-suites"))
    assert WORDS in form, "who writes the follow-up reads what was said"
    first, second = Contribution.objects.order_by("pk")
    outcomes = {
        f"outcome_{first.pk}": "partly",
        f"reason_{first.pk}": "Le budget paie les bancs, pas la fontaine.",
        f"outcome_{second.pk}": "kept",
        f"reason_{second.pk}": "L’atelier a lieu en mai.",
    }
    do(town.holder, offer, "publier-les-suites", text="La Ville retient les bancs.", **outcomes)
    page = read(None, "/dossiers/offre-2026-001/")
    for words in (
        "La Ville retient les bancs.",
        "Retenu en partie",
        "pas la fontaine",
        "Suites publiées le",
    ):
        assert words in page, words
    do(town.holder, offer, "publier-le-bilan", text="Douze bancs sont posés.")
    page = read(None, "/dossiers/offre-2026-001/")
    assert "Douze bancs sont posés." in page
    assert "Bilan publié : close le" in page
    offer.refresh_from_db()
    assert (offer.step, offer.end_code) == ("end", "F1")
    for person in (
        town.holder,
        town.agency,
        town.elected,
        *town.speakers.values(),
    ):
        assert person.get_full_name() not in page
    for name in ("Odile Personne", "le mardi soir"):
        assert name not in page


def test_a_text_that_was_sent_back_is_taken_up_again_on_its_page(town: OfferWorld) -> None:
    offer = town.submitted(START)
    do(town.agency, offer, "renvoyer-l-offre", changes="Dites le budget.")
    inside = read(town.holder, offer.private_url)
    assert "Modifier le texte" in inside
    assert inside.index("Dites le budget.") < inside.index("Modifier le texte")
    client, url = signed_in(town.holder), f"/espace/offres/{offer.uuid}/modifier/"
    fields = draft_fields(town, decided_points="Le budget : 80 000 euros.")
    sent = client.post(url, {**hidden(client.get(url)), **fields, "continue": "1"})
    assert sent.status_code == 302
    do(town.holder, offer, "soumettre")
    assert "80 000 euros" in read(town.agency, offer.private_url)
    offer.refresh_from_db()
    assert (offer.step, offer.reference) == ("B1", "offre-2026-001")


@pytest.mark.parametrize("who", ["agency", "elected"])
def test_who_reads_and_who_signs_sees_to_whom_the_offer_goes(
    town: OfferWorld, who: str
) -> None:
    offer = town.submitted(START)
    if who == "elected":
        town.approve_offer(offer, START)
    page = read(getattr(town, who), offer.private_url)
    for council in town.councils:
        assert str(council) in page, f"{who} signs without knowing that {council} is asked"


def test_a_council_that_was_asked_knows_whom_to_call(town: OfferWorld) -> None:
    """The form says « Les conseils l’appellent s’ils ont une question »."""
    offer = town.sent(START)
    assert town.holder.get_full_name() in read(town.referent, offer.private_url)


def test_the_council_reads_again_who_it_said_would_take_part(town: OfferWorld) -> None:
    """« Lu par le conseil et la Ville seulement »: the other councils do not."""
    offer = town.sent(START)
    who = {"kind": "participates", "delegates": "Odile Personne", "available": "le mardi"}
    town.answer_offer(offer, town.council, START, **who)
    for reader in (town.holder, town.agency, town.elected):
        assert "Odile Personne" in read(reader, offer.private_url)
    for reader in (town.other_referent, town.third_referent):
        assert "Odile Personne" not in read(reader, offer.private_url)
    assert "Odile Personne" not in read(town.referent, "/dossiers/offre-2026-001/")
    for reader in (town.referent, town.member):
        assert "Odile Personne" in read(reader, offer.private_url)


def test_who_takes_part_is_kept_of_a_council_that_takes_part_only(town: OfferWorld) -> None:
    """The page puts these questions away when another answer is chosen: so does the server."""
    offer = town.sent(START)
    who = {"delegates": "Odile Personne", "available": "le mardi soir"}
    do(town.referent, offer, "repondre", town.council, kind="opinion", body=WORDS, **who)
    said = Contribution.objects.get(thread__council=town.council)
    assert (said.body, said.delegates, said.available) == (WORDS, "", "")


# --- Two at once ---


def test_an_overtaken_answer_says_who_and_when_and_keeps_the_text(town: OfferWorld) -> None:
    offer = town.sent(START)
    url = path(offer, "repondre", town.council)
    first, second = signed_in(town.referent), signed_in(town.referent_deputy)
    opened = hidden(second.get(url))
    assert first.post(url, {**hidden(first.get(url)), "kind": "no"}).status_code == 302
    late = second.post(url, {**opened, "kind": "opinion", "body": WORDS})
    assert late.status_code == 409
    text = words_of(late)
    assert town.referent.get_full_name() in text
    assert "2 avril 2026 à 10 h" in text
    assert "ne participe pas" in text
    assert WORDS in text
    assert Contribution.objects.get().kind == "no"


def test_p36_the_acts_of_another_council_overtake_nobody(town: OfferWorld) -> None:
    offer = town.sent(START)
    url = path(offer, "repondre", town.council)
    client = signed_in(town.referent)
    opened = hidden(client.get(url))
    do(town.other_referent, offer, "accuser-reception", town.other_council)
    do(town.other_referent, offer, "repondre", town.other_council, kind="no")
    do(town.third_referent, offer, "decliner", town.third_council)
    sent = client.post(url, {**opened, "kind": "opinion", "body": WORDS})
    assert sent.status_code == 302
    assert town.thread(offer, town.council).contribution.body == WORDS
    offer.refresh_from_db()
    assert offer.step == "B4"


def test_p36_a_follow_up_overtaken_by_a_late_answer_is_sent_again_with_it(
    town: OfferWorld,
) -> None:
    """The page that says so is the one from which the person goes on."""
    offer = with_a_silent_council(town)
    client, url = signed_in(town.holder), path(offer, "publier-les-suites")
    page = client.get(url)
    given = {
        f"{name}_{said.pk}": value
        for said in Contribution.objects.all()
        for name, value in (("outcome", "kept"), ("reason", "C’est dans le plan."))
    }
    fields = {**hidden(page), **given, "text": "La Ville retient les bancs."}
    do(town.third_referent, offer, "repondre", town.third_council, kind="opinion", body=WORDS)
    shown = client.post(url, fields)
    assert shown.status_code in (409, 422)
    text = words_of(shown)
    assert str(town.third_council) in text
    assert "La Ville retient les bancs." in text
    offer.refresh_from_db()
    assert offer.step == "B4"
    late = town.thread(offer, town.third_council).contribution
    added = {f"outcome_{late.pk}": "not_kept", f"reason_{late.pk}": "Arrivé trop tard."}
    again = client.post(url, {**fields, **hidden(shown), **added})
    assert again.status_code == 302, words_of(again)[-2000:]
    offer.refresh_from_db()
    assert offer.step == "B5"


def test_an_answer_overtaken_by_the_silence_is_sent_again_from_its_page(
    town: OfferWorld,
) -> None:
    """The platform found the council silent while it was writing: it is still heard."""
    offer = waiting_for_one(town)
    sweep(paris(2026, 7, 1), register_only=True)
    town.traveller.move_to(paris(2026, 7, 15, 8, 15))
    client, url = signed_in(town.third_referent), path(offer, "repondre", town.third_council)
    fields = {**hidden(client.get(url)), "kind": "opinion", "body": WORDS}
    sweep(paris(2026, 7, 15), register_only=True)
    assert town.thread(offer, town.third_council).end_code == "F3"
    town.traveller.move_to(paris(2026, 7, 15, 11))
    sent = client.post(url, fields)
    if sent.status_code != 302:
        assert sent.status_code == 409
        assert WORDS in words_of(sent)
        sent = client.post(url, {**fields, **hidden(sent)})
    assert sent.status_code == 302
    thread = town.thread(offer, town.third_council)
    assert (thread.end_code, thread.contribution.late) == ("F1", True)


@pytest.mark.parametrize("by", ["cancellation", "follow-up"])
def test_a_text_that_the_city_overtakes_is_not_lost(town: OfferWorld, by: str) -> None:
    """The élu cancels, or the service publishes, while a council is writing."""
    if by == "cancellation":
        offer = town.sent(START)
        ask_cancellation(town, offer)
    else:
        offer = with_a_silent_council(town)
    client, url = signed_in(town.third_referent), path(offer, "repondre", town.third_council)
    fields = {**hidden(client.get(url)), "kind": "opinion", "body": WORDS}
    if by == "cancellation":
        do(town.elected, offer, "annuler")
    else:
        town.publish_follow_up(offer, paris(2026, 7, 16))
    sent = client.post(url, fields)
    assert WORDS in words_of(sent), "what the council wrote is lost"
    assert sent.status_code == 409
    assert not Contribution.objects.filter(body=WORDS).exists()


def test_two_colleagues_on_one_draft_the_second_is_told_and_goes_on(town: OfferWorld) -> None:
    offer = town.offer_draft(START)
    url = f"/espace/offres/{offer.uuid}/modifier/"
    first, second = signed_in(town.holder), signed_in(town.deputy)
    opened = hidden(second.get(url))
    fields = draft_fields(town, proposal="La première.")
    assert first.post(url, {**hidden(first.get(url)), **fields, "save": "1"}).status_code == 302
    fields = draft_fields(town, proposal="La seconde.")
    late = second.post(url, {**opened, **fields, "save": "1"})
    assert late.status_code == 409
    assert "La seconde." in words_of(late)
    offer.refresh_from_db()
    assert offer.proposal == "La première."
    again = second.post(url, {**opened, **hidden(late), **fields, "save": "1"})
    assert again.status_code == 302, "the page that keeps the text cannot send it"
    offer.refresh_from_db()
    assert offer.proposal == "La seconde."


def test_two_colleagues_on_a_returned_text_the_agence_is_not_blamed(town: OfferWorld) -> None:
    offer = town.submitted(START)
    actions.request_offer_changes(offer.pk, by=town.agency, at=START, changes="Plus court.")
    town.traveller.move_to(paris(2026, 4, 3, 15, 30))
    url = f"/espace/offres/{offer.uuid}/modifier/"
    first, second = signed_in(town.holder), signed_in(town.deputy)
    opened = hidden(second.get(url))
    fields = {**draft_fields(town), "save": "1"}
    assert first.post(url, {**hidden(first.get(url)), **fields}).status_code == 302
    late = second.post(url, {**opened, **fields})
    assert late.status_code == 409
    text = words_of(late)
    assert "3 avril 2026 à 15 h 30" in text, "told of an act of the day before"
    assert town.agency.get_full_name() not in text


def ask_cancellation(town: OfferWorld, offer: Dossier, **fields: Any) -> None:
    actions.ask_cancellation(
        offer.pk,
        by=town.holder,
        at=fields.pop("at", START),
        **{"reason_code": "budget", "text": "Le budget est annulé.", **fields},
    )


def asked_to_cancel(town: OfferWorld) -> Dossier:
    offer = town.sent(START)
    ask_cancellation(town, offer)
    return offer


def approved(town: OfferWorld) -> Dossier:
    return town.approve_offer(town.submitted(START), START)


def closing(town: OfferWorld) -> Dossier:
    offer = town.heard(START)
    return town.publish_follow_up(offer, START)


def outcomes() -> dict[str, Any]:
    rows = {"text": "La Ville retient les bancs."}
    for said in Contribution.objects.all():
        rows |= {f"outcome_{said.pk}": "kept", f"reason_{said.pk}": "C’est dans le plan."}
    return rows


CANCEL = {"reason_code": "budget", "text": "Le budget est annulé."}
Before = Callable[[OfferWorld], Dossier]
# act → who, what comes before, whose thread, what is typed, the event that it leaves.
DOUBLE: dict[str, tuple[str, Before, str, dict[str, Any], str]] = {
    "soumettre": ("holder", lambda t: t.offer_draft(START), "", {}, "offer_submitted"),
    "envoyer": ("elected", approved, "", {}, "offer_sent"),
    "accuser-reception": (
        "referent",
        lambda t: t.sent(START),
        "council",
        {},
        "offer_acknowledged",
    ),
    "repondre": (
        "third_referent",
        waiting_for_one,
        "third_council",
        {"kind": "opinion", "body": WORDS},
        "offer_answered",
    ),
    "decliner": ("referent", lambda t: t.sent(START), "council", {}, "offer_declined"),
    "retirer-le-conseil": (
        "agency",
        lambda t: t.sent(START),
        "council",
        {"reason": "Envoyée par erreur."},
        "council_withdrawn",
    ),
    "publier-les-suites": ("holder", lambda t: t.heard(START), "", {}, "follow_up_published"),
    "publier-le-bilan": (
        "holder",
        closing,
        "",
        {"text": "Douze bancs sont posés."},
        "assessment_published",
    ),
    "demander-l-annulation": (
        "holder",
        lambda t: t.sent(START),
        "",
        CANCEL,
        "cancellation_asked",
    ),
    "annuler": ("elected", asked_to_cancel, "", {}, "offer_cancelled"),
    "maintenir": (
        "elected",
        asked_to_cancel,
        "",
        {"reason": "Le budget est trouvé."},
        "cancellation_refused",
    ),
}


@pytest.mark.parametrize("slug", DOUBLE)
def test_a_double_click_is_one_act(town: OfferWorld, slug: str) -> None:
    who, before, whose, typed, code = DOUBLE[slug]
    offer = before(town)
    if slug == "publier-les-suites":
        typed = outcomes()
    client = signed_in(getattr(town, who))
    url = path(offer, slug, getattr(town, whose) if whose else None)
    told = offer.events.filter(code=code).count()
    fields = {**hidden(client.get(url)), **typed}
    first = client.post(url, fields)
    mails = Mail.objects.count()
    second = client.post(url, fields)
    assert first.status_code == 302, words_of(first)[-2000:]
    assert second.status_code == 302, words_of(second)[-2000:]
    assert first.url == second.url
    assert offer.events.filter(code=code).count() == told + 1
    assert Mail.objects.count() == mails


def test_a_double_click_adds_a_council_once(town: OfferWorld) -> None:
    offer, late = town.sent(START), CouncilFactory()
    client, url = signed_in(town.agency), path(offer, "ajouter-un-conseil")
    fields = {**hidden(client.get(url)), "councils": [late.pk]}
    first, second = client.post(url, fields), client.post(url, fields)
    assert OfferThread.objects.filter(council=late).count() == 1
    assert (first.status_code, second.status_code) == (302, 302), words_of(second)[-2000:]


def test_the_same_new_page_sent_twice_is_one_draft_with_one_document(town: OfferWorld) -> None:
    client = signed_in(town.holder)
    fields = {**draft_fields(town), "key": str(uuid.uuid4()), "save": "1"}
    for _ in range(2):
        assert client.post(NEW, {**fields, "documents": pdf()}).status_code == 302
    assert Dossier.objects.count() == 1
    assert Attachment.objects.count() == 1


# --- Who, when ---


WRONG = [
    ("referent", "valider-l-offre", ""),
    ("head", "envoyer", ""),
    ("other_holder", "ajouter-un-conseil", ""),
    ("member", "repondre", "council"),
    ("other_referent", "repondre", "council"),
    ("other_referent", "decliner", "council"),
    ("holder", "repondre", "council"),
    ("holder", "retirer-le-conseil", "council"),
    ("elected", "demander-l-annulation", ""),
    ("holder", "annuler", ""),
]


def post_wrongly(town: OfferWorld, who: str, slug: str, whose: str, seen: str) -> str:
    """What a person is answered whose act it is not; the offre does not move."""
    offer = asked_to_cancel(town)
    town.acknowledge_offer(offer, town.council, START)
    url = path(offer, slug, getattr(town, whose) if whose else None)
    client = signed_in(getattr(town, who))
    assert client.get(url).status_code == 403
    typed = {"kind": "no", "elected": town.official.pk, **CANCEL, "reason": "Non."}
    before = offer.events.count(), Contribution.objects.count()
    answer = client.post(url, {**typed, "seen": seen})
    assert before == (offer.events.count(), Contribution.objects.count())
    assert answer.status_code == 403
    return words_of(answer)


@pytest.mark.parametrize(("who", "slug", "whose"), WRONG)
def test_p07_the_wrong_person_is_refused_and_nothing_moves(
    town: OfferWorld, who: str, slug: str, whose: str
) -> None:
    post_wrongly(town, who, slug, whose, "")


@pytest.mark.parametrize(("who", "slug", "whose"), [WRONG[0], WRONG[4], WRONG[7]])
def test_p07_an_old_form_teaches_the_wrong_person_nothing(
    town: OfferWorld, who: str, slug: str, whose: str
) -> None:
    """« Somebody acted since » names who and what: it is for those who may act."""
    text = post_wrongly(town, who, slug, whose, "999")
    for person in (town.holder, town.referent):
        if person != getattr(town, who):
            assert person.get_full_name() not in text
    assert "demande l’annulation" not in text


def test_the_right_person_at_the_wrong_step_is_led_back_with_the_reason(
    town: OfferWorld,
) -> None:
    offer = town.sent(START)
    for who, slug, council, said in (
        (town.elected, "envoyer", None, "Ce n’est pas possible à l’étape « Consultation »."),
        (town.holder, "publier-les-suites", None, "à l’étape « Consultation »"),
        (town.elected, "annuler", None, "Cela a déjà été fait."),
    ):
        client = signed_in(who)
        answer = client.get(path(offer, slug, council))
        assert answer.status_code == 302
        assert answer.url == offer.private_url
        assert said in words_of(client.get(answer.url))
    town.answer_offer(offer, town.council, START)
    client = signed_in(town.referent)
    answer = client.get(path(offer, "decliner", town.council))
    assert answer.status_code == 302
    assert answer.url == f"{offer.private_url}?conseil={town.council.slug}"
    assert "Ce conseil a déjà répondu" in words_of(client.get(answer.url))


def test_a_thread_that_does_not_exist_has_no_form(town: OfferWorld) -> None:
    offer, stranger = town.sent(START), CouncilFactory()
    client = signed_in(town.agency)
    for url in (
        path(offer, "repondre", stranger),
        path(offer, "repondre"),
        path(offer, "envoyer", town.council),
        path(offer, "sans-reponse", town.council),
        path(offer, "clore-la-consultation"),
    ):
        assert client.get(url).status_code == 404, url
        assert client.post(url, {}).status_code == 404, url


PLACES: dict[str, Before] = {
    "draft": lambda t: t.offer_draft(START),
    "staff draft": lambda t: t.offer_draft(START, by=t.staff),
    "B1": lambda t: t.submitted(START),
    "BC": lambda t: t.sent(START),
    "B4": lambda t: t.heard(START),
    "demande": lambda t: t.answered(START),
}


@pytest.mark.parametrize("place", PLACES)
def test_every_form_answers_everybody_with_a_page(town: OfferWorld, place: str) -> None:
    """Whatever the act and the step, an address typed by hand never breaks the site."""
    town.staff = UserFactory(agency=True)
    town.service.agents.add(town.staff)
    offer = PLACES[place](town)
    for who in ("holder", "agency", "elected", "referent"):
        client = signed_in(getattr(town, who))
        for code, rule in ACTS.items():
            if code in FORMS:
                url = path(offer, rule.slug, town.council if rule.thread else None)
                shown = client.get(url)
                answers = [shown]
                # What does not open is refused in the same place, whatever is sent to it:
                # one of the four, inside everywhere, sends all the same.
                if who == "agency" or shown.status_code == 200:
                    answers.append(client.post(url, {"seen": "abc"}))
                for answer in answers:
                    assert answer.status_code in (200, 302, 403, 404, 409, 422), url


# --- What is typed ---

TEXTS = [
    "🚲" * 200,
    "<script>alert(1)</script> <b>gras</b>",
    "\u202eenvers\u200f",
    "des\x00bancs",
]


@pytest.mark.parametrize("text", TEXTS, ids=["emoji", "html", "rtl", "nul"])
def test_any_text_of_a_council_is_kept_and_shown_as_text(town: OfferWorld, text: str) -> None:
    offer = town.sent(START)
    do(town.referent, offer, "repondre", town.council, kind="opinion", body=text)
    do(town.other_referent, offer, "decliner", town.other_council, reason=text)
    kept = text.replace("\x00", "")
    assert town.thread(offer, town.council).contribution.body == kept
    page = StrictClient().get("/dossiers/offre-2026-001/").content.decode()
    assert page.count(html.escape(kept, quote=False)) == 2
    assert "<script>alert" not in page


@pytest.mark.parametrize("text", TEXTS, ids=["emoji", "html", "rtl", "nul"])
def test_any_text_of_a_service_is_kept_and_shown_as_text(town: OfferWorld, text: str) -> None:
    names = ("proposal", "open_points", "decided_points", "publication_plan")
    sent = write(town, title=text[:60], **dict.fromkeys(names, text))
    assert sent.status_code == 302
    offer = Dossier.objects.get()
    kept = text.replace("\x00", "")
    assert {getattr(offer.offer, name) for name in names} == {kept}
    do(town.holder, offer, "soumettre")
    town.approve_offer(offer, START)
    town.send(offer, START)
    page = StrictClient().get("/dossiers/offre-2026-001/").content.decode()
    assert page.count(html.escape(kept, quote=False)) >= len(names)
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("slug", "typed", "said"),
    [
        ("repondre", {"kind": "opinion", "body": "x" * 10_000}, "dépasse 6 000 signes"),
        ("repondre", {"kind": "opinion", "body": " \n\t "}, "Écrivez l’avis du conseil."),
        ("repondre", {"body": WORDS}, "Choisissez la réponse du conseil."),
        ("repondre", {"kind": "peut-être", "body": WORDS}, "choix valid"),
        ("repondre", {"kind": "participates", "body": WORDS}, "Dites qui participe."),
        (
            "repondre",
            {"kind": "participates", "delegates": "Odile", "available": "x" * 301},
            "dépasse 300 signes",
        ),
        (
            "repondre",
            {"kind": "opinion", "body": WORDS, "adopted_on": "2026-04-03"},
            "La réunion doit avoir déjà eu lieu.",
        ),
        (
            "repondre",
            {"kind": "opinion", "body": WORDS, "adopted_on": "le 3 avril"},
            "Saisissez une date comme 02/04/2026.",
        ),
        ("decliner", {"reason": "x" * 10_000}, "dépasse 2 000 signes"),
    ],
)
def test_a_council_s_mistake_is_said_in_french_and_nothing_is_lost(
    town: OfferWorld, slug: str, typed: dict[str, str], said: str
) -> None:
    offer = town.sent(START)
    client, url = signed_in(town.referent), path(offer, slug, town.council)
    page = client.post(url, {**hidden(client.get(url)), **typed})
    text = refused(page, said)
    for name in ("body", "delegates", "available", "reason", "adopted_on"):
        assert typed.get(name, "").strip() in text, name
    assert town.thread(offer, town.council).step == "B2"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"proposal": "x" * 10_000}, "dépasse 6 000 signes"),
        ({"title": "x" * 200}, "dépasse 150 signes"),
        ({"title": "  "}, "Donnez un titre à l’offre."),
        ({"proposal": ""}, "Dites ce que la Ville propose."),
        ({"open_points": ""}, "Dites ce qui peut encore changer."),
        ({"decided_points": ""}, "Dites ce qui est déjà décidé."),
        ({"publication_plan": ""}, "Dites ce que la Ville publiera ensuite."),
        ({"councils": []}, "Choisissez au moins un conseil."),
        ({"councils": [999_999]}, "Choisissez des conseils de la liste."),
        ({"contact": ""}, "Choisissez une personne à contacter."),
        ({"theme": ""}, "Choisissez un thème."),
        ({"answer_by": ""}, "Choisissez la date de la réponse attendue."),
        ({"answer_by": "bientôt"}, "Saisissez une date comme 02/04/2026."),
        ({"answer_by": "2026-03-02"}, "au moins trente jours aux conseils : à partir du 4 mai"),
        ({"answer_by": "2026-05-01"}, "au moins trente jours aux conseils : à partir du 4 mai"),
        ({"answer_by": "2026-05-25"}, "Le 25 mai 2026 n’est pas travaillé : choisissez le 26"),
        ({"answer_by": "2026-07-14"}, "Le 14 juillet 2026 n’est pas travaillé"),
        ({"answer_by": "2026-05-31"}, "Le 31 mai 2026 n’est pas travaillé"),
        ({"event_on": "2026-04-01"}, "La rencontre est à venir"),
    ],
)
def test_a_service_s_mistake_is_said_in_french_and_nothing_is_lost(
    town: OfferWorld, changes: dict[str, Any], said: str
) -> None:
    fields = draft_fields(town, **changes)
    text = refused(write(town, **changes))
    assert said in text
    for name in ("title", "proposal", "open_points", "decided_points", "answer_by"):
        assert fields[name].strip() in text, name
    assert not Dossier.objects.exists()


def test_an_unfinished_draft_is_kept_as_it_comes(town: OfferWorld) -> None:
    client = signed_in(town.holder)
    fields = draft_fields(town, proposal="", answer_by="2026-03-02", councils=[])
    sent = client.post(NEW, {**fields, "key": str(uuid.uuid4()), "save": "1"})
    assert sent.status_code == 302
    offer = Dossier.objects.get()
    assert offer.offer.answer_by == date(2026, 3, 2)
    client = signed_in(town.holder)
    url = path(offer, "soumettre")
    refused(client.post(url, hidden(client.get(url))), "Il manque", status=409)
    offer.refresh_from_db()
    assert offer.is_draft


def test_a_date_that_has_come_too_near_is_refused_at_the_submission(town: OfferWorld) -> None:
    offer = town.offer_draft(START)
    town.traveller.move_to(paris(2026, 6, 10))
    client, url = signed_in(town.holder), path(offer, "soumettre")
    page = client.post(url, hidden(client.get(url)))
    text = refused(page, "trente jours", status=409)
    assert "à partir du 10 juillet 2026" in text


def test_a_date_that_comes_too_near_while_it_is_read_gives_thirty_days(
    town: OfferWorld,
) -> None:
    offer = town.submitted(START)
    town.approve_offer(offer, START)
    town.traveller.move_to(paris(2026, 6, 15))
    do(town.elected, offer, "envoyer")
    dates = set(offer.threads.values_list("answer_by", flat=True))
    assert dates == {date(2026, 7, 15)}
    page = read(None, "/dossiers/offre-2026-001/")
    assert "15 juillet 2026" in page
    assert "30 juin 2026" not in page


def test_p36_every_answer_needs_its_follow_up_with_its_reason(town: OfferWorld) -> None:
    offer = town.heard(START)
    client, url = signed_in(town.holder), path(offer, "publier-les-suites")
    rows = outcomes()
    last = Contribution.objects.last()
    for name, said in (
        (f"outcome_{last.pk}", "Choisissez la suite donnée à"),
        (f"reason_{last.pk}", "pourquoi"),
        ("text", "Ce que la Ville retient"),
    ):
        page = client.post(url, {**hidden(client.get(url)), **rows, name: ""})
        text = refused(page, said)
        assert "C’est dans le plan." in text
    offer.refresh_from_db()
    assert offer.step == "B4"


# --- A council changes while the offre is open ---


def dissolve(council: Council, on: date, successor: Council | None = None) -> None:
    council.dissolved_on, council.successor = on, successor
    council.save()


def test_the_successor_of_a_dissolved_council_answers_in_its_place(town: OfferWorld) -> None:
    offer, heir = town.sent(START), CouncilFactory()
    speaker = town._mandate(heir, "referent")
    dissolve(town.third_council, date(2026, 5, 4), heir)
    town.traveller.move_to(paris(2026, 5, 5))
    assert offer.title in read(speaker, "/espace/")
    gone = signed_in(town.third_referent)
    url = path(offer, "repondre", town.third_council)
    assert gone.post(url, {"kind": "no"}).status_code == 403
    do(speaker, offer, "repondre", town.third_council, kind="opinion", body=WORDS)
    page = read(None, "/dossiers/offre-2026-001/")
    assert WORDS in page
    assert str(town.third_council) in page
    assert speaker.get_full_name() not in page


def test_a_council_without_successor_is_withdrawn_by_the_agence(town: OfferWorld) -> None:
    offer = waiting_for_one(town)
    dissolve(town.third_council, date(2026, 4, 8))
    town.traveller.move_to(paris(2026, 4, 13))
    sweep(paris(2026, 4, 13), register_only=True)
    told = Mail.objects.filter(address=town.town.agency_email, kind="duty")
    assert any(str(town.third_council) in mail.text for mail in told), "nobody is told"
    assert not Mail.objects.filter(
        address=town.third_referent.email, created_at__gte=paris(2026, 4, 9)
    ).exists()
    thread = f"{offer.private_url}?conseil={town.third_council.slug}"
    assert "Retirer ce conseil de l’offre" in read(town.agency, thread)
    reason = "Ce conseil n’existe plus depuis le 8 avril."
    do(town.agency, offer, "retirer-le-conseil", town.third_council, reason=reason)
    page = read(None, "/dossiers/offre-2026-001/")
    assert "N’est plus attendu" in page
    assert reason in page
    offer.refresh_from_db()
    assert offer.step == "B4", "nobody is waited for any more"


def test_the_agence_finds_how_to_withdraw_a_council_on_the_offer_itself(
    town: OfferWorld,
) -> None:
    offer = town.sent(START)
    page = read(town.agency, offer.private_url)
    for council in town.councils:
        form, thread = path(offer, "retirer-le-conseil", council), f"?conseil={council.slug}"
        assert form in page or thread in page, "no page of the Agence leads to this act"


def test_a_council_added_late_has_its_own_date(town: OfferWorld) -> None:
    offer = waiting_for_one(town)
    late = CouncilFactory()
    speaker = town._mandate(late, "referent")
    town.traveller.move_to(paris(2026, 6, 15))
    do(town.holder, offer, "ajouter-un-conseil", councils=[late.pk])
    threads = dict(offer.threads.values_list("council", "answer_by"))
    assert threads[late.pk] == date(2026, 7, 15)
    assert threads[town.third_council.pk] == date(2026, 6, 30)
    page = read(None, "/dossiers/offre-2026-001/")
    assert f"L’offre est aussi proposée à {late}" in page
    assert "15 juillet 2026" in page
    do(town.third_referent, offer, "repondre", town.third_council, kind="no")
    offer.refresh_from_db()
    assert offer.step == "BC", "the late one is waited for"
    assert offer.title in read(speaker, "/espace/")
    do(speaker, offer, "decliner", late)
    offer.refresh_from_db()
    assert offer.step == "B4"


def test_a_cancelled_offer_keeps_the_answers_and_says_what_becomes_of_them(
    town: OfferWorld,
) -> None:
    offer = town.sent(START)
    town.answer_offer(offer, town.council, START)
    client, url = signed_in(town.holder), path(offer, "demander-l-annulation")
    page = client.post(url, {**hidden(client.get(url)), **CANCEL})
    refused(page, "Ce que deviennent les réponses déjà reçues", "Le budget est annulé.")
    fate = "Elles serviront au projet de 2028."
    do(town.holder, offer, "demander-l-annulation", **CANCEL, fate=fate)
    page = read(None, "/dossiers/offre-2026-001/")
    assert "Le budget est annulé." not in page, "the élu has not decided"
    do(town.elected, offer, "annuler")
    page = read(None, "/dossiers/offre-2026-001/")
    for words in ("Annulée par la Ville", "Le budget est annulé.", fate, OPINION):
        assert words in page, words
    for speaker in town.speakers.values():
        (mail,) = Mail.objects.filter(code="N5", address=speaker.email)
        assert "Le budget est annulé." in mail.text
        assert offer.title not in read(speaker, "/espace/").split("Mes dossiers")[0]


def test_an_answer_that_comes_while_the_elu_thinks_is_not_forgotten(town: OfferWorld) -> None:
    """The fate of the answers was not asked: there was none yet."""
    offer = asked_to_cancel(town)
    town.answer_offer(offer, town.council, START)
    client, url = signed_in(town.elected), path(offer, "annuler")
    answer = client.post(url, hidden(client.get(url)))
    offer.refresh_from_db()
    assert answer.status_code != 302 or not offer.is_closed, "closed without their fate"


def test_a_person_who_speaks_for_two_councils_sees_both_and_acts_on_the_right_one(
    town: OfferWorld,
) -> None:
    Mandate.objects.create(
        council=town.other_council, user=town.referent, role="referent", starts_on=START.date()
    )
    offer = town.sent(START)
    todo = read(town.referent, "/espace/").split("En attente des autres")[0]
    for council in (town.council, town.other_council):
        assert f"?conseil={council.slug}" in todo
        assert str(council) in todo
    assert str(town.third_council) not in todo
    for council, other in (
        (town.council, town.other_council),
        (town.other_council, town.council),
    ):
        page = read(town.referent, f"{offer.private_url}?conseil={council.slug}")
        head = page[page.index("À vous") : page.index("Étapes de l’offre")]
        assert f"<span>{council}</span>" in head
        assert f'href="?conseil={other.slug}"' in head
        assert f'action="{path(offer, "accuser-reception", council)}"' in page
    do(town.referent, offer, "repondre", town.other_council, kind="opinion", body=WORDS)
    assert town.thread(offer, town.other_council).end_code == "F1"
    assert town.thread(offer, town.council).step == "B2"
    todo = read(town.referent, "/espace/").split("En attente des autres")[0]
    assert f"?conseil={town.council.slug}" in todo
    assert f"?conseil={town.other_council.slug}" not in todo


# --- Documents ---

ZIP = b"PK\x03\x04" + b"\x00" * 40
HTML = b"<!doctype html><script>alert(1)</script>"
REFUSED_FILES = {
    "a program": (pdf("plan.pdf", b"MZ" + b"\x00" * 60), "n’est pas un document accepté"),
    "a zip": (pdf("plan.pdf", ZIP), "n’est pas un document accepté"),
    "a page": (pdf("plan.pdf", HTML), "n’est pas un document accepté"),
    "a page with a space": (pdf("plan.pdf", b"\n" + HTML), "n’est pas un document accepté"),
    "another name": (pdf("plan.html", PDF), "n’est pas un document accepté"),
    "no name": (pdf("plan", PDF), "n’est pas un document accepté"),
    "a drawing": (pdf("plan.svg", b"<svg onload='alert(1)'/>"), "n’est pas un document"),
    "eleven megabytes": (pdf("gros.pdf", PDF + b"x" * 11 * 1024 * 1024), "dépasse 10 Mo"),
    "nothing": (pdf("vide.pdf", b""), "vide"),
}


@pytest.mark.parametrize("what", REFUSED_FILES)
def test_a_file_is_judged_by_what_it_holds(town: OfferWorld, what: str) -> None:
    file, said = REFUSED_FILES[what]
    file.seek(0)
    text = refused(write(town, documents=file), said)
    assert "La Ville refait le square en 2027." in text
    assert not Attachment.objects.exists()
    assert not Dossier.objects.exists()


def test_six_documents_at_once_are_too_many_and_five_are_not(town: OfferWorld) -> None:
    page = write(town, documents=[pdf(f"plan-{n}.pdf") for n in range(6)])
    refused(page, "Joignez 5 documents au plus")
    assert not Attachment.objects.exists()
    sent = write(town, documents=[pdf(f"plan-{n}.pdf") for n in range(5)])
    assert sent.status_code == 302
    assert Attachment.objects.count() == 5


def test_a_file_is_chosen_again_when_another_answer_is_wrong(town: OfferWorld) -> None:
    refused(write(town, title="", documents=pdf()), "Choisissez de nouveau vos documents.")


def test_a_document_is_taken_away_again_with_its_file(
    town: OfferWorld, django_capture_on_commit_callbacks: Any
) -> None:
    offer, document = with_document(town)
    stored, name = document.file.storage, document.file.name
    assert stored.exists(name)
    client, url = signed_in(town.holder), f"/espace/offres/{offer.uuid}/modifier/"
    page = client.get(url)
    assert "Documents à retirer" in words_of(page)
    fields = {**hidden(page), **draft_fields(town), "remove": [document.pk], "save": "1"}
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url, fields).status_code == 302
    assert not Attachment.objects.exists()
    assert not stored.exists(name)
    assert client.get(document.get_absolute_url()).status_code == 404


def test_a_document_of_another_offer_is_not_taken_away(town: OfferWorld) -> None:
    _, document = with_document(town)
    other = town.offer_draft(START)
    actions.detach(other.pk, [document.pk], by=town.holder, at=START)
    assert Attachment.objects.filter(pk=document.pk).exists()
    url = f"/dossiers/pieces/{other.uuid}/{document.pk}/"
    assert signed_in(town.holder).get(url).status_code == 404


def may_download(town: OfferWorld, document: Attachment) -> set[str]:
    """Who gets the file; for the others it does not exist."""
    people = ("holder", "deputy", "head", "agency", "elected", "other_holder", "referent")
    found = set()
    for who in (*people, "member", "other_referent", "nobody"):
        client = StrictClient() if who == "nobody" else signed_in(getattr(town, who))
        answer = client.get(document.get_absolute_url())
        assert answer.status_code in (200, 404), (who, answer.status_code)
        if answer.status_code == 200:
            assert b"".join(answer.streaming_content) == PDF
            assert answer.headers["Content-Disposition"] == 'attachment; filename="plan.pdf"'
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Content-Type"] == "application/pdf"
            assert "sandbox" in answer.headers["Content-Security-Policy"]
            assert "no-store" in answer.headers["Cache-Control"]
            found.add(who)
    return found


def test_a_document_is_read_by_whoever_may_read_the_offer_and_no_one_else(
    town: OfferWorld,
) -> None:
    offer, document = with_document(town)
    service = {"holder", "deputy", "head"}
    city = service | {"agency", "elected", "other_holder"}
    councils = {"referent", "member", "other_referent"}
    assert may_download(town, document) == service
    do(town.holder, offer, "soumettre")
    assert may_download(town, document) == city
    town.approve_offer(offer, START)
    assert may_download(town, document) == city
    town.send(offer, START)
    assert may_download(town, document) == city | councils | {"nobody"}


def test_a_document_kept_to_the_members_is_not_for_everybody(town: OfferWorld) -> None:
    offer, document = with_document(town, visibility="members")
    do(town.holder, offer, "soumettre")
    town.approve_offer(offer, START)
    town.send(offer, START)
    found = may_download(town, document)
    assert "nobody" not in found
    assert {"referent", "member", "other_referent"} <= found


def test_a_document_cannot_be_joined_nor_taken_away_after_the_submission(
    town: OfferWorld,
) -> None:
    offer, document = with_document(town)
    do(town.holder, offer, "soumettre")
    client, url = signed_in(town.holder), f"/espace/offres/{offer.uuid}/modifier/"
    fields = {**draft_fields(town), "documents": pdf("autre.pdf"), "remove": [document.pk]}
    answer = client.post(url, {**fields, "save": "1"})
    assert answer.status_code == 409
    assert "soumise entre-temps" in words_of(answer)
    assert list(Attachment.objects.all()) == [document]
    # Somebody who only looks is told, and led to the offre.
    assert "déjà soumise" in words_of(client.get(url, follow=True))


# --- Who sees what ---


def invisible(town: OfferWorld, offer: Dossier, who: str) -> None:
    """For this person the offre does not exist: no page, no list, no search, no form."""
    client = StrictClient() if who == "nobody" else signed_in(getattr(town, who))
    if offer.reference:
        assert client.get(f"/dossiers/{offer.reference}/").status_code == 404
    if who != "nobody":
        for tail in ("", "deposee/", "envoyer/", "soumettre/", "demander-l-annulation/"):
            assert client.get(f"{offer.private_url}{tail}").status_code == 404, tail
        edit = f"/espace/offres/{offer.uuid}/modifier/"
        assert client.get(edit).status_code == 404
        assert client.post(edit, draft_fields(town)).status_code == 404
    pages = ["/offres/", "/recherche/?q=charité", "/plan-du-site/"]
    for url in [*pages, "/espace/"] if who != "nobody" else pages:
        text = words_of(client.get(url))
        assert offer.title not in text, url
        assert offer.uuid.hex not in text.replace("-", ""), url


@pytest.mark.parametrize("who", ["nobody", "referent", "member", "other_referent"])
@pytest.mark.parametrize("place", ["draft", "B1", "B0", "B1e", "cancelled"])
def test_an_offer_that_was_not_sent_does_not_exist_outside_the_town(
    town: OfferWorld, place: str, who: str
) -> None:
    offer = town.offer_draft(START)
    if place != "draft":
        actions.submit_offer(offer.pk, by=town.holder, at=START)
    if place == "B0":
        actions.request_offer_changes(offer.pk, by=town.agency, at=START, changes="Plus court.")
    if place in ("B1e", "cancelled"):
        town.approve_offer(offer, START)
    if place == "cancelled":
        ask_cancellation(town, offer)
        actions.confirm_cancellation(offer.pk, by=town.elected, at=START)
    offer.refresh_from_db()
    invisible(town, offer, who)


@pytest.mark.parametrize("who", ["agency", "elected", "other_holder", "directorate"])
def test_a_draft_is_its_service_s_alone(town: OfferWorld, who: str) -> None:
    invisible(town, town.offer_draft(START), who)


def test_an_offer_kept_to_the_members_is_read_by_councils_and_the_town(
    town: OfferWorld,
) -> None:
    offer = town.sent(START, visibility="members")
    public = StrictClient()
    assert public.get(f"/dossiers/{offer.reference}/").status_code == 404
    for url in ("/offres/", "/recherche/?q=charité"):
        assert offer.title not in read(None, url)
    stranger = town._mandate(CouncilFactory(), "member")
    for reader in (town.referent, stranger, town.holder, town.other_holder):
        assert offer.title in read(reader, f"/dossiers/{offer.reference}/")
        assert offer.title in read(reader, "/offres/")
    assert offer.title not in read(town.referent, "/recherche/?q=charité")


def test_nothing_kept_to_the_members_is_called_public(town: OfferWorld) -> None:
    """What a person reads before and after an act must be true of this offre."""
    offer = town.approve_offer(town.submitted(START, visibility="members"), START)
    client, url = signed_in(town.elected), path(offer, "envoyer")
    answer = client.post(url, hidden(client.get(url)))
    assert "L’offre est publique" not in words_of(client.get(answer.url))
    form = read(town.referent, path(offer, "repondre", town.council))
    assert "La réponse est publique" not in form


def test_a_council_that_was_not_asked_reads_no_name_inside(town: OfferWorld) -> None:
    """A demande shows its people to those who have a part in it; so does an offre."""
    offer = town.sent(START)
    town.answer_offer(offer, town.council, START)
    stranger = town._mandate(CouncilFactory(), "member")
    page = read(stranger, offer.private_url)
    for person in (town.holder, town.agency, town.elected, town.referent):
        assert person.get_full_name() not in page, "names inside, without any part in it"


def test_the_names_of_a_council_s_people_stay_with_it_and_the_town(town: OfferWorld) -> None:
    offer = town.sent(START)
    town.answer_offer(offer, town.council, START)
    name = town.referent.get_full_name()
    assert name in read(town.member, offer.private_url)
    assert name in read(town.holder, offer.private_url)
    assert name not in read(town.other_referent, offer.private_url)


@pytest.mark.parametrize("url", ["/offres/", "/dossiers/offre-2026-001/"])
def test_public_queries_do_not_grow_with_offers_and_councils(
    town: OfferWorld, django_assert_max_num_queries: Any, url: str
) -> None:
    counts = []
    for _ in range(2):
        for _ in range(3):
            offer = town.sent(START)
            for council in town.councils:
                town.answer_offer(offer, council, START)
            follow_ups = [
                Said(said.pk, "kept", "Oui.")
                for said in Contribution.objects.filter(thread__offer=offer)
            ]
            actions.publish_follow_up(
                offer.pk, by=town.holder, at=START, text="Retenu.", follow_ups=follow_ups
            )
        with django_assert_max_num_queries(12) as seen:
            assert StrictClient().get(url).status_code == 200
        counts.append(len(seen))
        town.councils = [*town.councils, CouncilFactory(), CouncilFactory()]
        for council in town.councils[-2:]:
            town.speakers[council.pk] = town._mandate(council, "referent")
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "query",
    ["", "?retard=1", "?etat=suites", "?etat=xx", "?conseil=xx", "?page=abc", "?theme=x"],
)
def test_the_list_answers_every_address(town: OfferWorld, query: str) -> None:
    town.sent(START)
    assert StrictClient().get(f"/offres/{query}").status_code == 200


def test_the_list_is_narrowed_to_the_offers_made_to_one_council(town: OfferWorld) -> None:
    mine = town.sent(START, councils=[town.council], title="Pour un seul")
    town.sent(START, councils=[town.other_council], title="Pour un autre")
    page = read(None, f"/offres/?conseil={town.council.slug}")
    assert mine.title in page
    assert "Pour un autre" not in page


def test_a_session_that_expired_gives_the_text_back(town: OfferWorld) -> None:
    offer = town.sent(START)
    answer = StrictClient().post(
        path(offer, "repondre", town.council), {"kind": "opinion", "body": WORDS}
    )
    assert answer.status_code == 403
    assert WORDS in words_of(answer)
    assert not Contribution.objects.exists()
