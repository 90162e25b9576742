"""The poster of a dossier: one A4 page of PDF, to hang in a hall. Pure: words in, bytes out.

Every word is public and comes from the page (circuits.md 9). The font is in `fonts/`: a
printer that lacks it changes nothing, and no third host gives it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fpdf import FPDF, ViewerPreferences
from fpdf.enums import Align, MethodReturnValue, WrapMode, XPos, YPos
from fpdf.fonts import TTFFont
from PIL import Image

from circuits.qr import modules

FONTS = Path(__file__).parent / "fonts"
FAMILY = "dejavu"
# Raised when the drawing changes: the same words are then a new version.
LAYOUT = 1
# Millimetres and points; a title that is too long takes the next smaller size.
MARGIN, WIDTH = 22.0, 210.0 - 2 * 22.0
TITLE_SIZES = (40, 34, 28, 24, 20, 17, 14, 11, 9)
TITLE_HEIGHT, STATE_HEIGHT = 84.0, 50.0
STATE_SIZES = (22, 19, 17, 15, 13, 11, 9, 8)
CODE_SIDE = 58.0
INK, MUTE, LINE = (26, 32, 54), (95, 100, 120), (129, 121, 104)


@dataclass(frozen=True)
class Poster:
    """What the poster says; `at` is the moment of its state, aware."""

    number: str
    title: str
    who: str
    state: str
    day: str
    url: str
    town: str
    at: datetime


def draw(poster: Poster) -> bytes:
    """The poster as PDF: in French, titled, its code described for who does not see it."""
    pdf = _page(poster)
    _text(pdf, poster.number, 18, bold=True, colour=MUTE)
    _text(pdf, poster.who, 15, colour=MUTE)
    pdf.ln(10)
    _fitted(pdf, poster.title, TITLE_SIZES, TITLE_HEIGHT, bold=True)
    pdf.set_draw_color(*LINE)
    pdf.line(MARGIN, pdf.get_y() + 7, MARGIN + 40, pdf.get_y() + 7)
    pdf.ln(14)
    _text(pdf, f"Où en est-on ? Le {poster.day} :", 12, bold=True, colour=MUTE)
    pdf.ln(2)
    _fitted(pdf, poster.state, STATE_SIZES, STATE_HEIGHT)
    _foot(pdf, poster)
    return bytes(pdf.output())


def _page(poster: Poster) -> FPDF:
    pdf = FPDF(orientation="portrait", unit="mm", format="A4")
    pdf.set_margin(MARGIN)
    pdf.set_auto_page_break(auto=False)
    pdf.add_font(FAMILY, "", FONTS / "DejaVuSans.ttf")
    pdf.add_font(FAMILY, "B", FONTS / "DejaVuSans-Bold.ttf")
    pdf.set_lang("fr-FR")
    pdf.set_title(f"{poster.number} : {poster.title}")
    pdf.set_author(poster.town)
    pdf.set_creator("Aux actes, Citoyens !")
    pdf.set_creation_date(poster.at)
    pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
    pdf.add_page()
    return pdf


def _known(pdf: FPDF, text: str) -> str:
    """The signs that the font has: an emoji would be an empty box on the wall."""
    font = pdf.fonts[FAMILY]
    assert isinstance(font, TTFFont)
    known = font.cmap
    return "".join(sign for sign in text if ord(sign) in known).strip()


def _text(
    pdf: FPDF,
    text: str,
    size: float,
    *,
    bold: bool = False,
    colour: tuple[int, int, int] = INK,
    width: float = WIDTH,
) -> None:
    pdf.set_font(FAMILY, "B" if bold else "", size)
    pdf.set_text_color(*colour)
    pdf.multi_cell(
        width,
        _leading(size),
        _known(pdf, text),
        align=Align.L,
        new_x=XPos.LEFT,
        new_y=YPos.NEXT,
    )


def _leading(size: float) -> float:
    """The height of a line, in millimetres: 1.3 times a size in points."""
    return size * 0.3528 * 1.3


def _fitted(
    pdf: FPDF, text: str, sizes: tuple[int, ...], height: float, *, bold: bool = False
) -> None:
    """The text in the largest size that holds in `height` and breaks no word."""
    said = _known(pdf, text)
    for size in sizes:
        pdf.set_font(FAMILY, "B" if bold else "", size)
        lines = pdf.multi_cell(
            WIDTH, _leading(size), said, dry_run=True, output=MethodReturnValue.LINES
        )
        assert isinstance(lines, list)
        whole = all(pdf.get_string_width(word) <= WIDTH for word in said.split())
        if whole and len(lines) * _leading(size) <= height:
            break
    _text(pdf, text, size, bold=bold)


def _foot(pdf: FPDF, poster: Poster) -> None:
    """The code and the address, at the bottom of the sheet whatever is above."""
    top = 297 - MARGIN - CODE_SIDE
    rows = modules(poster.url)
    picture = Image.new("1", (len(rows), len(rows)), 1)
    picture.putdata([0 if dark else 1 for row in rows for dark in row])
    picture = picture.resize((len(rows) * 8, len(rows) * 8), Image.Resampling.NEAREST)
    pdf.image(
        picture.convert("L"),
        x=MARGIN - 5,
        y=top,
        w=CODE_SIDE,
        alt_text=f"Code QR qui mène à {poster.url}",
    )
    left = MARGIN + CODE_SIDE
    pdf.set_left_margin(left)
    pdf.set_xy(left, top + 12)
    _text(pdf, "À suivre sur", 13, colour=MUTE, width=WIDTH - CODE_SIDE)
    _address(pdf, poster.url, WIDTH - CODE_SIDE)
    pdf.ln(3)
    _text(
        pdf,
        f"Qui a le dossier, pour quand, et ce que répond {poster.town} : tout y est public.",
        10,
        colour=MUTE,
        width=WIDTH - CODE_SIDE,
    )


def _address(pdf: FPDF, url: str, width: float) -> None:
    """The address as people copy it by hand, host then path; a link on screen."""
    host, _, path = url.partition("://")[2].rstrip("/").partition("/")
    pdf.set_text_color(*INK)
    for shown in (host, f"/{path}"):
        for size in (15, 13, 11, 9, 7):
            pdf.set_font(FAMILY, "B", size)
            if pdf.get_string_width(shown) <= width:
                break
        pdf.multi_cell(
            width,
            _leading(size),
            shown,
            align=Align.L,
            link=url,
            wrapmode=WrapMode.CHAR,
            new_x=XPos.LEFT,
            new_y=YPos.NEXT,
        )
