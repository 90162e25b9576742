"""The demandes of the demonstration: eighty deposited and two drafts.

They cover every state that circuit A reaches, over the last eighteen months: first the
usual way, council by council, then what happens beside it, then subject by subject. Those
of theme « proprete » run on the short circuit (no A2, A4, A5). The runner replays by date.
"""

from circuits.demo import (
    requests_answered,
    requests_bourtzwiller,
    requests_centre,
    requests_clean,
    requests_d8,
    requests_drouot,
    requests_green,
    requests_health,
    requests_kept,
    requests_manufactures,
    requests_moved,
    requests_paused,
    requests_squares,
    requests_streets,
    requests_together,
    requests_west,
    requests_young,
)
from circuits.demo.shapes import DemoRequest

REQUESTS: tuple[DemoRequest, ...] = (
    *requests_bourtzwiller.REQUESTS,
    *requests_d8.REQUESTS,
    *requests_drouot.REQUESTS,
    *requests_manufactures.REQUESTS,
    *requests_centre.REQUESTS,
    *requests_west.REQUESTS,
    *requests_paused.REQUESTS,
    *requests_moved.REQUESTS,
    *requests_answered.REQUESTS,
    *requests_kept.REQUESTS,
    *requests_clean.REQUESTS,
    *requests_streets.REQUESTS,
    *requests_squares.REQUESTS,
    *requests_young.REQUESTS,
    *requests_green.REQUESTS,
    *requests_health.REQUESTS,
    *requests_together.REQUESTS,
)
