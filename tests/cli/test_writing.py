"""What commands write takes the place of their own older files, and of nobody else's."""

import json
import os
import re
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rempart.cli.writing import (
    FolderTakenError,
    Made,
    OutputUnwritableError,
    PlaceTakenError,
    keep_what_is_in,
    keep_what_is_there,
    write_whole,
)
from rempart.demo.keepsakes import KeepFailedError
from rempart.demo.keepsakes import keep_what_is_there as keep_what_the_demo_finds
from rempart.engines.names import WatchedSite, write_watchlist
from rempart.engines.pages import Background
from rempart.engines.policy.mandates import Mandate, write_mandate
from rempart.engines.zonefile import FORMATS, Heading, Zone, write_list
from rempart.kernel.hostname import parse_hostname

NOW = datetime(2026, 3, 1, tzinfo=UTC)
CLI = Path(__file__).parents[2] / "src" / "rempart" / "cli"
# The files that nothing may take the place of unless it is named so on purpose.
STRANGERS = {
    "rempart.toml": b'[web]\norganisation = "A"\n',
    "rempart.db": b"SQLite format 3\x00" + bytes(100),
    "page.wacz": b"PK\x03\x04" + bytes(50),
    "names.txt": b"harbour.example\nquay.example\n",
    "rows.jsonl": b'{"a": "one.html", "b": "two.html", "same": true}\n',
    "notes.md": b"# Notes\n\nserial novels\n",
    "key": b"00" * 32,
}


def mandate() -> Mandate:
    return Mandate(
        order_id="1",
        number=1,
        hostname=parse_hostname("harbour.example"),
        subdomains=True,
        answer="nxdomain",
        legal_basis="A",
        issued_at=NOW,
        expires_at=NOW,
        recheck_days=30,
    )


def listed(form: str) -> str:
    zone = Zone("rempart.example")
    return "".join(write_list(form, [], Heading('Names refused by order, "A"', 3, NOW), zone))


OWN = [
    (Made.BACKGROUND, Background.empty().to_bytes()),
    (Made.WATCHLIST, write_watchlist([WatchedSite(site='Quay "one"', domains=("quay.example",))]).encode()),
    (Made.FORECAST, json.dumps({"site": "Quay", "hostname": "quay2.example", "rank": 1}).encode()),
    (Made.STATEMENTS, json.dumps({"puid": "1", "decision_visibility": []}).encode()),
    (Made.OPENING, b"c2sp.org/tlog-proof@v1\nextra\n"),
    (Made.REJECTS, json.dumps({"line": 3, "text": "x", "problem": "y"}).encode()),
    (Made.MANDATE, write_mandate(mandate()).encode()),
    *((Made.LIST, listed(form).encode()) for form in FORMATS),
]


@pytest.mark.parametrize(("made", "content"), OWN)
def test_an_older_file_of_the_same_kind_gives_way_and_no_other(made: Made, content: bytes, tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_bytes(content)
    write_whole(target, b"new", made)
    assert target.read_bytes() == b"new"
    target.write_bytes(b"")
    write_whole(target, ["n\u00e9", "w"], made)
    assert target.read_text(encoding="utf-8") == "n\u00e9w"
    for name, stranger in STRANGERS.items():
        (tmp_path / name).write_bytes(stranger)
        with pytest.raises(PlaceTakenError, match="Give another name"):
            write_whole(tmp_path / name, content, made)
        assert (tmp_path / name).read_bytes() == stranger
    for other, theirs in OWN:
        if other is not made:
            target.write_bytes(theirs)
            with pytest.raises(PlaceTakenError):
                keep_what_is_there(target, made)


def test_what_is_made_once_replaces_nothing(tmp_path: Path) -> None:
    for content in (content for _, content in OWN):
        (tmp_path / "out").write_bytes(content)
        with pytest.raises(PlaceTakenError, match="replaces nothing"):
            write_whole(tmp_path / "out", content, Made.ONCE)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(OutputUnwritableError, check=lambda error: error.code == "cli.output_unwritable"):
        write_whole(tmp_path / "missing" / "page.wacz", b"content", Made.ONCE)
    (tmp_path / "folder").mkdir()
    with pytest.raises(PlaceTakenError, match="a folder"):
        write_whole(tmp_path / "folder", b"content", Made.ONCE)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_device_or_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, ["words"], Made.LIST)
    assert os.read(reader, 10) == b"words"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_link_stays_one_and_who_kept_a_file_to_themselves_goes_on_to(tmp_path: Path) -> None:
    target, link = tmp_path / "list", tmp_path / "current"
    target.write_text(listed("hosts"))
    target.chmod(0o600)
    link.symlink_to(target)
    write_whole(link, ["# new"], Made.LIST)
    assert link.is_symlink()
    assert target.read_text() == "# new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_folder_is_filled_where_nothing_is(tmp_path: Path) -> None:
    keep_what_is_in(tmp_path / "new")
    keep_what_is_in(tmp_path)
    (tmp_path / "a").touch()
    with pytest.raises(FolderTakenError):
        keep_what_is_in(tmp_path)


def test_the_demo_keeps_nothing_where_an_installation_is(tmp_path: Path) -> None:
    keep_what_the_demo_finds(tmp_path / "new")
    keep_what_the_demo_finds(tmp_path)
    for name in ("exhibits", "journal"):
        (tmp_path / name).mkdir()
    with pytest.raises(KeepFailedError):
        keep_what_the_demo_finds(tmp_path)
    (tmp_path / "timestamp-root.pem").touch()
    keep_what_the_demo_finds(tmp_path)
    (tmp_path / "rempart.db").touch()
    with pytest.raises(KeepFailedError):
        keep_what_the_demo_finds(tmp_path)


def test_no_command_writes_a_file_in_another_way() -> None:
    """`x` refuses what is there; `screen --rejects` asks before it begins, and parts of a run are in its own folder."""
    writes = re.compile(r"\.write_(?:text|bytes)\(|\.open\(\"[wa]")
    found = {path.name for path in CLI.glob("*.py") if writes.search(path.read_text(encoding="utf-8"))}
    assert found == {"screen.py", "screen_ray.py", "writing.py"}
