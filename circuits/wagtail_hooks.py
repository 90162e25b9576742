"""What the circuits add to the back office: their editor, the registers, what is late."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from circuits import people_letters
from circuits.admin_urls import CIRCUITS
from circuits.panels import LatePanel, VacantPanel
from circuits.registers import Registers
from circuits.views import closures, projects, succession
from circuits.works_desk import WorksBudgetViewSet
from participation import clock
from participation.models import Absence, User
from participation.permissions import is_agency

modeladmin_register(Registers)
register_snippet(WorksBudgetViewSet)


@hooks.register("construct_homepage_panels")
def add_late_panel(request: HttpRequest, panels: list[Any]) -> None:
    """The first screen of the Agence begins with what is late, then what nobody holds."""
    panels.extend([LatePanel(), VacantPanel()])


class CircuitsMenuItem(MenuItem):
    """« Circuits », for the Agence."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may open it."""
        return is_agency(request.user)


@hooks.register("register_admin_menu_item")
def add_circuits() -> MenuItem:
    """The circuits stand beside the registers."""
    return CircuitsMenuItem(
        "Circuits", reverse("circuits_admin"), name="circuits", icon_name="list-ol", order=130
    )


@hooks.register("register_admin_urls")
def add_addresses() -> list[Any]:
    """Under `/admin/`, behind the same door as the rest of it."""
    return [path("circuits/", include(CIRCUITS))]


@hooks.register("after_edit_user")
def ask_for_a_successor(request: HttpRequest, user: User) -> HttpResponse | None:
    """Ask who takes over, as soon as an account is closed."""
    return succession.after_account(request, user)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def tell_the_substitute(request: HttpRequest, instance: Any) -> None:
    """Whoever replaces somebody learns it at once."""
    if isinstance(instance, Absence):
        people_letters.tell_substitute(instance, at=clock.now())


hooks.register("register_page_header_buttons", projects.header_buttons)

# A closure day moves dates: they are read before it is saved.
hooks.register("before_create_snippet", closures.before_create)
hooks.register("before_edit_snippet", closures.before_edit)
hooks.register("before_delete_snippet", closures.before_delete)
