"""What the pages of councils and projects hold besides their text, in the demonstration."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from circuits.demo import small_pdf
from circuits.demo.people import SEATS
from circuits.demo.pictures import PICTURES
from circuits.demo.project_shapes import Project, Stage
from circuits.demo.seed_moments import months_after
from circuits.demo.seed_people import Cast
from circuits.demo.shapes import Council
from participation.french import month_year, sentence_case
from participation.models import (
    CouncilPaper,
    Mandate,
    ProjectChange,
    ProjectPage,
    ProjectPromise,
    ProjectStage,
    ProjectView,
)

ALTS = {picture.key: picture.alt for picture in PICTURES}
Images = dict[str, Any]


def papers(council: Council, today: date) -> list[CouncilPaper]:
    """The rules and the last report of a council."""
    told = (
        (
            f"Règlement intérieur du conseil {council.name}",
            "Règlement intérieur",
            -14,
            (
                "Les réunions sont ouvertes à toutes et à tous. Chacun parle à son tour.",
                "Une demande est adoptée à main levée, à la majorité des membres présents.",
                "Le nom d’un membre ne paraît qu’avec son accord.",
            ),
        ),
        (
            f"Bilan d’une année du conseil {council.name}",
            "Bilan de l’année",
            -2,
            (
                "Ce que le conseil a demandé, ce que la Ville a répondu, ce qui a été fait.",
                "Ce qui n’a pas marché, et ce que le conseil fera autrement.",
            ),
        ),
    )
    return [
        CouncilPaper(
            document=_document(f"{council.key}-{order + 1}.pdf", title, paragraphs),
            label=label,
            day=months_after(today, months),
            sort_order=order,
        )
        for order, (title, label, months, paragraphs) in enumerate(told)
    ]


def _document(name: str, title: str, paragraphs: tuple[str, ...]) -> Any:
    content = small_pdf.draw(title, paragraphs)
    return get_document_model().objects.create(
        title=title, file=ContentFile(content, name=name), file_size=len(content)
    )


def show_portraits(cast: Cast, images: Images) -> None:
    """The photographs of those who agree."""
    for seat in SEATS:
        if seat.portrait:
            mandate = Mandate.objects.get(
                user=cast.persons[seat.person], council=cast.councils[seat.council]
            )
            mandate.show_photo, mandate.photo = True, images[seat.portrait]
            mandate.full_clean()
            mandate.save()


def fill(page: ProjectPage, content: Project, images: Images, today: date) -> None:
    """Stages, changes, views and promises of a project."""
    page.stages = [
        _stage(stage, order, images, today) for order, stage in enumerate(content.stages)
    ]
    page.changes = [
        ProjectChange(day=months_after(today, change.months), text=change.text)
        for change in content.changes
    ]
    page.views = [
        ProjectView(
            place=view.place,
            before=images[view.before],
            before_alt=ALTS[view.before],
            after=images[view.after] if view.after else None,
            after_alt=ALTS[view.after] if view.after else "",
        )
        for view in content.views
    ]
    page.promises = [
        ProjectPromise(
            promised=promise.promised, state=promise.state, done=promise.done, sort_order=order
        )
        for order, promise in enumerate(content.promises)
    ]


def _stage(stage: Stage, order: int, images: Images, today: date) -> ProjectStage:
    day = months_after(today, stage.months)
    return ProjectStage(
        name=stage.name,
        state=stage.state,
        day=day,
        when=sentence_case(stage.date_text.replace("{mois}", month_year(day))),
        description=stage.description,
        image=images[stage.picture] if stage.picture else None,
        image_alt=ALTS[stage.picture] if stage.picture else "",
        sort_order=order,
    )
