"""A file of streets, as the Agence's tools write it: bytes in, rows of words out.

Pure: no database. Whatever cannot be a list of streets is refused whole, with the reason;
what is wrong in one line is said of that line (`street_list`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from participation.french import sort_key

MOST_BYTES = 1_000_000
MOST_LINES = 10_000
LONGEST_CELL = 500
# Our own names first: they head the file that the Agence downloads.
COLUMNS = {
    "rue": ("rue", "nom", "nom de la rue", "voie", "nom de la voie", "libelle"),
    "du": ("du", "du numero", "debut", "premier numero"),
    "au": ("au", "au numero", "fin", "dernier numero"),
    "cote": ("cote", "parite"),
    "secteur": ("secteur", "conseil"),
    "quartier": ("quartier",),
}
HEADER = ("rue", "du", "au", "côté", "secteur", "quartier")
NEEDED = ("rue", "secteur")
DELIMITERS = ";,\t"
_KNOWN = {alias: column for column, aliases in COLUMNS.items() for alias in aliases}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# What spreadsheets run instead of showing it.
FORMULA = re.compile(r"^[=+\-@\t\r＝＋－＠]")


class Unreadable(Exception):
    """The file as a whole is no list of streets; the message says why, in French."""


@dataclass(frozen=True)
class Row:
    """One line of the file: its number, and its words by column."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """The words of a column; nothing when the file has no such column."""
        return self.cells.get(column, "")

    @property
    def text(self) -> str:
        """The line as it can be recognised."""
        return " ; ".join(cell for cell in self.cells.values() if cell)[:120]


@dataclass(frozen=True)
class Read:
    """The rows of a file, and the names of the columns that nobody reads."""

    rows: tuple[Row, ...]
    ignored: tuple[str, ...]


def read(raw: bytes) -> Read:
    """The rows of a CSV file: UTF-8, or what Excel writes in France.

    Raises:
        Unreadable: too big, a workbook, no header, no line, a quotation left open.

    """
    text = _decoded(raw)
    lines = text.splitlines()
    header = next((line for line in lines if line.strip()), "")
    if not header:
        raise Unreadable("Ce fichier est vide.")
    if len(lines) > MOST_LINES + 1:
        raise Unreadable(f"Ce fichier a plus de {MOST_LINES} lignes : coupez-le en plusieurs.")
    delimiter = max(DELIMITERS, key=header.count)
    try:
        rows = _rows(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        )
    except csv.Error as error:
        raise Unreadable(
            "Ce fichier n’est pas un CSV correct : un guillemet y est mal fermé."
        ) from error
    if not rows.rows:
        raise Unreadable("Ce fichier n’a aucune rue sous sa ligne de titres.")
    return rows


def _decoded(raw: bytes) -> str:
    if len(raw) > MOST_BYTES:
        raise Unreadable("Ce fichier dépasse 1 Mo : ce n’est pas une liste de rues.")
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Unreadable(
            "C’est un classeur : dans votre tableur, enregistrez-le au format CSV, "
            "puis recommencez."
        )
    if raw.startswith(b"%PDF"):
        raise Unreadable("C’est un PDF : il faut un fichier CSV.")
    encodings = ["utf-16"] if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else []
    for encoding in (*encodings, "utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
        break
    raise Unreadable("Ce fichier n’est pas du texte : enregistrez-le au format CSV, en UTF-8.")


def _rows(reader: Iterable[Any]) -> Read:
    """The header gives the columns; empty lines are passed over."""
    columns: list[str] = []
    rows, ignored = [], []
    lines: Any = reader
    for found in lines:
        cells = [" ".join(cell.split()) for cell in found]
        if not any(cells):
            continue
        if not columns:
            columns = [_KNOWN.get(sort_key(cell), "") for cell in cells]
            ignored = [c for c, known in zip(cells, columns, strict=True) if c and not known]
            _check_columns(columns)
            continue
        if any("\n" in cell or "\r" in cell or len(cell) > LONGEST_CELL for cell in found):
            raise Unreadable(
                f"Ligne {lines.line_num} : une cellule court sur plusieurs lignes. "
                "Un guillemet est sans doute mal fermé."
            )
        known = zip(columns, cells, strict=False)
        rows.append(Row(lines.line_num, {column: cell for column, cell in known if column}))
    return Read(tuple(rows), tuple(ignored))


def _check_columns(columns: list[str]) -> None:
    missing = [column for column in NEEDED if column not in columns]
    if missing:
        named = " et ".join(f"«\u00a0{column}\u00a0»" for column in missing)
        raise Unreadable(
            f"La première ligne doit nommer les colonnes ; il manque {named}. "
            f"Attendu : {' ; '.join(HEADER)}."
        )
    twice = {column for column in columns if column and columns.count(column) > 1}
    if twice:
        raise Unreadable(f"Deux colonnes disent la même chose : {', '.join(sorted(twice))}.")


def write(rows: Iterable[Iterable[Any]]) -> str:
    """The same kind of file, ready for a spreadsheet: no cell of it is ever run."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(HEADER)
    for row in rows:
        words = ["" if cell is None else str(cell) for cell in row]
        writer.writerow([f"'{word}" if FORMULA.match(word) else word for word in words])
    # The mark by which Excel knows UTF-8.
    return "\ufeff" + out.getvalue()
