"""What every permission answers: yes or no, and why, in words for the person."""

from dataclasses import dataclass
from typing import Any


class Refused(Exception):
    """What was asked is not possible; the message says why to the person, in French."""


@dataclass(frozen=True)
class Decision:
    """`allowed`, and when refused the `reason` shown to the person (French)."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Decision(True)


def no(reason: str) -> Decision:
    """A refusal with its reason."""
    return Decision(False, reason)


def is_agency(user: Any) -> bool:
    """Whether this person works at the Agence: the only ones who enter `/admin/`."""
    return bool(user.is_authenticated and user.is_active and user.is_staff)
