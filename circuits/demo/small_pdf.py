"""A one-page PDF of a title and a few paragraphs: the documents of the demonstration.

Made here so that no file is downloaded and no library is needed for a few lines.
"""

from __future__ import annotations

import textwrap

WIDTH, HEIGHT, MARGIN, LEAD = 595, 842, 64, 17
TITLE_SIZE, SIZE, LINE = 18, 11, 86


def draw(title: str, paragraphs: tuple[str, ...]) -> bytes:
    """The bytes of the file."""
    lines = [("F2", TITLE_SIZE, line) for line in textwrap.wrap(title, 52)]
    for paragraph in paragraphs:
        lines.append(("F1", SIZE, ""))
        lines += [("F1", SIZE, line) for line in textwrap.wrap(paragraph, LINE)]
    content = _content(lines)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (fr-FR) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>" % (WIDTH, HEIGHT),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        _font(b"Helvetica"),
        _font(b"Helvetica-Bold"),
        b"<< /Title %s >>" % _string(title),
    ]
    return _file(objects)


def _font(name: bytes) -> bytes:
    return b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name


def _string(text: str) -> bytes:
    raw = text.replace("\u202f", "\u00a0").encode("cp1252", "replace")
    escaped = raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"(" + escaped + b")"


def _content(lines: list[tuple[str, int, str]]) -> bytes:
    parts = [b"BT", b"%d %d Td" % (MARGIN, HEIGHT - MARGIN)]
    for font, size, line in lines:
        parts.append(b"/%s %d Tf" % (font.encode(), size))
        parts.append(b"%s Tj 0 -%d Td" % (_string(line), LEAD if size == SIZE else 26))
    return b"\n".join([*parts, b"ET"])


def _file(objects: list[bytes]) -> bytes:
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
        + b"trailer\n<< /Size %d /Root 1 0 R /Info 7 0 R >>\n" % count
        + b"startxref\n%d\n%%%%EOF\n" % len(body)
    )
