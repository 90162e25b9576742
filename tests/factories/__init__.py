"""One vocabulary of test data: factories, and `World`, a small town that works."""

from tests.factories.models import (
    CouncilFactory,
    ElectedOfficialFactory,
    ServiceFactory,
    ThemeFactory,
    UserFactory,
)
from tests.factories.world import World, paris

__all__ = [
    "CouncilFactory",
    "ElectedOfficialFactory",
    "ServiceFactory",
    "ThemeFactory",
    "UserFactory",
    "World",
    "paris",
]
