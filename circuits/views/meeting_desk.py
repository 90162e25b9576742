"""The long forms about a meeting: shown, checked, published, overtaken.

The page of verification holds what was typed and gives it back to be changed: nothing is
stored before it is published, and nothing typed is lost.
"""

from __future__ import annotations

import uuid as uuids
from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from circuits.errors import ActRefused, Stale
from circuits.forms.meetings import MeetingForm, MinutesForm, rows_asked
from circuits.models import Dossier
from circuits.views.desk import CRUMBS, stale_words
from circuits.views.frame import Frame
from participation.french import clock_time, long_date, plural, week_date
from participation.models import Council, Meeting, Minutes
from participation.models.meetings import MOST_ITEMS

HERE = [*CRUMBS, ("Réunions", "/espace/reunions/")]
MORE = 3
# Buttons and machinery: everything else is what somebody typed.
NOT_TYPED = {"csrfmiddlewaretoken", "publish", "check", "more", "back", "seen", "key"}
# The dossiers that the form proposes for a point of the order of the day.
PROPOSED = 40


class MeetingDesk:
    """One long form: shown, checked, published, overtaken; nothing typed is ever lost."""

    template = "circuits/space/meeting_form.html"
    check_template = "circuits/space/meeting_check.html"

    def __init__(
        self,
        request: HttpRequest,
        frame: Frame,
        council: Council,
        *,
        initial: dict[str, Any],
        rows: int,
        meeting: Meeting | None = None,
        key: uuids.UUID | None = None,
    ) -> None:
        """`meeting` when it is announced already, else `key`."""
        self.request, self.frame, self.council = request, frame, council
        self.initial, self.rows, self.meeting, self.key = initial, rows, meeting, key
        self.posted: Mapping[str, str] = request.POST

    @property
    def seen(self) -> int | None:
        """The version that the page was opened on."""
        seen = self.posted.get("seen", "")
        return int(seen) if seen.isdigit() and len(seen) < 9 else None

    def build(self, rows: int, data: Any = None, initial: Any = None) -> Any:
        """The form."""
        return MeetingForm(
            data,
            initial=initial,
            council=self.council,
            at=self.frame.at,
            new=self.meeting is None,
            rows=rows,
        )

    def again(self, more: int = 0, **known: Any) -> Any:
        """The form with what was typed, unchecked; `known` stands for what was typed."""
        typed = {name: value for name, value in self.posted.items() if name != "rows"}
        rows = rows_asked(self.posted, more)
        return self.build(rows, initial={"open_to_public": False, **typed, **known})

    def fields(self, form: Any) -> dict[str, Any]:
        """What the action takes."""
        given: dict[str, Any] = form.meeting_fields()
        return given

    def answer(self, perform: Any, done: str) -> HttpResponse:
        """The page that follows from what was asked."""
        if self.request.method != "POST":
            return self.page(self.build(self.rows, initial=self.initial))
        if "more" in self.posted or "back" in self.posted:
            return self.page(self.again(MORE if "more" in self.posted else 0))
        form = self.build(rows_asked(self.posted), data=self.posted)
        if not form.is_valid():
            return self.page(form)
        if "publish" not in self.posted:
            return self.check(form)
        try:
            meeting = perform(self.fields(form))
        except Stale as error:
            # The page that tells of it is the one from which one goes on.
            again = self.again(seen=self.version_now())
            return self.page(again, stale=stale_words(error))
        except ActRefused as error:
            return self.page(form, stale=f"{error} Votre texte est gardé ci-dessous.")
        messages.success(self.request, done)
        return redirect("space_meeting", meeting.uuid)

    def version_now(self) -> int:
        """The version from which one goes on once told who acted."""
        return version_of(self.meeting) if self.meeting else 1

    def page(self, form: Any, stale: str | None = None) -> HttpResponse:
        """The form, with what is wrong or who was quicker."""
        context = {
            "form": form,
            "council": self.council,
            "meeting": self.meeting,
            "key": self.key,
            "stale": stale,
            "space_crumbs": HERE,
            **self.more(form),
        }
        status = 409 if stale else 422 if form.is_bound and form.errors else 200
        return render(self.request, self.template, context, status=status)

    def more(self, form: Any) -> dict[str, Any]:
        """The parts of the form, and the dossiers that a point may name."""
        own = Dossier.objects.public().filter(council=self.council, reference__isnull=False)
        return {
            "parts": list(_parts(form)),
            "full": form.row_count >= MOST_ITEMS,
            "dossiers": own.order_by("-sent_at")[:PROPOSED],
        }

    def check(self, form: Any) -> HttpResponse:
        """What will be published, before it is."""
        given = form.cleaned_data
        starts, ends = clock_time(given["starts_at"]), clock_time(given["ends_at"])
        context = {
            "council": self.council,
            "meeting": self.meeting,
            "key": self.key,
            "typed": _typed(self.posted),
            "seen": self.seen,
            "rows": [
                {"key": "Objet", "value": given["title"] or "Réunion du conseil"},
                {"key": "Quand", "value": f"{week_date(given['day'])}, de {starts} à {ends}"},
                {"key": "Lieu", "value": lines(given["place"], given["address"])},
                {"key": "Comment venir", "value": given["access"]},
                {"key": "Qui peut venir", "value": who_may_come(given["open_to_public"])},
            ],
            "points": given["points"],
            "space_crumbs": HERE,
        }
        return render(self.request, self.check_template, context)


