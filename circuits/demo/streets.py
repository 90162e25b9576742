"""Sixty streets of the demonstration, each in the secteur of one of the six councils.

The names are those of the town; who sits where, like the outlines, is indicative. Three
streets are shared, by their numbers or by their sides.
"""

from __future__ import annotations

from dataclasses import dataclass

from participation.models import Council, Quarter, Street


@dataclass(frozen=True, slots=True)
class Part:
    """A street, or some of its numbers: `side` as in `Street.Side`."""

    name: str
    quarter: str
    first: int | None = None
    last: int | None = None
    side: str = "both"


def _whole(quarter: str, *names: str) -> tuple[Part, ...]:
    return tuple(Part(name, quarter) for name in names)


STREETS: dict[str, tuple[Part, ...]] = {
    "bourtzwiller": (
        *_whole(
            "Bourtzwiller",
            "Rue de Soultz",
            "Rue de la Mertzau",
            "Rue de Guebwiller",
            "Rue de Kingersheim",
            "Rue des Romains",
            "Rue de Toulon",
            "Rue de Brest",
            "Rue de Bordeaux",
            "Rue de l’Armistice",
        ),
        Part("Avenue de Colmar", "Bourtzwiller", first=180),
        Part("Rue de Pfastatt", "Bourtzwiller", side="even"),
    ),
    "d8": (
        *_whole("Vauban-Neppert-Sellier-Waldner", "Rue Neppert", "Rue Vauban", "Rue Sellier"),
        *_whole("Vauban-Neppert-Sellier-Waldner", "Rue Waldner", "Rue de Strasbourg"),
        *_whole("Wolf-Wagner", "Rue Wolf", "Rue Thénard"),
        *_whole("Franklin-Fridolin", "Place Franklin", "Rue Franklin", "Rue Fridolin"),
        Part("Avenue de Colmar", "Franklin-Fridolin", last=179),
    ),
    "drouot-barbanegre": (
        *_whole("Drouot", "Rue de Sausheim", "Place Hauger", "Rue de Provence"),
        *_whole("Drouot", "Rue d’Artois", "Rue de l’Île-Napoléon"),
        *_whole("Barbanègre", "Rue Barbanègre", "Rue de la Navigation", "Rue du Canal"),
        Part("Rue de Bâle", "Barbanègre", first=100),
    ),
    "manufactures": (
        *_whole("Cité-Briand", "Avenue Aristide-Briand", "Rue Lavoisier", "Rue Papin"),
        *_whole("Cité-Briand", "Rue Gay-Lussac", "Boulevard Roosevelt", "Allée Glück"),
        *_whole("Daguerre", "Rue Daguerre"),
        *_whole("Doller", "Quai de la Doller", "Rue des Oiseaux"),
        *_whole("Brustlein", "Rue Brustlein", "Rue Thierstein"),
        Part("Rue de Pfastatt", "Doller", side="odd"),
    ),
    "grand-centre": (
        *_whole("Centre Historique", "Rue du Sauvage", "Rue Henriette", "Rue de la Sinne"),
        *_whole("Centre Historique", "Place de la Réunion", "Rue de l’Arsenal"),
        *_whole("Fonderie", "Rue de la Fonderie", "Rue de la Locomotive"),
        *_whole("Europe-Bassin-Nordfeld", "Boulevard de l’Europe", "Rue du Nordfeld"),
        *_whole("Europe-Bassin-Nordfeld", "Rue du 17-Novembre"),
        *_whole("Rebberg", "Rue du Jardin-Zoologique", "Boulevard Léon-Gambetta"),
        Part("Rue de Bâle", "Europe-Bassin-Nordfeld", last=99),
    ),
    "west": (
        *_whole("Coteaux", "Boulevard des Nations", "Rue Jules-Verne"),
        *_whole("Coteaux", "Rue Albert-Camus"),
        *_whole("Dornach", "Rue de Thann", "Rue de Belfort"),
        *_whole("Haut-Poirier", "Rue du Haut-Poirier", "Rue Pierre-de-Coubertin"),
    ),
}


def make_streets() -> None:
    """The whole list, each street checked as the Agence's own are."""
    quarters = {(q.territory_id, q.name): q for q in Quarter.objects.all()}
    for council in Council.objects.filter(slug__in=STREETS):
        for part in STREETS[council.slug]:
            street = Street(
                name=part.name,
                territory_id=council.territory_id,
                quarter=quarters[council.territory_id, part.quarter],
                side=part.side,
                first_number=part.first,
                last_number=part.last,
            )
            street.full_clean()
            street.save()
