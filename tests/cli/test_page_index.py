"""`rempart pages index` built by this process and by Ray: the same index, page for page and key for key."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import Result

from rempart.adapters.crews import LocalCrew, RayCrew
from rempart.cli.page_index import NothingEnteredError
from rempart.ports.pages import PageIndexUnreadableError, PageIndexUnwritableError, PageMissingError
from rempart.ports.spreading import Crew
from tests.cli.running import run
from tests.factories import pages

PAGES = {
    "closed.html": pages.CLOSED,
    "deep/reopened.html": pages.REOPENED,
    "deep/shop.html": pages.SHOP,
    "news.html": pages.NEWS,
    "parked.html": "<title>quay.example</title><p>This domain is for sale. Make an offer to the domain owner.</p>",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, html in PAGES.items():
        path = tmp_path / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html)
    (tmp_path / "pages" / "broken.wacz").write_bytes(b"PK\x03\x04 cut short")
    return tmp_path / "pages"


def rows_of(index: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(index) as base:
        return {table: base.execute(f"SELECT * FROM {table}").fetchall() for table in ("page", "chunk")}


def labels(result: Result) -> list[str]:
    return [json.loads(line)["page"] for line in result.stdout.splitlines()]


def test_a_page_is_found_by_the_rare_signs_of_another_of_its_site(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "a.index"
    built = run("pages", "index", "build", str(index), str(folder))
    assert "4 pages entered" in built.stderr
    assert "1 file holds no page" in built.stderr
    found = labels(run("pages", "index", "query", str(index), str(folder / "closed.html"), "--json"))
    assert found[:2] == ["closed.html", "deep/reopened.html"]


def test_what_is_found_cites_its_records_as_a_comparison_does(folder: Path, tmp_path: Path) -> None:
    index, closed, reopened = tmp_path / "a.index", folder / "closed.html", folder / "deep" / "reopened.html"
    run("pages", "index", "build", str(index), str(closed))

    found = json.loads(run("pages", "index", "query", str(index), str(reopened), "--json").stdout)

    compared = json.loads(run("compare", str(closed), str(reopened), "--json").stdout)
    assert found == {"page": "closed.html", **{name: compared[name] for name in compared if name != "note"}}
    assert found["reasons"][0]["records"] == ["file:closed.html", "file:reopened.html"]


def test_a_parquet_file_in_row_groups_gives_what_the_pages_alone_give(folder: Path, tmp_path: Path) -> None:
    table = pa.table({"url": [f"https://{n}.example/" for n in range(5)], "html": list(PAGES.values())})
    pq.write_table(table, tmp_path / "pages.parquet", row_group_size=2)
    index = tmp_path / "b.index"
    assert "4 pages entered" in run("pages", "index", "build", str(index), str(tmp_path / "pages.parquet")).stderr
    found = labels(run("pages", "index", "query", str(index), str(folder / "closed.html"), "--json"))
    assert found[:2] == ["https://0.example/", "https://1.example/"]


def test_a_collection_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PageMissingError):
        run("pages", "index", "build", str(tmp_path / "c.index"), str(tmp_path / "nothing"))


def test_what_is_no_index_is_told_as_what_it_is(folder: Path, tmp_path: Path) -> None:
    for index, told in ((folder, "it is a folder; name a file in it"), (tmp_path / "nothing", "no such file")):
        with pytest.raises(PageIndexUnreadableError, match=told):
            run("pages", "index", "query", str(index), str(folder / "closed.html"))


def test_an_older_index_stays_until_the_new_one_is_whole(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "a.index"
    run("pages", "index", "build", str(index), str(folder))
    kept = index.read_bytes()
    with pytest.raises(PageMissingError):
        run("pages", "index", "build", str(index), str(tmp_path / "nothing"))
    assert index.read_bytes() == kept
    assert [path.name for path in tmp_path.glob("a.index*")] == ["a.index"]


def test_a_collection_that_holds_nothing_to_find_takes_no_index_place(folder: Path, tmp_path: Path) -> None:
    index, other = tmp_path / "a.index", tmp_path / "other"
    run("pages", "index", "build", str(index), str(folder))
    kept = index.read_bytes()
    other.mkdir()
    for content, told in (("", "0 placeholders"), (PAGES["parked.html"], "1 placeholder,")):
        if content:
            (other / "parked.html").write_text(content)
        for command in ("build", "add"):
            with pytest.raises(NothingEnteredError, match=told):
                run("pages", "index", command, str(index), str(other))
    assert index.read_bytes() == kept


def test_what_was_left_out_is_told(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "a.index"
    told = run("pages", "index", "build", str(index), str(folder)).stderr
    assert "4 pages entered" in told
    assert "of a site: 1 placeholder" in told
    assert "1 file holds no page" in told
    assert "already" not in told
    assert "4 were there already" in run("pages", "index", "add", str(index), str(folder)).stderr


def test_an_index_of_a_newer_version_is_told(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "a.index"
    run("pages", "index", "build", str(index), str(folder))
    with closing(sqlite3.connect(index)) as base:
        base.execute("PRAGMA user_version = 99")
    with pytest.raises(PageIndexUnreadableError, match="newer Rempart"):
        run("pages", "index", "query", str(index), str(folder / "closed.html"))


def test_what_a_killed_process_left_beside_an_index_does_not_get_into_the_new_one(folder: Path, tmp_path: Path) -> None:
    index, killed = tmp_path / "a.index", tmp_path / "killed.index"
    run("pages", "index", "build", str(index), str(folder))
    with closing(sqlite3.connect(index)) as base:
        base.execute("UPDATE page SET label = 'from a killed process ' || id")
        base.commit()
        for ending in ("", "-wal"):
            shutil.copy(f"{index}{ending}", f"{killed}{ending}")
    run("pages", "index", "build", str(killed), str(folder))
    assert "closed.html" in labels(run("pages", "index", "query", str(killed), str(folder / "closed.html"), "--json"))


def test_who_asks_by_another_background_is_told_that_keys_differ(folder: Path, tmp_path: Path) -> None:
    index, own = tmp_path / "a.index", tmp_path / "own.bin"
    run("background", "build", str(folder), "-o", str(own))
    run("pages", "index", "build", str(index), str(folder))
    query = ("pages", "index", "query", str(index), str(folder / "closed.html"))
    assert "another background" not in run(*query).stderr
    assert "another background" in run(*query, "--background", str(own)).stderr
    assert (
        "another background" in run("pages", "index", "add", str(index), str(folder), "--background", str(own)).stderr
    )
    with closing(sqlite3.connect(index)) as base:
        base.execute("DROP TABLE made_with")
    assert "another background" not in run(*query, "--background", str(own)).stderr


def test_a_placeholder_that_is_looked_for_is_told_to_be_one(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "a.index"
    run("pages", "index", "build", str(index), str(folder))
    found = run("pages", "index", "query", str(index), str(folder / "parked.html"), "--json")
    assert "placeholder (parked)" in found.stderr
    assert found.stdout == ""


def test_a_page_that_nothing_in_the_index_is_like_is_told_so(folder: Path, tmp_path: Path) -> None:
    index, other = tmp_path / "a.index", tmp_path / "other.html"
    other.write_text("<title>Barvento</title><p>Here ships of the line are built in bottles of brown glass.</p>")
    run("pages", "index", "build", str(index), str(folder))
    found = run("pages", "index", "query", str(index), str(other))
    assert f"No page of {index} shares a rare sign with {other}." in found.stderr.replace("\n", "")
    assert found.stdout == ""


def test_a_damaged_index_is_told(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "a.index"
    run("pages", "index", "build", str(index), str(folder))
    with index.open("r+b") as file:
        file.truncate(20_000)
    with pytest.raises(PageIndexUnreadableError):
        run("pages", "index", "query", str(index), str(folder / "closed.html"))


def test_no_other_file_is_lost_to_an_index_that_is_named_in_its_place(folder: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "rempart.db")) as base:
        base.execute("CREATE TABLE journal (act TEXT)")
    with closing(sqlite3.connect(tmp_path / "programs.db")) as base:  # as feed readers and browsers have
        base.executescript("PRAGMA user_version = 2; CREATE TABLE page (id); CREATE TABLE visit (id)")
    others = (folder / "closed.html", folder / "broken.wacz", tmp_path / "rempart.db", tmp_path / "programs.db")
    kept = {path: path.read_bytes() for path in others}
    for path in (*others, folder, Path(), tmp_path / "nowhere" / "a.index"):
        with pytest.raises(PageIndexUnwritableError):
            run("pages", "index", "build", str(path), str(folder))
    assert {path: path.read_bytes() for path in kept} == kept
    assert not list(tmp_path.rglob("*.part"))


def test_an_older_index_and_an_empty_file_give_way_to_a_new_one(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "a.index"
    index.touch()
    for version in (1, 2):
        assert "4 pages entered" in run("pages", "index", "build", str(index), str(folder)).stderr
        with closing(sqlite3.connect(index)) as base:
            base.executescript(f"PRAGMA user_version = {version}; DROP TABLE made_with")


def test_a_second_writer_is_told_to_wait_and_not_to_build_anew(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "a.index"
    run("pages", "index", "build", str(index), str(folder / "closed.html"))
    with closing(sqlite3.connect(index, isolation_level=None)) as base:
        base.execute("BEGIN IMMEDIATE")
        with pytest.raises(PageIndexUnwritableError, match="try again when that is done"):
            run("pages", "index", "add", str(index), str(folder))


def test_an_index_on_a_medium_to_read_alone_is_searched(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "a.index"
    run("pages", "index", "build", str(index), str(folder))
    (tmp_path / "a.index-wal").mkdir()  # so nothing can be written beside it, not even by an administrator
    monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)

    assert labels(run("pages", "index", "query", str(index), str(folder / "closed.html"), "--json"))[0] == "closed.html"
    with pytest.raises(PageIndexUnwritableError, match="write-protected"):
        run("pages", "index", "add", str(index), str(folder / "news.html"))


@pytest.mark.parametrize("name", ["b.index", "b" * 300, "b" * 248])
def test_an_index_where_no_file_can_be_made_is_told_so_and_not_to_be_built(
    folder: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "b.index.part").mkdir()  # no file can take its place, whoever asks
    with pytest.raises(PageIndexUnwritableError, match="name another folder"):
        run("pages", "index", "build", str(tmp_path / name), str(folder))


def test_several_cores_build_the_same_index_to_the_last_byte(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rempart.adapters.page_files.PART_FILES", 2)
    one, two = tmp_path / "one.index", tmp_path / "two.index"
    told = [run("pages", "index", "build", str(i), str(folder), "--cores", n).stderr for i, n in ((one, 1), (two, 2))]
    assert one.read_bytes() == two.read_bytes()
    assert told[0].replace("one", "two") == told[1]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # Ray's own
def test_ray_builds_the_same_index_to_the_last_byte(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("ray")

    def small_crew(address: str | None = None, *, ray: bool, cores: int) -> Crew:
        return RayCrew(address, cpus=1) if ray else LocalCrew()

    monkeypatch.setattr("rempart.cli.crews.build_crew", small_crew)
    monkeypatch.setattr("rempart.adapters.page_files.PART_FILES", 2)
    here, there = tmp_path / "here.index", tmp_path / "there.index"
    run("pages", "index", "build", str(here), str(folder))
    run("pages", "index", "build", str(there), str(folder), "--engine", "ray")
    assert rows_of(here) == rows_of(there)
    assert here.read_bytes() == there.read_bytes()
