"""What may be wrong with one page in one state, look by look (docs/accessibilite/grille.csv).

Each look names what it found; a page on which all find nothing passes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from contextlib import suppress

from django.urls import Resolver404, resolve

from tests.browser.places import Place
from tests.browser.visits import Seen
from tests.browser.weight import MOST_BYTES, MOST_REQUESTS, parts_of
from tests.consistency.test_addresses import RULES

# Files and feeds, probes, redirections; a page that needs a security key in one's hand.
NOT_VISITED = {
    *("livez", "readyz", "media", "attachment", "poster", "wagtaildocs_serve"),
    *("feed_dossiers", "feed_council", "feed_dossier"),
    *("agenda_calendar", "meeting_calendar", "council_calendar"),
    *("wagtailcore_login", "account_request_login_code", "mfa_download_recovery_codes"),
    *("mfa_login_webauthn", "mfa_reauthenticate_webauthn"),
    *("mfa_remove_webauthn", "mfa_edit_webauthn"),
    # The enrolment page shows it as one's first; then an application is there already.
    "mfa_activate_totp",
}
NAME = " – Aux actes, Citoyens !"


def axe(seen: Seen, place: Place) -> list[str]:
    """WCAG 2.2 A and AA, and best practice, as the page comes."""
    return seen.axe


def axe_in_the_dark_on_a_telephone(seen: Seen, place: Place) -> list[str]:
    """Contrasts (RGAA 3.2) and sizes of targets (WCAG 2.5.8) at 320 pixels."""
    return seen.dark


def probes_of_rgaa(seen: Seen, place: Place) -> list[str]:
    """What axe does not check."""
    return seen.rgaa


def reflow(seen: Seen, place: Place) -> list[str]:
    """Nothing sticks out at 320 by 256 pixels: 400 % (WCAG 1.4.10, RGAA 10.11)."""
    return seen.outside


def spaced_text(seen: Seen, place: Place) -> list[str]:
    """Nothing sticks out, nothing is cut (WCAG 1.4.12, RGAA 10.12)."""
    return seen.spaced


def focus_of_the_keyboard(seen: Seen, place: Place) -> list[str]:
    """Every stop takes the focus and draws a ring (RGAA 10.7, 12.8)."""
    return seen.focus


def forced_colours(seen: Seen, place: Place) -> list[str]:
    """Words, edges, drawings and the ring are seen in the reader's colours (RGAA 10.5)."""
    return seen.forced


def paper(seen: Seen, place: Place) -> list[str]:
    """The page without the site around it."""
    return seen.printed


def strangers(seen: Seen, place: Place) -> list[str]:
    """Nothing leaves this machine, no policy is broken, no script fails."""
    return seen.strangers + seen.broken + seen.console


def missing(seen: Seen, place: Place) -> list[str]:
    """No unknown variable in a template, no name for what is not there."""
    return seen.dangling + (["variable inconnue"] if seen.leaked else [])


def title_and_language(seen: Seen, place: Place) -> list[str]:
    """One h1, a title that says an error, a language (RGAA 8.3 to 8.6)."""
    found = []
    if len(seen.headings) != 1 or not seen.headings[0]:
        found.append(f"h1 : {seen.headings}")
    if not seen.title.endswith(NAME) or seen.title.startswith("Erreur : ") != place.wrong:
        found.append(f"titre : {seen.title}")
    if seen.lang != "fr":
        found.append(f"langue : {seen.lang}")
    return found


def title_says_what_the_h1_says(seen: Seen, place: Place) -> list[str]:
    """RGAA 8.6, on the main pages."""
    if not place.main:
        return []
    unsaid = _words(seen.headings[0]) - _words(seen.title)
    return [f"{unsaid} : {seen.title} / {seen.headings[0]}"] if unsaid else []


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def weight(seen: Seen, place: Place) -> list[str]:
    """At most 60 KB and ten requests for a first visit, photographs left out of the bytes."""
    parts = parts_of(seen)
    size = sum(part.size for part in parts if not part.photo)
    if size <= MOST_BYTES and len(parts) <= MOST_REQUESTS:
        return []
    return [f"{len(parts)} requêtes, {size} octets : {sorted(parts, key=lambda p: -p.size)}"]


Look = Callable[[Seen, Place], list[str]]
LOOKS: tuple[Look, ...] = (
    *(axe, axe_in_the_dark_on_a_telephone, probes_of_rgaa, reflow, spaced_text),
    *(focus_of_the_keyboard, forced_colours, paper, strangers, missing),
    *(title_and_language, title_says_what_the_h1_says, weight),
)


def wrong(seen: Seen, place: Place) -> str:
    """Everything that was found, a line each under the name of its look."""
    return "\n".join(
        f"{look.__name__} : {line}" for look in LOOKS for line in look(seen, place)
    )


def different_frames(seen: dict[str, Seen], places: list[Place]) -> list[str]:
    """Pages whose header or footer is not the others' (RGAA 12.2, 12.4, 12.5)."""
    known: dict[tuple[bool, int], str] = {}
    return [
        place.name
        for place in places
        if place.status == 200 and place.name in seen
        for part, links in enumerate(seen[place.name].frame)
        if links != known.setdefault((bool(place.role), part), links)
    ]


def unvisited(seen: dict[str, Seen], rules: Collection[str]) -> set[str]:
    """The addresses under these rules that nobody went to, by name."""
    visited = set()
    for page in seen.values():
        with suppress(Resolver404):
            visited.add(resolve(page.path).url_name)
    return {name for name, rule in RULES.items() if rule in rules} - visited - NOT_VISITED
