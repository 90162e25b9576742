"""N1 to N6: what the mails of an offre say, to whom, how often, in which tone."""

from __future__ import annotations

import html
import re
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import signing

from circuits import actions
from circuits.acts import ACTS, BY_SLUG
from circuits.mail_links import SALT, MailLink
from circuits.models import Delivery, Dossier, Event, OfferThread, Rung
from circuits.sweep import sweep
from participation.models import Mail, Mandate, Subscriber, User
from tests.factories import CouncilFactory, paris
from tests.factories.offers import OPINION, OfferWorld
from tests.strict import signed_in

START = paris(2026, 4, 2)
ACT = re.compile(r"/espace/dossiers/[0-9a-f-]{36}/(?:conseil/([\w-]+)/)?([a-z-]+)/$")
URL = re.compile(r"https?://\S+")
REASON = "Le budget est annulé par le conseil municipal."
COUNCIL_CODES = {"N1", "N2", "N4", "N4b", "N5"}


@pytest.fixture
def town(db: None) -> OfferWorld:
    return OfferWorld()


def mornings(first: date, last: date) -> None:
    """The engine passes at 9:00 every day of the calendar, worked or not."""
    day = first
    while day <= last:
        sweep(paris(day.year, day.month, day.day, 9), register_only=True)
        day += timedelta(days=1)


def plain(text: str) -> str:
    """One line, ordinary spaces."""
    return " ".join(text.split())


def shown(mail: Mail) -> str:
    """What the HTML part shows, as plain text."""
    body = mail.html[mail.html.index("<body") :]
    return plain(html.unescape(re.sub(r"<[^>]*>", " ", body)))


# Their own tests are in `test_digests`.
WEEKLY = ("Dg2", "Dg3")


def to(person: Any, *codes: str) -> list[Mail]:
    """The mails of a person, or of an address, oldest first; not the weekly ones."""
    address = person if isinstance(person, str) else person.email
    found = Mail.objects.filter(address=address).order_by("created_at", "pk")
    found = found.exclude(code__in=WEEKLY)
    return list(found.filter(code__in=codes) if codes else found)


def only(person: Any, *codes: str) -> Mail:
    (mail,) = to(person, *codes)
    return mail


def acts_in(mail: Mail) -> set[tuple[str, str]]:
    """The acts that a mail offers: (council's slug or nothing, code of the act)."""
    found = set()
    for url in URL.findall(mail.text):
        match = ACT.search(url)
        if match:
            found.add((match.group(1) or "", BY_SLUG[match.group(2)].code))
        elif "/lien/" in url:
            # The same form without sign-in; « ce n’est pas à moi » is no act.
            held = MailLink(*signing.loads(url.rstrip("/").rpartition("/")[2], salt=SALT))
            if held.act in ACTS:
                thread = OfferThread.objects.get(pk=held.thread)
                found.add((thread.council.slug, held.act))
    return found


def prefix(council: Any = None, number: int = 1) -> str:
    label = f"Offre 2026-{number:03d}"
    return f"[{label} · {council}] " if council else f"[{label}] "


def withdraw(town: OfferWorld, offer: Dossier, council: Any, at: datetime) -> None:
    actions.withdraw_council(
        offer.pk,
        by=town.agency,
        at=at,
        thread=town.thread(offer, council).pk,
        reason="Envoyée par erreur.",
    )


def ask_cancellation(town: OfferWorld, offer: Dossier, at: datetime) -> None:
    actions.ask_cancellation(
        offer.pk, by=town.holder, at=at, reason_code="budget", text=REASON, fate="Gardées."
    )


def two_councils(town: OfferWorld) -> None:
    """The first référent speaks for the second council too."""
    Mandate.objects.filter(council=town.other_council).delete()
    Mandate.objects.create(
        council=town.other_council,
        user=town.referent,
        role="referent",
        starts_on=date(2020, 1, 1),
    )


