import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from rempart.cli import main
from rempart.cli.compare import OneInputTwiceError
from rempart.cli.page_reading import read_portrait
from rempart.wiring import build_page_reader
from tests.cli.running import run as run_here
from tests.factories import pages


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["rempart", *arguments])
    with pytest.raises(SystemExit) as stopped:
        main()
    shown = capsys.readouterr()
    return int(stopped.value.code or 0), shown.out, shown.err


@pytest.fixture
def closed(tmp_path: Path) -> str:
    path = tmp_path / "closed.html"
    path.write_text(pages.CLOSED)
    return str(path)


@pytest.fixture
def reopened(tmp_path: Path) -> str:
    path = tmp_path / "reopened.html"
    path.write_text(pages.REOPENED)
    return str(path)


def test_compare_says_verdict_probability_and_reasons_as_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], closed: str, reopened: str
) -> None:
    code, shown, _ = run(monkeypatch, capsys, "compare", closed, reopened, "--json")
    answer = json.loads(shown)

    assert (code, answer["verdict"]) == (0, "same")
    assert 0.9 < answer["probability"] < 1
    assert {"code", "text", "weight", "records"} <= answer["reasons"][0].keys()
    assert {tuple(reason["records"]) for reason in answer["reasons"]} == {("file:closed.html", "file:reopened.html")}


def test_compare_tells_a_person_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], closed: str, reopened: str
) -> None:
    code, shown, _ = run(monkeypatch, capsys, "compare", closed, reopened)

    assert code == 0
    assert shown.startswith("same, probability")
    rows = re.split(r"^(?=[+-][0-9])", shown, flags=re.MULTILINE)[1:]
    counted = [" ".join(re.findall(r"\w+", row)).endswith("counted in another reason") for row in rows]
    assert counted == [row.startswith("+0.00") for row in rows]
    assert {True, False} == set(counted)


def test_an_address_tells_where_a_file_was_saved_from(tmp_path: Path) -> None:
    path = tmp_path / "saved.html"
    path.write_text("<title>Lanterns</title><a href=tides.html>Tides</a>")

    found = read_portrait(build_page_reader(), path, "https://www.harbour.example/lamps/")

    assert (found.host, found.url) == ("harbour.example", "https://www.harbour.example/lamps/")
    assert found.leads_to
    assert not read_portrait(build_page_reader(), path).host


def test_what_names_no_host_is_no_address(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], closed: str, reopened: str
) -> None:
    code, _, told = run(monkeypatch, capsys, "compare", closed, reopened, "--url-b", "/page.html")

    assert code == 2
    assert "reopened.html: '/page.html' names no host. Give the address" in " ".join(told.split())


def test_a_missing_file_is_told_and_exits_with_two(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], closed: str
) -> None:
    code, _, told = run(monkeypatch, capsys, "compare", closed, "/nowhere.html")

    assert code == 2
    assert "pages.missing" in told


def test_classify_says_kind_probability_and_reasons(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "p.html").write_text(pages.PARKED)
    code, shown, _ = run(monkeypatch, capsys, "pages", "classify", str(tmp_path / "p.html"))
    answer = json.loads(shown)

    assert (code, answer["kind"]) == (0, "parked")
    assert answer["reasons"]


