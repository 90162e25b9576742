"""What a page shows to machines: looked at once, judged by several tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Page, Request, WebSocket

from tests.browser.places import Place
from tests.browser.site import NARROW, Site

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Axe()
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
    """What was found on one page, at desktop width and at 320 pixels."""

    title: str = ""
    lang: str = ""
    headings: list[str] = field(default_factory=list)
    leaked: bool = False
    dangling: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    axe: list[str] = field(default_factory=list)


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


def visit(site: Site, place: Place, scheme: str = "light") -> Seen:
    """Go to the place and note everything."""
    seen = Seen()
    page = site.page(place.role, color_scheme=scheme)
    with heard(page, site.host, seen):
        status = place.open(page, site.town)
        assert status == place.status, f"{place.name}: {status} au lieu de {place.status}"
        look(page, seen)
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


def look(page: Page, seen: Seen) -> None:
    """Everything folded is opened first: what is hidden is checked too."""
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
    for name, value in page.evaluate(FACTS).items():
        setattr(seen, name, value)
    seen.axe = violations(page)
    page.set_viewport_size(NARROW)
    seen.outside = cut_or_outside(page)


def cut_or_outside(page: Page) -> list[str]:
    """What cannot be read without scrolling sideways, or at all."""
    found: list[str] = page.evaluate(OUTSIDE) + page.evaluate(CUT)
    return found


def violations(page: Page) -> list[str]:
    """What axe finds, a line for each element with the rule and the reason."""
    options = {
        "runOnly": {"type": "tag", "values": RULES},
        "resultTypes": ["violations"],
        # No rule above reads the style sheets themselves.
        "preload": False,
    }
    found: list[dict[str, Any]] = AXE.run(page, options=options).response["violations"]
    return [
        f"{rule['id']} : {node['target']} {node['html'][:120]} – {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]