def whole_life(town: OfferWorld) -> Dossier:
    """Every mail of an offre: sent back, sent, answered, declined, silent, followed up."""
    at = START
    offer = town.submitted(at, contact=town.head)
    sweep(at, register_only=True)
    actions.request_offer_changes(offer.pk, by=town.agency, at=at, changes="Dites le budget.")
    mornings(date(2026, 4, 3), date(2026, 4, 7))
    actions.submit_offer(offer.pk, by=town.holder, at=paris(2026, 4, 7))
    sweep(paris(2026, 4, 7, 11), register_only=True)
    town.approve_offer(offer, paris(2026, 4, 7, 12))
    mornings(date(2026, 4, 8), date(2026, 4, 8))
    town.send(offer, paris(2026, 4, 8))
    extra = CouncilFactory()
    town._mandate(extra, "referent")
    actions.add_council(offer.pk, by=town.holder, at=paris(2026, 4, 8), councils=[extra])
    mornings(date(2026, 4, 9), date(2026, 5, 11))
    town.acknowledge_offer(offer, town.council, paris(2026, 5, 12))
    who = {"kind": "participates", "delegates": "Odile Personne", "available": "le mardi"}
    town.answer_offer(offer, town.other_council, paris(2026, 5, 12), **who, body="")
    withdraw(town, offer, extra, paris(2026, 5, 12))
    mornings(date(2026, 5, 13), date(2026, 7, 2))
    town.answer_offer(offer, town.council, paris(2026, 7, 2))
    mornings(date(2026, 7, 3), date(2026, 7, 20))
    town.publish_follow_up(offer, paris(2026, 8, 3))
    mornings(date(2026, 8, 4), date(2026, 8, 4))
    town.publish_assessment(offer, paris(2026, 8, 5))
    offer.refresh_from_db()
    assert offer.is_closed
    return offer


def test_p32_each_mail_says_the_same_twice_and_under_its_number(town: OfferWorld) -> None:
    whole_life(town)
    other = town.sent(paris(2026, 9, 1), answer_by=date(2026, 11, 2))
    ask_cancellation(town, other, paris(2026, 9, 1))
    refuse = {"reason": "Le budget est trouvé."}
    actions.refuse_cancellation(other.pk, by=town.elected, at=paris(2026, 9, 1), **refuse)
    town.decline_offer(other, town.council, paris(2026, 9, 2))
    ask_cancellation(town, other, paris(2026, 9, 2))
    actions.confirm_cancellation(other.pk, by=town.elected, at=paris(2026, 9, 2))
    codes = set()
    for mail in Mail.objects.exclude(code__in=WEEKLY):
        codes.add(mail.code)
        text, page = mail.text, shown(mail)
        body, _, foot = text.partition("\n-- \n")
        why = "parce que vous suivez" if mail.kind == "follow" else "en tant que"
        assert foot.startswith(f"Vous recevez ce message {why} "), mail.code
        for line in body.splitlines():
            for part in re.split(r" :(?: |$)| – ", plain(line).removeprefix("- ")):
                assert URL.match(part) or part in page, (mail.code, part)
        links = {url for url in URL.findall(text) if "testserver" in url}
        assert links == set(re.findall(r'href="(http://testserver[^"]*)"', mail.html))
        for words in ("None", "{{", "‼", "avant le", "en retard"):
            assert words not in text, (mail.code, words)
        assert len(mail.html) + len(text) < 102_000
        if mail.code != "Dg1":
            assert re.match(r"\[Offre 2026-00[12]( · .+)?\] \S", mail.subject), mail.subject
            assert mail.reference in ("offre-2026-001", "offre-2026-002")
            assert re.match(rf"<{mail.reference}[.@]", mail.thread_id)
    assert codes >= {"N1", "N2", "N3", "N4", "N4b", "N5", "N6", "M3", "M15", "Dg1"}


def test_p01_p16_p23_the_life_of_an_offer_doubles_nothing(town: OfferWorld) -> None:
    whole_life(town)
    days = Mail.objects.filter(kind="duty").values_list("address", "duty_day")
    assert max(Counter(days).values()) == 1, "two duty mails to somebody on one day"
    told = Delivery.objects.filter(state="written").values_list("rung", "address")
    assert max(Counter(told).values()) == 1
    named = Mail.objects.exclude(code__in=("Dg1", *WEEKLY))
    subjects = named.values_list("address", "subject", "code")
    assert max(Counter(subjects).values()) == 1, "the same mail twice to somebody"
    people = {speaker.email: council for council, speaker in town.speakers.items()}
    names = {council.pk: str(council) for council in town.councils}
    for address, own in people.items():
        for mail in to(address):
            others = {name for pk, name in names.items() if pk != own}
            assert not any(name in mail.subject + mail.text for name in others), mail.subject
    speaking = Mandate.objects.speaking().values_list("council__name", "user__email")
    for mail in Mail.objects.filter(code__in=COUNCIL_CODES).exclude(kind="follow"):
        council = mail.subject.partition(" · ")[2].partition("]")[0]
        if mail.address != town.town.agency_email:
            assert (council, mail.address) in set(speaking), mail.subject


