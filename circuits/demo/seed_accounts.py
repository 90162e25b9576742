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
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
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
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(4))
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "w", encoding="utf-8") as file:
        file.write(f"{password}\n")
    return password


def totp_secret(email: str) -> str:
    """The TOTP secret (base 32) of this account: the same for the same `SECRET_KEY`."""
    digest = salted_hmac(SALT, email, algorithm="sha1").digest()
    return base64.b32encode(digest).decode()


def ensure_accounts() -> bool:
    """Make the Agence's accounts open with what is told; whether anything changed.

    Only what does not work is written: a new `SECRET_KEY` or password must not leave
    accounts that nobody can enter.
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
    assert account.email
    secret = totp_secret(account.email)
    known = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP)
    if any(decrypt(row.data["secret"]) == secret for row in known):
        return False
    enrol_totp(account, secret)
    return True
