"""What a person typed, made into words to look for. Pure: no database, no template."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from participation.french import sort_key

LONGEST = 200
MOST_WORDS = 16
# Under this, a beginning of a word would match half of the dictionary.
SHORTEST_PREFIX = 3

_WORD = re.compile(r"[^\W_]+")
_OPERATORS = re.compile(r"[\"]|(?:^|\s)-\S|\sor\s", re.IGNORECASE)
# Signs that PostgreSQL reads as one « not » inside another, until it has no room left.
_DASHES = re.compile(r"-(?:\s*-)+")
# Zero-width signs and marks that turn the direction of writing.
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True)
class Asked:
    """A query: its text as understood, and whether it had to be shortened."""

    text: str
    cut: bool = False

    @property
    def words(self) -> list[str]:
        """The plain words to find together, or nothing when operators are used.

        Quotes, `-` and `or` keep the meaning that search engines gave them, and the
        text then goes to PostgreSQL as it is.
        """
        if _OPERATORS.search(self.text):
            return []
        words = self.text.split()
        # « à » is no stop word once its accent is gone.
        telling = [word for word in words if len(word) > 1 or word.isdigit()]
        return (telling or words)[:MOST_WORDS]

    @property
    def beginning(self) -> str:
        """The last word when it may be the beginning of a longer one, or nothing."""
        words = self.words
        last = words[-1] if words else ""
        whole = _WORD.fullmatch(last) and len(last) >= SHORTEST_PREFIX
        return last if whole and not last.isdigit() else ""


def asked(raw: str) -> Asked:
    """Read what was typed: any character is accepted, at most 200 are kept."""
    printable = "".join(
        " " if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") else sign
        for sign in raw[: 10 * LONGEST]
    )
    seen = _INVISIBLE.sub("", unicodedata.normalize("NFC", printable))
    text = " ".join(_DASHES.sub("-", seen).split())
    return Asked(text[:LONGEST].rstrip(), cut=len(text) > LONGEST)


def spellings(word: str) -> list[str]:
    """The word, and its other number where the French stemmer does not join the two.

    Snowball keeps the final « s » and « x » that follow a vowel other than « e »:
    « vélo » would not find « vélos », nor « jeux » « jeu ».
    """
    plain = sort_key(word)
    if not _WORD.fullmatch(plain) or len(plain) < SHORTEST_PREFIX:
        return [word]
    singular = plain[:-1] if plain[-1] in "sx" and len(plain) > 3 else plain
    if singular[-1] not in "aiou":
        return [word]
    ends = ("", "s", "x") if singular[-1] == "u" else ("", "s")
    return [word, *(singular + end for end in ends if singular + end != plain)]