def test_p26_every_reminder_of_an_offer_left_its_event(town: OfferWorld) -> None:
    offer = whole_life(town)
    fired = Rung.objects.filter(obligation__dossier=offer, state="done").exclude(kind="auto")
    told = Event.objects.filter(dossier=offer, code__in=["advised", "reminded"])
    assert told.count() == fired.count()
    shown_to_all = told.filter(audience="public").select_related("thread")
    assert shown_to_all, "relances are counted in public"
    assert all(event.data["kind"] in ("step", "answer") for event in shown_to_all)


# --- N1: it is proposed ---


@pytest.mark.parametrize(
    ("form", "asks"),
    [
        ("opinion", "Donner un avis"),
        ("workshop", "Participer à un atelier"),
        ("visit", "Participer à une visite"),
        ("codesign", "Participer à une co-construction"),
    ],
)
def test_n1_says_what_is_open_what_is_decided_and_by_when(
    town: OfferWorld, form: str, asks: str
) -> None:
    town.sent(START, form=form)
    assert not Mail.objects.filter(code="N1").exists(), "duty mails are the sweep's"
    sweep(START, register_only=True)
    for person, council in (
        (town.referent, town.council),
        (town.referent_deputy, town.council),
        (town.third_referent, town.third_council),
    ):
        mail = only(person)
        assert mail.code == "N1"
        subject = f"{prefix(council)}{asks} au plus tard le 30 juin : Le square de la Charité"
        assert plain(mail.subject).startswith(subject)
        for words in (
            "Les plantations, les jeux et les bancs.",
            "Le budget et le calendrier.",
            "Le plan retenu, et la réponse à chaque avis.",
            "au plus tard le 30 juin 2026",
            str(council),
            str(town.service),
        ):
            assert words in plain(mail.text), words
    assert not to(town.member), "members are not written to for an act of their référent"


def test_n1_waits_for_the_next_working_morning(town: OfferWorld) -> None:
    """Thursday evening before Good Friday: nothing before Tuesday."""
    town.sent(paris(2026, 4, 2, 19))
    for at in (
        paris(2026, 4, 2, 19, 3),
        paris(2026, 4, 3, 10),
        paris(2026, 4, 4, 10),
        paris(2026, 4, 6, 10),
        paris(2026, 4, 7, 8),
    ):
        sweep(at, register_only=True)
        assert not Mail.objects.filter(code="N1").exists(), at
    sweep(paris(2026, 4, 7, 9), register_only=True)
    assert Mail.objects.filter(code="N1").count() == 4


def test_no_council_hears_of_an_offer_before_it_is_signed(town: OfferWorld) -> None:
    councils = [person.email for person in town.speakers.values()]
    offer = town.submitted(START)
    mornings(date(2026, 4, 2), date(2026, 4, 20))
    town.approve_offer(offer, paris(2026, 4, 20))
    mornings(date(2026, 4, 20), date(2026, 5, 4))
    ask_cancellation(town, offer, paris(2026, 5, 4))
    actions.confirm_cancellation(offer.pk, by=town.elected, at=paris(2026, 5, 5))
    assert not Mail.objects.filter(address__in=councils).exists()
    assert Mail.objects.filter(code="N6").exists()


# --- What they offer ---


