"""The demandes of the demonstration: 24 deposited and 2 drafts, council by council.

They cover every state that circuit A reaches without suspension, over the last
eighteen months; two of them, of theme « proprete », run on the short circuit (no A2,
A4, A5). `REQUESTS` is in the order of the councils; the runner replays by date.
"""

from circuits.demo import (
    requests_bourtzwiller,
    requests_centre,
    requests_d8,
    requests_drouot,
    requests_manufactures,
    requests_west,
)
from circuits.demo.shapes import DemoRequest

REQUESTS: tuple[DemoRequest, ...] = (
    *requests_bourtzwiller.REQUESTS,
    *requests_d8.REQUESTS,
    *requests_drouot.REQUESTS,
    *requests_manufactures.REQUESTS,
    *requests_centre.REQUESTS,
    *requests_west.REQUESTS,
)