class MinutesDesk(MeetingDesk):
    """The same for a compte rendu."""

    template = "circuits/space/minutes_form.html"
    check_template = "circuits/space/minutes_check.html"

    def __init__(
        self, request: HttpRequest, frame: Frame, meeting: Meeting, last: Minutes | None
    ) -> None:
        """`last` is the version that this one corrects."""
        initial: dict[str, Any] = {"seen": 0}
        if last is not None:
            initial = {
                "seen": last.version,
                "text": "" if last.hidden else last.text,
                "present_count": last.present_count,
                "adopted_on": last.adopted_on,
            }
        super().__init__(
            request, frame, meeting.council, initial=initial, rows=0, meeting=meeting
        )
        self.last = last

    def build(self, rows: int, data: Any = None, initial: Any = None) -> Any:
        """The form; `rows` is not its affair.

        A page that was opened before the first version asked for no correction: the
        action says whether it is a double click, or who was quicker.
        """
        opened_before = data is not None and self.seen == 0
        assert self.meeting is not None
        return MinutesForm(
            data,
            initial=initial,
            meeting=self.meeting,
            today=self.frame.today,
            last=None if opened_before else self.last,
        )

    def fields(self, form: Any) -> dict[str, Any]:
        """What the action takes."""
        given: dict[str, Any] = form.minutes_fields()
        return given

    def version_now(self) -> int:
        """The last version published."""
        self.last = Minutes.objects.filter(meeting=self.meeting).order_by("version").last()
        return self.last.version if self.last else 0

    def more(self, form: Any) -> dict[str, Any]:
        """Whether it is a correction."""
        return {"last": self.last}

    def check(self, form: Any) -> HttpResponse:
        """The compte rendu as the public will read it."""
        given = form.cleaned_data
        adopted = given["adopted_on"]
        rows = [
            {"key": "Présence", "value": plural(given["present_count"], "personne")},
            {
                "key": "Adopté par le conseil",
                "value": long_date(adopted) if adopted else "Pas encore",
            },
        ]
        if "correction" in given:
            rows.append({"key": "Ce qui change", "value": given["correction"]})
        context = {
            "meeting": self.meeting,
            "council": self.council,
            "typed": _typed(self.posted),
            "seen": self.seen,
            "rows": rows,
            "text": given["text"],
            "space_crumbs": HERE,
        }
        return render(self.request, self.check_template, context)


def version_of(found: Meeting) -> int:
    """The version that is stored now."""
    return Meeting.objects.values_list("version", flat=True).get(pk=found.pk)


def seen_again(form: BaseForm, version: int) -> None:
    """The page that tells of an overtaken text is the one from which one goes on."""
    data: Any = form.data
    typed = data.copy()
    typed["seen"] = str(version)
    form.data = typed


def _typed(posted: Mapping[str, str]) -> list[tuple[str, str]]:
    """What the page of verification holds, to be published or given back."""
    return [(name, value) for name, value in posted.items() if name not in NOT_TYPED]


def _parts(form: MeetingForm) -> Iterator[dict[str, Any]]:
    """The questions by part, as `form_parts.html` takes them."""
    first = ("title", "day", "starts", "ends", "held")
    where = ("place", "address", "access", "open_to_public")
    shown = [("when", "La réunion", first), ("where", "Où, et qui peut venir", where)]
    shown += [
        (f"point-{n}", f"Ordre du jour, point {n}", tuple(form.point_names(n)))
        for n in range(1, form.row_count + 1)
    ]
    for key, title, names in shown:
        found = [form[name] for name in names if name in form.fields]
        note = ""
        if key == "point-1":
            note = "Laissez vides les points qui ne servent pas."
        yield {"key": key, "title": title, "note": note, "fields": found, "conditional": False}
    hidden = [form["rows"], form["seen"]]
    yield {"key": "rest", "title": "", "note": "", "fields": hidden, "conditional": False}


def lines(*some: str) -> str:
    """The lines that say something, one below the other."""
    return "\n".join(line for line in some if line)


def who_may_come(to_all: bool) -> str:
    """In words, for a summary."""
    return "Toutes et tous" if to_all else "Les membres du conseil"
