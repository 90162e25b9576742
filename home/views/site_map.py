"""`/plan-du-site/`: every public page, as a tree (RGAA 12.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

# Pages of the application: what people come for, then the ways in.
FIRST = (
    ("Demandes", "/demandes/"),
    ("Offres", "/offres/"),
    ("Agenda", "/agenda/"),
    ("Mon quartier", "/mon-quartier/"),
    ("Recherche", "/recherche/"),
)
LAST = (
    ("Se connecter", "/connexion/"),
    ("Plan du site", "/plan-du-site/"),
)


@dataclass
class Node:
    """One page and those below it."""

    title: str
    url: str
    children: list[Node] = field(default_factory=list)


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Home, the lists of the application, then the live, public pages of Wagtail."""
    tree = _tree(request)
    nodes = [*tree[:1], *_application(FIRST), *tree[1:], *_application(LAST)]
    context = {"nodes": nodes, "crumbs": [("Accueil", "/")]}
    return render(request, "home/site_map.html", context)


def _tree(request: HttpRequest) -> list[Node]:
    site = Site.find_for_request(request)
    if site is None:
        return []
    root = site.root_page
    pages = Page.objects.live().public().descendant_of(root, inclusive=True)
    tops: list[Node] = []
    ancestors: list[tuple[int, Node]] = []
    for page in pages.order_by("path"):
        title = "Accueil" if page == root else page.title
        node = Node(title, page.get_url(request) or "/")
        # The home page stands beside its sections, not above them.
        depth = max(page.depth, root.depth + 1)
        while ancestors and ancestors[-1][0] >= depth:
            ancestors.pop()
        (ancestors[-1][1].children if ancestors else tops).append(node)
        ancestors.append((depth, node))
    return tops


def _application(pages: Iterable[tuple[str, str]]) -> list[Node]:
    return [Node(label, url) for label, url in pages]
