"""Where an act is done: the address of its form, the same in pages and mails."""

from __future__ import annotations

from django.urls import reverse

from circuits.acts import Act
from circuits.models import Dossier, OfferThread


def act_path(rule: Act, dossier: Dossier, thread: OfferThread | None = None) -> str:
    """The path of the form of an act, on the dossier or on one council's thread."""
    if rule.thread and thread is not None:
        return reverse("space_thread_act", args=[dossier.uuid, thread.council.slug, rule.slug])
    return reverse("space_act", args=[dossier.uuid, rule.slug])


def private_path(dossier: Dossier, thread: OfferThread | None = None) -> str:
    """The page of a dossier in the members' space, at the thread of one council."""
    if thread is None:
        return dossier.private_url
    return f"{dossier.private_url}?conseil={thread.council.slug}"
