"""A whole pipeline whose workers are killed: run as a program of its own, it prints what was left as JSON.

One process loads everything once, then forks a worker for each life, so that a life costs no start-up. A worker is
ended by SIGKILL at a random moment while a step of it runs; what it leaves behind is what a power cut leaves behind.

    REMPART_CONFIG=… python -m tests.fakes.killable SEED
"""

import json
import os
import random
import signal
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any

import django

from rempart.adapters.exhibit_store import FolderStore
from rempart.kernel.clock import SystemClock
from rempart.kernel.hostname import Hostname
from rempart.ports.capturing import CapturePolicy, PageCapture
from rempart.ports.naming import Answer, ZoneChange, ZoneReceipt
from tests.fakes.naming import FakeResolver, FakeZone
from tests.fakes.ports import CLOSED, CONTROL_NAMES, REOPENED, FakeOutside, Pages

HOSTNAMES = tuple(f"lantern-quay{number}.example" for number in range(3, 9))
FORMER = ("lantern-quay.example", "lantern-quay2.example")
KILLS = 5  # in each half: before the signatures, and after
PATIENCE_S = 400.0


def main(seed: int) -> None:
    """Tell the whole story with two rows of kills, and print the state at the end."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    story = Story(random.Random(seed))
    story.begin()
    hits = story.kill_workers()
    story.drain()
    story.sign()
    story.kill_after_saying()
    hits += story.kill_workers()
    story.drain()
    json.dump({"seed": seed, "kills": hits} | story.state(), sys.stdout)


class Story:
    """What happens, and what there is afterwards."""

    def __init__(self, chance: random.Random) -> None:
        from rempart import wiring

        self.chance = chance
        self.folder = wiring.current_config().data_folder
        self.ports = _ports(self.folder)
        wiring.current_ports = lambda: self.ports  # type: ignore[assignment]

    def begin(self) -> None:
        """A closed site with a reference, a stream with its reopenings, reports from the public."""
        from rempart.captures.services import capture_reference
        from rempart.kernel.actors import CONSOLE, SYSTEM
        from rempart.reports.services import submit_report
        from rempart.sightings.services import screen_stream
        from rempart.watchlist.services import enrol_site

        now = self.ports.clock.now()
        site_id = enrol_site(label="Lantern Quay", domains=FORMER, actor=CONSOLE, now=now)
        capture_reference(
            site_id=site_id,
            url=f"https://{FORMER[-1]}/",
            capturer=self.ports.capturer,
            policy=self.ports.capture_policy,
            exhibit_format=self.ports.exhibit_format,
            store=self.ports.exhibits,
            actor=SYSTEM,
            now=now,
        )
        self.drain()
        screen_stream(blocks=("\n".join(HOSTNAMES[1:]).encode(),), actor=SYSTEM, now=now)
        for hostname in HOSTNAMES:
            submit_report(address=hostname, category="reopened", now=now)

    def sign(self) -> None:
        """An analyst proposes and a reviewer countersigns an order for every case."""
        from rempart.cases.contracts import ItemKind
        from rempart.cases.queries import list_cases
        from rempart.kernel.actors import CONSOLE, Role
        from rempart.orders.contracts import Proposal
        from rempart.orders.judging import outside_of
        from rempart.orders.services import countersign_order, propose_order
        from rempart.people.queries import get_actor
        from rempart.people.services import open_account

        now = self.ports.clock.now()
        analyst, reviewer = (
            get_actor(
                open_account(
                    email=f"{role}@hotline.example",
                    label=role,
                    organisation="Hotline H",
                    roles=[role],
                    actor=CONSOLE,
                    now=now,
                )
            )
            for role in (Role.ANALYST, Role.REVIEWER)
        )
        for case in list_cases(viewer=analyst):
            proposal = Proposal(
                case_id=case.id,
                hostname=case.hostname,
                legal_basis="fr-lcen-6-1",
                necessity="The site was closed by a court and has reopened under this name.",
                expires_at=now + timedelta(days=30),
                exhibits=case.ids_of(ItemKind.EXHIBIT),
            )
            order = propose_order(
                proposal=proposal,
                outside=outside_of(self.ports, analyst),
                actor=analyst,
                now=now,
            )
            countersign_order(order_id=order.id, rule_book=self.ports.rule_book, actor=reviewer, now=now)

    def kill_workers(self) -> int:
        """End worker after worker; how many of them had a step in hand."""
        hits = 0
        for _ in range(KILLS):
            left = self._in_hand()
            pid = self._fork()
            time.sleep(self.chance.uniform(0.0, 0.4))
            self._wait(lambda: bool(self._in_hand() - left) or self._is_quiet())  # noqa: B023 (waited for here)
            time.sleep(self.chance.uniform(0.0, 0.03))
            _kill(pid)
            hits += bool(self._in_hand() - left)
        return hits

    def kill_after_saying(self) -> None:
        """Let a worker die the moment that the zone refuses what it was told, before anything is written down."""
        (self.folder / "last words").touch()
        _, status = os.waitpid(self._fork(), 0)
        if not os.WIFSIGNALED(status) or not self.ports.publisher.list_blocked():
            raise SystemExit("no worker died between what it said and what it writes down")

    def drain(self) -> None:
        """Let one worker live until nothing is left to do."""
        pid = self._fork()
        self._wait(self._is_quiet)
        _kill(pid)

    def state(self) -> dict[str, Any]:
        """Everything that a test wants to look at, as plain values."""
        from rempart.captures.queries import list_exhibits
        from rempart.journal.queries import list_entries
        from rempart.kernel.actors import SYSTEM
        from rempart.verification import verify_exhibit

        entries = list_entries(limit=100_000)
        unsound = []
        for exhibit in list_exhibits(viewer=SYSTEM, limit=1000):
            with self.ports.exhibits.open(exhibit.file_sha256) as file:
                report = verify_exhibit(file.read())
            if exhibit.seal is None or not report.sound:
                unsound.append(exhibit.hostname)
        return {
            "acts": Counter(entry.act for entry in entries),
            "places": [[entry.act, entry.index] for entry in entries],
            "effects": [[entry.act, entry.cause] for entry in entries if entry.cause is not None],
            "log_is_whole": _log_is_whole(entries),
            "steps": self._steps(),
            "tables": self._tables(),
            "unsound": unsound,
            "blocked": sorted(change.hostname for change in self.ports.publisher.list_blocked()),
        }

    def _fork(self) -> int:
        from django.db import connections

        connections.close_all()
        pid = os.fork()
        if pid:
            return pid
        from rempart.worker.loop import WorkerLoop

        loop = WorkerLoop(default_threads=2)
        loop.start()
        loop.wait()
        os._exit(0)

    def _wait(self, condition: Callable[[], bool]) -> bool:
        until = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > until:
                raise SystemExit(f"the pipeline did not get there in {PATIENCE_S} s: {self._steps()}")
            time.sleep(0.002)
        return True

    def _rows(self, question: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(f"file:{self.folder / 'rempart.sqlite3'}?mode=ro", uri=True)) as connection:
            return connection.execute(question).fetchall()

    def _in_hand(self) -> set[tuple[Any, ...]]:
        """The steps that somebody has taken, each time anew."""
        return set(self._rows("SELECT id, attempts FROM pipeline_steprow WHERE state = 'running'"))

    def _is_quiet(self) -> bool:
        return self._rows("SELECT 1 FROM pipeline_steprow WHERE state NOT IN ('done', 'refused', 'gave_up')") == []

    def _steps(self) -> dict[str, int]:
        rows = self._rows("SELECT route || ' ' || state, count(*) FROM pipeline_steprow GROUP BY 1")
        return dict(rows)

    def _tables(self) -> dict[str, int]:
        names = [row[0] for row in self._rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: int(self._rows(f"SELECT count(*) FROM {name}")[0][0]) for name in names}


def _kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


class SlowPages(Pages):
    """A browser takes a while, long enough to be killed in."""

    def capture(self, url: str, policy: CapturePolicy) -> PageCapture:
        time.sleep(0.03)
        return super().capture(url, policy)


class DiskZone(FakeZone):
    """A primary that goes on while workers die: its content is a file, changed under a lock."""

    folder: Path

    def load(self) -> None:
        path = self.folder / "zone.json"
        rows = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
        changes = (
            ZoneChange(Hostname(row["hostname"]), row["blocked"], row["policy"], row["subdomains"]) for row in rows
        )
        self.blocked = {change.hostname: change for change in changes}
        self.serial = 1 + len(rows)

    def apply(self, changes: Sequence[ZoneChange]) -> ZoneReceipt:
        with (self.folder / "zone.lock").open("w") as lock:
            flock(lock, LOCK_EX)
            self.load()
            receipt = super().apply(changes)
            rows = [
                {"hostname": c.hostname, "blocked": c.blocked, "policy": c.policy, "subdomains": c.subdomains}
                for c in self.blocked.values()
            ]
            draft = self.folder / "zone.draft"
            draft.write_text(json.dumps(rows), encoding="utf-8")
            draft.replace(self.folder / "zone.json")
        last_words = self.folder / "last words"
        if last_words.exists():
            last_words.unlink()
            os.kill(os.getpid(), signal.SIGKILL)
        return receipt

    def list_blocked(self) -> tuple[ZoneChange, ...]:
        self.load()
        return super().list_blocked()


class DiskResolver(FakeResolver):
    """Asks the zone's file each time."""

    def resolve(self, name: str, record_type: str = "A") -> Answer:
        if isinstance(self.zone, DiskZone):
            self.zone.load()
        return super().resolve(name, record_type)


