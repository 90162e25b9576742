"""« Comment ça marche »: what a circuit version promises, told to everybody.

Pure: reads a `Definition`, knows no row, no clock and no database. Every number comes
from the version; the sentences only say what its steps, acts and ladders are for
(circuits.md 3 to 6).
"""

from circuits.guide.build import guide_of
from circuits.guide.data import Guide, Notice, Stop
from circuits.guide.example import example_dates
from circuits.guide.picture import draw

__all__ = ["Guide", "Notice", "Stop", "draw", "example_dates", "guide_of"]
