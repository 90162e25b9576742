"""`/admin/account/`: what each member of the Agence chooses for the back office."""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.account import AccountView


class PreferencesView(AccountView):
    """Wagtail's page without portrait: only public images are ever served."""

    def get_panels(self) -> list[Any]:
        """Name, notifications and look."""
        return [panel for panel in super().get_panels() if panel.name != "avatar"]
