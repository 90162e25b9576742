"""The demonstration's texts as raw values of `BodyBlock` and `HomeBlock`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.html import escape

from circuits.demo.shapes import Picture, Section

Block = dict[str, Any]


def block(kind: str, value: Any) -> Block:
    """One block as a StreamField stores it."""
    return {"type": kind, "value": value}


def prose(paragraphs: Iterable[str]) -> Block:
    """A « Texte » block; the content is plain text."""
    return block("paragraph", "".join(f"<p>{escape(text)}</p>" for text in paragraphs))


def split(text: str) -> list[str]:
    """The paragraphs of a long text of the content."""
    return text.split("\n\n")


def section(content: Section) -> list[Block]:
    """A title, its paragraphs, then its list."""
    blocks = [block("heading", {"text": content.heading, "level": "h2"})]
    if content.paragraphs:
        blocks.append(prose(content.paragraphs))
    if content.items:
        items = [f"<p>{escape(item)}</p>" for item in content.items]
        blocks.append(block("list", {"items": items, "ordered": content.ordered}))
    return blocks


def figure(picture: Picture, image_pk: int) -> Block:
    """A drawing with its own alternative text; the title is its caption."""
    image = {"image": image_pk, "decorative": False, "alt_text": picture.alt}
    return block("figure", {"image": image, "caption": picture.title})


def callout(title: str, text: str) -> Block:
    """A short text set apart."""
    return block("callout", {"title": title, "text": f"<p>{escape(text)}</p>"})
