import errno
import gzip
import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import typer
import zstandard
from typer.testing import CliRunner

from rempart import cli
from rempart.adapters.hostname_files import _as_utf8
from rempart.cli import main
from rempart.cli.screen import screen
from rempart.engines.names import Hit, WatchlistUnreadableError
from rempart.engines.names.blocks import BlockResult, hits_as_lines
from rempart.ports.hostnames import HostnamesMissingError, HostnamesUnreadableError

NAMES = ["plain.example", "salonbleu4.test", "no name", "salon-bleu.test"]
app = typer.Typer()
app.command()(screen)


@pytest.fixture
def watchlist(tmp_path: Path) -> Path:
    path = tmp_path / "watchlist.jsonl"
    path.write_text('{"site": "salon", "domains": ["salon-bleu.example", "salonbleu3.example"]}\n', "utf-8")
    return path


def run(*arguments: str | Path, standard_input: bytes | None = None) -> list[dict[str, object]]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=standard_input)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def written(folder: Path, kind: str) -> Path:
    path = folder / f"names.{kind}"
    text = "".join(f"{name}\n" for name in NAMES).encode()
    if kind == "gz":
        path.write_bytes(gzip.compress(text))
    elif kind == "zst":
        path.write_bytes(zstandard.compress(text[:20]) + zstandard.compress(text[20:]))
    elif kind == "parquet":
        pq.write_table(pa.table({"seen": list(range(len(NAMES))), "hostname": NAMES}), path)
    elif kind == "category.parquet":
        column = pa.array(NAMES).dictionary_encode()
        pq.write_table(pa.table({"source": ["a list"] * len(NAMES), "domain": column}), path)
    elif kind in ("utf-16-le", "utf-16-be"):
        path.write_bytes(f"\ufeff{text.decode()}".encode(kind))
    else:
        path.write_bytes(text)
    return path


@pytest.mark.parametrize("kind", ["txt", "gz", "zst", "parquet", "category.parquet", "utf-16-le", "utf-16-be"])
def test_hits_are_json_lines_in_input_order(watchlist: Path, tmp_path: Path, kind: str) -> None:
    hits = run(watchlist, written(tmp_path, kind))

    assert [hit["hostname"] for hit in hits] == ["salonbleu4.test", "salon-bleu.test"]
    assert set(hits[0]) == {"hostname", "site", "score", "reasons"}
    assert isinstance(hits[0]["reasons"], list)
    assert set(hits[0]["reasons"][0]) == {"code", "text"}


def test_hostnames_come_from_a_pipe_that_a_shell_names_too(watchlist: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"plain.example\nsalonbleu4.test\n")
    os.close(writing)
    try:
        assert [hit["hostname"] for hit in run(watchlist, f"/dev/fd/{reading}")] == ["salonbleu4.test"]
    finally:
        os.close(reading)


def test_the_watch_list_comes_from_standard_input_too_but_not_beside_hostnames(watchlist: Path, tmp_path: Path) -> None:
    packed, hostnames = zstandard.compress(watchlist.read_bytes()), written(tmp_path, "gz")
    assert [hit["hostname"] for hit in run("-", hostnames, standard_input=packed)] == [
        "salonbleu4.test",
        "salon-bleu.test",
    ]
    result = CliRunner().invoke(app, ["-", "-"], input=packed)
    assert (result.exit_code, "both" in re.findall("[a-z]+", result.stderr)) == (2, True)


