"""factory-boy factories of the ground."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from participation.models import (
    Council,
    Directorate,
    ElectedOfficial,
    Service,
    Territory,
    Theme,
    User,
)

SQUARE = {
    "type": "Polygon",
    "coordinates": [
        [[7.33, 47.74], [7.35, 47.74], [7.35, 47.76], [7.33, 47.76], [7.33, 47.74]]
    ],
}


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    first_name = factory.Sequence(lambda n: f"Prénom{n}")
    last_name = "Essai"
    email = factory.Sequence(lambda n: f"personne{n}@exemple.fr")

    class Params:
        agency = factory.Trait(is_staff=True)


class TerritoryFactory(DjangoModelFactory):
    class Meta:
        model = Territory

    name = factory.Sequence(lambda n: f"Secteur {n}")
    geometry = SQUARE


class CouncilFactory(DjangoModelFactory):
    class Meta:
        model = Council

    name = factory.Sequence(lambda n: f"Conseil participatif Essai {n}")
    slug = factory.Sequence(lambda n: f"essai-{n}")
    territory = factory.SubFactory(TerritoryFactory)
    founded_on = date(2016, 1, 1)


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = Theme

    name = factory.Sequence(lambda n: f"Thème {n}")
    slug = factory.Sequence(lambda n: f"theme-{n}")
    icon = "voirie"


class DirectorateFactory(DjangoModelFactory):
    class Meta:
        model = Directorate

    name = factory.Sequence(lambda n: f"Direction {n}")
    head = factory.SubFactory(UserFactory)


class ServiceFactory(DjangoModelFactory):
    class Meta:
        model = Service

    name = factory.Sequence(lambda n: f"Voirie {n}")
    slug = factory.Sequence(lambda n: f"service-{n}")
    domain = "Voirie"
    directorate = factory.SubFactory(DirectorateFactory)
    mailbox = factory.Sequence(lambda n: f"service{n}@ville.exemple.fr")
    phone = "03 89 00 00 12"
    holder = factory.SubFactory(UserFactory)
    deputy = factory.SubFactory(UserFactory)
    head = factory.SubFactory(UserFactory)


class ElectedOfficialFactory(DjangoModelFactory):
    class Meta:
        model = ElectedOfficial

    user = factory.SubFactory(UserFactory)
    delegation = factory.Sequence(lambda n: f"Délégation {n}")
