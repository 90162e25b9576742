"""How gunicorn serves the site, here and in a town. Addresses come from the command."""

import os

pythonpath = "site"
# A visitor waits for PostgreSQL more than for Python: threads share a worker's memory.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
timeout = 60
graceful_timeout = 10
keepalive = 5
# Nobody administers a running gunicorn here: no socket to guard.
control_socket_disable = True
# Workers prove that they live by touching a file: in memory, a slow disk kills none.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
loglevel = "warning"


def post_worker_init(worker: object) -> None:
    """The application is loaded."""
    from config.garbage import keep_what_is_loaded

    keep_what_is_loaded()
