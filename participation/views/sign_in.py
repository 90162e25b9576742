"""The doors: one-time code for everybody, password and second factor for the Agence.

allauth does the work; what is here decides who may use which door, and lets people who
mistyped their address start again.
"""

from __future__ import annotations

from typing import Any

from allauth.account import views as allauth_views
from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.stagekit import clear_login
from allauth.core.ratelimit import consume_or_429
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, clear_totp_secret
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.generic.edit import FormView

from participation.accounts import EnrolStage, has_second_factor
from participation.forms import (
    AgencySignInForm,
    CodeForm,
    CodeRequestForm,
    EnrolForm,
    SecondFactorForm,
)


class StartAgain:
    """Coming back to a door abandons what was begun there.

    allauth would send a person who mistyped the address to the code for ever.
    """

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        clear_login(request)


class SignInView(StartAgain, allauth_views.RequestLoginCodeView):
    """`/connexion/`: ask for a code. The answer never tells whether one was sent."""

    form_class = CodeRequestForm
    template_name = "account/login.html"

    def form_valid(self, form: CodeRequestForm) -> HttpResponse:
        """Send the code, or to the Agence the way to its own door."""
        if form.agency_member:
            address = form.cleaned_data["email"]
            door = self.request.build_absolute_uri(reverse("agency_login"))
            adapter = allauth_views.get_adapter()
            adapter.send_mail("account/email/agency_door", address, {"door": door})
        response: HttpResponse = super().form_valid(form)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which door leads to the page that was asked for."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        target = self.get_next_url() or ""
        context["agency_url"] = self.passthrough_next_url(reverse("agency_login"))
        context["agency_first"] = target.startswith("/admin/")
        context["sent_here"] = bool(target)
        return context


class CodeView(allauth_views.ConfirmLoginCodeView):
    """`/connexion/code/`: type the code."""

    form_class = CodeForm
    template_name = "account/confirm_login_code.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The way back to the first page keeps the page that was asked for."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["again_url"] = self.passthrough_next_url(reverse("account_login"))
        return context


class AgencySignInView(StartAgain, allauth_views.LoginView):
    """`/connexion/agence/`: address and password, before the second factor."""

    form_class = AgencySignInForm
    template_name = "account/agency_login.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The other door keeps the page that was asked for."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["code_url"] = self.passthrough_next_url(reverse("account_login"))
        return context


class SecondFactorView(AuthenticateView):
    """`/connexion/second-facteur/`: the code of the application, or a key."""

    form_class = SecondFactorForm
    template_name = "mfa/authenticate.html"


@method_decorator(
    login_stage_required(stage=EnrolStage.key, redirect_urlname="account_login"),
    name="dispatch",
)
class EnrolView(FormView[Any]):
    """`/connexion/second-facteur/mise-en-place/`: the Agence sets up its application.

    The person has given the password and is not signed in yet.
    """

    form_class = EnrolForm
    template_name = "account/enrol.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Who has a second factor already uses it instead."""
        self.stage: EnrolStage = request._login_stage  # type: ignore[attr-defined]
        if has_second_factor(self.stage.login.user):
            clear_login(request)
            return HttpResponseRedirect(reverse("agency_login"))
        if request.method == "POST":
            limited = consume_or_429(
                request, action="reauthenticate", user=self.stage.login.user
            )
            if limited:
                return limited
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form checks the code for the person of the stage."""
        return {**super().get_form_kwargs(), "user": self.stage.login.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The secret, as a picture and as text."""
        context = super().get_context_data(**kwargs)
        adapter = get_mfa_adapter()
        url = adapter.build_totp_url(self.stage.login.user, context["form"].secret)
        context["totp_url"] = url
        context["totp_svg"] = adapter.build_totp_svg(url)
        return context

    def form_valid(self, form: EnrolForm) -> HttpResponse:
        """Keep the secret, make the recovery codes, finish signing in."""
        user = self.stage.login.user
        with transaction.atomic():
            authenticator = TOTP.activate(user, form.secret).instance
            RecoveryCodes.activate(user)
        clear_totp_secret(self.request)
        post_authentication(self.request, authenticator)
        response: HttpResponse = self.stage.exit()
        if not self.request.user.is_authenticated:
            return response
        target = urlencode({"next": response["Location"]})
        return HttpResponseRedirect(f"{reverse('mfa_view_recovery_codes')}?{target}")
