"""P23, P24 for the offres: each private text is a marker, looked for after each act.

Anybody, a council that was asked and one that was not open every address that they can,
and read every mail that they got: no marker is where it must not be.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import ModelLogEntry

from circuits import actions
from circuits.models import Attachment, Dossier
from circuits.sweep import sweep
from participation.models import Mail, Mandate
from search.models import Document
from tests.factories import CouncilFactory, UserFactory, paris
from tests.factories.offers import OfferWorld
from tests.factories.pages import build_tree
from tests.sign_in import open_session

START = paris(2026, 4, 2)
# What anybody may read, and from which act on.
PUBLIC_FROM = {
    "ZTITREZ": "sent",
    "ZPROPOSEZ": "sent",
    "ZOUVERTZ": "sent",
    "ZDECIDEZ": "sent",
    "ZPLANZ": "sent",
    "ZLIEUZ": "sent",
    "ZDOCUMENTZ": "sent",
    "ZCONTENUZ": "sent",
    "ZAVISZ": "answered",
    "ZAVECPLAISIRZ": "taking part",
    "ZDECLINZ": "declined",
    "ZRETRAITZ": "withdrawn",
    "ZSUITESZ": "followed up",
    "ZPOURQUOIZ": "followed up",
    "ZBILANZ": "closed",
    "ZANNULEZ": "other cancelled",
    "ZSORTZ": "other cancelled",
    "ZAUTREZ": "other sent",
}
# Of one council and the town.
OF_ONE_COUNCIL = {"ZPARTICIPEZ", "ZDISPONIBLEZ"}
# Of the councils and the town.
OF_MEMBERS = {"ZMEMBRESZ"}
# Of the town, and some of its service alone.
INNER = {
    "ZRELECTUREZ",
    "ZRENVOIZ",
    "ZABANDONZ",
    "ZDESTINZ",
    "ZMAINTIENZ",
    "ZBROUILLONZ",
    "ZATTENTEZ",
    "ZJAMAISZ",
    "ZINUTILEZ",
}
# The person to contact: « son nom n’est pas public ».
NAMES = {"ZCONTACTZ"}
EVERY = set(PUBLIC_FROM) | OF_ONE_COUNCIL | OF_MEMBERS | INNER | NAMES
MARKER = re.compile("|".join(sorted(EVERY)))
# After these acts all that a council that was not asked could read is there.
TELLING = {"others written", "sent", "members' offer sent", "kept", "closed", "other cancelled"}


class Story(OfferWorld):
    """The life of some offres, one act after the other, with a marker in each text."""

    def __post_init__(self) -> None:
        super().__post_init__()
        tree = build_tree()
        self.pages = [tree.council_page(council).url for council in self.councils]
        self.contact = UserFactory(last_name="ZCONTACTZ")
        self.service.agents.add(self.contact)
        self.stranger_council = CouncilFactory()
        self.stranger = self._mandate(self.stranger_council, "referent")
        self.withdrawn = CouncilFactory()
        self.speakers[self.withdrawn.pk] = self._mandate(self.withdrawn, "referent")
        self.at = START

    def write(self, **fields: Any) -> Dossier:
        return self.offer_draft(self.at, contact=self.contact, **fields)

    def submit(self, offer: Dossier) -> None:
        actions.submit_offer(offer.pk, by=self.holder, at=self.at)

    def out(self, offer: Dossier) -> None:
        self.submit(offer)
        self.approve_offer(offer, self.at)
        self.send(offer, self.at)

    def cancel(self, offer: Dossier, text: str, fate: str) -> None:
        actions.ask_cancellation(
            offer.pk, by=self.holder, at=self.at, reason_code="budget", text=text, fate=fate
        )

    def tell(self) -> Iterator[str]:
        """Do the next act, and name it."""
        offer = self.offer = self.write(
            title="ZTITREZ",
            proposal="ZPROPOSEZ",
            open_points="ZOUVERTZ",
            decided_points="ZDECIDEZ",
            publication_plan="ZPLANZ",
            place="ZLIEUZ",
            councils=[*self.councils, self.withdrawn],
        )
        actions.attach(
            offer.pk,
            by=self.holder,
            at=self.at,
            title="ZDOCUMENTZ",
            file=ContentFile(b"%PDF- ZCONTENUZ", name="plan.pdf"),
            content_type="application/pdf",
        )
        yield "written"
        self.draft = self.write(title="ZBROUILLONZ", proposal="ZBROUILLONZ")
        self.waiting = self.write(title="ZATTENTEZ", proposal="ZATTENTEZ")
        self.submit(self.waiting)
        self.never = self.write(title="ZJAMAISZ", proposal="ZJAMAISZ")
        self.submit(self.never)
        self.approve_offer(self.never, self.at)
        self.cancel(self.never, "ZINUTILEZ", "")
        actions.confirm_cancellation(self.never.pk, by=self.elected, at=self.at)
        yield "others written"
        self.submit(offer)
        changes = "ZRELECTUREZ"
        actions.request_offer_changes(offer.pk, by=self.agency, at=self.at, changes=changes)
        yield "sent back by the Agence"
        self.submit(offer)
        self.approve_offer(offer, self.at)
        actions.return_offer(offer.pk, by=self.elected, at=self.at, changes="ZRENVOIZ")
        yield "sent back by the élu"
        self.out(offer)
        yield "sent"
        self.members = self.write(title="ZMEMBRESZ", proposal="ZMEMBRESZ", visibility="members")
        self.out(self.members)
        yield "members' offer sent"
        self.answer_offer(
            offer,
            self.council,
            self.at,
            kind="participates",
            body="ZAVECPLAISIRZ",
            delegates="ZPARTICIPEZ",
            available="ZDISPONIBLEZ",
        )
        yield "taking part"
        self.answer_offer(offer, self.other_council, self.at, body="ZAVISZ")
        yield "answered"
        actions.decline_offer(
            offer.pk,
            by=self.third_referent,
            at=self.at,
            thread=self.thread(offer, self.third_council).pk,
            reason="ZDECLINZ",
        )
        yield "declined"
        self.cancel(offer, "ZABANDONZ", "ZDESTINZ")
        yield "cancellation asked"
        actions.refuse_cancellation(offer.pk, by=self.elected, at=self.at, reason="ZMAINTIENZ")
        yield "kept"
        actions.withdraw_council(
            offer.pk,
            by=self.agency,
            at=self.at,
            thread=self.thread(offer, self.withdrawn).pk,
            reason="ZRETRAITZ",
        )
        yield "withdrawn"
        actions.publish_follow_up(
            offer.pk,
            by=self.holder,
            at=self.at,
            text="ZSUITESZ",
            follow_ups=[
                actions.Said(said.contribution, "kept", "ZPOURQUOIZ")
                for said in self.follow_ups(offer)
            ],
        )
        yield "followed up"
        actions.publish_assessment(offer.pk, by=self.holder, at=self.at, text="ZBILANZ")
        yield "closed"
        self.other = self.write(title="ZAUTREZ")
        self.out(self.other)
        yield "other sent"
        self.answer_offer(self.other, self.council, self.at, body="Un avis de plus.")
        self.cancel(self.other, "ZANNULEZ", "ZSORTZ")
        yield "other's cancellation asked"
        actions.confirm_cancellation(self.other.pk, by=self.elected, at=self.at)
        yield "other cancelled"


Act = Callable[["Story", str, set[str]], None]


@pytest.fixture
def story(db: None) -> Iterator[tuple[Story, Callable[[Act], None]]]:
    """The story, and a way to look at it after each of its acts."""
    with time_machine.travel(START, tick=False) as clock:
        story = Story()

        def after_each(look: Act) -> None:
            public: set[str] = set()
            for day, act in enumerate(story.tell()):
                public |= {marker for marker, when in PUBLIC_FROM.items() if when == act}
                sweep(story.at, register_only=True)
                look(story, act, public)
                # Not too far: a session lasts two weeks, and Good Friday comes next.
                story.at = paris(2026, 4, 7 + day // 6, 9 + day % 6)
                clock.move_to(story.at)
            assert public == set(PUBLIC_FROM), "an act that no step of the story does"

        yield story, after_each


def reader(person: Any) -> Client:
    """A client in the session of this person; the strict one reads too slowly here."""
    client = Client()
    open_session(client, person)
    return client


def body_of(client: Client, url: str) -> tuple[int, str]:
    """The status and the text of an address, a file's too."""
    answer = client.get(url)
    if answer.streaming:
        return answer.status_code, b"".join(answer.streaming_content).decode()
    return answer.status_code, html.unescape(answer.content.decode())


