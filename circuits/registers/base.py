"""What every register of the back office shares: the Agence reads, nobody writes.

Built on wagtail-modeladmin (architecture.md 2), of which only the list and the inspect view
have an address: there is no page to add, edit or delete, not even for a superuser.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from datetime import date, datetime
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field, lookup_field
from django.contrib.auth.models import Permission
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import re_path
from django.utils.text import capfirst
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView, InspectView

from participation.clock import PARIS
from participation.permissions import is_agency

# What a spreadsheet would run, and what its format cannot hold.
FORMULA = re.compile(r"^[=+\-@\t\r\n＝＋－＠]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")

Detail = tuple[str, Any]


class AgencyReads(PermissionHelper):
    """List and inspect for the Agence; everything else is refused to everybody."""

    def get_all_model_permissions(self) -> Any:
        """None: a register is not something that a group can be given."""
        return Permission.objects.none()

    def user_can_list(self, user: Any) -> bool:
        """The Agence, through the same door as the rest of the back office."""
        return is_agency(user) and user.has_perm("wagtailadmin.access_admin")

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        """Whoever may list may read each row."""
        return self.inspect_view_enabled and self.user_can_list(user)

    def user_can_create(self, user: Any) -> bool:
        """Nobody."""
        return False

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        """Nobody."""
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        """Nobody."""
        return False


class RegisterIndexView(IndexView):
    """The list, its filters, and its export in the words of the screen."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A hand-made address that filters on nonsense shows the whole register."""
        if any("\x00" in value for _, values in request.GET.lists() for value in values):
            return redirect(self.index_url)
        try:
            response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return redirect(self.index_url)
        return response

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        """Only what the register's own filters ask.

        Modeladmin passes any parameter to the ORM: `?user__password__startswith=` would
        be a question about a password.
        """
        own = {choice.parameter_name for choice in self.list_filter}
        asked: dict[str, Any] = super().get_filters_params(params)
        return {name: value for name, value in asked.items() if name in own}

    def get_buttons_for_obj(self, obj: Any) -> list[dict[str, str]]:
        """None: the first cell of a row is its link."""
        return []

    def get_heading(self, queryset: Any, field: str) -> str:
        """The column's title as on screen."""
        label = label_for_field(field, model=self.model, model_admin=self.model_admin)
        return str(capfirst(str(label)))

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        """One row of the export: local times, and nothing that a spreadsheet runs."""
        row: dict[str, Any] = OrderedDict()
        for field in self.list_export:
            _, _, value = lookup_field(field, item, self.model_admin)
            row[field] = _cell(value)
        return row


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(PARIS).replace(tzinfo=None, microsecond=0)
    if isinstance(value, int | float | date):
        return value
    text = CONTROL.sub(" ", str(value))
    return f"'{text}" if FORMULA.match(text) else text


class RegisterInspectView(InspectView):
    """One row, as the register tells it."""

    def get_page_title(self) -> str:
        """What kind of row this is."""
        return str(capfirst(self.verbose_name))

    def get_page_subtitle(self) -> str:
        """Which one, in words."""
        return str(self.model_admin.title_of(self.instance))

    def get_meta_title(self) -> str:
        """Both in the title of the window."""
        return f"{self.get_page_title()} – {self.get_page_subtitle()}"

    def get_fields_dict(self) -> list[dict[str, Any]]:
        """The details, in the register's order and words."""
        return [
            {"label": label, "value": value}
            for label, value in self.model_admin.details(self.instance)
        ]


class Register(ModelAdmin):
    """A read-only list of one model."""

    inspect_view_enabled = True
    history_view_enabled = False
    permission_helper_class = AgencyReads
    index_view_class = RegisterIndexView
    inspect_view_class = RegisterInspectView
    index_template_name = "circuits/admin/register.html"
    inspect_template_name = "circuits/admin/inspect.html"
    index_view_extra_css = ["css/registers.css"]
    list_per_page = 50
    search_hint = ""
    empty_value_display = "–"

    def title_of(self, instance: Any) -> str:
        """The name of one row."""
        return str(instance)

    def details(self, instance: Any) -> list[Detail]:
        """What the inspect view shows: (title, value) in order."""
        raise NotImplementedError

    def get_admin_urls_for_registration(self) -> Any:
        """The list and one row: no other address exists."""
        path = self.url_helper.base_url_path
        urls = [
            re_path(
                rf"^{path}/$",
                self.index_view,
                name=self.url_helper.get_action_url_name("index"),
            )
        ]
        if self.inspect_view_enabled:
            urls.append(
                re_path(
                    rf"^{path}/(?P<instance_pk>\d{{1,18}})/$",
                    self.inspect_view,
                    name=self.url_helper.get_action_url_name("inspect"),
                )
            )
        return tuple(urls)

    def get_permissions_for_registration(self) -> Any:
        """None to give in the screen of groups."""
        return Permission.objects.none()

    def register_admin_url_finders(self) -> None:
        """No edit page to find."""

    def register_indexing(self) -> None:
        """Wagtail's reference index would weigh on each of our acts."""


def moment(at: datetime | None) -> str:
    """« 02/04/2026 10:30 », local, or a dash."""
    return at.astimezone(PARIS).strftime("%d/%m/%Y %H:%M") if at else "–"
