"""`/__yardstick/`: a bare view that renders a 30 KB template without any query.

It exists only while `manage.py bench` runs (`BENCH_YARDSTICK=1`): every measure of the
benchmark is a ratio to it, taken in the same run through the same server and settings.
"""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

ROWS = [
    {
        "number": f"2026-{number:03d}",
        "title": "Un banc à l’ombre devant l’école élémentaire",
        "place": "rue de Soultz",
        "late": number % 7 == 0,
    }
    for number in range(1, 102)
]


def page(request: HttpRequest) -> HttpResponse:
    """About 30 KB of HTML; no context processor, no database."""
    return HttpResponse(render_to_string("search/yardstick.html", {"rows": ROWS}))