def _ports(folder: Path) -> Any:
    """Fakes whose state outlives the process: pages from nowhere, exhibits and the zone on disk, the real clock."""
    zone = DiskZone()
    zone.folder = folder
    outside = FakeOutside(folder, SystemClock(), zone=zone)
    outside.pages = SlowPages(SystemClock())
    outside.put_online(FORMER[-1], CLOSED)
    for hostname in HOSTNAMES:
        outside.put_online(hostname, REOPENED)
    ports = outside.ports()
    return replace(
        ports,
        exhibits=FolderStore(folder / "exhibits", folder / "keys" / "exhibits"),
        resolvers=(
            DiskResolver(
                label="subscriber", hosts=outside.hosts | dict.fromkeys(CONTROL_NAMES, ("192.0.2.9",)), zone=zone
            ),
        ),
    )


def _log_is_whole(entries: Sequence[Any]) -> bool:
    """Whether the tree's stored nodes are those of the entries that are there, and no number is missing."""
    from rempart.engines import ledger
    from rempart.journal.leaves import leaf
    from rempart.journal.queries import get_size, node

    nodes: dict[tuple[int, int], bytes] = {}
    for size, entry in enumerate(entries):
        nodes.update(ledger.append(size, ledger.leaf_hash(leaf(entry)), lambda *at: nodes[at]))
    numbered = [entry.index for entry in entries] == list(range(get_size()))
    return numbered and all(node(*at) == value for at, value in nodes.items())


if __name__ == "__main__":
    main(int(sys.argv[1]))
