"""The register of mails: each one read as it would arrive (architecture.md 2).

A mail that failed, or whose fate nobody knows, is settled here by the Agence: the one
form of the registers. Outside the demonstration the digits of an account mail and the
links that need no sign-in are masked: whoever reads them could act as somebody else.
"""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import re_path, reverse
from django.views.decorators.http import require_safe

from circuits.registers.acting import ActingRegister
from circuits.registers.base import Detail, RegisterInspectView, moment
from circuits.registers.filters import (
    MailKindFilter,
    MailStateFilter,
    MailTroubleFilter,
    WrittenPeriodFilter,
)
from participation import clock, settling
from participation.masking import MASK, without_links
from participation.models import Mail, MailSettlement, User
from participation.tasks import deliver_soon

# Nothing runs, nothing is fetched, nothing is sent; only our pages may frame it.
PREVIEW_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
# Not the colours of the HTML part.
CODE = re.compile(r"(?<![#\w])\d{4,}")
# What an attempt says besides the states of a mail.
OUTCOMES = {"later": "remis à plus tard", "returned": "revenu"}
# What the page says once it is done, by the state that the mail is then in.
SETTLED = {
    Mail.State.SENT: "C’est noté : le courriel est arrivé.",
    Mail.State.FAILED: "C’est noté.",
    Mail.State.QUEUED: "Le courriel repart dans un instant.",
}


def readable(mail: Mail, text: str) -> str:
    """The text, without what would let its reader act as somebody, when people are real."""
    if settings.IS_DEMO:
        return text
    if mail.kind == Mail.Kind.ACCOUNT:
        return CODE.sub(MASK, text)
    return without_links(text)


class MailInspectView(RegisterInspectView):
    """The envelope, the text part, the HTML part apart in its frame."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`mail` with its parts, its headers and its tries."""
        mail: Mail = self.instance
        context: dict[str, Any] = super().get_context_data(**kwargs)
        preview = reverse("registres_courriels_preview", args=[mail.pk])
        context["headers"] = self.model_admin.headers(mail)
        context["settlements"] = [
            _settlement(one) for one in mail.settlements.select_related("by")
        ]
        context["choices"] = settling.choices(mail)
        context["seen"] = len(context["settlements"])
        context["settle_url"] = self.model_admin.act_url(mail)
        troubled = mail.state in (Mail.State.UNKNOWN, Mail.State.FAILED)
        context["never_again"] = settling.never_resent_because(mail) if troubled else ""
        context["text_part"] = readable(mail, mail.text)
        context["preview_url"] = preview if mail.html else ""
        context["attempts"] = [
            {
                "at": moment(attempt.at),
                "outcome": _outcome(attempt.outcome),
                "detail": attempt.detail,
            }
            for attempt in mail.attempts.order_by("at", "pk")
        ]
        return context


def _settlement(one: MailSettlement) -> dict[str, str]:
    resent = one.verdict == MailSettlement.Verdict.RESENT
    verdict = one.get_verdict_display() + (f" à {one.address}" if resent else "")
    return {"at": moment(one.at), "verdict": verdict, "by": str(one.by or "Personne effacée")}


def _outcome(code: str) -> str:
    if code in OUTCOMES:
        return OUTCOMES[code]
    return dict(Mail.State.choices).get(code, code)


class MailRegister(ActingRegister):
    """Every mail that the platform wrote, whatever became of it."""

    model = Mail
    base_url_path = "registres/courriels"
    menu_label = "Courriels"
    menu_icon = "mail"
    inspect_view_class = MailInspectView
    inspect_template_name = "circuits/admin/mail.html"
    act_slug = "regler"
    list_display = ("topic", "address", "kind", "state", "created_at", "sent_at")
    list_export = (
        "topic", "address", "code", "nature", "reference", "state_label",
        "created_at", "sent_at", "settled_at",
    )  # fmt: skip
    list_filter = (MailTroubleFilter, MailStateFilter, MailKindFilter, WrittenPeriodFilter)
    # Not the subject: searching it would guess the codes that it holds.
    search_fields = ("address", "reference")
    search_hint = "Une adresse, un numéro de dossier"
    ordering = ("-created_at", "-pk")
    export_filename = "courriels"

    def get_queryset(self, request: HttpRequest) -> Any:
        """Lists do not load the bodies."""
        return super().get_queryset(request).defer("text", "html")

    @admin.display(description="objet")
    def topic(self, mail: Mail) -> str:
        """The subject."""
        return readable(mail, mail.subject)

    @admin.display(description="nature")
    def nature(self, mail: Mail) -> str:
        """Account, notice or duty."""
        return mail.get_kind_display()

    @admin.display(description="état")
    def state_label(self, mail: Mail) -> str:
        """Where it is on its way out."""
        return mail.get_state_display()

    def title_of(self, mail: Mail) -> str:
        """The subject."""
        return readable(mail, mail.subject)

    def details(self, mail: Mail) -> list[Detail]:
        """The envelope, as the reader's program shows it."""
        return [
            ("De", settings.DEFAULT_FROM_EMAIL),
            ("À", mail.address),
            ("Objet", readable(mail, mail.subject)),
            ("Envoyé le", moment(mail.sent_at)),
            ("État", mail.get_state_display()),
        ]

    def headers(self, mail: Mail) -> list[Detail]:
        """What a reader does not see, and an operator may need."""
        return [
            ("Créé le", moment(mail.created_at)),
            ("Pas avant", moment(mail.not_before)),
            ("Nature", mail.get_kind_display()),
            ("Modèle", mail.code),
            ("Dossier", mail.reference or "–"),
            ("Identifiant", mail.message_id),
            ("Fil", mail.thread_id or "–"),
            ("Désabonnement", "en un clic" if mail.unsubscribe_url else "–"),
        ]

    def get_admin_urls_for_registration(self) -> Any:
        """The list, one mail, its HTML part alone, and the one form of the registers."""
        preview = re_path(
            rf"^{self.url_helper.base_url_path}/(?P<pk>\d{{1,18}})/apercu/$",
            self.preview,
            name="registres_courriels_preview",
        )
        return (*super().get_admin_urls_for_registration(), preview)

    def perform(self, pk: int, by: User, data: Any) -> str:
        """Keep what the Agence says or does of a mail, and ring."""
        seen = data.get("seen", "")
        mail = settling.settle(
            pk,
            data.get("verdict", ""),
            by=by,
            at=clock.now(),
            seen=int(seen) if seen.isdecimal() else -1,
        )
        transaction.on_commit(deliver_soon)
        return SETTLED[Mail.State(mail.state)]

    @property
    def preview(self) -> Any:
        """The HTML part as a document of its own, harmless whatever it holds."""
        return require_safe(self._preview)

    def _preview(self, request: HttpRequest, pk: str) -> HttpResponse:
        mail = Mail.objects.filter(pk=pk).first()
        may_read = self.permission_helper.user_can_inspect_obj(request.user, mail)
        if mail is None or not may_read or not mail.html:
            raise Http404
        response = HttpResponse(readable(mail, mail.html))
        response.headers["Content-Security-Policy"] = PREVIEW_POLICY
        return response
