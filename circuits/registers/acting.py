"""The registers in which a person decides something: one POST a row, for the Agence.

The row stays read-only; what is decided is kept beside it, with who and when.
"""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import re_path, reverse
from django.views.decorators.http import require_POST

from circuits.registers.base import Register
from participation.models import User
from participation.permissions import Refused


class ActingRegister(Register):
    """A register with one address that takes a decision; reading never takes one."""

    # The last word of its address, in French.
    act_slug: ClassVar[str] = ""

    def perform(self, pk: int, by: User, data: Any) -> str:
        """Take the decision; returns what to say.

        Raises:
            Refused: with the reason, which is said instead.

        """
        raise NotImplementedError

    def act_url(self, instance: Any) -> str:
        """Where its form posts."""
        return reverse(self._act_name, args=[instance.pk])

    @property
    def _act_name(self) -> str:
        return f"{self.base_url_path.replace('/', '_')}_{self.act_slug}"

    def get_admin_urls_for_registration(self) -> Any:
        """The list, one row, and its decision."""
        act = re_path(
            rf"^{self.url_helper.base_url_path}/(?P<pk>\d{{1,18}})/{self.act_slug}/$",
            self.act,
            name=self._act_name,
        )
        return (*super().get_admin_urls_for_registration(), act)

    @property
    def act(self) -> Any:
        """The view: POST only, then back to the row."""
        return require_POST(self._act)

    def _act(self, request: HttpRequest, pk: str) -> HttpResponseBase:
        if not self.permission_helper.user_can_list(request.user):
            raise PermissionDenied
        row = get_object_or_404(self.model, pk=pk)
        try:
            said = self.perform(row.pk, cast("User", request.user), request.POST)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, said)
        return redirect(self.url_helper.get_action_url("inspect", row.pk))