def test_p29_each_link_opens_for_whom_it_was_sent_to_and_changes_nothing(
    town: OfferWorld,
) -> None:
    """A scanner that opens every link of every mail does nothing (P29)."""
    readers = {
        person.email: person
        for person in (*town.speakers.values(), town.referent_deputy, town.elected, town.holder)
    }
    readers[town.town.agency_email] = town.agency
    readers[town.service.mailbox] = town.holder
    seen: set[int] = set()

    def scan(at: datetime, offer: Dossier) -> None:
        sweep(at, register_only=True)
        before = Dossier.objects.get(pk=offer.pk).version, offer.events.count()
        followers = set(Subscriber.objects.values_list("pk", "follows_since"))
        with time_machine.travel(at, tick=False):
            for mail in Mail.objects.exclude(pk__in=seen):
                reader = readers.get(mail.address) or User.objects.get(email=mail.address)
                client = signed_in(reader)
                for url in URL.findall(mail.text):
                    answer = client.get(url.removeprefix("http://testserver"))
                    assert answer.status_code == 200, (mail.code, mail.address, url)
                    client.head(url.removeprefix("http://testserver"))
                seen.add(mail.pk)
        assert before == (Dossier.objects.get(pk=offer.pk).version, offer.events.count())
        assert followers == set(Subscriber.objects.values_list("pk", "follows_since"))

    offer = town.submitted(START)
    scan(START, offer)
    town.approve_offer(offer, START)
    scan(paris(2026, 4, 2, 11), offer)
    town.send(offer, START)
    scan(paris(2026, 4, 2, 12), offer)
    scan(paris(2026, 4, 28), offer)
    town.acknowledge_offer(offer, town.council, paris(2026, 4, 29))
    scan(paris(2026, 6, 15), offer)
    town.answer_offer(offer, town.council, paris(2026, 6, 15))
    scan(paris(2026, 6, 15, 11), offer)
    assert len(seen) > 10
    assert Mail.objects.filter(code="Dg3", pk__in=seen).exists()


def test_mails_offer_only_acts_that_exist_at_that_moment(town: OfferWorld) -> None:
    offer = town.sent(START)
    sweep(START, register_only=True)
    slug = town.council.slug
    first = ("acknowledge_offer", "answer_offer", "decline_offer", "ask_question")
    allowed = {(slug, act) for act in first}
    assert {(slug, "acknowledge_offer")} <= acts_in(only(town.referent)) <= allowed
    town.acknowledge_offer(offer, town.council, paris(2026, 4, 9))
    sweep(paris(2026, 6, 15), register_only=True)
    found = acts_in(to(town.referent)[-1])
    assert (
        {(slug, "answer_offer")}
        <= found
        <= {(slug, a) for a in ("answer_offer", "ask_question")}
    )
    slug = town.third_council.slug
    found = acts_in(to(town.third_referent)[-1])
    assert {(slug, "answer_offer")} <= found, "one may answer without acknowledging first"
    assert {council for council, _ in found} == {slug}
    for council in town.councils:
        town.answer_offer(offer, council, paris(2026, 6, 16))
    sweep(paris(2026, 6, 16), register_only=True)
    assert ("", "publish_follow_up") in acts_in(to(town.service.mailbox, "M3")[-1])


def test_a_text_that_is_sent_back_brings_the_request_along(town: OfferWorld) -> None:
    offer = town.submitted(START)
    actions.request_offer_changes(
        offer.pk, by=town.agency, at=START, changes="Dites ce que coûte le square."
    )
    sweep(START, register_only=True)
    mail = only(town.service.mailbox)
    assert mail.code == "M15"
    assert "Dites ce que coûte le square." in mail.text
    assert ("", "submit_offer") in acts_in(mail)


# --- N2: soft, and with help ---

HARD = ("retard", "relance", "échéance", "devez", "obligation", "sanction", "rappel")


def test_n2_is_soft_and_says_who_helps(town: OfferWorld) -> None:
    town.sent(START)
    mornings(date(2026, 4, 2), date(2026, 7, 14))
    mails = to(town.third_referent, "N2")
    assert "Il reste 15 jours pour répondre" in plain(mails[3].subject)
    assert "Il reste 5 jours pour répondre" in plain(mails[4].subject)
    for mail in mails:
        text = plain(mail.text)
        assert "Vous êtes bénévoles : l’Agence peut vous aider, au 03 89 00 00 10." in text
        for word in HARD:
            assert word not in (mail.subject + mail.text).lower(), (mail.subject, word)
        assert "Copie" not in mail.text
    days = [mail.duty_day for mail in mails]
    assert days == [
        date(2026, 4, 13),
        date(2026, 4, 20),
        date(2026, 4, 21),
        date(2026, 6, 15),
        date(2026, 6, 25),
        date(2026, 7, 1),
    ]


