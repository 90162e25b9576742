"""What a page shows to machines: visited once, looked at in every way, judged look by look (looks.py).

The probes are in probes.js.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Page, Request, Response, WebSocket

from tests.browser.places import Place
from tests.browser.site import DESKTOP, NARROW, Site

PROBES = (Path(__file__).parent / "probes.js").read_text()
# 18 cm of paper.
SHEET = {"width": 680, "height": 960}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What changes with the colours and the width of the window.
AGAIN = ["color-contrast", "target-size", "scrollable-region-focusable"]
AXE = Axe()
RUN = """(options) => axe.run(options).then(({ violations }) => violations.flatMap((rule) =>
  rule.nodes.map((node) =>
    `${rule.id} : ${node.target} ${node.html.slice(0, 120)} – ${node.failureSummary}`)))"""
FACTS = """() => ({
  title: document.title.replace(/\\s+/g, ' '),
  lang: document.documentElement.lang,
  headings: [...document.querySelectorAll('h1')].map(h => h.textContent.trim().replace(/\\s+/g, ' ')),
  leaked: document.documentElement.outerHTML.includes('\\u203c'),
  broken: window.brokenPolicies,
  dangling: ['aria-describedby', 'aria-labelledby', 'aria-controls', 'for'].flatMap((name) =>
    [...document.querySelectorAll(`[${name}]`)].flatMap((element) =>
      element.getAttribute(name).split(/\\s+/).filter((id) => !document.getElementById(id)))),
})"""
# What sticks out of the window on the right, unless an ancestor scrolls or cuts it.
OUTSIDE = """() => {
  const width = document.documentElement.clientWidth
  const found = []
  if (document.documentElement.scrollWidth > width)
    found.push(`page: ${document.documentElement.scrollWidth} px`)
  for (const name of ['documentElement', 'body'])
    if (!['visible', 'auto'].includes(getComputedStyle(document[name]).overflowX))
      found.push(`${name} hides what sticks out`)
  const held = (element) => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== 'visible') return true
    return false
  }
  for (const element of document.body.querySelectorAll('*')) {
    const box = element.getBoundingClientRect()
    if (!box.width || !box.height || box.right <= width + 1) continue
    if (element.closest('svg') !== null && element.tagName !== 'svg') continue
    if (element.checkVisibility({ visibilityProperty: true }) && !held(element))
      found.push(`${element.tagName.toLowerCase()}.${element.className?.baseVal ?? element.className}: ${Math.round(box.right)} px`)
  }
  return found
}"""

# Words cut by a box that hides what does not fit; boxes made to be unseen do not count.
CUT = """() => [...document.body.querySelectorAll('*')].filter((element) => {
  const style = getComputedStyle(element)
  if (!['hidden', 'clip'].includes(style.overflowX + '') && !['hidden', 'clip'].includes(style.overflowY))
    return false
  if (element.closest('svg') || element.clientWidth < 2 || !element.innerText?.trim()) return false
  return element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1
}).map((element) => `coupé : ${element.tagName.toLowerCase()}.${element.className}`)"""


@dataclass
class Seen:
    """What was found on one page: wide and at 320 pixels, in each scheme of colours."""

    path: str = ""
    html: str = ""
    title: str = ""
    lang: str = ""
    headings: list[str] = field(default_factory=list)
    leaked: bool = False
    dangling: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    rgaa: list[str] = field(default_factory=list)
    focus: list[str] = field(default_factory=list)
    forced: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    spaced: list[str] = field(default_factory=list)
    axe: list[str] = field(default_factory=list)
    dark: list[str] = field(default_factory=list)
    frame: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)


class Visits:
    """Goes to a place the first time that it is asked for."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._seen: dict[str, Seen | Exception] = {}

    def to(self, place: Place) -> Seen:
        """What was seen there, or the error that was met on the way."""
        if place.name not in self._seen:
            try:
                self._seen[place.name] = visit(self.site, place)
            except (AssertionError, Error) as error:
                self._seen[place.name] = error
        found = self._seen[place.name]
        if isinstance(found, Exception):
            raise found
        return found

    def all_of(self, places: Iterable[Place]) -> dict[str, Seen]:
        """What was seen at each; one that nobody could reach fails its own test."""
        found = {}
        for place in places:
            with suppress(AssertionError, Error):
                found[place.name] = self.to(place)
        return found


