"""The links of mails that need no sign-in, hidden wherever others would read them.

A link stands for its person: neither the log nor the register of mails shows one. No
Django here: the log is set up before any application.
"""

import logging
import re

MASK = "••••••"
LINK = re.compile(r"(/(?:lien|desabonnement|abonnement)/)[^/\s\"'<>?&#]+")


def without_links(text: str) -> str:
    """The text; of each link only the beginning of its address is left."""
    return LINK.sub(rf"\g<1>{MASK}", text)


class MaskLinks(logging.Filter):
    """Keeps the links out of what is logged: Django names the path it refused."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything through, masked."""
        said = record.getMessage()
        masked = without_links(said)
        if masked != said:
            record.msg, record.args = masked, None
        return True
