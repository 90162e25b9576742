"""QR codes: an address as a square of modules, for paper. Pure: no request, no ORM."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

import qrcode
from qrcode.constants import ERROR_CORRECT_M

# The white margin that readers need around the code (ISO/IEC 18004), in modules.
QUIET = 4


def modules(text: str) -> list[list[bool]]:
    """The rows of the code, dark as True, with its white margin."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(dark) for dark in row] for row in code.get_matrix()]


def runs(rows: list[list[bool]]) -> list[tuple[int, int, int]]:
    """The dark runs as (column, row, length): few shapes for many modules."""
    found = []
    for y, row in enumerate(rows):
        x = 0
        for dark, group in groupby(row):
            length = len(list(group))
            if dark:
                found.append((x, y, length))
            x += length
    return found


@lru_cache(maxsize=512)
def svg_path(text: str) -> tuple[int, str]:
    """The side of the code in modules, and its dark modules as the path of an SVG."""
    rows = modules(text)
    return len(rows), "".join(f"M{x} {y}h{n}v1h-{n}z" for x, y, n in runs(rows))
