"""How the accounts of the demonstration's Agence are entered: password and TOTP.

Both can be told again at any time: the password is in the environment or in a private
file, the secret of the second factor comes from `SECRET_KEY` and the address.
"""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.crypto import salted_hmac

from circuits.demo import people
from participation.accounts import enrol_totp
from participation.groups import ensure_groups
from participation.models import User

VARIABLE = "DEMO_PASSWORD"
FILE = "demo_password"
# Without letters and digits that are read for one another.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
SALT = "circuits.demo.totp"


def demo_password() -> str:
    """The password of the Agence's accounts: `DEMO_PASSWORD`, else `var/demo_password`.

    The file is made at the first call, readable by its owner alone.
    """
    given = os.environ.get(VARIABLE, "")
    if given:
        return given
    path: Path = settings.VAR_DIR / FILE
    kept = path.read_text(encoding="utf-8").strip() if path.exists() else ""
    if kept:
        return kept
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(4))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(password, encoding="utf-8")
    return password


def totp_secret(email: str) -> str:
    """The TOTP secret (base 32) of this account: the same for the same `SECRET_KEY`."""
    digest = salted_hmac(SALT, email, algorithm="sha1").digest()
    return base64.b32encode(digest).decode()


@transaction.atomic
def ensure_accounts() -> bool:
    """Make the Agence's accounts open with what is told; whether anything changed.

    Only what does not work is written: another `DEMO_PASSWORD` must not leave accounts
    that nobody can enter.
    """
    staff = {member.person for member in people.AGENCY_MEMBERS}
    addresses = [person.email for person in people.PEOPLE if person.key in staff]
    accounts = list(User.objects.filter(email__in=addresses).order_by("pk"))
    ensure_groups()
    return any([_ensure_password(accounts), *map(_ensure_totp, accounts)])


def _ensure_password(accounts: list[User]) -> bool:
    """All share one hash: reading whether it fits costs one computation, not four."""
    password = demo_password()
    stored = {account.password for account in accounts}
    if len(stored) == 1 and check_password(password, stored.pop()):
        return False
    hashed = make_password(password)
    for account in accounts:
        account.password = hashed
        account.save(update_fields=["password"])
    return True


def _ensure_totp(account: User) -> bool:
    """A second factor that is there stays: its owner may have renewed it."""
    if Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists():
        return False
    assert account.email
    enrol_totp(account, totp_secret(account.email))
    return True