def test_nobody_above_a_council_is_ever_told_but_the_agency(town: OfferWorld) -> None:
    town.sent(START)
    mornings(date(2026, 4, 2), date(2026, 7, 14))
    above = {town.elected, town.head, town.directorate, town.general_direction}
    about = Delivery.objects.filter(rung__obligation__thread__isnull=False)
    addresses = set(about.values_list("address", flat=True))
    assert not addresses & {person.email for person in above}
    councils = {person.email for person in (*town.speakers.values(), town.referent_deputy)}
    assert addresses == councils | {town.town.agency_email}


def test_the_agency_is_asked_to_help_and_not_spoken_to_as_a_volunteer(
    town: OfferWorld,
) -> None:
    town.sent(START, councils=[town.third_council])
    mornings(date(2026, 4, 2), date(2026, 7, 14))
    mails = [m for m in to(town.town.agency_email) if str(town.third_council) in m.text]
    assert len(mails) >= 4
    for mail in mails:
        assert "Vous êtes bénévoles" not in plain(mail.text), "written to the Agence itself"


def test_p37_the_end_that_is_announced_is_the_end_that_comes(town: OfferWorld) -> None:
    offer = town.sent(START)
    mornings(date(2026, 4, 2), date(2026, 7, 1))
    text = plain(to(town.third_referent, "N2")[-1].text)
    assert "Sans réponse le 15 juillet 2026, la page dira « sans réponse du conseil »" in text
    assert "Vous pourrez encore répondre jusqu’à la publication des suites." in text
    mornings(date(2026, 7, 2), date(2026, 7, 14))
    assert offer.threads.open().count() == 3
    mornings(date(2026, 7, 15), date(2026, 7, 15))
    assert not offer.threads.open().exists()


def test_p37_an_engine_that_slept_announces_the_end_seven_days_ahead(
    town: OfferWorld,
) -> None:
    offer = town.sent(START)
    mornings(date(2026, 4, 2), date(2026, 6, 29))
    sweep(paris(2026, 7, 20), register_only=True)
    assert offer.threads.open().count() == 3
    text = plain(to(town.third_referent, "N2")[-1].text)
    assert "Sans réponse le 27 juillet 2026" in text
    mornings(date(2026, 7, 21), date(2026, 7, 26))
    assert offer.threads.open().count() == 3
    mornings(date(2026, 7, 27), date(2026, 7, 27))
    assert not offer.threads.open().exists()


def test_p37_the_end_is_announced_also_to_who_speaks_for_two_councils(
    town: OfferWorld,
) -> None:
    two_councils(town)
    offer = town.sent(START)
    mornings(date(2026, 4, 2), date(2026, 7, 15))
    silent = offer.threads.filter(end_code="F3").count()
    assert silent == 3
    (mail,) = Mail.objects.filter(address=town.referent.email, duty_day=date(2026, 7, 1))
    assert "15 juillet 2026" in plain(mail.text), "found silent without having been told"


def test_nothing_is_asked_any_more_of_a_council_that_answered(town: OfferWorld) -> None:
    offer = town.sent(START)
    mornings(date(2026, 4, 2), date(2026, 4, 9))
    town.answer_offer(offer, town.council, paris(2026, 4, 10))
    town.decline_offer(offer, town.other_council, paris(2026, 4, 10))
    withdraw(town, offer, town.third_council, paris(2026, 4, 10))
    before = Mail.objects.filter(code__in=["N1", "N2"]).count()
    mornings(date(2026, 4, 11), date(2026, 7, 20))
    assert Mail.objects.filter(code__in=["N1", "N2"]).count() == before


# --- A person who speaks for two councils ---


def test_one_mail_tells_a_person_of_both_councils(town: OfferWorld) -> None:
    two_councils(town)
    town.sent(START)
    sweep(START, register_only=True)
    mail = only(town.referent)
    assert mail.code == "Dg1"
    lines = [plain(line) for line in mail.text.splitlines()]
    for council in (town.council, town.other_council):
        assert sum(line.endswith(f"Offre 2026-001, {council}") for line in lines) == 1
        assert f"?conseil={council.slug}" in mail.text
    assert str(town.third_council) not in mail.text


def test_what_a_person_of_two_councils_is_told_is_about_one_each_time(
    town: OfferWorld,
) -> None:
    two_councils(town)
    offer = town.sent(START)
    town.answer_offer(offer, town.council, START)
    town.answer_offer(offer, town.other_council, START, by=town.referent, kind="no", body="")
    town.decline_offer(offer, town.third_council, START)
    town.publish_follow_up(offer, paris(2026, 4, 7))
    mails = to(town.referent, "N4")
    assert [f"{mail.subject.partition(']')[0]}] " for mail in mails] == [
        prefix(town.council),
        prefix(town.other_council),
    ]