@pytest.mark.parametrize("named", ["fifo", "descriptor", "standard input"])
def test_parquet_out_of_a_pipe_is_refused_and_not_waited_for(watchlist: Path, tmp_path: Path, named: str) -> None:
    table = written(tmp_path, "parquet").read_bytes()
    if named == "standard input":
        with pytest.raises(HostnamesMissingError, match=r"^standard input: Parquet can be read neither .*Give a file"):
            run(watchlist, "-", standard_input=table)
        return
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    # Held open for both, so that nobody waits for the other to come.
    both = os.open(pipe, os.O_RDWR)
    os.write(both, table)
    path = pipe if named == "fifo" else Path(f"/dev/fd/{both}")
    try:
        with pytest.raises(HostnamesMissingError, match="Parquet can be read neither out of a pipe"):
            run(watchlist, path)
    finally:
        os.close(both)


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_list_in_utf_16_is_read_however_its_first_bytes_come(cut: int) -> None:
    text = "\ufeffsalonbleu4.test\n".encode("utf-16-le")
    assert b"".join(_as_utf8(iter((text[:cut], text[cut:])))) == b"salonbleu4.test\n"
    assert b"".join(_as_utf8(iter((b"a", b".test\n")))) == b"a.test\n"
    assert (list(_as_utf8(iter(()))), b"".join(_as_utf8(iter((b"a",))))) == ([b""], b"a")


def test_hostnames_come_from_standard_input_too(watchlist: Path) -> None:
    assert [hit["site"] for hit in run(watchlist, "-", standard_input=b"salonbleu4.test")] == ["salon"]


