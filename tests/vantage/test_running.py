"""A vantage point before a real hub's door: mutual TLS, a task down, findings up, again after a fall."""

import asyncio
import dataclasses
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from rempart.feed.server import FeedServer, Source, server_context
from rempart.feed.vantages import VantageDesk
from rempart.kernel.clock import SystemClock
from rempart.kernel.hostname import parse_hostname
from rempart.lab.bind import NameServer
from rempart.lab.certificates import Authority
from rempart.lab.processes import LabFolder, free_port
from rempart.ports.naming import Endpoint
from rempart.probes.contracts import Finding, Question
from rempart.probes.observing import Target, Vantage
from rempart.probes.sampling import Surroundings
from rempart.probes.tasks import Findings, Task, read_findings
from rempart.vantage.running import run_vantage
from rempart.vantage.settings import VantageSettings, VantageSettingsError, read_settings
from tests.edge.test_agent import Loop
from tests.fakes.naming import FakeResolver
from tests.waiting import PATIENCE_S, await_that

SETTINGS = """
vantage = "paris"
hub = "127.0.0.1@{port}"
hub_name = "hub.rempart.test"
authority = "test authority.pem"
certificate = "paris.crt"
key = "paris.key"
resolvers = [{{ label = "subscriber", address = "127.0.0.1@53" }}]
control = {{ label = "open", address = "127.0.0.1@54" }}
"""
HOSTS = {"reopened.example": ("192.0.2.7",)}
TASK = Task(uuid4(), Target(parse_hostname("reopened.example"), True, False, "nxdomain"), (), 0.0)


@dataclass
class Shelf:
    """Tasks to hand out, findings that came back; what a database does in the real house."""

    tasks: list[Task] = field(default_factory=list)
    kept: list[tuple[str, Findings]] = field(default_factory=list)
    asked: int = 0


class Desk(VantageDesk):
    """The hub's end over a shelf."""

    shelf = Shelf()

    def _hand(self, _name: str) -> Task | None:
        self.shelf.asked += bool(self.shelf.tasks)
        return self.shelf.tasks[0] if self.shelf.tasks else None

    def _keep(self, name: str, _task: Task, line: str, _given_at: object) -> None:
        self.shelf.kept.append((name, read_findings(line)))
        self.shelf.tasks.pop(0)


def _same_size() -> int:
    time.sleep(0.05)
    return 0


@dataclass
class Door:
    """The feed's server with a desk behind it; it can fall and come back."""

    loop: Loop
    port: int
    authority: Authority
    shelf: Shelf = field(default_factory=Shelf)
    server: FeedServer | None = None

    def open(self) -> None:
        Desk.shelf = self.shelf
        desk = Desk(frozenset({"paris"}), Surroundings(), timedelta(hours=24), SystemClock(), lambda: 0)
        source = Source(next_size=_same_size, read=lambda start: ((), start), keep=lambda _: ())
        self.server = FeedServer(
            Endpoint("127.0.0.1", self.port),
            server_context(self.authority.issue("hub")),
            bytes(32),
            {},
            source,
            lambda name: desk.talk if name in desk.names else None,
        )
        self.loop.call(self.server.start())

    def close(self) -> None:
        if self.server is not None:
            self.loop.call(self.server.stop())
            self.server = None

    def await_findings(self, number: int) -> None:
        await_that(lambda: len(self.shelf.kept) >= number, f"finding {number}")
        assert len(self.shelf.kept) == number


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    loop = Loop()
    made = Door(loop, free_port("127.0.0.1"), Authority(tmp_path))
    made.open()
    yield made
    made.close()
    loop.stop()


@pytest.fixture
def settings(door: Door, tmp_path: Path) -> VantageSettings:
    door.authority.issue("paris")
    path = tmp_path / "vantage.toml"
    path.write_text(SETTINGS.format(port=door.port))
    return read_settings(path)


async def _begin(settings: VantageSettings, where: Vantage | None = None) -> asyncio.Task[None]:
    where = where or Vantage([FakeResolver("subscriber", HOSTS)], FakeResolver("open", HOSTS))
    return asyncio.create_task(run_vantage(settings, where))


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.mark.slow
def test_tasks_go_down_and_findings_come_up_also_after_the_hub_fell(door: Door, settings: VantageSettings) -> None:
    door.shelf.tasks.append(TASK)
    running = door.loop.call(_begin(settings))
    door.await_findings(1)
    name, found = door.shelf.kept[0]
    assert (name, found.order_id) == ("paris", TASK.order_id)
    assert [(item.question, item.finding) for item in found.answers if not item.is_control] == [
        (Question.TARGET, Finding.RESOLVED)
    ]
    door.close()
    door.shelf.tasks.append(TASK)
    door.open()
    door.await_findings(2)
    door.loop.call(_end(running))


