"""A temporary PostgreSQL cluster, for tests and for the demo.

In: nothing. Out: a server on loopback TCP and on a socket in the folder, with a fresh password.
Never: durability unless it is asked for (else fsync is off: it lives as long as the laboratory), root (PostgreSQL
refuses it).
"""

import secrets
import signal
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path

from rempart.kernel.phrases import Phrase
from rempart.lab.processes import (
    EMPTY,
    INITDB,
    POSTGRES,
    PSQL,
    Child,
    LabFolder,
    PartNotReadyError,
    Server,
    free_port,
    hand_over,
    require_program,
    unprivileged,
)

USER = "rempart"
DATABASE = "rempart"
_INITDB_S = 300.0
_QUERY_S = 60.0
_TRIES = 50
_FAST_AND_FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


class PostgresServer(Server):
    """One cluster with one empty database; `url` is its connection string. `durable`: a commit outlives `kill`."""

    address = "127.0.0.1"

    def __init__(self, *, durable: bool = False) -> None:
        self._forgetting = ("max_connections=60",) if durable else _FAST_AND_FORGETFUL
        self._running = ExitStack()
        self.password = secrets.token_urlsafe(18)
        self.port = free_port(self.address)

    @property
    def url(self) -> str:
        """``postgresql://user:password@address:port/database``."""
        return f"postgresql://{USER}:{self.password}@{self.address}:{self.port}/{DATABASE}"

    def start(self) -> None:
        """Make the cluster, start the server, create the database."""
        with ExitStack() as starting:
            self._lab = LabFolder()
            starting.callback(self._lab.remove)
            self._folder = self._lab.make("postgres")
            self._make_cluster()
            starting.callback(super().stop)
            self._start_server()
            self.query(f"CREATE DATABASE {DATABASE} ENCODING 'UTF8' TEMPLATE template0", database="postgres")
            self._running = starting.pop_all()

    def stop(self) -> None:
        """End the server and every backend with it."""
        self._running.close()

    def kill(self) -> None:
        """End the server as a power cut would."""
        if self._child is not None:
            self._child.kill()

    def start_again(self) -> None:
        """Start the server with what is on disk; what it was before may need a moment to be gone."""
        for _ in range(_TRIES):
            try:
                return self._start_server()
            except PartNotReadyError:
                time.sleep(0.1)
        return self._start_server()

    def _start_server(self) -> None:
        settings = [
            f"listen_addresses={self.address}",
            f"port={self.port}",
            f"unix_socket_directories={self._folder}",
            *self._forgetting,
        ]
        command: list[str | Path] = [require_program(POSTGRES), "-D", self._folder / "cluster"]
        command += [word for setting in settings for word in ("-c", setting)]
        # SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for clients to leave.
        self._child = Child.start("postgres", command, self._folder, end_signal=signal.SIGINT)
        self._child.await_ready(self._answers)

    def query(self, statement: str, database: str = DATABASE) -> str:
        """Run one statement with psql over the socket and return what it prints. Raises PartNotReadyError."""
        done = self._psql(statement, database)
        if done.returncode != 0:
            raise self._not_ready(
                Phrase("psql said: {said}", said=done.stderr.strip()), self._child.log_tail() if self._child else ""
            )
        return done.stdout.strip()

    def _answers(self) -> bool:
        return self._psql("SELECT 1", "postgres").returncode == 0

    def _psql(self, statement: str, database: str) -> subprocess.CompletedProcess[str]:
        command: list[str | Path] = [require_program(PSQL), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
        command += ["-h", str(self._folder), "-p", str(self.port), "-U", USER, "-d", database, "-c", statement]
        return subprocess.run(
            unprivileged(command), cwd=self._folder, capture_output=True, text=True, timeout=_QUERY_S, check=False
        )

    def _make_cluster(self) -> None:
        password = self._folder / "password"
        password.touch(mode=0o600)
        password.write_text(self.password)
        hand_over(password)
        command: list[str | Path] = [
            require_program(INITDB),
            "-D",
            self._folder / "cluster",
            "-U",
            USER,
            "--pwfile",
            password,
        ]
        command += ["--auth-local=trust", "--auth-host=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"]
        done = subprocess.run(
            unprivileged([*command, "--no-sync", "--no-instructions"]),
            cwd=self._folder,
            capture_output=True,
            text=True,
            timeout=_INITDB_S,
            check=False,
        )
        password.unlink()
        if done.returncode != 0:
            raise self._not_ready(
                Phrase("initdb ended with code {code}", code=str(done.returncode)), done.stderr.strip()[-1000:]
            )

    def _not_ready(self, problem: Phrase, log: str) -> PartNotReadyError:
        return PartNotReadyError(
            part="postgres", problem=problem, log=log or EMPTY, advice="check the packages with `rempart doctor`."
        )