def public_addresses(story: Story) -> list[str]:
    """Every public address that could tell something of an offre."""
    return [
        "/",
        "/offres/",
        "/offres/?retard=1",
        f"/offres/?conseil={story.council.slug}",
        "/demandes/",
        "/conseils/",
        "/plan-du-site/",
        "/recherche/?q=offre",
        "/flux/dossiers.atom",
        f"{story.council.get_absolute_url()}flux.atom",
        f"{story.council.get_absolute_url()}agenda.ics",
        *story.pages,
        *pages_of_offers(),
        *(f"{page}flux.atom" for page in pages_of_offers() if page.startswith("/dossiers/")),
    ]


def pages_of_offers() -> list[str]:
    """The public page of each offre that has a number, and its documents."""
    numbers = Dossier.objects.filter(reference__isnull=False).values_list(
        "reference", flat=True
    )
    return [
        *(f"/dossiers/{number}/" for number in numbers.order_by("pk")),
        *(document.get_absolute_url() for document in Attachment.objects.all()),
    ]


def private_addresses(story: Story, council: Any) -> list[str]:
    """What a person of this council may try inside."""
    found = ["/espace/"]
    for offer in Dossier.objects.order_by("pk"):
        inside = offer.private_url
        found += [inside, f"{inside}conseil/{council.slug}/repondre/"]
        found.append(f"/espace/offres/{offer.uuid}/modifier/")
        if offer.pk != story.offer.pk:
            continue
        found += [f"{inside}?conseil={one.slug}" for one in story.councils]
        found += [f"{inside}{tail}/" for tail in ("deposee", "soumettre", "envoyer", "annuler")]
        found.append(f"{inside}conseil/{story.council.slug}/repondre/")
    return found


