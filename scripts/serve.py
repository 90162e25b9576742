"""`make run` and `make dev`: the whole site, from an empty database to the browser."""

import argparse
import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from types import FrameType
from typing import NoReturn

import processes
import surroundings
from console import ROOT, fail, say
from processes import Child

MANAGE = [sys.executable, str(ROOT / "manage.py")]
READY_SECONDS = 60
PARENT = os.getppid()


def main() -> None:
    """Prepare, serve, and stop everything at the first signal."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--dev", action="store_true", help="rechargement, DEBUG")
    dev = parser.parse_args().dev
    listen_to_signals()
    port = wanted_port()
    addresses = free_addresses(port)
    env = surroundings.local(port, debug=dev)
    with surroundings.database():
        prepare(env)
        web = development(port) if dev else gunicorn(addresses)
        worker = [*MANAGE, "run_huey", "--quiet", "--flush-locks"]
        serve(
            [
                Child("Le serveur web", web, env),
                Child("Le traitement en arrière-plan", worker, env, signal.SIGINT),
            ],
            port,
            env,
        )


def listen_to_signals() -> None:
    """Leave cleanly for Ctrl-C, `kill` and a closed terminal, but not under nohup."""
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, interrupt)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, interrupt)


def interrupt(signum: int, frame: FrameType | None) -> NoReturn:
    """Turn a signal into the exception that Ctrl-C raises."""
    raise KeyboardInterrupt


def wanted_port() -> int:
    """Return PORT, 8000 when unset."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        fail(f"PORT doit être un nombre entre 1 et 65535, pas « {text} ».")
    return int(text)


def free_addresses(port: int) -> list[str]:
    """Return the local addresses to listen on, after a try at each of them."""
    addresses = [f"127.0.0.1:{port}"]
    try_to_listen(socket.AF_INET, "127.0.0.1", port)
    try:
        try_to_listen(socket.AF_INET6, "::1", port)
        addresses.append(f"[::1]:{port}")
    except OSError:
        pass  # a machine without IPv6
    return addresses


def try_to_listen(family: socket.AddressFamily, host: str, port: int) -> None:
    """Stop in one line when somebody else has the port, or when it is not for us."""
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                fail(f"le port {port} est déjà pris : essayez « PORT=8001 make run ».")
            if error.errno == errno.EACCES:
                fail(f"le port {port} est réservé : choisissez un port après 1023.")
            raise


def prepare(env: Mapping[str, str]) -> None:
    """Run prepare.py, which says what it does; stop with its exit code if it fails."""
    command = [sys.executable, str(ROOT / "scripts" / "prepare.py")]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def gunicorn(addresses: list[str]) -> list[str]:
    """Return the command that serves the site the way production does."""
    binds = [word for address in addresses for word in ("--bind", address)]
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", *binds]
    return [*command, "config.wsgi:application"]


def development(port: int) -> list[str]:
    """Return the command that serves the site and reloads it at each change."""
    return [*MANAGE, "runserver", f"localhost:{port}"]


def serve(children: list[Child], port: int, env: Mapping[str, str]) -> None:
    """Start the processes, present the site, then watch until a signal comes."""
    try:
        say("Démarrage du site")
        for child in children:
            child.start()
        wait_until_ready(children, port)
        present(port, env)
        watch(children)
    except KeyboardInterrupt:
        print(flush=True)
        say("Arrêt du site")
    finally:
        # Nothing may interrupt the stop: impatience would leave orphans.
        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(signum, signal.SIG_IGN)
        processes.stop(children)


def wait_until_ready(children: list[Child], port: int) -> None:
    """Wait until a page answers, whatever it answers."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        look_after(children)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", "/livez")
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
        else:
            return
        finally:
            connection.close()
    fail("le site ne répond pas (voir les messages ci-dessus).")


def present(port: int, env: Mapping[str, str]) -> None:
    """Print the address and the accounts of the demonstration."""
    say("Le site est prêt. Ctrl-C arrête tout.")
    print(f"\n  http://localhost:{port}\n", flush=True)
    command = [*MANAGE, "demo_accounts"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, check=False)
    print(flush=True)


def watch(children: list[Child]) -> None:
    """Revive what dies, until a signal comes or `make`, our parent, disappears."""
    under_make = "MAKELEVEL" in os.environ
    while not (under_make and os.getppid() != PARENT):
        look_after(children)
        surroundings.revive_database()
        time.sleep(1)


def look_after(children: list[Child]) -> None:
    """Start again each process that ended."""
    for child in children:
        if child.has_ended():
            child.revive()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        fail("démarrage interrompu.")