def test_lines_that_are_no_hostname_are_listed_on_request(watchlist: Path, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.jsonl"

    run(watchlist, written(tmp_path, "txt"), "--rejects", rejects)

    assert [json.loads(line)["line"] for line in rejects.read_text("utf-8").splitlines()] == [3]


def test_a_list_without_one_hostname_says_what_is_expected(watchlist: Path, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("1,salonbleu4.test\n2,plain.example\n", encoding="utf-8")
    result = CliRunner().invoke(app, [str(watchlist), str(table)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Give one a line and nothing beside it" in result.stderr
    assert "Give one a line" not in CliRunner().invoke(app, [str(watchlist), str(written(tmp_path, "txt"))]).stderr


def test_a_parquet_without_texts_is_said_to_have_none(watchlist: Path, tmp_path: Path) -> None:
    pq.write_table(pa.table({"hostname": [1, 2]}), tmp_path / "numbers.parquet")
    with pytest.raises(HostnamesMissingError, match="no column of texts"):
        run(watchlist, tmp_path / "numbers.parquet")


def test_a_table_is_printed_for_people(watchlist: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, [str(watchlist), str(written(tmp_path, "txt")), "--format", "table"])

    assert result.exit_code == 0
    assert "salonbleu4.test" in result.stdout


def test_no_score_looks_like_proof_however_many_names_were_taken(tmp_path: Path) -> None:
    watchlist, names = tmp_path / "watchlist.jsonl", tmp_path / "names.txt"
    domains = [f"salonvioletorchidee{number}.example" for number in range(1, 40)]
    watchlist.write_text(json.dumps({"site": "salon", "domains": domains}) + "\n", "utf-8")
    names.write_text("salonvioletorchidee40.example\n")

    table = CliRunner().invoke(app, [str(watchlist), str(names), "--format", "table"]).stdout
    assert "\n0.999 " in table

    hits = tuple(Hit("salon40.example", "salon", score, (), "") for score in (0.99999, 0.5, 0.00001))
    lines = hits_as_lines(BlockResult(3, 3, 0, hits, b"", 1, ())).splitlines()
    assert [json.loads(line)["score"] for line in lines] == [0.9999, 0.5, 0.0001]


@pytest.mark.parametrize("kind", ["gz", "zst"])
def test_a_file_that_is_cut_off_is_refused_with_what_was_read(watchlist: Path, tmp_path: Path, kind: str) -> None:
    path = written(tmp_path, kind)
    path.write_bytes(path.read_bytes()[:-6])

    with pytest.raises(HostnamesUnreadableError, match=r"cut off after \d+ lines"):
        run(watchlist, path)


def test_a_line_of_ten_megabytes_is_rejected_in_bounded_memory(watchlist: Path, tmp_path: Path) -> None:
    path, rejects = tmp_path / "names.txt", tmp_path / "rejects.jsonl"
    path.write_bytes(b"salonbleu4.test\n" + b"a" * 10_000_000 + b"\nsalonbleu5.test\n")

    hits = run(watchlist, path, "--rejects", rejects)

    assert [hit["hostname"] for hit in hits] == ["salonbleu4.test", "salonbleu5.test"]
    assert len(rejects.read_text("utf-8")) < 1000


def test_names_among_lines_of_every_wrong_kind_are_found_and_each_wrong_line_is_told_why(
    watchlist: Path, tmp_path: Path
) -> None:
    lines = [
        b"salonbleu4.test",
        b"a\x00b.test",
        b"\x00" * 3000,
        "münchen-salonbleu.example".encode("latin-1"),
        "salonbleu5.test".encode("utf-16"),
        b"*.SalonBleu6.test.\r",
        b"xn--zzzzzzzz99999.test",
        b"xn--.test",
        "ｓａｌｏｎｂｌｅｕ７.test".encode(),
        b"http://salonbleu8.test/",
        b"192.0.2.1",
        b"." * 300,
    ]
    path, rejects = tmp_path / "names.txt", tmp_path / "rejects.jsonl"
    path.write_bytes(b"\n".join(lines))

    hits = run(watchlist, path, "--rejects", rejects)

    assert [hit["hostname"] for hit in hits] == ["salonbleu4.test", "salonbleu6.test", "salonbleu7.test"]
    rejected = [json.loads(line) for line in rejects.read_text("utf-8").splitlines()]
    assert [row["line"] for row in rejected] == [2, 3, 4, 5, 8, 10, 11, 12]
    assert all(row["text"] and row["problem"] for row in rejected)


def test_a_missing_file_is_said_to_be_missing(watchlist: Path, tmp_path: Path) -> None:
    with pytest.raises(HostnamesMissingError):
        run(watchlist, tmp_path / "nothing.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    with pytest.raises(HostnamesMissingError, match=r"loop\.txt: too many levels of symbolic links"):
        run(watchlist, tmp_path / "loop.txt")
    with pytest.raises(WatchlistUnreadableError):
        run(tmp_path / "nothing.jsonl", "-", standard_input=b"")


@pytest.mark.parametrize(
    ("rejects", "code", "said"),
    [
        ("nowhere/rejects", 2, "cli.path: .*nowhere/rejects cannot be used: there is no such file"),
        (".", 2, "cli.place_taken: .* it is a folder"),
        ("/dev/full", 3, "cli.no_room: the output cannot be written"),
    ],
)
def test_a_file_that_cannot_be_written_is_said_in_a_sentence(
    watchlist: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    rejects: str,
    code: int,
    said: str,
) -> None:
    names = written(tmp_path, "txt")
    arguments = ["rempart", "screen", watchlist, names, "--rejects", tmp_path / rejects]
    monkeypatch.setattr(sys, "argv", [str(argument) for argument in arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == code
    assert re.search(said, capsys.readouterr().err)


@pytest.mark.parametrize("name", ["resolver-program", "/usr/lib/rempart-of-nobody/table.bin"])
def test_a_missing_program_or_a_broken_installation_is_not_taken_for_a_path_that_was_given(
    watchlist: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def start(*_: object, **__: object) -> None:
        raise FileNotFoundError(errno.ENOENT, "No such file or directory", name)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["rempart", "screen", str(watchlist), ".", "-", "--flat"])
    monkeypatch.setattr(cli, "build_command", lambda _: start)
    with pytest.raises(FileNotFoundError):
        main()


@pytest.mark.parametrize("name", ["data/keys/web-secret", "kept/.list.txt.part", "kept", "list.txt"])
def test_what_was_configured_and_what_lies_around_a_path_that_was_given_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    def write(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", name if name == "list.txt" else str(tmp_path / name))

    (tmp_path / "rempart.toml").write_text('data_folder = "data"\n')
    monkeypatch.setenv("REMPART_CONFIG", str(tmp_path / "rempart.toml"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["rempart", "lists", "export", "--output=kept/list.txt", "list.txt"])
    monkeypatch.setattr(cli, "build_command", lambda _: write)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "cannot be used: access to it is refused" in capsys.readouterr().err


def test_a_site_without_a_label_of_its_own_is_said_to_find_nothing(tmp_path: Path) -> None:
    path = tmp_path / "suffix.jsonl"
    path.write_text('{"site": "salon", "domains": ["co.uk"]}\n{"site": "b", "domains": ["salonbleu.example"]}\n')
    result = CliRunner().invoke(app, [str(path), str(written(tmp_path, "txt"))])
    assert "Site salon: its names are public suffixes" in result.stderr
    assert "Site b: its names" not in result.stderr


def test_options_of_a_cluster_are_refused_without_one(watchlist: Path, tmp_path: Path) -> None:
    arguments = [watchlist, written(tmp_path, "txt"), "--keep", tmp_path / "kept"]
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert (result.exit_code, "--engine ray" in result.output) == (2, True)


def test_threads_change_nothing_in_what_is_printed(watchlist: Path, tmp_path: Path) -> None:
    path, one, two = tmp_path / "names.txt", tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    lines = "".join(
        f"bakery{n}.example\n" + (f"salonbleu{n}.test\nno name\n" if n % 9000 == 5 else "") for n in range(700_000)
    )
    path.write_text(lines)

    alone = run(watchlist, path, "--threads", "1", "--rejects", one)
    together = run(watchlist, path, "--threads", "3", "--rejects", two)

    assert together == alone
    assert len(alone) == 78
    assert two.read_bytes() == one.read_bytes()


def test_threads_take_short_turns_while_names_are_screened_and_usual_ones_after(
    watchlist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, source = sys.getswitchinterval(), _NotesTurns()
    monkeypatch.setattr("rempart.cli.screen.open_hostnames", lambda _: source)
    run(watchlist, "names")
    assert source.turns_s < before / 5
    assert sys.getswitchinterval() == before


class _NotesTurns:
    turns_s = 1.0

    def blocks(self) -> Iterator[bytes]:
        self.turns_s = sys.getswitchinterval()
        yield b"forum.example\n"


@pytest.mark.slow
def test_a_watch_list_of_a_hundred_thousand_sites_is_screened_in_bounded_memory(tmp_path: Path) -> None:
    source = random.Random(1)
    labels = {"".join(source.choices("bcdefgkmnoprstuvz", k=11)) for _ in range(100_000)}
    names = sorted(labels)
    watchlist, stream = tmp_path / "sites.jsonl", tmp_path / "names.txt"
    watchlist.write_text(
        "".join(json.dumps({"site": name, "domains": [f"{name}.example"]}) + "\n" for name in names), "utf-8"
    )
    stream.write_text(f"plain.example\n{names[7]}2.example\n{names[-7]}-online.example\n", "utf-8")
    program = (
        "import resource, sys; from rempart.cli import main; sys.argv = ['rempart', 'screen', *sys.argv[1:]]\n"
        "try: main()\n"
        "finally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(watchlist), str(stream)], capture_output=True, text=True, check=True
    )
    hits = [json.loads(line) for line in done.stdout.splitlines()]
    # Among so many random words some begin alike: those come after the one that is meant.
    likeliest = {hit["hostname"]: hit["site"] for hit in reversed(hits)}
    assert likeliest == {f"{names[7]}2.example": names[7], f"{names[-7]}-online.example": names[-7]}
    assert len(hits) <= 4
    assert int(done.stderr.split()[-1]) < 2048


@pytest.mark.slow
def test_the_command_starts_without_the_web_framework_and_the_engine_of_pages() -> None:
    code = "import sys, rempart.cli.screen; print([m for m in ('django', 'rempart.engines.pages') if m in sys.modules])"
    started = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert started.stdout.strip() == "[]"