def test_a_mail_about_one_council_goes_once_to_a_person_with_two_posts_in_it(
    town: OfferWorld,
) -> None:
    Mandate.objects.create(
        council=town.council, user=town.referent, role="deputy", starts_on=date(2020, 1, 1)
    )
    offer = town.sent(START)
    sweep(START, register_only=True)
    assert only(town.referent).code == "N1"
    ask_cancellation(town, offer, START)
    actions.confirm_cancellation(offer.pk, by=town.elected, at=START)
    assert len(to(town.referent, "N5")) == 1


# --- N3: what a council said ---


def test_n3_tells_the_service_and_the_agency_what_a_council_said(town: OfferWorld) -> None:
    offer = town.sent(START)
    who = {"kind": "participates", "delegates": "Odile Personne", "available": "le mardi"}
    town.answer_offer(offer, town.council, START, **who, body="Avec plaisir.")
    addresses = {town.service.mailbox, town.holder.email, town.town.agency_email}
    mails = Mail.objects.filter(code="N3")
    assert {mail.address for mail in mails} == addresses
    assert mails.count() == 3
    mail = only(town.service.mailbox)
    assert mail.subject == f"{prefix()}Réponse du conseil {town.council}"
    for words in (
        "participe",
        "Odile Personne",
        "le mardi",
        "Avec plaisir.",
        str(town.council),
    ):
        assert words in mail.text
        assert words in shown(mail)


def test_n3_says_what_was_declined_late_or_left_unsaid(town: OfferWorld) -> None:
    offer = town.sent(START)
    actions.decline_offer(
        offer.pk,
        by=town.referent,
        at=START,
        thread=town.thread(offer, town.council).pk,
        reason="Nous sommes trop peu.",
    )
    town.answer_offer(offer, town.other_council, paris(2026, 7, 2), body=OPINION)
    mornings(date(2026, 7, 3), date(2026, 7, 17))
    declined, late, silent = to(town.holder, "N3")
    assert declined.subject == f"{prefix()}Déclinée par {town.council}"
    assert "Nous sommes trop peu." in declined.text
    assert "Reçue après la date" in late.text
    assert silent.subject == f"{prefix()}Sans réponse de {town.third_council}"
    assert "Le conseil peut encore répondre" in silent.text
    councils = [person.email for person in town.speakers.values()]
    assert not Mail.objects.filter(code="N3", address__in=councils).exists()


# --- N4 to N6: what the town says in the end ---


def test_n4_tells_each_council_what_was_made_of_its_own_words(town: OfferWorld) -> None:
    offer = town.sent(START)
    extra = CouncilFactory()
    gone = town._mandate(extra, "referent")
    actions.add_council(offer.pk, by=town.holder, at=START, councils=[extra])
    town.answer_offer(offer, town.council, START)
    town.answer_offer(offer, town.other_council, START, kind="no", body="")
    town.decline_offer(offer, town.third_council, START)
    withdraw(town, offer, extra, START)
    first, second = town.follow_ups(offer)
    actions.publish_follow_up(
        offer.pk,
        by=town.holder,
        at=START,
        text="La Ville retient les bancs.",
        follow_ups=[
            actions.Said(first.contribution, "kept", "Les bancs entrent au budget."),
            actions.Said(second.contribution, "not_kept", "Le conseil ne participe pas."),
        ],
    )
    subject = "Ce que la Ville a fait de vos contributions"
    for person in (town.referent, town.referent_deputy):
        mail = only(person, "N4")
        assert mail.subject == f"{prefix(town.council)}{subject}"
        assert "Retenu : Les bancs entrent au budget." in plain(mail.text)
        assert "La Ville retient les bancs." in mail.text
        assert "Le plan retenu, et la réponse à chaque avis." in mail.text
        assert "Le conseil ne participe pas." not in mail.text
    mail = only(town.other_referent, "N4")
    assert "Non retenu : Le conseil ne participe pas." in plain(mail.text)
    assert "Les bancs entrent au budget." not in mail.text
    mail = only(town.third_referent, "N4")
    assert "La Ville retient les bancs." in mail.text
    assert "A décliné" in mail.text
    assert not to(gone, "N4"), "it is not waited for any more"
    town.publish_assessment(offer, paris(2026, 4, 8))
    mail = only(town.third_referent, "N4b")
    assert mail.subject == f"{prefix(town.third_council)}Bilan publié : l’offre est close"
    assert "Trois conseils ont participé." in mail.text


