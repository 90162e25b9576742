"""Stopping the mails of what one follows: by the link of a mail, or on `/compte/`.

The link of a mail asks for no session: mail programs POST to it by themselves (RFC 8058)
and scanners GET it, which therefore never acts.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from participation import clock, subscriptions
from participation.forms_mails import MailChoicesForm
from participation.models import User


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, signed: str) -> HttpResponse:
    """`/desabonnement/<link>/`: a GET shows the button, a POST stops that class only."""
    try:
        subscriber = subscriptions.subscriber_of_link(signed)
    except subscriptions.LinkRefused as refusal:
        return render(
            request, "participation/unsubscribe.html", {"refusal": str(refusal)}, status=404
        )
    if request.method == "POST":
        subscriptions.stop_following(subscriber, at=clock.now())
    context: dict[str, Any] = {
        "stopped": subscriber.follows_since is None,
        "has_account": subscriber.user is not None,
    }
    return render(request, "participation/unsubscribe.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mail_choices(request: HttpRequest) -> HttpResponse:
    """`/compte/courriels/`: which weekly mails, and which councils beside one's own."""
    user = request.user
    assert isinstance(user, User)
    at = clock.now()
    data = request.POST if request.method == "POST" else None
    form = MailChoicesForm(data, user=user, today=clock.local_day(at))
    if data is not None and form.is_valid():
        chosen = form.cleaned_data
        subscriber = subscriptions.ensure_subscriber(user, at=at)
        table = chosen.get("table", subscriber.weekly_table)
        subscriptions.choose(subscriber, follow=chosen["follow"], table=table, at=at)
        subscriptions.follow(
            subscriber, platform=chosen["platform"], councils=chosen["councils"], at=at
        )
        messages.success(request, "Vos choix sont enregistrés.")
        return redirect("account_mails")
    return render(request, "account/mails.html", {"form": form})
