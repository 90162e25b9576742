"""The Agence acts only in a session that was opened with its second factor."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from participation.accounts import AGENCY_ONLY, used_second_factor


class SecondFactorMiddleware:
    """Closes a session that became powerful without proof.

    Somebody who joins the Agence while signed in by one-time code signs in again, with
    the second factor (security.md).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing before the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Answer with the door of the Agence instead of the view."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        user = request.user
        if not user.is_authenticated or not user.is_staff:
            return None
        if used_second_factor(request, user):
            return None
        logout(request)
        messages.error(request, AGENCY_ONLY)
        door = reverse("agency_login")
        return redirect_to_login(request.get_full_path(), login_url=door)