@pytest.mark.slow
def test_findings_of_dozens_of_resolvers_fit_on_a_line(door: Door, settings: VantageSettings) -> None:
    sample = tuple((parse_hostname(f"n{number}.example"), Question.CONTROL) for number in range(40))
    door.shelf.tasks.append(dataclasses.replace(TASK, sample=sample))
    where = Vantage([FakeResolver(f"subscriber {number}", HOSTS) for number in range(30)], FakeResolver("open", HOSTS))
    running = door.loop.call(_begin(settings, where))
    door.await_findings(1)
    assert len(door.shelf.kept[0][1].answers) == 31 * 41
    door.loop.call(_end(running))


@pytest.mark.slow
def test_nonsense_is_not_kept_and_not_asked_for_at_once(
    door: Door, settings: VantageSettings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("rempart.vantage.running.write_findings", lambda _: "{}")
    door.shelf.tasks.append(TASK)
    running = door.loop.call(_begin(settings))
    await_that(lambda: "vantage point paris" in caplog.text, "a word about the nonsense")
    time.sleep(1.0)
    door.loop.call(_end(running))
    assert (door.shelf.kept, door.shelf.asked) == ([], 1)


@pytest.mark.slow
@pytest.mark.parametrize("said", ["x" * (1 << 21), "[" * 100_000, "{}"])
def test_a_vantage_point_comes_again_whatever_the_hub_says(
    door: Door, settings: VantageSettings, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    door.shelf.tasks.append(TASK)
    with monkeypatch.context() as patched:
        patched.setattr("rempart.feed.vantages.write_task", lambda _: said)
        running = door.loop.call(_begin(settings))
        await_that(lambda: door.shelf.asked >= 2, "a second try")
    assert door.shelf.asked <= 4, "it waits longer each time"
    door.await_findings(1)
    door.loop.call(_end(running))


@pytest.mark.slow
def test_a_certificate_that_names_no_vantage_point_is_asked_nothing(
    door: Door, settings: VantageSettings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "rempart.feed")
    door.authority.issue("elsewhere")
    path = tmp_path / "vantage.toml"
    path.write_text(SETTINGS.format(port=door.port).replace("paris.", "elsewhere."))
    door.shelf.tasks.append(TASK)
    running = door.loop.call(_begin(read_settings(path)))
    await_that(lambda: "subscriber elsewhere left" in caplog.text, "a word about the stranger")
    door.loop.call(_end(running))
    assert (door.shelf.kept, len(door.shelf.tasks)) == ([], 1)


def test_an_unknown_key_a_missing_one_and_no_resolver_are_named(tmp_path: Path) -> None:
    path = tmp_path / "vantage.toml"
    text = SETTINGS.format(port=1)
    for changed, problem in (
        ('resolver = "x"\n' + text, "unknown key resolver"),
        (text.replace('vantage = "paris"\n', ""), "'vantage' is missing"),
        (text.replace('{ label = "subscriber", address = "127.0.0.1@53" }', ""), "resolvers is empty"),
        (text.replace("127.0.0.1@53", "localhost"), "no server"),
    ):
        path.write_text(changed)
        with pytest.raises(VantageSettingsError, match=problem):
            read_settings(path)


@pytest.mark.slow
def test_the_operator_of_a_resolver_runs_it_by_one_command(
    door: Door, settings: VantageSettings, tmp_path: Path
) -> None:
    assert settings.vantage == "paris"
    lab = LabFolder()
    names = NameServer(lab.make("names"), HOSTS)
    names.start()
    path = tmp_path / "vantage.toml"
    path.write_text(SETTINGS.format(port=door.port).replace("127.0.0.1@53", f"127.0.0.1@{names.port}"))
    door.shelf.tasks.append(TASK)
    command = [sys.executable, "-m", "rempart", "vantage", str(path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as agent:
        try:
            door.await_findings(1)
        finally:
            agent.send_signal(signal.SIGTERM)
            said = agent.communicate(timeout=PATIENCE_S)[1]
            names.stop()
            lab.remove()
    assert agent.returncode == 0, said
    (answer,) = [item for item in door.shelf.kept[0][1].answers if not item.is_control]
    assert (answer.resolver, answer.finding, answer.records) == ("subscriber", Finding.RESOLVED, ("192.0.2.7",))
