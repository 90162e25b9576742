"""The demonstration's texts as raw values of `BodyBlock` and `HomeBlock`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from django.utils.html import escape

from circuits.demo.shapes import Picture, Section

Block = dict[str, Any]
_LINK = re.compile(r"\[([^]]+)\]\((https://[^)\s]+)\)")


def block(kind: str, value: Any) -> Block:
    """One block as a StreamField stores it."""
    return {"type": kind, "value": value}


def stored(blocks: list[Block]) -> str:
    """The blocks as a field of Wagtail takes them."""
    return json.dumps(blocks)


def prose(paragraphs: Iterable[str]) -> Block:
    """A « Texte » block; the content is plain text and links."""
    return block("paragraph", "".join(f"<p>{_linked(text)}</p>" for text in paragraphs))


def _linked(text: str) -> str:
    """Escaped, with « [the words](https://…) » as a link."""
    return _LINK.sub(r'<a href="\2">\1</a>', escape(text))


def split(text: str) -> list[str]:
    """The paragraphs of a long text of the content."""
    return text.split("\n\n")


def section(content: Section) -> list[Block]:
    """A title, its paragraphs, its list, its links, then what the site knows by itself."""
    blocks = []
    # What tells itself has a title of its own.
    own_title = bool(content.circuit or content.facts)
    if content.heading and not own_title:
        blocks.append(block("heading", {"text": content.heading, "level": "h2"}))
    if content.circuit:
        blocks.append(block("circuit", {"title": content.heading, "kind": content.circuit}))
    if content.facts:
        blocks.append(block("facts", {"title": content.heading, "group": content.facts}))
    if content.paragraphs:
        blocks.append(prose(content.paragraphs))
    if content.reasons:
        blocks.append(block("reasons", {"which": content.reasons}))
    if content.items:
        items = [f"<p>{_linked(item)}</p>" for item in content.items]
        blocks.append(block("list", {"items": items, "ordered": content.ordered}))
    if content.links:
        items = [f'<p><a href="{url}">{escape(words)}</a></p>' for words, url in content.links]
        blocks.append(block("list", {"items": items, "ordered": False}))
    return blocks


def figure(picture: Picture, image_pk: int) -> Block:
    """A drawing with its own alternative text; the title is its caption."""
    image = {"image": image_pk, "decorative": False, "alt_text": picture.alt}
    return block("figure", {"image": image, "caption": picture.title})


def callout(title: str, text: str) -> Block:
    """A short text set apart."""
    return block("callout", {"title": title, "text": f"<p>{escape(text)}</p>"})
