"""The words of the glossary, linked where each first appears in a text.

Pure: HTML in, HTML out; it only writes links into the text between tags, never inside a
link, a title, a button or a drawing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.html import escape

TAGS = re.compile(r"(<[^>]*>)")
NAME = re.compile(r"</?\s*([a-zA-Z0-9]+)")
# A word and a space in front: the sentence began before.
INSIDE = re.compile(r"[\w,]\s$")
# What has its own meaning, or its own target.
CLOSED = frozenset(
    {"a", "h1", "h2", "h3", "h4", "button", "summary", "svg", "dt", "strong", "address", "code"}
)


def link_first(html: str, words: Iterable[tuple[str, str]], url: str) -> str:
    """The same HTML; `words` are (spelling, anchor), each anchor linked once at most."""
    anchors = {_key(spelling): anchor for spelling, anchor in words if spelling.strip()}
    if not anchors:
        return html
    # The longest first: « conseil participatif » before « conseil ».
    longest = sorted(anchors, key=len, reverse=True)
    pattern = re.compile(
        rf"(?<![\w-])(?:{'|'.join(map(_spaced, longest))})(?![\w-])", re.IGNORECASE
    )
    linked: set[str] = set()
    inside: list[str] = []

    def link(found: re.Match[str]) -> str:
        anchor = anchors[_key(found[0])]
        if anchor in linked or _is_a_name(found):
            return found[0]
        linked.add(anchor)
        return f'<a class="word" href="{escape(url)}#{escape(anchor)}">{found[0]}</a>'

    pieces = []
    for piece in TAGS.split(html):
        if piece.startswith("<"):
            _follow(piece, inside)
        free = not inside and not piece.startswith("<")
        pieces.append(pattern.sub(link, piece) if free else piece)
    return "".join(pieces)


def _is_a_name(found: re.Match[str]) -> bool:
    """« la Commission nationale »: one word with a capital, inside a sentence."""
    word, before = found[0], found.string[: found.start()]
    return word[:1].isupper() and " " not in word and bool(INSIDE.search(before))


def _key(spelling: str) -> str:
    return " ".join(spelling.split()).casefold()


def _spaced(spelling: str) -> str:
    """A spelling as a pattern: any space stands for any other, as no-break ones do."""
    return r"\s+".join(re.escape(part) for part in escape(spelling).split())


def _follow(tag: str, inside: list[str]) -> None:
    """Keep the closed elements that the text is in."""
    named = NAME.match(tag)
    name = named[1].lower() if named else ""
    if name not in CLOSED or tag.endswith("/>"):
        return
    if not tag.startswith("</"):
        inside.append(name)
    elif name in inside:
        del inside[len(inside) - 1 - inside[::-1].index(name) :]
