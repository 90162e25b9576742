"""`manage.py erase_person ADDRESS`: a person asked to be erased (RGPD, article 17)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from circuits.actions.erase import erase_person
from circuits.actions.record import system_user
from circuits.errors import ActRefused
from participation import clock
from participation.french import plural
from participation.models import User


class Command(BaseCommand):
    """Says what would be done; with `--yes`, does it, for ever."""

    help = "Rend anonyme une personne : compte vidé, mandats finis, courriels vidés."

    def add_arguments(self, parser: CommandParser) -> None:
        """Nobody is erased without the word."""
        parser.add_argument("email", help="adresse du compte")
        parser.add_argument("--yes", action="store_true", help="effacer pour de bon")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Erase, or only say; then name the texts that a person must read again."""
        person = User.objects.filter(email__iexact=options["email"].strip()).first()
        if person is None:
            raise CommandError(f"Aucun compte n’a l’adresse « {options['email']} ».")
        label = str(person)
        with transaction.atomic():
            try:
                done = erase_person(person.pk, by=system_user(), at=clock.now())
            except ActRefused as refusal:
                raise CommandError(str(refusal)) from refusal
            if not options["yes"]:
                transaction.set_rollback(True)
        mails = plural(done.mails, "courriel vidé", "courriels vidés")
        if options["yes"]:
            self.stdout.write(f"Personne effacée : {mails}.")
        else:
            self.stdout.write(
                f"« {label} » : cette personne serait effacée pour toujours, {mails}. "
                "Pour le faire : --yes."
            )
        for place in done.left:
            self.stdout.write(f"Son nom reste dans un texte figé : {place}.")
