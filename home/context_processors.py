"""What every template may use: `town`, `nav`, `footer_links`, `is_demo`, `clock_note`.

Lazy: a page that does not use a value pays no query for it.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home import navigation
from home.legal_facts import mention
from participation import clock
from participation.french import long_date
from participation.models import TownSettings


def page(request: HttpRequest) -> dict[str, Any]:
    """One query at most, for the settings of the town, shared with the view."""
    town: Any = SimpleLazyObject(lambda: TownSettings.load(request_or_site=request))
    return {
        "site_name": settings.SITE_NAME,
        "town": town,
        "nav": SimpleLazyObject(lambda: navigation.header(town, request.path)),
        "footer_links": SimpleLazyObject(lambda: navigation.footer(mention(town))),
        "is_demo": settings.IS_DEMO,
        "clock_note": clock_note(),
    }


def clock_note() -> str:
    """« Date simulée : 16 juin 2026 », empty when the clock is the real one."""
    if not settings.CLOCK_OFFSET_DAYS:
        return ""
    return f"Date simulée : {long_date(clock.today())}"