def test_n5_tells_every_council_at_once_at_any_hour(town: OfferWorld) -> None:
    offer = town.sent(START)
    town.answer_offer(offer, town.council, START)
    ask_cancellation(town, offer, START)
    assert not Mail.objects.filter(code="N5").exists()
    at = paris(2026, 4, 4, 22)
    actions.confirm_cancellation(offer.pk, by=town.elected, at=at)
    sweep(at, register_only=True)
    for council in town.councils:
        mail = only(town.speakers[council.pk], "N5")
        assert mail.subject == f"{prefix(council)}Annulée"
        assert f"Pourquoi : {REASON}" in plain(mail.text)
        assert "Gardées." in mail.text, "what becomes of the answers"
        assert mail.state == "kept", "it left at once"
    assert Mail.objects.filter(code="N5").count() == 4
    assert only(town.service.mailbox, "N6").subject == f"{prefix()}Annulation confirmée"
    assert "Les conseils sont prévenus." in only(town.holder, "N6").text


def test_n5_promises_no_public_page_to_what_is_kept_to_the_members(town: OfferWorld) -> None:
    offer = town.sent(START, visibility="members")
    ask_cancellation(town, offer, START)
    actions.confirm_cancellation(offer.pk, by=town.elected, at=START)
    assert "reste publique" not in only(town.third_referent, "N5").text


def test_n5_tells_a_withdrawn_council_alone(town: OfferWorld) -> None:
    offer = town.sent(START)
    withdraw(town, offer, town.third_council, START)
    mail = only(town.third_referent, "N5")
    assert mail.subject == f"{prefix(town.third_council)}Votre réponse n’est plus attendue"
    assert "Envoyée par erreur." in mail.text
    assert Mail.objects.filter(code="N5").count() == 1


def test_n6_tells_the_service_that_the_offer_goes_on(town: OfferWorld) -> None:
    offer = town.sent(START)
    ask_cancellation(town, offer, START)
    sweep(START, register_only=True)
    asked = to(town.elected)[-1]
    assert "Annulation à confirmer" in asked.subject + asked.text
    actions.refuse_cancellation(
        offer.pk, by=town.elected, at=START, reason="Le budget est trouvé."
    )
    mails = Mail.objects.filter(code="N6")
    assert {mail.address for mail in mails} == {town.service.mailbox, town.holder.email}
    mail = only(town.holder, "N6")
    assert mail.subject == f"{prefix()}Offre maintenue"
    assert "Le budget est trouvé." in mail.text
    assert not Mail.objects.filter(code="N5").exists()


# --- P22: somebody is always told ---


def test_p22_without_a_speaker_the_agency_is_told_in_the_council_s_place(
    town: OfferWorld,
) -> None:
    Mandate.objects.filter(council=town.third_council).delete()
    town.sent(START, councils=[town.third_council])
    sweep(START, register_only=True)
    mail = only(town.town.agency_email)
    assert str(town.third_council) in mail.text


def test_p22_a_speaker_without_address_is_written_to_through_the_relay(
    town: OfferWorld,
) -> None:
    town.third_referent.email, town.third_referent.relay = None, town.member
    town.third_referent.save()
    offer = town.sent(START)
    sweep(START, register_only=True)
    assert only(town.member).subject.startswith(prefix(town.third_council))
    ask_cancellation(town, offer, START)
    actions.confirm_cancellation(offer.pk, by=town.elected, at=START)
    assert only(town.member, "N5")


def test_p22_the_successor_reads_what_a_dissolved_council_is_told(town: OfferWorld) -> None:
    town.sent(START)
    heir = CouncilFactory()
    speaker = town._mandate(heir, "referent")
    town.third_council.dissolved_on = date(2026, 4, 9)
    town.third_council.successor = heir
    town.third_council.save()
    mornings(date(2026, 4, 13), date(2026, 4, 13))
    mail = only(speaker)
    assert mail.subject.startswith(prefix(town.third_council))
    assert not to(town.third_referent)