def markers_at(client: Client, addresses: list[str]) -> dict[str, set[str]]:
    """Marker → the addresses at which this client reads it."""
    found: dict[str, set[str]] = {}
    for url in addresses:
        status, text = body_of(client, url)
        assert status in (200, 302, 403, 404), (url, status)
        for marker in MARKER.findall(text):
            found.setdefault(marker, set()).add(url)
    return found


class Named(Client):
    """Anybody, who must never read the name or the address of one of these people."""

    def __init__(self, people: list[Any]) -> None:
        super().__init__()
        self.people = people

    def get(self, path: str, *args: Any, **kwargs: Any) -> Any:
        answer = super().get(path, *args, **kwargs)
        if not answer.streaming:
            text = html.unescape(answer.content.decode())
            for person in self.people:
                assert person.get_full_name() not in text, path
                assert person.email not in text, path
        return answer


def people_of(story: Story) -> list[Any]:
    return [
        story.holder,
        story.agency,
        story.elected,
        story.contact,
        *story.speakers.values(),
    ]


def test_p24_nothing_public_holds_a_private_word_or_a_name(story: Any) -> None:
    _, after_each = story

    def look(story: Story, act: str, public: set[str]) -> None:
        client = Named(people_of(story))
        found = markers_at(client, public_addresses(story))
        leaked = {marker: urls for marker, urls in found.items() if marker not in public}
        assert not leaked, (act, leaked)
        assert set(found) == public, f"{act}: what is public is not shown"
        table = " ".join(
            f"{d.label} {d.title} {d.keywords} {d.body} {d.url}" for d in Document.objects.all()
        )
        searched = set(MARKER.findall(table))
        assert searched <= public, (act, searched - public)
        assert public - {"ZDOCUMENTZ", "ZCONTENUZ"} <= searched, act
        log = " ".join(f"{entry.label} {entry.data}" for entry in ModelLogEntry.objects.all())
        assert not MARKER.search(log), act

    after_each(look)


def test_p24_a_search_finds_no_private_word_and_no_dossier_by_it(story: Any) -> None:
    story, after_each = story
    after_each(lambda *_: None)
    for marker in sorted(EVERY):
        _, text = body_of(Client(), f"/recherche/?q={marker}")
        hits = set(re.findall(r"/dossiers/offre-2026-\d{3}/", text))
        if marker in PUBLIC_FROM and marker not in ("ZDOCUMENTZ", "ZCONTENUZ"):
            assert hits, f"{marker} is public and is not found"
        else:
            assert not hits, f"{marker} finds {hits}"
            assert text.count(marker) <= text.count(f'value="{marker}"') + 4, marker


