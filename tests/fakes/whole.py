"""A whole installation with two subscribers, of real processes: two people who sign, feed, worker, agent, resolvers."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from rempart.config import load_config
from rempart.edge.running import edge_key
from rempart.engines import ledger
from rempart.lab.bind import POLICY_ZONE, NameServer
from rempart.lab.certificates import Authority
from rempart.lab.postgres import PostgresServer
from rempart.lab.processes import LabFolder, free_port
from rempart.lab.unbound import Resolver
from tests.edge.test_agent import ZONES
from tests.edge.test_process import SETTINGS
from tests.fakes.signing import FIRST, SECOND, name_of

HUB = """data_folder = "data"
[database]
url = "{database}"
[worker]
lease_s = 2.0
attempts = 60
backoff_s = 0.2
[feed]
listen = "127.0.0.1@{port}"
authority = "test authority.pem"
certificate = "hub.crt"
key = "hub.key"
[[feed.subscribers]]
name = "resolver-1"
receipt_key = "{receipt_key}"
[probes]
control_names = ["untouched.example"]
[[probes.vantages]]
name = "paris"
[publication]
primary = "{primary}"
zone = "{zone}"
key_name = "{key_name}"
key_file = "zone-key"
"""

VANTAGE = """vantage = "paris"
hub = "127.0.0.1@{port}"
hub_name = "hub.rempart.test"
authority = "test authority.pem"
certificate = "paris.crt"
key = "paris.key"
resolvers = [{{ label = "subscriber", address = "{resolver}" }}]
control = {{ label = "open", address = "{open}" }}
elsewhere = [{{ label = "public", address = "{open}" }}]
"""


class Whole:
    """All parts of one installation with two subscribers, each a process that can be ended alone."""

    def __init__(self, orders: int, database: PostgresServer | None = None) -> None:
        self.orders = orders
        self.database = database
        self._folder = LabFolder()
        self.home = self._folder.make("home")
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self.agent_port, self._hub_port = free_port("127.0.0.1"), free_port("127.0.0.1")
        self.edge = Resolver("edge", self._folder.make("edge"), policy_zones=ZONES)
        self.standard = Resolver("standard", self._folder.make("standard"))
        names = dict.fromkeys((*map(name_of, range(orders)), "untouched.example"), ("127.0.0.9",))
        self.names = NameServer(self._folder.make("bind"), names, (self.standard.subscription,))
        for resolver in (self.edge, self.standard):
            resolver.name_server = (self.names.address, self.names.port)
        self.edge.policy_primary = ("127.0.0.1", self.agent_port)

    @contextmanager
    def running(self) -> Iterator["Whole"]:
        """Start everything, end everything."""
        with ExitStack() as parts:
            parts.callback(self._folder.remove)
            parts.callback(self._end_all)
            if self.database is not None:
                parts.enter_context(self.database)
            parts.enter_context(self.names)
            self._write_settings()
            self._desk = subprocess.Popen(
                [sys.executable, "-m", "tests.fakes.signing", str(self.orders)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env=self._environment,
            )
            parts.enter_context(self._desk)
            parts.callback(self._desk.kill)
            self._answer()
            for part in ("feed", "edge", "worker"):
                self.start(part)
            parts.enter_context(self.standard)
            parts.enter_context(self.edge)
            yield self

    def start(self, part: str) -> None:
        """Start `feed`, `edge`, `worker` or `vantage` (again)."""
        words = [part, str(self.home / f"{part}.toml")] if part in ("edge", "vantage") else [part]
        with (self.home / f"{part}.log").open("ab") as log:
            self._processes[part] = subprocess.Popen(
                [str(Path(sys.executable).with_name("rempart")), *words],
                stdout=subprocess.DEVNULL,
                stderr=log,
                env=self._environment,
            )

    def kill(self, part: str) -> None:
        """End a part without warning, and wait until it is gone."""
        self._processes[part].kill()
        self._processes[part].wait()

    def tell(self, *words: object) -> dict[str, Any]:
        """One command to the signing program, and its answer."""
        assert self._desk.stdin is not None
        self._desk.stdin.write(" ".join(map(str, words)) + "\n")
        self._desk.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._desk.stdout is not None
        answer: dict[str, Any] = json.loads(self._desk.stdout.readline())
        return answer

    def _end_all(self) -> None:
        for process in self._processes.values():
            process.kill()
            process.wait()

    def _write_settings(self) -> None:
        authority = Authority(self.home)
        for name in ("hub", "resolver-1", "paris"):
            authority.issue(name)
        key = self.names.publisher_key
        (self.home / "zone-key").write_text(key.secret)
        path = self.home / "rempart.toml"
        path.write_text(
            HUB.format(
                database=self.database.url if self.database else "sqlite",
                port=self._hub_port,
                receipt_key=ledger.public_key_of(edge_key(self.home / "state")).hex(),
                primary=f"{self.names.address}@{self.names.port}",
                zone=POLICY_ZONE,
                key_name=key.name,
            )
        )
        config = load_config(path)
        journal = ledger.public_key_of(config.journal_key())
        text = SETTINGS.format(
            hub=self._hub_port,
            hub_key=ledger.public_key_of(config.feed_key()).hex(),
            log_key=ledger.encode_verifier_key(config.journal_origin, journal),
            listen=self.agent_port,
            first=ledger.public_key_of(FIRST).hex(),
            second=ledger.public_key_of(SECOND).hex(),
        )
        (self.home / "edge.toml").write_text(f'resolver = "{self.edge.address}@{self.edge.port}"\n{text}')
        (self.home / "vantage.toml").write_text(
            VANTAGE.format(
                port=self._hub_port,
                resolver=f"{self.edge.address}@{self.edge.port}",
                open=f"{self.names.address}@{self.names.port}",
            )
        )
        source = str(Path(__file__).parents[2])
        self._environment = {
            "REMPART_CONFIG": str(path),
            "DJANGO_SETTINGS_MODULE": "rempart.settings",
            "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
            "PYTHONPATH": source,
            "HOME": str(self.home),
        }
