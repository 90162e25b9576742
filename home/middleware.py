"""Headers of every answer, and what an expired session does to a form."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url

from home.views.errors import session_expired

PERMISSIONS_POLICY = (
    "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), "
    "display-capture=(), encrypted-media=(), fullscreen=(self), geolocation=(), "
    "gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), "
    "payment=(), publickey-credentials-create=(self), "
    "publickey-credentials-get=(self), screen-wake-lock=(), serial=(), usb=(), "
    "xr-spatial-tracking=()"
)

# The addresses that let their reader act, without session.
KEYS = ("mail_link", "follow_confirm")

Next = Callable[[HttpRequest], HttpResponseBase]


class HeadersMiddleware:
    """What the browser may do, and what nobody may keep."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """A page made for one person, by a session or by a link, is kept by no cache."""
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        if _is_personal(request) and not _is_immutable(response):
            response.headers["Cache-Control"] = "private, no-store"
        if _is_a_key(request):
            # Also when the CSRF check or an error answers instead of the view.
            response.headers["Cache-Control"] = "private, no-store"
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response


def _is_personal(request: HttpRequest) -> bool:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated)


def _is_a_key(request: HttpRequest) -> bool:
    """Whether the address itself lets somebody act: the link of a mail."""
    match = request.resolver_match
    return match is not None and match.url_name in KEYS


def _is_immutable(response: HttpResponseBase) -> bool:
    return "immutable" in response.headers.get("Cache-Control", "")


class ExpiredSessionMiddleware:
    """A form sent after the session ended keeps what was typed (architecture.md 6)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Instead of a bare redirect to the sign-in page, show the typed text."""
        response = self.get_response(request)
        if _lost_form(request, response):
            return session_expired(request)
        return response


def _lost_form(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether a page that needs a person sent a form away to the sign-in page."""
    if request.method != "POST" or request.user.is_authenticated:
        return False
    target = urlsplit(response.headers.get("Location", ""))
    back = parse_qs(target.query).get("next", [""])[0]
    return target.path.startswith(resolve_url(settings.LOGIN_URL)) and (
        urlsplit(back).path == request.path
    )
