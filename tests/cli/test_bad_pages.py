"""Pages of every badness, as files: each is read, classified and compared, and none becomes the closed site."""

import json
import re
from pathlib import Path

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageInput
from rempart.engines.verdict import VerdictKind, judge, portrait_of
from tests.cli.test_compare import run
from tests.factories import pages

Caught = pytest.CaptureFixture[str]
OLDER = Path(__file__).parents[1] / "golden/exhibit-of-2026-11-22.wacz"
RUSSIAN = "<title>Пристань</title><p>Правила набережной написаны от руки и висят у входа на пристань.</p>"
BAD: dict[str, bytes] = {
    "empty": b"",
    "binary": bytes(range(256)) * 300,
    "an archive that is none": b"PK\x05\x06" + b"\0" * 18,
    "fifty megabytes": b"<p>The quay is quiet tonight and stays so.</p>" * 1_100_000,
    "two hundred thousand nested tags": b"<div>" * 200_000 + b"deep" + b"</div>" * 200_000,
    "declared in a wrong encoding": b'<meta charset="utf-16">' + RUSSIAN.encode("cp1251"),
    "in two encodings": RUSSIAN.encode("utf-8") + RUSSIAN.encode("cp1251") + "<p>é</p>".encode("cp1252"),
    "only script": b"<script>document.body.innerHTML = atob('PGgxPlF1YXk8L2gxPg==')</script>",
    "only frames": b"<frameset cols='1,*'><frame src='/menu'><frame src='/quay'></frameset>",
}


@pytest.fixture
def closed(tmp_path: Path) -> str:
    path = tmp_path / "closed.html"
    path.write_text(pages.CLOSED, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_page_is_compared_and_is_never_the_closed_site(
    monkeypatch: pytest.MonkeyPatch, capsys: Caught, tmp_path: Path, closed: str, name: str
) -> None:
    bad = tmp_path / "bad.html"
    bad.write_bytes(BAD[name])
    code, shown, _ = run(monkeypatch, capsys, "compare", closed, str(bad), "--json")
    answer = json.loads(shown)
    assert (code, answer["verdict"] != "same", answer["probability"] < 0.5) == (0, True, True)
    assert answer["reasons"]


@pytest.mark.parametrize("name", ["empty", "binary", "only script", "only frames"])
def test_a_bad_page_gets_a_kind_with_a_reason(
    monkeypatch: pytest.MonkeyPatch, capsys: Caught, tmp_path: Path, name: str
) -> None:
    bad = tmp_path / "bad.html"
    bad.write_bytes(BAD[name])
    code, shown, _ = run(monkeypatch, capsys, "pages", "classify", str(bad))
    answer = json.loads(shown)
    assert (code, set(answer)) == (0, {"kind", "probability", "reasons"})
    assert answer["reasons"]


def test_a_page_that_is_cut_is_not_told_as_if_all_of_it_had_been_read(
    monkeypatch: pytest.MonkeyPatch, capsys: Caught, tmp_path: Path, closed: str
) -> None:
    bad = tmp_path / "bad.html"
    bad.write_bytes(BAD["two hundred thousand nested tags"])
    codes = []
    for page in (str(bad), closed):
        _, shown, _ = run(monkeypatch, capsys, "pages", "classify", page)
        codes.append([reason["code"] for reason in json.loads(shown)["reasons"]])
    assert ["pages.cut" in told for told in codes] == [True, False]
    _, in_words, _ = run(monkeypatch, capsys, "pages", "classify", "--text", str(bad))
    assert "holds more than is read here" in " ".join(in_words.split())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_of_a_page_is_not_read_is_said_alike_of_one_page_and_of_two(
    monkeypatch: pytest.MonkeyPatch, capsys: Caught, tmp_path: Path, closed: str, language: str
) -> None:
    """Two sentences, since one names a side and an old verdict keeps its own to the byte: what they list is one."""
    monkeypatch.setenv("REMPART_LANG", language)
    bad = tmp_path / "bad.html"
    bad.write_bytes(BAD["two hundred thousand nested tags"])
    listed = []
    for words in (("pages", "classify", "--text", str(bad)), ("compare", str(bad), closed)):
        _, shown, _ = run(monkeypatch, capsys, *words)
        said = " ".join(shown.replace("│", " ").split())
        listed.append(re.findall(r"\([^()]*(?:style sheets|feuilles de style)[^()]*\)", said))
    assert listed[0] == listed[1]
    assert len(listed[0]) == 1


def test_a_broken_archive_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: Caught, tmp_path: Path, closed: str
) -> None:
    bad = tmp_path / "bad.wacz"
    bad.write_bytes(OLDER.read_bytes()[:9000])
    code, _, told = run(monkeypatch, capsys, "compare", closed, str(bad))
    assert (code, "rempart verify" in told) == (2, True)


def test_what_is_called_an_exhibit_and_is_no_archive_is_not_taken_for_a_servers_page(
    monkeypatch: pytest.MonkeyPatch, capsys: Caught, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.wacz"
    bad.write_bytes(b"\x00\x01quay")
    code, _, told = run(monkeypatch, capsys, "pages", "classify", str(bad))
    assert (code, "it is no archive" in told) == (2, True)


def test_a_file_beside_itself_is_told(monkeypatch: pytest.MonkeyPatch, capsys: Caught, closed: str) -> None:
    code, _, told = run(monkeypatch, capsys, "compare", closed, closed)
    assert (code, "compared with itself" in told) == (0, True)
    labels = Path(closed).parent / "labels.jsonl"
    pair = {"a": Path(closed).name, "b": Path(closed).name, "same": True, "group": "quay"}
    labels.write_text(json.dumps(pair), encoding="utf-8")
    code, _, told = run(monkeypatch, capsys, "pages", "evaluate", str(labels))
    assert (code, "1 pair is of one file with itself" in told) == (0, True)


def test_a_capture_by_an_older_rempart_finds_the_reopening_and_no_other() -> None:
    """Of the third day of this software: no frames, registries, cookies or storage in its facts."""
    reader = PageFiles()
    closed, background = portrait_of(reader.read_file(str(OLDER))), reader.read_background()
    reopened, other = (portrait_of(PageInput(html=html)) for html in (pages.REOPENED, pages.SHOP))
    assert closed.host == "lantern-quay.example"
    assert judge(closed, reopened, background).kind is VerdictKind.SAME
    assert judge(closed, other, background).kind is not VerdictKind.SAME
