"""Labels as programs of others write them: each counts as it is meant, or is told and left out."""

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from rempart.cli import build_app
from rempart.cli.labels import odd_labels, read_labels
from rempart.cli.language import sentence
from rempart.ports.pages import LabelsMissingError, LabelsUnreadableError
from tests.cli.running import run
from tests.factories import pages

PAIR = {"a": "closed.html", "b": "reopened.html", "same": True, "group": "moved"}
OTHER = {"a": "closed.html", "b": "shop.html", "same": False, "group": "template"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, html in (("closed", pages.CLOSED), ("reopened", pages.REOPENED), ("shop", pages.SHOP)):
        (tmp_path / f"{name}.html").write_text(html)
    return tmp_path


def written(folder: Path, *rows: dict[str, Any], name: str = "labels.jsonl") -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(json.dumps(row) for row in rows))
    return path


def evaluated(labels: Path | str, *more: str, typed: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("pages", "evaluate", labels, "--json", *more, typed=typed).stdout)
    return found


def refused(labels: Path) -> tuple[dict[str, Any], str]:
    """The JSON that comes where there is nothing to judge, and the error that follows it."""
    words = ["pages", "evaluate", str(labels), "--json"]
    result = CliRunner().invoke(build_app(words), words)
    assert isinstance(result.exception, LabelsUnreadableError)
    return json.loads(result.stdout), str(result.exception)


@pytest.mark.parametrize("same", [True, 1, 1.0, "true", "True", "TRUE"])
def test_that_a_pair_is_of_one_site_may_be_said_as_other_languages_write_it(folder: Path, same: object) -> None:
    (row,) = read_labels(written(folder, PAIR | {"same": same}), hosts=False).rows
    assert row.same is True


@pytest.mark.parametrize("same", [False, 0, "false", "False"])
def test_that_a_pair_is_of_two_sites_may_be_too(folder: Path, same: object) -> None:
    (row,) = read_labels(written(folder, PAIR | {"same": same}), hosts=False).rows
    assert row.same is False


@pytest.mark.parametrize("same", [None, 2, "yes", "1", "", [], {"true": 1}, float("nan")])
def test_what_may_mean_either_is_no_label(folder: Path, same: object) -> None:
    read = read_labels(written(folder, PAIR | {"same": same}), hosts=False)
    assert (list(read.rows), list(read.broken)) == ([], [1])
    assert '"same" is ' in str(read.broken[1])


def test_a_pair_without_a_group_counts_among_all_pairs_alone(folder: Path) -> None:
    without = {name: value for name, value in PAIR.items() if name != "group"}
    found = evaluated(written(folder, PAIR | {"group": None}, without, OTHER))
    assert {name: group["pairs"] for name, group in found["groups"].items()} == {"template": 1, "all": 3}


def test_a_number_is_a_groups_name_and_a_list_is_none(folder: Path) -> None:
    read = read_labels(written(folder, *(PAIR | {"group": group} for group in (7, 1.5, "", True, ["x"]))), hosts=False)
    assert [row.group for row in read.rows] == ["7", "1.5", ""]
    assert list(read.broken) == [4, 5]


def test_total_names_the_figures_of_all_pairs_whatever_the_groups_are_called(folder: Path) -> None:
    found = evaluated(written(folder, PAIR | {"group": "all"}, OTHER | {"group": "all groups"}))
    assert {name: group["pairs"] for name, group in found["groups"].items()} == {
        "all": 1, "all groups": 1, "all groups groups": 2,
    }  # fmt: skip
    assert found["total"] == "all groups groups"
    assert evaluated(written(folder, PAIR))["total"] == "all"


@pytest.mark.parametrize("content", ["", "\n \n", '{"a": "closed.html"}', '{"a": "lost.html", "b": "x", "same": 1}'])
def test_where_nothing_can_be_judged_there_is_json_and_then_the_reason(folder: Path, content: str) -> None:
    (folder / "labels.jsonl").write_text(content)
    found, reason = refused(folder / "labels.jsonl")
    nothing = {"pairs": 0, "auc": None, "precision": None, "recall": None, "false_same": 0, "unclear": 0}
    assert found["groups"] == {"all": nothing | {"note": "No pair was judged."}}
    assert found["calibration_error"] is None
    assert "line 1:" in reason
    assert bool(found["left_out"]["problems"]) == bool(content.strip())


def test_what_was_left_out_is_told_in_json_with_its_reason(folder: Path) -> None:
    path = written(folder, PAIR, PAIR | {"same": "yes"}, PAIR | {"b": "lost.html"}, PAIR | {"b": "."})
    left_out = evaluated(path)["left_out"]
    assert {name: left_out[name] for name in ("pairs", "pages", "lines")} == {
        "pairs": 2, "pages": [".", "lost.html"], "lines": [2],
    }  # fmt: skip
    assert [problem.replace(f"{folder}", "").split(". ")[0] for problem in left_out["problems"]] == [
        "/labels.jsonl, line 2: \"same\" is 'yes'",
        "line 3: /lost.html: there is no such file",
        "line 4: : it is a folder",
    ]


