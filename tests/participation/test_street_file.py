"""The list of streets from a file: what is refused, what is shown, what is taken."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines
from django.test import Client

from participation import street_file, street_list
from participation.groups import ensure_groups
from participation.models import Quarter, Street, Territory
from participation.street_file import HEADER, Unreadable
from participation.street_list import Entry
from tests.factories.models import CouncilFactory, TerritoryFactory, UserFactory
from tests.sign_in import open_session

IMPORT, EXPORT = "/admin/rues/importer/", "/admin/rues/exporter/"
TITLES = ";".join(HEADER)


def csv_of(*lines: str, titles: str = TITLES, encoding: str = "utf-8") -> bytes:
    return "\r\n".join([titles, *lines]).encode(encoding)


# --- The file as a whole -------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "est vide"),
        (b"\xef\xbb\xbf \r\n", "est vide"),
        (b"PK\x03\x04" + b"\x00" * 50, "classeur"),
        (b"%PDF-1.7 rien", "PDF"),
        (b"rue;secteur\r\n\x00\x01\x02", "pas du texte"),
        (b"rue;secteur\r\n" + b"x" * 1_000_000, "1 Mo"),
        (b"rue;secteur\r\n" + b"a;b\n" * 10_002, "plus de 10000 lignes"),
        (b"rue;secteur\r\n", "aucune rue"),
        (b"nom;ville\r\nRue A;Ici\r\n", "il manque «\u00a0secteur\u00a0»"),
        (b"rue;secteur;conseil\r\nRue A;Ici;L\xc3\xa0\r\n", "disent la même chose"),
        (b'rue;secteur\r\n"Rue A;Ici\r\nRue B;Ici\r\n', "guillemet"),
        (b'rue;secteur\r\n"Rue\r\nA";Ici\r\n', "plusieurs lignes"),
    ],
)
def test_what_is_no_list_is_refused_whole(raw: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(why)):
        street_file.read(raw)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_what_spreadsheets_write_is_read(encoding: str, delimiter: str) -> None:
    lines = ["Nom de la voie;Parité;CONSEIL;Insee", "", "Rue de l’Œuvre;Pair;Été;68224"]
    raw = "\r\n".join(lines).replace(";", delimiter).encode(encoding)
    read = street_file.read(raw)
    (row,) = read.rows
    assert (row.line, row["rue"], row["cote"], row["secteur"], row["du"]) == (
        3,
        "Rue de l’Œuvre",
        "Pair",
        "Été",
        "",
    )
    assert read.ignored == ("Insee",)


def test_what_leaves_for_a_spreadsheet_is_never_run() -> None:
    written = street_file.write([("=1+1", None, 3, "", "@Ici", "+Là")])
    assert written.startswith("\ufeff")
    assert "'=1+1;;3;;'@Ici;'+Là" in written


# --- Line by line --------------------------------------------------------------------


@pytest.mark.django_db
def test_each_wrong_line_says_why() -> None:
    territory = TerritoryFactory(name="Été")
    TerritoryFactory(name="Hiver")
    Quarter.objects.create(territory=territory, name="L’Île")
    CouncilFactory(name="Conseil du Nord", territory=territory)
    wrong = {
        '=HYPERLINK("x");;;;Été;': "formule",
        "Rue A;;;;Été;@SUM": "formule",
        ";;;;Été;": "nom de la rue manque",
        "…;;;;Été;": "commence par une lettre",
        f"{'x' * 121};;;;Été;": "120 caractères",
        "Rue A;;;;;": "secteur manque",
        "Rue A;;;;Automne;": "Attendu : Été ou Hiver",
        "Rue A;zéro;;;Été;": "n’est pas un numéro",
        "Rue A;0;;;Été;": "de 1 à 9999",
        "Rue A;1;99999999999;;Été;": "n’est pas un numéro",
        "Rue A;9;3;;Été;": "vient avant le premier",
        "Rue A;3;3;pair;Été;": "aucun numéro de ce côté",
        "Rue A;;;gauche;Été;": "« pair », « impair » ou rien",
        "Rue A;;;;Hiver;L’Île": "n’a pas de quartier",
    }
    read = street_file.read(csv_of(*wrong, "rue b;1;9;IMPAIRS;conseil du nord;l’ile"))
    entries, problems = street_list.entries_of(read.rows)
    assert [problem.line for problem in problems] == list(range(2, len(wrong) + 2))
    for problem, why in zip(problems, wrong.values(), strict=True):
        assert why in problem.reason.replace("\u00a0", " "), problem
    (entry,) = entries
    assert (entry.name, entry.side, entry.first, entry.last) == ("Rue b", "odd", 1, 9)


def test_lines_that_hold_one_number_twice_are_found() -> None:
    """Against the plain way: the sets of all numbers of small streets."""
    chance = random.Random(41)
    for _ in range(300):
        entries = []
        for line in range(2, 2 + chance.randint(1, 5)):
            first = chance.choice([None, *range(1, 9)])
            last = chance.choice([None, *range(first or 1, 10)])
            side = chance.choice(["both", "even", "odd"])
            entries.append(Entry(line, "Rue A", side, first, last, 1, None))
        found = {problem.line for problem in street_list.overlaps(entries)}
        numbers = [_numbers(entry) for entry in entries]
        meeting = {
            frozenset((i, j))
            for i in range(len(entries))
            for j in range(i)
            if numbers[i] & numbers[j]
        }
        assert bool(found) == bool(meeting), entries
        # Without the lines that are named, no number is left twice.
        left = [n for entry, n in zip(entries, numbers, strict=True) if entry.line not in found]
        assert sum(map(len, left)) == len(set().union(*left)) or not left, entries


def _numbers(entry: Entry) -> set[int]:
    parity = {"both": (0, 1), "even": (0,), "odd": (1,)}[entry.side]
    return {n for n in range(entry.first or 0, (entry.last or 30) + 1) if n % 2 in parity}


# --- In the back office --------------------------------------------------------------


@pytest.fixture(autouse=True)
def _wagtails_own_templates() -> Any:
    """They count on absent variables being empty."""
    engine = engines["django"].engine
    kept, engine.string_if_invalid = engine.string_if_invalid, ""
    yield
    engine.string_if_invalid = kept


@pytest.fixture
def office(db: None) -> Client:
    client, agent = Client(), UserFactory(agency=True)
    ensure_groups()
    open_session(client, agent)
    return client


def send(client: Client, raw: bytes, mode: str = "ajouter") -> str:
    file = SimpleUploadedFile("rues.csv", raw, content_type="text/csv")
    answer = client.post(IMPORT, {"file": file, "mode": mode})
    assert answer.status_code == 200
    return words_of(answer)


def words_of(answer: Any) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ")


def signed(page: str) -> str:
    return re.findall(r'name="confirmed" value="([^"]+)"', page)[0]


def confirm(client: Client, page: str) -> Any:
    return client.post(IMPORT, {"confirmed": signed(page)}, follow=True)


def names() -> list[str]:
    return [str(street) for street in Street.objects.all()]


def test_a_file_is_read_over_before_it_is_taken_whole(office: Client) -> None:
    TerritoryFactory(name="Nord")
    TerritoryFactory(name="Sud")
    page = send(office, csv_of("rue de Bâle;;99;;Nord;", "rue de Bâle;100;;;Sud;"))
    assert "2 rues ajoutées" in page
    assert names() == []
    page = words_of(confirm(office, page))
    assert "2 rues ajoutées" in page
    assert names() == ["Rue de Bâle, jusqu’au 99", "Rue de Bâle, à partir du 100"]
    # A street that changes, one that is added, one that the file does not name.
    raw = csv_of("Rue de Bâle;;99;;Sud;", "Rue Neuve;;;;Nord;")
    page = send(office, raw)
    assert "1 rue modifiée" in page
    assert "Nord → Rue de Bâle, Sud" in page
    assert "retirée" not in page
    page = send(office, raw, "remplacer")
    assert "1 rue retirée" in page
    assert "1 rue modifiée" in words_of(confirm(office, page))
    assert names() == ["Rue de Bâle, jusqu’au 99", "Rue Neuve"]
    assert Street.objects.get(last_number=99).territory.name == "Sud"
    # The same again says that there is nothing to change, and changes nothing.
    page = send(office, raw, "remplacer")
    assert "rien à changer" in page
    assert "confirmed" not in page
    # What leaves comes back as it was.
    written = office.get(EXPORT).content
    assert "rien à changer" in send(office, written, "remplacer")


def test_one_wrong_line_and_nothing_is_taken(office: Client) -> None:
    territory = TerritoryFactory(name="Nord")
    kept = Street.objects.create(name="Rue Une", territory=territory)
    page = send(office, csv_of("Rue Deux;;;;Nord;", "Rue Trois;;;;Lune;", "rue une;2;4;;Nord;"))
    assert "2 lignes sont refusées" in page
    assert "Aucun secteur ne s’appelle" in page
    assert "La liste a déjà" in page
    assert "confirmed" not in page
    assert list(Street.objects.all()) == [kept]
    page = send(office, b"PK\x03\x04 classeur")
    assert "C’est un classeur" in page
    assert "Choisissez un fichier" in office.post(IMPORT, {"mode": "ajouter"}).content.decode()


def test_a_list_that_changed_meanwhile_is_compared_again(office: Client) -> None:
    territory = TerritoryFactory(name="Nord")
    page = send(office, csv_of("Rue Une;;;;Nord;"), "remplacer")
    Street.objects.create(name="Rue d’une collègue", territory=territory)
    again = words_of(confirm(office, page))
    assert "La liste a changé depuis" in again
    assert "1 rue retirée" in again
    assert names() == ["Rue d’une collègue"]
    confirm(office, again)
    assert names() == ["Rue Une"]


def test_only_the_agence_takes_a_list_and_only_what_it_has_read(office: Client) -> None:
    TerritoryFactory(name="Nord")
    page = send(office, csv_of("Rue Une;;;;Nord;"))
    other, member = Client(), Client()
    open_session(other, UserFactory(agency=True))
    open_session(member, UserFactory())
    ensure_groups()
    token = signed(page)
    for client, told in ((other, token), (office, token[:-2] + "xx"), (office, "rien")):
        answer = client.post(IMPORT, {"confirmed": told}, follow=True)
        assert "a expiré" in answer.content.decode()
    for address in (IMPORT, EXPORT):
        assert member.get(address).status_code == 403
        assert Client().get(address).status_code == 302
    assert member.post(IMPORT, {"confirmed": token}).status_code == 403
    assert names() == []
    assert Territory.objects.count() == 1
