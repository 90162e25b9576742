"""`/compte/`: who I am here, and for the Agence the second factor.

The pages of the second factor exist for the Agence only: nobody else has a password.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as allauth_views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as key_views
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from participation import clock
from participation.accounts import own_path
from participation.forms import (
    EnrolForm,
    KeyNameForm,
    NewKeyForm,
    PasswordForm,
    ReauthenticateCodeForm,
    ReauthenticatePasswordForm,
)
from participation.models import Mandate, User
from participation.subscriptions import has_a_post

View = Callable[..., HttpResponseBase]


def agency_only(view: View) -> View:
    """404 for everybody but the Agence: the page does not exist for them."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_staff:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@login_required
@require_safe
def account_home(request: HttpRequest) -> HttpResponse:
    """Identity, mandates of the day, and what protects the account."""
    user = request.user
    assert isinstance(user, User)
    mandates = Mandate.objects.active_on(clock.today()).of(user).select_related("council")
    context = {
        "mandates": mandates,
        "may_be_away": bool(mandates) or has_a_post(user),
        "factors": _factors(user) if user.is_staff else [],
    }
    return render(request, "account/home.html", context)


def _factors(user: Any) -> list[str]:
    names = {
        Authenticator.Type.TOTP: "une application",
        Authenticator.Type.WEBAUTHN: "une clé de sécurité",
        Authenticator.Type.RECOVERY_CODES: "des codes de secours",
    }
    kinds = Authenticator.objects.filter(user=user).values_list("type", flat=True)
    return [names[Authenticator.Type(kind)] for kind in sorted(set(kinds), reverse=True)]


class RecoveryCodesView(codes_views.ViewRecoveryCodesView):
    """The codes to keep on paper, and the way on after the set-up."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`continue_url`: where the person was going when the set-up began."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        target = self.request.GET.get("next")
        context["continue_url"] = target if own_path(target) else ""
        return context


sign_out = allauth_views.LogoutView.as_view()
change_password = agency_only(allauth_views.PasswordChangeView.as_view(form_class=PasswordForm))
confirm_password = agency_only(
    allauth_views.ReauthenticateView.as_view(form_class=ReauthenticatePasswordForm)
)
confirm_code = agency_only(
    mfa_views.ReauthenticateView.as_view(form_class=ReauthenticateCodeForm)
)
confirm_key = agency_only(key_views.reauthenticate_webauthn)

factors = agency_only(mfa_views.index)
add_application = agency_only(totp_views.ActivateTOTPView.as_view(form_class=EnrolForm))
remove_application = agency_only(totp_views.deactivate_totp)
recovery_codes = agency_only(RecoveryCodesView.as_view())
new_recovery_codes = agency_only(codes_views.generate_recovery_codes)
download_recovery_codes = agency_only(codes_views.download_recovery_codes)
keys = agency_only(key_views.list_webauthn)
add_key = agency_only(key_views.AddWebAuthnView.as_view(form_class=NewKeyForm))
remove_key = agency_only(key_views.remove_webauthn)
rename_key = agency_only(key_views.EditWebAuthnView.as_view(form_class=KeyNameForm))
