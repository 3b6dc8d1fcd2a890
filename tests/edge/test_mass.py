"""The mass's file: what a resolver starts with, whole at any moment, and never written by the resolver."""

import asyncio
from pathlib import Path

import pytest

from rempart.edge import mass
from rempart.edge.mass import MassFile
from rempart.engines.zonefile import PASS, Answer, Entry, Zone
from rempart.engines.zonefile.wire import WireZone
from rempart.kernel.hostname import Hostname
from rempart.lab.processes import LabFolder
from tests.lab.test_recipes import BLOCKED, RESOLVERS, Sources, run_copy
from tests.waiting import PATIENCE_S

COUNT = 3_000


def entries(start: int, count: int) -> list[Entry]:
    return [Entry(Hostname(f"n{number}.example"), subdomains=number % 2 == 0) for number in range(start, start + count)]


@pytest.fixture
def zone() -> WireZone:
    zone = WireZone(Zone(name="cold.rempart.test"))
    zone.change((), entries(0, COUNT))
    return zone


async def until_written(file: MassFile, zone: WireZone) -> None:
    job = asyncio.create_task(file.run())
    try:
        async with asyncio.timeout(PATIENCE_S):
            while file.serial != zone.serial:  # noqa: ASYNC110 - another process is what reads it
                await asyncio.sleep(0.01)
    finally:
        job.cancel()


def test_the_file_says_what_the_zone_says(zone: WireZone, tmp_path: Path) -> None:
    zone.change(
        (),
        [
            Entry(Hostname("shown.example"), subdomains=False, answer=Answer("address", "192.0.2.1")),
            Entry(Hostname("let.example"), subdomains=False, answer=PASS),
        ],
    )
    asyncio.run(until_written(MassFile(tmp_path / "cold.zone", zone), zone))
    lines = (tmp_path / "cold.zone").read_text().splitlines()
    assert lines[:2] == ["$ORIGIN cold.rempart.test.", "$TTL 5"]
    assert f" {zone.serial} " in lines[2]
    assert {
        "n0.example CNAME .",
        "*.n0.example CNAME .",
        "n1.example CNAME .",
        "shown.example A 192.0.2.1",
        "let.example CNAME rpz-passthru.",
    } <= set(lines)
    assert len(lines) == 4 + COUNT + COUNT // 2 + 2


def test_a_zone_that_changes_meanwhile_is_written_once_more_and_no_half_is_ever_seen(
    zone: WireZone, tmp_path: Path
) -> None:
    file = MassFile(tmp_path / "cold.zone", zone)

    async def change_in_the_middle() -> None:
        asyncio.get_running_loop().call_later(0.002, zone.change, (Hostname("n0.example"),), ())
        await until_written(file, zone)

    asyncio.run(change_in_the_middle())
    assert "n0.example CNAME ." not in (tmp_path / "cold.zone").read_text().splitlines()
    assert zone.serial == 3


def test_what_is_written_already_is_left_alone_by_the_next_start(zone: WireZone, tmp_path: Path) -> None:
    path = tmp_path / "cold.zone"
    asyncio.run(until_written(MassFile(path, zone), zone))
    before = path.stat().st_ino

    async def wait_a_look() -> None:
        job = asyncio.create_task(MassFile(path, zone).run())
        await asyncio.sleep(0.05)
        job.cancel()

    asyncio.run(wait_a_look())
    assert path.stat().st_ino == before


def test_a_folder_that_is_not_there_is_logged_and_stops_nothing(
    zone: WireZone, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mass, "_RETRY_S", 0.01)
    path = tmp_path / "later" / "cold.zone"

    async def make_it_later() -> None:
        written = asyncio.create_task(until_written(MassFile(path, zone), zone))
        while not caplog.text:  # noqa: ASYNC110 - a log is read as it stands
            await asyncio.sleep(0.01)
        path.parent.mkdir()
        await written

    asyncio.run(make_it_later())
    assert "it is tried again in a minute" in caplog.text
    assert path.exists()


@pytest.mark.slow
def test_a_resolver_starts_with_the_mass_refused_while_the_agent_is_down() -> None:
    sources = Sources(LabFolder())
    path = sources.folder.make("mass") / "cold.zone"
    sources.mass_file = str(path)
    cold = sources.zones[-1]
    cold.change((), (Entry(BLOCKED),))
    asyncio.run(until_written(MassFile(path, cold), cold))
    with sources:
        sources.stop_primary()
        program, configure = RESOLVERS["unbound"]
        folder = sources.folder.make("resolver")
        child = run_copy(program, configure(sources, folder), folder)
        try:
            sources.await_code("other.example", "NOERROR")
            assert sources.code(BLOCKED) == "NXDOMAIN"
        finally:
            child.kill()
            child.wait(timeout=PATIENCE_S)
