"""Lints our migrations without making the linter an app of the product."""

import django
import surroundings  # noqa: F401 (puts `config` on the path)
from console import ROOT
from django.core.management import call_command
from django_migration_linter.management.commands.lintmigrations import Command

APPS = ["home", "participation", "circuits", "search"]

if __name__ == "__main__":
    django.setup()
    call_command(
        Command(),
        include_apps=APPS,
        project_root_path=str(ROOT),
        no_cache=True,
        # It makes tables by hand: the linter reads their NOT NULL as added columns.
        ignore_name=["0003_huey"],
        quiet=["ok", "ignore"],
    )
