"""The served town and the browser's windows on it, one session for each person."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from participation.models import Mail, User
from tests.browser.town import Town
from tests.sign_in import open_session

DESKTOP = {"width": 1280, "height": 900}
# WCAG 1.4.10: 1280 by 1024 pixels at 400 %.
NARROW = {"width": 320, "height": 256}
# Milliseconds: the machine may be busy with other work.
PATIENCE = 20_000
WATCH = """
window.brokenPolicies = []
document.addEventListener('securitypolicyviolation', (event) =>
  window.brokenPolicies.push(`${event.effectiveDirective} ${event.blockedURI}`))
"""


class Site:
    """Opens windows. What is only read is read in one that stays open.

    A new page costs a second of a renderer's work, a page that goes elsewhere none.
    """

    def __init__(self, browser: Browser, address: str, town: Town) -> None:
        self.browser = browser
        self.address = address
        self.town = town
        self._kept: dict[tuple[Any, ...], Page] = {}

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc

    def window(self, role: str = "", **options: Any) -> BrowserContext:
        """A new browser profile, signed in as the person of this role; "" is nobody.

        The session is opened behind the doors; the doors have their own tests.
        """
        context = self.browser.new_context(
            base_url=self.address, **{"viewport": DESKTOP, "locale": "fr-FR", **options}
        )
        context.set_default_timeout(PATIENCE)
        context.add_init_script(WATCH)
        if role:
            context.add_cookies([self._session(self.town.people[role])])
        return context

    def page(self, role: str = "", **options: Any) -> Page:
        """The page of this role that stays open; nobody's has no cookie."""
        key = (role, *sorted(options.items()))
        if key not in self._kept:
            self._kept[key] = self.window(role, **options).new_page()
        page = self._kept[key]
        if not role:
            page.context.clear_cookies()
        page.set_viewport_size(DESKTOP)
        return page

    def close(self) -> None:
        for page in self._kept.values():
            page.context.close()

    def _session(self, user: User) -> dict[str, str]:
        client = Client()
        open_session(client, user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        return {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": self.address}


def read(page: Page, path: str) -> str:
    """Go there; the words of the page's main part."""
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200, (path, answer.status)
    return page.inner_text("main")


def press(page: Page, label: str) -> None:
    """Press the button of the main part with these words, and wait for the answer."""
    button = page.locator("main").get_by_role("button", name=label, exact=True)
    with page.expect_navigation():
        # This waits for the answer; the click's own wait was once without an end.
        button.click(no_wait_after=True)


def received_code(user: User) -> str:
    """The one-time code of the last mail to this person, as the register shows it."""
    mail = Mail.objects.filter(user=user, kind=Mail.Kind.ACCOUNT).latest("pk")
    return re.findall(r"^\s+(\d{6})$", mail.text, re.MULTILINE)[0]
