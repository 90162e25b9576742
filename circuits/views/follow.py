"""« Suivre ce dossier », « Suivre ce conseil »: by an account at once, else by e-mail.

The page answers the same to every address, known or not, and the link of its mail acts by
a POST only (circuits.md 10, P29).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.core import ratelimit
from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from circuits.actions.subscribe import ask_to_follow
from circuits.forms.follow import FollowForm
from circuits.models import Dossier
from participation import clock, following
from participation.following import Thing
from participation.french import inside
from participation.models import Council, Subscription, User
from participation.subscriptions import LinkRefused

BUSY = "Trop de demandes. Attendez quelques minutes, puis recommencez."
SENT = "envoye"


@dataclass(frozen=True)
class Followed:
    """What a page of this module is about, in public words."""

    thing: Thing
    name: str
    title: str
    url: str
    follow_url: str
    feed_url: str
    crumbs: list[tuple[str, str]]
    # « la demande 2026-041 », « le conseil D8 »: inside a sentence.
    named: str
    # What does not wait for the mail of the week.
    at_once: str
    # Whether the reader follows it, when the page's own query said so.
    known: bool | None = None

    @property
    def what(self) -> str:
        """The name, and the title when it says more."""
        return f"{self.name} – {self.title}" if self.title else self.name


def of_dossier(found: Dossier) -> Followed:
    """A dossier that everybody reads."""
    assert found.reference is not None
    name, above = ("Offres", "/offres/") if found.is_offer else ("Demandes", "/demandes/")
    return Followed(
        thing=Thing(reference=found.reference),
        name=found.label,
        title=found.public_title,
        url=found.get_absolute_url(),
        follow_url=reverse("follow_dossier", args=[found.reference]),
        feed_url=reverse("feed_dossier", args=[found.reference]),
        crumbs=[("Accueil", "/"), (name, above), (found.label, found.get_absolute_url())],
        named=f"l’{inside(found.label)}" if found.is_offer else f"la {inside(found.label)}",
        at_once=(
            "Les suites que la Ville donne vous arrivent"
            if found.is_offer
            else "La réponse de la Ville vous arrive"
        ),
        known=getattr(found, "followed", None),
    )


def of_council(found: Council) -> Followed:
    """A council, under the name by which it is followed."""
    return Followed(
        thing=Thing(council=found),
        name=found.name,
        title="",
        url=found.get_absolute_url(),
        follow_url=reverse("follow_council", args=[found.slug]),
        feed_url=reverse("feed_council", args=[found.slug]),
        crumbs=[
            ("Accueil", "/"),
            ("Conseils", "/conseils/"),
            (found.name, found.get_absolute_url()),
        ],
        named=f"le conseil {found.name}",
        at_once="Le dépôt d’une demande et la réponse de la Ville vous arrivent",
    )


def standing(followed: Followed, request: HttpRequest) -> str:
    """How this reader stands: « anonymous », « mandate », « followed » or « free »."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return "anonymous"
    known = followed.known
    if following.is_followed(user, followed.thing) if known is None else known:
        return "followed"
    council = followed.thing.council
    if council is not None and following.sits_in(user, council, clock.now()):
        return "mandate"
    return "free"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def dossier(request: HttpRequest, reference: str) -> HttpResponse:
    """`/dossiers/<number>/suivre/`: nothing of it for what the public does not read."""
    found = get_object_or_404(Dossier.objects.public(), reference=reference)
    return _page(request, of_dossier(found))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def council(request: HttpRequest, slug: str) -> HttpResponse:
    """`/conseils/<slug>/suivre/`."""
    return _page(request, of_council(get_object_or_404(Council, slug=slug)))


def _page(request: HttpRequest, followed: Followed) -> HttpResponse:
    user = request.user
    if request.method != "POST":
        return _show(request, followed, FollowForm())
    if isinstance(user, User):
        return _by_account(request, followed, user)
    if "email" not in request.POST:
        # The button of a session that ended: the address takes its place.
        return redirect(followed.follow_url)
    form = FollowForm(request.POST)
    if not form.is_valid():
        return _show(request, followed, form)
    address = form.cleaned_data["email"]
    if not ratelimit.consume(request, action="follow", key=address):
        form.add_error("email", BUSY)
        return _show(request, followed, form, status=429)
    ask_to_follow(
        address, followed.thing, what=followed.what, page=followed.url, at=clock.now()
    )
    return redirect(f"{followed.follow_url}?{SENT}=1")


def _by_account(request: HttpRequest, followed: Followed, user: User) -> HttpResponse:
    """One button, both ways; the page that it stands on says the result."""
    if request.POST.get("action") == "arreter":
        following.stop_one(user, followed.thing)
        messages.success(request, f"Vous ne suivez plus {followed.name}.")
    else:
        following.follow_one(user, followed.thing, at=clock.now())
        messages.success(request, f"Vous suivez {followed.name}.")
    return redirect(followed.url)


def _show(
    request: HttpRequest, followed: Followed, form: FollowForm, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "followed": followed,
        "form": form,
        "standing": standing(followed, request),
        "sent": request.method != "POST" and SENT in request.GET,
        "days": following.CONFIRM_DAYS,
    }
    return render(request, "circuits/follow/page.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, signed: str) -> HttpResponse:
    """`/abonnement/<link>/`: a GET shows the button, its POST confirms, twice is once.

    The CSRF token of the page is asked for on purpose, as for the links of acts: a program
    that only knows the address changes nothing.
    """
    try:
        asked = following.asked_by_link(signed)
    except LinkRefused as refusal:
        tried = consume_or_429(request, action="mail_link", limit_get=True)
        why = {"refusal": str(refusal)}
        return tried or render(request, "circuits/follow/confirm.html", why, status=404)
    if request.method == "POST":
        following.confirm(asked, at=clock.now())
        return redirect(request.path)
    followed = _asked(asked)
    context = {
        "followed": followed,
        "number": asked.reference,
        "confirmed": following.hears(asked),
        "has_account": asked.subscriber.user is not None,
    }
    return render(request, "circuits/follow/confirm.html", context)


def _asked(asked: Subscription) -> Followed | None:
    """What the link is about; None if the public no longer reads it."""
    if asked.council is not None:
        return of_council(asked.council)
    found = Dossier.objects.public().filter(reference=asked.reference).first()
    return of_dossier(found) if found else None