def test_evaluate_gives_figures_by_group_with_paths_relative_to_the_labels(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, closed: str, reopened: str
) -> None:
    (tmp_path / "shop.html").write_text(pages.SHOP)
    rows = [
        {"a": "closed.html", "b": "reopened.html", "same": True, "group": "moved"},
        {"a": "closed.html", "b": "shop.html", "same": False, "group": "template"},
    ]
    (tmp_path / "labels.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    code, shown, _ = run(monkeypatch, capsys, "pages", "evaluate", str(tmp_path / "labels.jsonl"), "--json")
    answer = json.loads(shown)

    assert code == 0
    assert answer["groups"]["moved"]["recall"] == 1.0
    assert answer["groups"]["template"] == {
        "pairs": 1, "auc": 1.0, "precision": None, "recall": None, "false_same": 0, "unclear": 0,
        "note": "No pair here is of one site, so there is no recall. The AUC is against those of other groups. "
        "None was called the same, so there is no precision.",
    }  # fmt: skip
    assert 0 <= answer["calibration_error"] < 0.1
    assert answer["ranking"] == {"precision": 1.0, "least": pytest.approx(0.99, abs=0.02), "recall": 1.0}

    _, shown, _ = run(monkeypatch, capsys, "pages", "evaluate", str(tmp_path / "labels.jsonl"))
    assert f"\ntemplate: {answer['groups']['template']['note']}\n" in shown
    assert "from 0.99 on: precision 1.0, recall 1.0" in shown


def test_labels_may_say_where_pages_stood(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, closed: str, reopened: str
) -> None:
    pair = {"a": "closed.html", "b": "reopened.html", "same": True, "group": "moved"}
    rows = [pair | {"url_a": "https://old.example/", "url_b": "https://new.test/"}, pair | {"url_a": "new page"}]
    (tmp_path / "labels.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    labels = str(tmp_path / "labels.jsonl")
    code, shown, told = run(monkeypatch, capsys, "pages", "evaluate", labels, "--hosts", "--json")
    answer = json.loads(shown)

    assert (code, answer["groups"]["all"]["pairs"]) == (0, 1)
    assert (answer["left_out"]["pairs"], answer["left_out"]["pages"]) == (1, ["closed.html"])
    assert "'new page' names no host" in " ".join(told.split())


def test_a_broken_line_of_labels_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "labels.jsonl").write_text('{"a": "x"}\n')
    code, _, told = run(monkeypatch, capsys, "pages", "evaluate", str(tmp_path / "labels.jsonl"))

    assert code == 2
    assert "line 1" in told


def test_a_page_that_is_missing_leaves_its_pairs_out_and_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, closed: str, reopened: str
) -> None:
    first, lost = (
        {"a": "closed.html", "b": name, "same": True, "group": "moved\u2028"} for name in ("reopened.html", "lost.html")
    )
    lines = "\r\n".join(json.dumps(row, ensure_ascii=False) for row in (first, lost))
    (tmp_path / "labels.jsonl").write_text(f"\ufeff{lines}\r\n", encoding="utf-8", newline="")
    code, shown, told = run(monkeypatch, capsys, "pages", "evaluate", str(tmp_path / "labels.jsonl"), "--json")
    answer = json.loads(shown)

    assert (code, answer["groups"]["all"]["pairs"]) == (0, 1)
    assert (answer["left_out"]["pairs"], answer["left_out"]["pages"]) == (1, ["lost.html"])
    assert "left out: line 2: lost.html" in told.replace(f"{tmp_path}/", "")


