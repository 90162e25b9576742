"""Which installation this is, and whether the database in front of it is its own (P34).

The machine says who it is by `INSTANCE_ID`, else by a file of `var/` made at the first
start; the database says whose it is by its one `Instance` row. A copy restored elsewhere
carries the row along, meets another machine, and nothing leaves.
"""

from __future__ import annotations

import os
import uuid
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from participation.models import Instance, SendingStop

ONLY = 1
FILE = "instance_id"


def machine_key() -> str:
    """Who this machine is: the environment's word, else the file's, made when missing.

    Empty when there is neither and nothing can be written: then nothing is ours.
    """
    if settings.INSTANCE_ID:
        return str(settings.INSTANCE_ID)
    path = Path(settings.VAR_DIR) / FILE
    try:
        return _read(path) or _write(path)
    except OSError:
        return ""


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip() if path.exists() else ""


def _write(path: Path) -> str:
    """One file for all the processes that start together: the first one's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    own = path.with_name(f"{FILE}.{os.getpid()}.{uuid.uuid4().hex}")
    own.write_text(str(uuid.uuid4()), encoding="utf-8")
    try:
        # A link to a complete file, unlike a file being written, is never half there.
        os.link(own, path)
    except FileExistsError:
        pass
    finally:
        own.unlink()
    return _read(path)


def owns_the_database(at: datetime) -> bool:
    """Whether mails may leave from here; a refusal is kept where every page reads it.

    A database that belongs to nobody yet becomes this machine's. Back on its own
    machine, it sends again by itself.
    """
    key = machine_key()
    known = Instance.objects.filter(pk=ONLY).values_list("key", flat=True).first()
    if known is None and key:
        row, _ = Instance.objects.get_or_create(pk=ONLY, defaults={"key": key, "since": at})
        known = row.key
    stops = SendingStop.objects.filter(cause=SendingStop.Cause.COPY, resumed_at__isnull=True)
    if key and key == known:
        stops.update(resumed_at=at)
        return True
    SendingStop.objects.get_or_create(
        cause=SendingStop.Cause.COPY, resumed_at=None, defaults={"at": at}
    )
    return False


@transaction.atomic
def adopt(at: datetime) -> str:
    """Make this database the machine's own, by an operator's decision; returns its key.

    Raises:
        OSError: this machine has no identity and none can be written.

    """
    key = machine_key()
    if not key:
        raise OSError(f"INSTANCE_ID n’est pas réglé et {settings.VAR_DIR} est fermé.")
    Instance.objects.update_or_create(pk=ONLY, defaults={"key": key, "since": at})
    SendingStop.objects.filter(cause=SendingStop.Cause.COPY, resumed_at__isnull=True).update(
        resumed_at=at
    )
    return key
