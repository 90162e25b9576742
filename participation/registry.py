"""`on_public_change`: how the ground tells those above without knowing them.

Those above (search, caches, followers) register a function in `AppConfig.ready()`;
it is called inside the transaction that changed what the public may read.
"""

from collections.abc import Callable

from django.db.models import Model

Listener = Callable[[Model], None]

_listeners: list[Listener] = []


def on_public_change(listener: Listener) -> Listener:
    """Register `listener(instance)`; usable as a decorator; registering twice is one."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def public_change(instance: Model) -> None:
    """Say that what the public may read of `instance` has changed (or is gone)."""
    for listener in _listeners:
        listener(instance)
