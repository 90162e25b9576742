"""In the back office: who takes over the posts of a person who left (circuits.md 7)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from wagtail.admin import messages

from circuits import people_letters
from circuits.actions.succession import succeed
from circuits.errors import ActRefused
from circuits.forms.succession import SuccessionForm
from circuits.posts import held_by
from circuits.views.back_office import ASK, for_the_agence, page
from circuits.views.frame import person
from participation import clock
from participation.french import plural
from participation.models import User


@ASK
@for_the_agence
def succession(request: HttpRequest, pk: int) -> HttpResponse:
    """One list of people for each post; mandates are the council's to give."""
    user = get_object_or_404(User, pk=pk)
    held = held_by(user, clock.today())
    data = request.POST if request.method == "POST" else None
    form = SuccessionForm(data, user=user, held=held)
    if data is not None and form.is_valid():
        try:
            moved = succeed(
                pk, successors=form.successors(), by=person(request), at=clock.now()
            )
        except ActRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = plural(moved, "dossier ouvert suit", "dossiers ouverts suivent")
            messages.success(request, f"La suite de {user} est désignée : {said}.")
            return redirect("succession", pk)
    return page(
        request,
        "succession",
        f"Qui prend la suite de {user} ?",
        [(reverse("wagtailadmin_home"), "Accueil"), ("", str(user))],
        icon="user",
        status=422 if form.errors else 200,
        left=user,
        held=held,
        form=form,
        dossiers=plural(held.dossiers, "dossier ouvert", "dossiers ouverts"),
    )


def after_account(request: HttpRequest, user: User) -> HttpResponse | None:
    """After an account was saved: closed with posts, it asks for a successor at once.

    The Agence is told by mail, since somebody else closes accounts.
    """
    if user.is_active:
        return None
    held = held_by(user, clock.today())
    if not held:
        return None
    people_letters.ask_for_successor(user, held, at=clock.now())
    messages.warning(request, f"Le compte de {user} est fermé : désignez qui prend la suite.")
    return redirect("succession", user.pk)
