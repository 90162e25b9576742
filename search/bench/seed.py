"""A town with N dossiers in every state that pages draw differently, in bulk.

Not history made by acts (that is `seed_demo`): rows that pages, lists and searches read
as they read real ones. Only for a scratch database.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import connection
from wagtail.models import Page, Site

from circuits.actions.circuit import activate_circuit
from circuits.catalogue import request_definition
from circuits.models import Actor, Answer, CircuitVersion, Dossier, Event, Kind, Obligation
from participation.clock import local_day
from participation.models import (
    Council,
    CouncilIndexPage,
    CouncilPage,
    Directorate,
    ProjectIndexPage,
    Quarter,
    Service,
    Territory,
    Theme,
    User,
)
from search import actions as search

COUNCILS = ("Coteaux", "Drouot", "Bourtzwiller", "Centre", "Doller", "Rebberg")
THEMES = ("Espace public", "Mobilité", "Propreté", "Nature", "École", "Éclairage")
ICONS = ("public-space", "mobility", "cleanliness", "nature", "school", "light")
SUBJECTS = (
    "Un banc à l’ombre", "Un passage piéton plus sûr", "Des arceaux pour les vélos",
    "Une fontaine à eau", "L’éclairage du square", "Un composteur partagé",
    "La cour de l’école", "Des arbres sur la place", "Le ramassage des dépôts sauvages",
    "Une aire de jeux", "Des toilettes publiques",
)  # fmt: skip
PLACES = ("rue de Soultz", "place Franklin", "rue Neppert", "avenue de Colmar")
TEXT = (
    "Le conseil a fait le tour du quartier avec les habitantes et les habitants. "
    "Plusieurs personnes âgées disent qu’elles ne sortent plus faute de halte, et les "
    "familles demandent un trajet plus sûr jusqu’à l’école. La commission en a parlé "
    "pendant trois réunions et propose un essai de quelques mois. "
) * 3
REQUEST_COLUMNS = (
    "dossier_ptr_id, need, wish, place, quarter_id, commission_id, contact_id, "
    "adopted_on, between_meetings"
)
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Shape:
    """A kind of dossier: its step, how old it is, whether it is answered or closed."""

    step: str
    party: str
    age: int
    reminders: int = 0
    answered: bool = False
    closed: bool = False


# One after the other: new, studied, late and reminded, answered, closed.
SHAPES = (
    Shape("A1", "agency", 3),
    Shape("A3", "service", 25),
    Shape("A3", "service", 120, reminders=3),
    Shape("A6", "referent", 80, answered=True),
    Shape("end", "referent", 200, answered=True, closed=True),
)


@dataclass
class Town:
    """What every dossier points at."""

    author: User
    actor: Actor
    circuit: CircuitVersion
    service: Service
    councils: list[Council] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)


def fill(dossiers: int, at: datetime) -> Dossier:
    """Fill an empty database as of `at`; returns a dossier with an answer to show."""
    town = _town(at)
    _pages(town)
    shapes = [SHAPES[number % len(SHAPES)] for number in range(dossiers)]
    rows = [_dossier(town, n, shape, at) for n, shape in enumerate(shapes, 1)]
    made = Dossier.objects.bulk_create(rows, batch_size=1000)
    _copy_requests(town, made)
    pairs = list(zip(made, shapes, strict=True))
    Obligation.objects.bulk_create(
        (row for pair in pairs for row in _obligations(*pair)), batch_size=2000
    )
    answers = (_answer(town, dossier) for dossier, shape in pairs if shape.answered)
    Answer.objects.bulk_create(answers, batch_size=2000)
    Event.objects.bulk_create(
        (row for pair in pairs for row in _events(town, *pair)), batch_size=2000
    )
    search.rebuild()
    return next((d for d, shape in pairs if shape.answered and not shape.closed), made[0])


def _town(at: datetime) -> Town:
    author = User.objects.create_user("banc@exemple.fr", last_name="Banc d’essai")
    version = CircuitVersion.objects.create(
        kind=Kind.REQUEST, name="Circuit", number=1, definition=request_definition()
    )
    directorate = Directorate.objects.create(name="Direction")
    service = Service.objects.create(
        name="Voirie", slug="voirie", domain="Voirie", directorate=directorate,
        mailbox="voirie@exemple.fr", head=author, holder=author,
    )  # fmt: skip
    town = Town(
        author, Actor.objects.create(user=author, name=str(author)),
        activate_circuit(version, at=at), service,
    )  # fmt: skip
    for number, name in enumerate(COUNCILS):
        territory = Territory.objects.create(name=name, geometry=_square(number))
        for quarter in range(3):
            Quarter.objects.create(territory=territory, name=f"{name} {quarter}")
        town.councils.append(
            Council.objects.create(
                name=f"Conseil {name}",
                slug=name.lower(),
                territory=territory,
                accent=number + 1,
                founded_on=date(2016, 1, 1),
            )
        )
    for number, name in enumerate(THEMES):
        town.themes.append(
            Theme.objects.create(name=name, slug=f"theme-{number}", icon=ICONS[number])
        )
    return town


def _square(number: int) -> dict[str, Any]:
    west, south, size = 7.30 + number * 0.02, 47.74, 0.018
    ring = [(0, 0), (size, 0), (size, size), (0, size), (0, 0)]
    outline = [[west + x, south + y] for x, y in ring]
    return {"type": "Polygon", "coordinates": [outline]}


def _pages(town: Town) -> None:
    # By name: the search may not import the app that owns the home page.
    home = apps.get_model("home", "HomePage")(
        title="Accueil",
        slug="accueil",
        intro="Les conseils demandent, la Ville répond.",
        body=[
            ("activity", {"title": "En ce moment"}),
            ("councils", {"title": "Les conseils"}),
        ],
    )
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    councils = CouncilIndexPage(title="Les conseils", slug="conseils")
    home.add_child(instance=councils)
    home.add_child(instance=ProjectIndexPage(title="Les projets", slug="projets"))
    for council in town.councils:
        page = CouncilPage(title=council.name, slug=council.slug, council=council)
        councils.add_child(instance=page)


def _dossier(town: Town, number: int, shape: Shape, at: datetime) -> Dossier:
    deposited = at - timedelta(days=shape.age + number % 3)
    answered = deposited + timedelta(days=50) if shape.answered else None
    subject, place = SUBJECTS[number % len(SUBJECTS)], PLACES[number % len(PLACES)]
    year = local_day(deposited).year
    return Dossier(
        kind=Kind.REQUEST,
        council=town.councils[number % len(town.councils)],
        theme=town.themes[number % len(town.themes)],
        title=f"{subject}, {place}",
        created_by=town.author,
        created_at=deposited,
        updated_at=answered or deposited,
        year=year,
        number=number,
        reference=f"demande-{year}-{number:03d}",
        circuit=town.circuit,
        step=shape.step,
        deposited_at=deposited,
        sent_at=deposited,
        text_published_at=deposited,
        promised_on=local_day(deposited) + timedelta(days=61),
        answered_at=answered,
        closed_at=at - timedelta(days=shape.age // 4) if shape.closed else None,
        end_code="E4" if shape.closed else "",
        outcome="accepted" if shape.answered else "",
        service=None if shape.step == "A1" else town.service,
        holder=town.author,
    )


def _copy_requests(town: Town, dossiers: list[Dossier]) -> None:
    """The columns that a demande adds: Django does not bulk-create inherited rows."""
    sql = f"COPY circuits_participationrequest ({REQUEST_COLUMNS}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(sql) as copy:
        for number, dossier in enumerate(dossiers):
            copy.write_row(_request(town, number, dossier))


def _request(town: Town, number: int, dossier: Dossier) -> Row:
    need, place = f"{dossier.title}. {TEXT}", PLACES[number % len(PLACES)]
    return (dossier.pk, need, TEXT[:300], place, None, None, town.author.pk, None, True)


def _obligations(dossier: Dossier, shape: Shape) -> Iterator[Obligation]:
    assert dossier.deposited_at is not None
    day = local_day(dossier.deposited_at)
    opened = dossier.deposited_at
    common = {"dossier": dossier, "delay": 5, "unit": "wd", "kind": Obligation.Kind.STEP}
    done = {"closing": Obligation.Closing.DONE, "principal": True}
    if shape.step != "A1":
        yield Obligation(
            **common, **done, step="A1", party="agency", duty="qualification",
            started_on=day, due_on=day + timedelta(days=7), opened_at=opened,
            closed_at=opened + timedelta(days=5),
        )  # fmt: skip
    step = "A6" if shape.closed else shape.step
    start = dossier.answered_at or opened + timedelta(days=5)
    yield Obligation(
        **common, principal=True, step=step, party=shape.party, duty="projet de réponse",
        started_on=local_day(start), due_on=local_day(start) + timedelta(days=30),
        opened_at=start, closed_at=dossier.closed_at,
        closing=Obligation.Closing.DONE if shape.closed else "",
    )  # fmt: skip


def _events(town: Town, dossier: Dossier, shape: Shape) -> Iterator[Event]:
    assert dossier.deposited_at is not None
    start = dossier.deposited_at
    told: list[tuple[str, datetime, dict[str, Any]]] = [
        ("deposited", start, {"promised_on": str(dossier.promised_on)}),
        ("text_published", start, {}),
    ]
    if shape.step != "A1":
        told.append(("qualified", start + timedelta(days=4), {}))
        told.append(("attribution_accepted", start + timedelta(days=5), {}))
    for rank in range(1, shape.reminders + 1):
        due = {"due_on": str(local_day(start) + timedelta(days=30)), "count": rank}
        told.append(("reminded", start + timedelta(days=36 + rank), due))
    if dossier.answered_at:
        told.append(("answer_published", dossier.answered_at, {"outcome": "accepted"}))
    for position, (code, at, data) in enumerate(told, 1):
        yield Event(
            dossier=dossier, position=position, code=code, at=at, audience="public",
            actor=town.actor, role="agency", step="A3", service=dossier.service, data=data,
        )  # fmt: skip


def _answer(town: Town, dossier: Dossier) -> Answer:
    assert dossier.answered_at is not None
    return Answer(
        dossier=dossier, version=1, outcome="accepted", body=TEXT,
        summary="La Ville accepte et commence les travaux au printemps.",
        signatory="L’adjointe à la voirie", written_by=town.actor,
        written_at=dossier.answered_at, published_at=dossier.answered_at,
    )  # fmt: skip
