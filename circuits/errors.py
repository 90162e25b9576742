"""What an action refuses, in words for the person who tried."""

from __future__ import annotations

from datetime import datetime


class ActRefused(Exception):
    """The act is not allowed now; `str()` is the reason, in French."""


class Stale(ActRefused):
    """Somebody acted since the page was opened.

    `who`, `at` and `what` say so; `mine` is true when it was this very person with
    this very act: a double click, which is not an error.
    """

    def __init__(self, who: str, at: datetime, what: str, *, mine: bool) -> None:
        """Keep the facts for the page; the message is built by the form's view."""
        super().__init__(what)
        self.who = who
        self.at = at
        self.what = what
        self.mine = mine
