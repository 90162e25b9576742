"""Every address of the site. Order matters: Wagtail's pages answer last."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import include, path, re_path
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents.views.serve import serve as serve_document
from wagtail.urls import serve_pattern
from wagtail.utils.urlpatterns import decorate_urlpatterns

from circuits.admin_urls import WORKFLOWS
from home.views import pages
from home.views.preferences import PreferencesView

View = Callable[..., HttpResponseBase]

handler400 = "home.views.errors.bad_request"
handler403 = "home.views.errors.permission_denied"
handler404 = "home.views.errors.page_not_found"
handler500 = "home.views.errors.server_error"


def agency_door(view: View) -> View:
    """Answer 403 to people who are signed in and do not work at the Agence.

    Wagtail would send them to the sign-in page, which would send them back.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = request.user
        # Only `is_staff` makes the sign-in ask for a second factor.
        works_there = user.is_staff and user.has_perm("wagtailadmin.access_admin")
        if user.is_authenticated and not works_there:
            raise PermissionDenied("Cet espace est réservé à l’Agence.")
        return view(request, *args, **kwargs)

    return guarded


def without_false_encoding(view: View) -> View:
    """Drop the literal « Content-Encoding: None » that Wagtail puts on documents."""

    @wraps(view)
    def cleaned(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.headers.get("Content-Encoding") == "None":
            del response.headers["Content-Encoding"]
        return response

    return cleaned


def admin_policy(view: View) -> View:
    """Wagtail's editor needs inline code: its own policy, for `/admin/` only."""
    replace: Any = csp_replace(settings.ADMIN_CONTENT_SECURITY_POLICY)
    # The editor shows its previews in a frame of its own.
    return agency_door(xframe_options_sameorigin(replace(view)))


preferences = require_admin_access(PreferencesView.as_view())
to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
admin_urls = decorate_urlpatterns(wagtailadmin_urls.urlpatterns, admin_policy)
read_only = decorate_urlpatterns(WORKFLOWS, require_admin_access)

urlpatterns = [
    path("", include("home.urls")),
    path("", include("participation.urls")),
    # Side doors: Wagtail's own sign-in pages and its mails never answer.
    path("admin/login/", to_sign_in),
    re_path(r"^admin/password_reset/", to_sign_in),
    # Wagtail reverses this name when a page is closed to the public.
    path("_util/login/", to_sign_in, name="wagtailcore_login"),
    path("admin/account/", admin_policy(preferences)),
    # Wagtail's workflows come from our circuits: read here, changed there.
    path("admin/workflows/", include(decorate_urlpatterns(read_only, admin_policy))),
    path("admin/", include(admin_urls)),
    # Only what is used: Wagtail's lists of addresses hold more sign-in pages.
    re_path(
        r"^documents/(\d+)/(.*)$",
        without_false_encoding(serve_document),
        name="wagtaildocs_serve",
    ),
    path("", include("circuits.urls")),
    path("", include("search.urls")),
    re_path(serve_pattern, pages.serve, name="wagtail_serve"),
]
