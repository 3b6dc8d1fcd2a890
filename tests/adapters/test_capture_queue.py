"""Captures on another host: what goes through the queue, and that a worker's role can do nothing else."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from rempart.adapters.capture_queue import CaptureWorker, QueuedCapturer, RoleNameError, write_grants
from rempart.cli.capture_worker import QueueUnreadableError, read_queue
from rempart.lab.postgres import DATABASE, PostgresServer
from rempart.lab.processes import MissingProgramError
from rempart.ports.capturing import (
    BrowserMissingError,
    CapturePolicy,
    CaptureRefusedError,
    PageCapture,
    PageUnreachableError,
)
from tests.adapters.egress.origin import Origin
from tests.factories.captures import make_capture
from tests.waiting import PATIENCE_S

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("capture-queue")]
ROLE, PASSWORD = "capture_one", "only for this test"
URL = "https://forum.example/"


class Database:
    """A PostgreSQL with all tables of Rempart, as its owner and as a capture worker see it."""

    def __init__(self, server: PostgresServer) -> None:
        self.owner = server.url
        self.query = server.query
        self.worker = f"postgresql://{ROLE}:{quote(PASSWORD)}@{server.address}:{server.port}/{DATABASE}"

    def try_as_worker(self, statement: str, *values: object) -> int:
        """How many rows the statement touched. Raises psycopg.errors.InsufficientPrivilege."""
        with psycopg.connect(self.worker, autocommit=True) as connection:
            return connection.execute(statement, values).rowcount


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder = tmp_path_factory.mktemp("installation")
    try:
        with PostgresServer() as server:
            (folder / "rempart.toml").write_text(f'data_folder = "data"\n[database]\nurl = "{server.url}"\n')
            listed = "import sys; from rempart.cli import main; sys.argv = ['rempart', 'captures', 'list']; main()"
            environment = {"REMPART_CONFIG": str(folder / "rempart.toml"), "PATH": "/usr/bin:/bin"}
            subprocess.run([sys.executable, "-c", listed], env=environment, check=True, capture_output=True)
            server.query(f"CREATE ROLE {ROLE} LOGIN PASSWORD '{PASSWORD}'")
            for statement in write_grants(ROLE).split(";\n"):
                if statement.strip():
                    server.query(statement)
            yield Database(server)
    except MissingProgramError as missing:
        pytest.skip(str(missing))


class Looker:
    """A capturer that does what it is told, once an errand."""

    def __init__(self, answer: Callable[[], PageCapture]) -> None:
        self.answer = answer
        self.asked: list[tuple[str, CapturePolicy]] = []

    def capture(self, url: str, policy: CapturePolicy) -> PageCapture:
        self.asked.append((url, policy))
        return self.answer()


def fail(error: BaseException) -> PageCapture:
    raise error


@contextmanager
def working(database: Database, looker: Looker, lease_s: float = 60.0) -> Iterator[None]:
    over = threading.Event()
    worker = CaptureWorker(database.worker, looker, lease_s)
    thread = threading.Thread(target=worker.run, args=(over,))
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_a_worker_looks_and_the_asker_gets_all_that_it_saw(database: Database) -> None:
    seen, policy = make_capture(), CapturePolicy(language="en", allowed_networks=("127.0.0.0/8",))
    looker = Looker(lambda: seen)
    with working(database, looker):
        assert QueuedCapturer(database.owner).capture(URL, policy) == seen
    assert looker.asked == [(URL, policy)]
    assert database.query("SELECT count(*) FROM captures_errand") == "0"


@pytest.mark.parametrize(
    "error",
    [
        PageUnreachableError(url=URL, problem="connection refused", capture=make_capture()),
        CaptureRefusedError(url=URL, problem="network: loopback"),
        BrowserMissingError(problem="no Chromium"),
    ],
)
def test_how_it_ended_comes_back_too(database: Database, error: Exception) -> None:
    with working(database, Looker(lambda: fail(error))), pytest.raises(type(error)) as caught:
        QueuedCapturer(database.owner).capture(URL, CapturePolicy())
    assert str(caught.value) == str(error)
    assert getattr(caught.value, "fields", {}).get("capture") == getattr(error, "fields", {}).get("capture")


def test_an_address_outside_the_policy_is_no_errand(database: Database) -> None:
    with pytest.raises(CaptureRefusedError):
        QueuedCapturer(database.owner).capture("http://127.0.0.1/", CapturePolicy())


def test_without_a_worker_the_asker_says_what_is_missing(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rempart.adapters.capture_queue.GRACE_S", -45.0)
    with pytest.raises(BrowserMissingError, match="capture-worker"):
        QueuedCapturer(database.owner, patience_s=0.6).capture(URL, CapturePolicy())
    assert database.query("SELECT count(*) FROM captures_errand") == "0"


def test_what_a_worker_that_died_had_in_hand_is_taken_by_another(database: Database) -> None:
    seen = make_capture()

    def ask() -> None:
        got.append(QueuedCapturer(database.owner).capture(URL, CapturePolicy()))

    got: list[PageCapture] = []
    asker = threading.Thread(target=ask)
    asker.start()
    with psycopg.connect(database.worker, autocommit=True) as connection:
        dying = CaptureWorker(database.worker, Looker(lambda: fail(KeyboardInterrupt())), lease_s=0.5)
        while database.query("SELECT count(*) FROM captures_errand") != "1":
            time.sleep(0.02)
        with pytest.raises(KeyboardInterrupt):
            dying.do_one(connection)
    with working(database, Looker(lambda: seen)):
        asker.join()
    assert got == [seen]


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b'{"ending":"captured","capture":{"url":1}}', b"[" * 100_000])
def test_an_outcome_that_no_worker_writes_is_no_capture(database: Database, raw: bytes) -> None:
    forged: list[int] = []

    def forge() -> None:
        while not forged:
            touched = database.try_as_worker("UPDATE captures_errand SET outcome = %s, done = true WHERE NOT done", raw)
            forged.extend([touched] if touched else [])

    thread = threading.Thread(target=forge)
    thread.start()
    with pytest.raises(BrowserMissingError, match="outcome"):
        QueuedCapturer(database.owner).capture(URL, CapturePolicy())
    thread.join()


def test_a_workers_role_sees_no_other_table(database: Database) -> None:
    tables = database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").splitlines()
    assert {"journal_entry", "captures_exhibit", "people_account"} <= set(tables)
    for table in set(tables) - {"captures_errand"}:
        for statement in (f"SELECT 1 FROM {table}", f"DELETE FROM {table}", f"TRUNCATE {table}"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                database.try_as_worker(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT outcome FROM captures_errand",
        "INSERT INTO captures_errand (id, url) VALUES (gen_random_uuid(), 'x')",
        "DELETE FROM captures_errand",
        "UPDATE captures_errand SET url = 'x'",
        "UPDATE captures_errand SET policy = 'x'",
        "CREATE TABLE mine (a int)",
        "CREATE ROLE another",
        "COPY captures_errand TO PROGRAM 'cat'",
        "SELECT pg_read_file('/etc/passwd')",
    ],
)
def test_a_workers_role_does_nothing_but_its_errand(database: Database, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        database.try_as_worker(statement)


def test_a_worker_cannot_change_an_outcome_that_is_there(database: Database) -> None:
    database.query(
        "INSERT INTO captures_errand (id, url, policy, asked_at, attempts, done, outcome)"
        " VALUES (gen_random_uuid(), 'x', '{}', now(), 1, true, 'first')"
    )
    try:
        assert database.try_as_worker("UPDATE captures_errand SET outcome = 'second'") == 0
        assert database.query("SELECT encode(outcome, 'escape') FROM captures_errand") == "first"
    finally:
        database.query("DELETE FROM captures_errand")


def test_the_program_of_the_capture_host_needs_the_queue_and_a_browser_alone(
    database: Database, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    queue = tmp_path / "queue"
    queue.touch(mode=0o600)
    queue.write_text(database.worker)
    started = "import sys; from rempart.cli import main; sys.argv = ['rempart', 'capture-worker', sys.argv[1]]; main()"
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    environment["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))  # compiled loops, no trace of a capture
    command = [sys.executable, "-c", started, str(queue)]
    with Origin({"/": b"<title>Far away</title><p>Seen from another host.</p>"}).running() as site:
        worker = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        try:
            policy = CapturePolicy(ports=(site.port,), allowed_networks=("127.0.0.1/32",))
            seen = QueuedCapturer(database.owner).capture(f"{site.url}/", policy)
        finally:
            worker.terminate()
            assert worker.wait(PATIENCE_S) == 0
    assert (seen.title, seen.text) == ("Far away", "Seen from another host.")
    assert [entry.name for entry in tmp_path.iterdir()] == ["queue"]  # no key, no data folder


def test_a_queue_file_that_others_can_read_or_that_holds_none_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "queue"
    file.touch(mode=0o644)
    with pytest.raises(QueueUnreadableError, match="others can read it"):
        read_queue(file)
    file.chmod(0o600)
    with pytest.raises(QueueUnreadableError, match="does not begin"):
        read_queue(file)
    with pytest.raises(QueueUnreadableError):
        read_queue(tmp_path / "none")


@pytest.mark.parametrize("role", ["", "a b", 'x"; DROP TABLE people_account; --', "Capture", "1st"])
def test_a_role_that_is_no_plain_name_gets_no_grants(role: str) -> None:
    with pytest.raises(RoleNameError):
        write_grants(role)