def test_addresses_beside_the_pages_count_only_where_that_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Name and texts alone are one site at hosts called so, and may be copied anywhere else."""
    page = "<title>Velmora</title><h1>Velmora</h1><p>On Velmora you talk at {} with whoever sits at the stairs.</p>"
    for name, time in (("a.html", "night"), ("b.html", "day")):
        text = page.format(time) + "<p>The lamps of Velmora burn until three.</p>"
        (tmp_path / name).write_text(text)
    urls = {"url_a": "https://velmora.example/", "url_b": "https://velmora.test/"}
    row = {"a": "a.html", "b": "b.html", "same": True, "group": "moved"} | urls
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps(row))
    recall = []
    for more in ([], ["--hosts"]):
        _, shown, _ = run(monkeypatch, capsys, "pages", "evaluate", str(path), "--json", *more)
        recall.append(json.loads(shown)["groups"]["moved"]["recall"])
    assert recall == [0.0, 1.0]


@pytest.mark.parametrize("as_json", [True, False])
def test_lines_that_are_no_pair_are_rows_of_what_was_left_out(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    closed: str,
    reopened: str,
    as_json: bool,
) -> None:
    pair = json.dumps({"a": "closed.html", "b": "reopened.html", "same": True, "group": "moved"})
    nul = json.dumps({"a": "closed.html", "b": "a\0b", "same": True, "group": "moved"})
    (tmp_path / "labels.jsonl").write_text("\n".join([pair, "[" * 100_000, "", '{"a": 1}', nul]))
    path = str(tmp_path / "labels.jsonl")
    code, shown, told = run(monkeypatch, capsys, "pages", "evaluate", path, *(["--json"] if as_json else []))

    assert code == 0
    if as_json:
        left_out = json.loads(shown)["left_out"]
        assert [left_out[name] for name in ("pairs", "pages", "lines")] == [1, ["a\0b"], [2, 4]]
    said = " ".join((told if as_json else shown).split())  # a table breaks lines where the folder's name is long
    assert all(problem in said for problem in ("line 2:", "line 4:", "cannot be read"))


@pytest.mark.parametrize("content", ["", "\n \n", "\ufeff"])
def test_labels_without_a_pair_give_no_figure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str
) -> None:
    (tmp_path / "labels.jsonl").write_text(content, encoding="utf-8")
    code, shown, told = run(monkeypatch, capsys, "pages", "evaluate", str(tmp_path / "labels.jsonl"), "--json")

    assert (code, "there is no pair in it" in told) == (2, True)
    assert json.loads(shown)["groups"]["all"]["pairs"] == 0


def test_a_strangers_words_are_no_markup_and_steer_no_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    options = "".join(f"<option>{word}" for word in ("[/b] quay", "[red]lamp", "\x1b[2Jrope", "\u202eoar"))
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(f"<title>Lantern Quay</title><select name=berth>{options}</select>")
    code, shown, _ = run(monkeypatch, capsys, "compare", str(tmp_path / "a.html"), str(tmp_path / "b.html"))

    assert code == 0
    assert "[/b] quay, [red]lamp" in " ".join(shown.split())
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize(
    "row",
    [
        {"a": "closed.html", "b": "closed.html", "same": "no", "group": "words"},
        {"a": None, "b": "closed.html", "same": False, "group": "no path"},
        {"a": "lost.html", "b": "closed.html", "same": False, "group": "nothing can be read"},
    ],
    ids=lambda row: row["group"],
)
def test_labels_that_give_no_figure_are_refused(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    closed: str,
    row: dict[str, object],
) -> None:
    (tmp_path / "labels.jsonl").write_text(json.dumps(row))
    code, _, told = run(monkeypatch, capsys, "pages", "evaluate", str(tmp_path / "labels.jsonl"))

    assert (code, "pages.labels_unreadable" in told) == (2, True)


def test_a_labels_file_that_is_no_json_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "labels.jsonl").write_text("a page, another page\n")
    code, _, told = run(monkeypatch, capsys, "pages", "evaluate", str(tmp_path / "labels.jsonl"))
    assert (code, "line 1: it is no JSON, at character 1. Expected" in told) == (2, True)


def test_comparing_needs_no_web_framework(closed: str, reopened: str) -> None:
    program = (
        "import sys; sys.argv = ['rempart', 'compare', *sys.argv[1:]]\n"
        "from rempart.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    assert (
        subprocess.run([sys.executable, "-c", program, closed, reopened], check=False, capture_output=True).returncode
        == 0
    )


def test_an_older_version_judges_by_its_own_numbers(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], closed: str, reopened: str
) -> None:
    code, shown, _ = run(monkeypatch, capsys, "compare", closed, reopened, "--json", "--verdict-version", "2")
    assert (code, json.loads(shown)["version"]) == (0, "2")
    code, _, told = run(monkeypatch, capsys, "compare", closed, reopened, "--verdict-version", "1")
    assert (code, "compare.version_not_kept" in told) == (2, True)


@pytest.mark.parametrize("which", ["first", "second"])
def test_a_page_may_come_from_standard_input(tmp_path: Path, closed: str, reopened: str, which: str) -> None:
    given, typed = (("-", reopened), closed) if which == "first" else ((closed, "-"), reopened)
    here = json.loads(run_here("compare", *given, "--json", typed=Path(typed).read_text()).stdout)
    beside = json.loads(run_here("compare", closed, reopened, "--json").stdout)
    assert (here["verdict"], here["probability"]) == (beside["verdict"], beside["probability"])
    assert "file:-" in here["reasons"][0]["records"]


def test_both_pages_cannot_come_from_standard_input() -> None:
    with pytest.raises(OneInputTwiceError, match="Name a file for the other"):
        run_here("compare", "-", "-", typed=pages.CLOSED)


def test_classify_reads_standard_input_too() -> None:
    assert json.loads(run_here("pages", "classify", "-", typed=pages.PARKED).stdout)["kind"] == "parked"


def test_standard_input_that_is_closed_is_told(monkeypatch: pytest.MonkeyPatch, closed: str) -> None:
    program = (
        "import sys; sys.stdin = None; sys.argv = ['rempart', *sys.argv[1:]]\nfrom rempart.cli import main\nmain()"
    )
    for words, told in (
        (["compare", "-", closed], "standard input is closed"),
        (["pages", "evaluate", "-"], "bad file descriptor"),
    ):
        ended = subprocess.run([sys.executable, "-c", program, *words], check=False, capture_output=True, text=True)
        assert (ended.returncode, told in ended.stderr, ended.stdout) == (2, True, "")


def test_json_of_one_file_with_itself_says_that_it_tells_nothing(closed: str, reopened: str) -> None:
    notes = [json.loads(run_here("compare", closed, other, "--json").stdout)["note"] for other in (closed, reopened)]
    assert notes == [f"{closed} is compared with itself: that tells nothing of two pages. Name another file.", ""]
