"""Names of streets: what makes two spellings one street. Pure, no database.

« R. de l’Écluse », « rue de l'ecluse » and « RUE DE L ECLUSE » are the same street: no
accent, no capital, no article, no abbreviation stands in the way.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from participation.french import sort_key

LONGEST = 120
MOST_WORDS = 12
# More words such as « rue » than this in a search are no address.
MOST_NAMED = 3
# Of the kind of a street, as people shorten it: only at its place, in front.
KINDS = {
    "all": "allee",
    "av": "avenue",
    "ave": "avenue",
    "bd": "boulevard",
    "bld": "boulevard",
    "blvd": "boulevard",
    "boul": "boulevard",
    "bvd": "boulevard",
    "ch": "chemin",
    "che": "chemin",
    "chem": "chemin",
    "crs": "cours",
    "fbg": "faubourg",
    "fg": "faubourg",
    "imp": "impasse",
    "pas": "passage",
    "pass": "passage",
    "pl": "place",
    "prom": "promenade",
    "q": "quai",
    "qu": "quai",
    "r": "rue",
    "res": "residence",
    "rte": "route",
    "sent": "sentier",
    "sq": "square",
}
KIND_WORDS = frozenset({*KINDS.values(), "cite", "clos", "cour", "esplanade", "pont", "voie"})
# Of the person or the saint after whom it is named: anywhere.
TITLES = {
    "cdt": "commandant",
    "col": "colonel",
    "cpt": "capitaine",
    "dr": "docteur",
    "gal": "general",
    "gen": "general",
    "lt": "lieutenant",
    "mal": "marechal",
    "mgr": "monseigneur",
    "pdt": "president",
    "pr": "professeur",
    "prof": "professeur",
    "st": "saint",
    "ste": "sainte",
}
ARTICLES = frozenset(
    ("a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "s", "sur")
)
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"(\d{1,4})[a-z]?")
_SUFFIXES = frozenset({"bis", "ter", "quater"})
_SAID = frozenset({"n", "no", "numero"})
_POSTCODE = re.compile(r"\d{5}")


def words_of(text: str) -> list[str]:
    """The words that tell a street from another, in order, as they are compared."""
    return _telling(_WORD.findall(_plain(text)))


def _plain(text: str) -> str:
    # « n° » is « n » and a degree, not « no ».
    return (
        sort_key(text.replace("°", " ").replace("º", " ")).replace("œ", "oe").replace("æ", "ae")
    )


def _telling(found: list[str]) -> list[str]:
    if not found:
        return []
    first, *others = (TITLES.get(word, word) for word in found)
    # « d’ » and « l’ » before everything else leave the kind of the street in front.
    words = [KINDS.get(first, first), *others]
    return [word for word in words if word not in ARTICLES] or words


def key_of(name: str) -> str:
    """The words of a name between spaces: any one of them is found by « contains »."""
    return f" {' '.join(words_of(name))} "


def addresses_in(text: str) -> list[str]:
    """From each « rue » or « place » on, with the number in front, at most `MOST_NAMED`.

    What a search may say of a street: nothing without such a word, « fontaine » is no
    address. « passage piéton rue de la Mertzau » has two, and only the second is a street.
    """
    found = _WORD.findall(_plain(text[: 2 * LONGEST]))
    told = []
    for at, word in enumerate(found):
        if word in KIND_WORDS and at + 1 < len(found):
            start = at - 1 if at and found[at - 1] in _SUFFIXES else at
            start -= bool(start and _NUMBER.fullmatch(found[start - 1]))
            told.append(" ".join(found[start:]))
    return told[:MOST_NAMED]


def order_of(name: str) -> str:
    """How a list is read: by the telling word first, « ecluse rue » for « rue de l’Écluse »."""
    words = words_of(name)
    front = [word for word in words if word in KIND_WORDS][:1] if len(words) > 1 else []
    return " ".join([*(word for word in words if word not in front), *front])


@dataclass(frozen=True)
class Reading:
    """One way to understand what was typed: words to find, and a number of the street."""

    words: tuple[str, ...]
    number: int | None = None

    def exactly(self, key: str) -> bool:
        """Whether the street is called that, and nothing more."""
        return sorted(key.split()) == sorted(self.words)


def readings(text: str, town: str = "") -> list[Reading]:
    """The ways to understand « 12 bis r. de Soultz, 68200 Mulhouse », the strictest first.

    « 17 novembre » is the name of a street before it is a number; a wrong kind of
    street, or the name of the town behind it, must not hide the street.
    """
    found = _WORD.findall(_plain(text[:LONGEST]))
    found = _without_postcode(found)[: 2 * MOST_WORDS]
    names = frozenset(words_of(town))
    ways: list[Reading] = []
    for number, rest in _numbered(found):
        words = tuple(_telling(rest))[:MOST_WORDS]
        for shorter in _shorter(words, names):
            way = Reading(shorter, number)
            if shorter and way not in ways:
                ways.append(way)
    return ways


def named_readings(text: str, town: str = "") -> list[tuple[Reading, bool]]:
    """The ways to understand a search that names a street, the strictest first.

    Always with the kind of street that was typed: « square Roosevelt » is not
    « boulevard Roosevelt ». What stands behind the street may be the subject, « rue
    Neppert cassée »: such a reading is True, and means the street of exactly that name.
    """
    ways: list[tuple[Reading, bool]] = []
    for address in addresses_in(text):
        whole = [way for way in readings(address, town) if KIND_WORDS.intersection(way.words)]
        ways += [(way, False) for way in whole]
        for way in whole:
            if way.words[0] in KIND_WORDS:
                shorter = range(len(way.words) - 1, 1, -1)
                ways += [(Reading(way.words[:end], way.number), True) for end in shorter]
    return list(dict.fromkeys(ways))


def _without_postcode(found: list[str]) -> list[str]:
    for at, word in enumerate(found):
        if at and _POSTCODE.fullmatch(word):
            return found[:at]
    return found


def _numbered(found: list[str]) -> Iterator[tuple[int | None, list[str]]]:
    """Without number; « 12 bis rue de Soultz »; « rue de Soultz, n° 12 »."""
    yield None, found
    if len(found) < 2:
        return
    if number := _NUMBER.fullmatch(found[0]):
        skip = 2 if found[1] in _SUFFIXES and len(found) > 2 else 1
        yield int(number[1]), found[skip:]
    if number := _NUMBER.fullmatch(found[-1]):
        rest = found[:-1]
        yield int(number[1]), rest[:-1] if len(rest) > 1 and rest[-1] in _SAID else rest


def _shorter(words: tuple[str, ...], town: Collection[str]) -> Iterator[tuple[str, ...]]:
    """All the words; without the town behind; without the kind of street either."""
    yield words
    kept = words
    while len(kept) > 1 and kept[-1] in town:
        kept = kept[:-1]
    # « rue de Mulhouse » must not become « rue », which is every street.
    if not KIND_WORDS.issuperset(kept):
        yield kept
        if kept[0] in KIND_WORDS:
            yield kept[1:]
