"""Plain text that people type, as HTML: paragraphs and lists, and nothing else.

Everything is escaped first: whatever was pasted is read, never run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import SafeString

BULLET = re.compile(r"^\s*[-–—•*·]\s+(?=\S)")
NUMBER = re.compile(r"^\s*\d{1,2}\s?[.)]\s+(?=\S)")


def as_html(text: str) -> SafeString:
    """The text as paragraphs; lines that begin with « - » or « 1. » are lists.

    An empty line separates paragraphs; a single line break is kept.
    """
    return SafeString("".join(_blocks(text.splitlines())))


def _kind(line: str) -> str:
    if not line.strip():
        return "nothing"
    if BULLET.match(line):
        return "ul"
    return "ol" if NUMBER.match(line) else "p"


def _blocks(lines: list[str]) -> Iterator[str]:
    for kind, some in groupby(lines, _kind):
        if kind == "p":
            yield f'<p dir="auto">{"<br>".join(escape(line.strip()) for line in some)}</p>'
        elif kind != "nothing":
            yield f"<{kind}>{''.join(map(_item, some))}</{kind}>"


def _item(line: str) -> str:
    mark = BULLET if BULLET.match(line) else NUMBER
    words = mark.sub("", line, count=1)
    return f'<li dir="auto">{escape(words.strip())}</li>'