def visit(site: Site, place: Place) -> Seen:
    """Go to the place and note everything."""
    seen = Seen()
    page = site.page(place.role)
    with heard(page, site.host, seen), received(page) as pages:
        status = place.open(page, site.town)
        assert status == place.status, f"{place.name}: {status} au lieu de {place.status}"
        seen.path, seen.html = urlsplit(page.url).path, pages[-1].text()
        look(page, seen, down=status >= 500)
    return seen


@contextmanager
def heard(page: Page, host: str, seen: Seen) -> Iterator[None]:
    """Note what the page asks for outside `host`, and what it complains of."""

    def asks(request: Request) -> None:
        target = urlsplit(request.url)
        if target.scheme in ("http", "https") and target.netloc != host:
            seen.strangers.append(request.url)

    def connects(socket: WebSocket) -> None:
        seen.strangers.append(socket.url)

    def says(message: ConsoleMessage) -> None:
        # The console repeats each refusal of a page (403, 404, 409, 422).
        if message.type == "error" and "Failed to load resource" not in message.text:
            seen.console.append(message.text)

    def fails(error: Error) -> None:
        seen.console.append(str(error))

    listeners = {
        "request": asks,
        "websocket": connects,
        "console": says,
        "pageerror": fails,
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    try:
        yield
    finally:
        for event, listener in listeners.items():
            page.remove_listener(event, listener)


@contextmanager
def received(page: Page) -> Iterator[list[Response]]:
    """The pages as the server sent them: what a browser makes of one has no mistake."""
    pages: list[Response] = []

    def answers(response: Response) -> None:
        if response.frame == page.main_frame and response.request.is_navigation_request():
            pages.append(response)

    page.on("response", answers)
    try:
        yield pages
    finally:
        page.remove_listener("response", answers)


def look(page: Page, seen: Seen, *, down: bool) -> None:
    """Everything folded is opened first: what is hidden is checked too."""
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
    page.evaluate(PROBES)
    for name, value in page.evaluate(FACTS).items():
        setattr(seen, name, value)
    seen.rgaa, seen.frame, seen.loaded = page.evaluate(
        "([down, html]) => [probes.rgaa(down, html), probes.frame(), probes.loaded()]",
        [down, seen.html],
    )
    seen.axe = violations(page, {"type": "tag", "values": RULES})
    # From a key on, browsers draw the focus.
    page.keyboard.press("Tab")
    seen.focus = page.evaluate("probes.focus(false)")
    try:
        page.emulate_media(forced_colors="active")
        seen.forced = page.evaluate("[...probes.forced(), ...probes.focus(true)]")
        page.emulate_media(forced_colors="none", media="print")
        page.set_viewport_size(SHEET)
        seen.printed = page.evaluate("probes.printed()") + page.evaluate(OUTSIDE)
        page.emulate_media(media="screen", color_scheme="dark")
        page.set_viewport_size(NARROW)
        seen.outside = cut_or_outside(page)
        seen.dark = violations(page, {"type": "rule", "values": AGAIN})
        assert page.evaluate("probes.space(true)") != "normal"
        seen.spaced = cut_or_outside(page)
        page.evaluate("probes.space(false)")
    finally:
        page.emulate_media(forced_colors="none", media="screen", color_scheme="light")
        page.set_viewport_size(DESKTOP)


def cut_or_outside(page: Page) -> list[str]:
    """What cannot be read without scrolling sideways, or at all."""
    found: list[str] = page.evaluate(OUTSIDE) + page.evaluate(CUT)
    return found


def violations(page: Page, which: dict[str, Any]) -> list[str]:
    """What axe finds, a line for each element with the rule and the reason."""
    if page.evaluate("typeof axe === 'undefined'"):
        # Half a megabyte of code: once a page.
        page.evaluate(AXE.axe_script)
    options = {
        "runOnly": which,
        "resultTypes": ["violations"],
        # No rule above reads the style sheets themselves.
        "preload": False,
    }
    found: list[str] = page.evaluate(RUN, options)
    return found
