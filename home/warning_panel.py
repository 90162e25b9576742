"""A warning above the form of a page or of settings: what the public does not get yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.admin.panels import Panel


class WarningPanel(Panel):
    """Shows what `instance.warnings()` says; nothing when all is well."""

    class BoundPanel(Panel.BoundPanel):
        """The panel on one screen."""

        template_name = "home/admin/warnings.html"

        def is_shown(self) -> bool:
            """Whether there is anything to say."""
            return bool(self.instance.pk and self.instance.warnings())

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Any:
            """Add `warnings`."""
            context = super().get_context_data(parent_context)
            context["warnings"] = self.instance.warnings()
            return context