@pytest.mark.parametrize("who", ["other_referent", "stranger"])
def test_p24_another_council_reads_no_private_word(story: Any, who: str) -> None:
    """One that was asked, and one that was not: the same pages, and what is inside."""
    _, after_each = story

    def look(story: Story, act: str, public: set[str]) -> None:
        if who == "stranger" and act not in TELLING:
            return
        client = reader(getattr(story, who))
        council = story.other_council if who == "other_referent" else story.stranger_council
        addresses = ["/offres/", *pages_of_offers(), *private_addresses(story, council)]
        found = markers_at(client, addresses)
        # A council that is asked may know whom to call; nobody else.
        known = public | OF_MEMBERS | (NAMES if who == "other_referent" else set())
        leaked = {marker: urls for marker, urls in found.items() if marker not in known}
        assert not leaked, (act, leaked)

    after_each(look)


def test_p24_the_council_itself_reads_no_word_of_the_town_s_own(story: Any) -> None:
    _, after_each = story

    def look(story: Story, act: str, public: set[str]) -> None:
        client = reader(story.referent)
        addresses = ["/offres/", *pages_of_offers(), *private_addresses(story, story.council)]
        found = markers_at(client, addresses)
        known = public | OF_MEMBERS | OF_ONE_COUNCIL | NAMES
        leaked = {marker: urls for marker, urls in found.items() if marker not in known}
        assert not leaked, (act, leaked)
        shared = set().union(*(found.get(marker, set()) for marker in OF_ONE_COUNCIL))
        assert not shared & set(pages_of_offers()), "inside only, even for the council"

    after_each(look)


def test_p24_another_service_reads_no_draft(story: Any) -> None:
    _, after_each = story

    def look(story: Story, act: str, public: set[str]) -> None:
        drafts = Dossier.objects.filter(deposited_at__isnull=True)
        addresses = ["/espace/", "/offres/", *(draft.private_url for draft in drafts)]
        addresses += [f"/espace/offres/{draft.uuid}/modifier/" for draft in drafts]
        found = markers_at(reader(story.other_holder), addresses)
        assert "ZBROUILLONZ" not in found, act
        assert found == {} or act != "written", "a draft is its service's alone"

    after_each(look)


def test_p23_p24_each_mail_holds_what_its_reader_may_read(story: Any) -> None:
    _, after_each = story
    seen: set[int] = set()

    def look(story: Story, act: str, public: set[str]) -> None:
        own = {story.referent.email, story.referent_deputy.email}
        members = set(Mandate.objects.values_list("user__email", flat=True))
        councils = own | {person.email for person in story.speakers.values()}
        city = {
            story.town.agency_email,
            story.service.mailbox,
            *(
                person.email
                for person in (story.holder, story.deputy, story.elected, story.head)
            ),
        }
        for mail in Mail.objects.exclude(pk__in=seen):
            seen.add(mail.pk)
            followers = members if mail.kind == "follow" else set()
            assert mail.address in councils | city | followers, (mail.code, mail.address)
            if mail.address in city:
                continue
            known = public | OF_MEMBERS | NAMES
            known |= OF_ONE_COUNCIL if mail.address in own else set()
            found = set(MARKER.findall(f"{mail.subject} {mail.text} {mail.html}"))
            assert found <= known, (act, mail.code, mail.address, found - known)
            for person in (story.holder, story.agency, story.elected):
                assert person.get_full_name() not in mail.text, mail.code
        assert story.stranger.email not in councils
        assert not Mail.objects.filter(address=story.stranger.email).exists()

    after_each(look)
    assert {"N1", "N3", "N4", "N4b", "N5", "N6"} <= set(
        Mail.objects.values_list("code", flat=True)
    )


def test_p24_every_marker_was_really_written(story: Any) -> None:
    """A marker that no text holds would prove nothing."""
    story, after_each = story
    after_each(lambda *_: None)
    with_all = "".join(
        body_of(client, url)[1]
        for client in map(reader, (story.holder, story.agency, story.elected))
        for url in pages_of_offers() + private_addresses(story, story.council)
    )
    assert set(MARKER.findall(with_all)) == EVERY
