"""`manage.py read_bounces`: the mailbox of returns, or files that hold one message each."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from participation import clock
from participation.bounces import record
from participation.mailbox import MailboxUnreachable, read_mailbox


class Command(BaseCommand):
    """Keep what came back; without file, read `BOUNCE_MAILBOX_URL` (circuits.md 12)."""

    help = "Lit les retours de courriels : la boîte réglée, ou des fichiers .eml."

    def add_arguments(self, parser: CommandParser) -> None:
        """The files, if any."""
        parser.add_argument("files", nargs="*", type=Path, help="un message par fichier")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Say what was kept."""
        at = clock.now()
        if not options["files"]:
            self._mailbox(at)
            return
        for path in options["files"]:
            try:
                kept = record(path.read_bytes(), at=at)
            except OSError as error:
                raise CommandError(f"{path} : {error.strerror}.") from error
            words = kept.get_kind_display() if kept else "ni un retour, ni une réponse"
            about = f", {kept.mail}" if kept and kept.mail else ""
            self.stdout.write(f"{path.name} : {words}{about}")

    def _mailbox(self, at: Any) -> None:
        if not settings.BOUNCE_MAILBOX_URL:
            raise CommandError("BOUNCE_MAILBOX_URL n’est pas réglé : donnez des fichiers.")
        try:
            kept, left = read_mailbox(settings.BOUNCE_MAILBOX_URL, at)
        except MailboxUnreachable as error:
            raise CommandError(f"La boîte des retours ne répond pas : {error}") from error
        self.stdout.write(f"{kept} retours gardés, {left} messages laissés à une personne.")
