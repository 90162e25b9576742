"""What matched, marked in HTML: PostgreSQL finds the words, here they become safe."""

from __future__ import annotations

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.querysets import START, STOP

_DELIMITERS = re.compile(f"[{START}{STOP}]")

# « qui a eu l », where the excerpt stops before « idée ».
_CUT = re.compile(r"\s(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)(?= …|\s*$)", re.IGNORECASE)
# The table keeps ordinary spaces only: those that French does not break.
_UNGLUED = re.compile(f"(?<=«) | (?=[{START}{STOP}]?[:;!?»])")


def marked(text: str) -> SafeString:
    """The text escaped, with `<mark>` around what matched.

    A delimiter that has no partner is dropped: the HTML is always balanced.
    """
    parts = []
    for piece in _UNGLUED.sub("\u00a0", text).split(START):
        inside, stop, after = piece.partition(STOP)
        if stop:
            parts.append(f"<mark>{escape(inside)}</mark>{escape(_bare(after))}")
        else:
            parts.append(escape(_bare(piece)))
    return mark_safe("".join(parts))


def marked_title(title: str, found: str) -> SafeString:
    """The title with what matched; PostgreSQL's parser may drop signs: then without."""
    return marked(found if _bare(found) == title else title)


def marked_excerpt(body: str, found: str) -> SafeString:
    """The excerpt, with « … » where the text goes on."""
    found = _CUT.sub("", found)
    bare = _bare(found).strip()
    before = "" if body.startswith(bare[:40]) else "… "
    # PostgreSQL leaves the last full stop out.
    after = "" if body.rstrip(".").endswith(bare[-40:].rstrip(".")) else " …"
    return marked(f"{before}{found.strip()}{after}") if bare else mark_safe("")


def _bare(text: str) -> str:
    return _DELIMITERS.sub("", text)