def test_of_thousands_of_problems_the_first_are_told(folder: Path) -> None:
    path = written(folder, PAIR, *(PAIR | {"same": "yes"} for _ in range(300)))
    left_out = evaluated(path)["left_out"]
    assert (len(left_out["lines"]), len(left_out["problems"])) == (300, 101)
    assert left_out["problems"][-1] == "… and 200 more"


def test_paths_may_be_whole_or_lead_up_or_be_written_by_windows(folder: Path) -> None:
    (folder / "set").mkdir()
    (folder / "set" / "oil.html").write_text(pages.SHOP)
    rows = [
        PAIR | {"a": str(folder / "closed.html"), "b": "../reopened.html"},
        PAIR | {"a": "..\\closed.html", "b": ".\\oil.html"},
    ]
    read = read_labels(written(folder, *rows, name="set/labels.jsonl"), hosts=False)
    assert all(read.place_of(page).is_file() for page in read.pages)
    assert evaluated(folder / "set" / "labels.jsonl")["groups"]["moved"]["pairs"] == 2


def test_a_backslash_that_a_file_has_in_its_name_stays_one(folder: Path) -> None:
    (folder / "odd\\name.html").write_text(pages.CLOSED)
    read = read_labels(written(folder, PAIR | {"a": "odd\\name.html"}), hosts=False)
    assert read.place_of(read.pages[0]) == folder / "odd\\name.html"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gzip"])
def test_labels_may_be_written_by_any_shell_and_packed(folder: Path, encoding: str) -> None:
    text = "\r\n\r\n".join(json.dumps(row) for row in (PAIR, OTHER)) + "\r\n"
    content = gzip.compress(text.encode()) if encoding == "gzip" else text.encode(encoding)
    (folder / "labels.jsonl").write_bytes(content)
    assert evaluated(folder / "labels.jsonl")["groups"]["all"]["pairs"] == 2


def test_paths_of_labels_from_standard_input_start_where_the_command_is_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page called "-" is a file all the same: standard input holds the labels."""
    monkeypatch.chdir(folder)
    found = evaluated("-", typed=json.dumps(PAIR) + "\n" + json.dumps(PAIR | {"a": "-"}))
    assert (found["groups"]["all"]["pairs"], found["left_out"]["pages"]) == (1, ["-"])


def test_so_do_those_of_labels_from_a_pipe(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    end, other = os.pipe()
    with os.fdopen(end), os.fdopen(other, "w") as file:
        file.write(json.dumps(PAIR))
        file.flush()
        file.close()
        assert evaluated(f"/dev/fd/{end}")["groups"]["moved"]["pairs"] == 1


def test_a_page_that_is_a_pipe_keeps_nobody_waiting(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rempart.adapters.pipes.WRITTEN_WITHIN_S", 0.1)
    os.mkfifo(folder / "pipe.html")
    found = evaluated(written(folder, PAIR, PAIR | {"b": "pipe.html"}))
    assert found["left_out"]["pages"] == ["pipe.html"]
    assert "it is a pipe to which nobody writes" in found["left_out"]["problems"][0]


def test_a_name_too_long_for_any_file_is_one_page_less(folder: Path) -> None:
    found = evaluated(written(folder, PAIR, PAIR | {"b": "quay" * 100}))
    assert (found["groups"]["all"]["pairs"], found["left_out"]["pairs"]) == (1, 1)


def test_labels_that_are_not_there_are_told(folder: Path) -> None:
    for path, told in ((folder / "none.jsonl", "there is no such file"), (folder, "it is a folder")):
        with pytest.raises(LabelsMissingError) as raised:
            read_labels(path, hosts=False)
        assert told in sentence(raised.value)


def test_what_a_label_says_twice_or_takes_back_is_told(folder: Path) -> None:
    turned = {"a": "./reopened.html", "b": "closed.html", "same": False, "group": "moved"}
    rows = [PAIR, OTHER, PAIR | {"group": "again"}, turned, {"a": "shop.html", "b": "./shop.html", "same": 1}]
    read = read_labels(written(folder, *rows), hosts=False)
    assert list(odd_labels(read, read.rows)) == [
        "1 pair is of one file with itself, which tells nothing: first shop.html",
        "1 pair stands in the group already; each line counts: first line 4",
        "1 pair is labelled as of one site in one line, and as of two in another",
    ]
    assert list(odd_labels(read, read.rows[:3])) == []
