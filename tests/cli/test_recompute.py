"""A recorded judgement is computed again without a database, by the version that judged."""

import json
from pathlib import Path

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import features_to_json
from rempart.engines.verdict import judge, lay_side_by_side, portrait_of
from rempart.matches.records import judged_parts
from tests.cli.test_compare import run
from tests.factories import pages
from tests.factories.exhibits import Workshop

Caught = pytest.CaptureFixture[str]


def recorded(folder: Path, version: str, background_sha256: str = "", **changed: object) -> str:
    """The record of a comparison that `version` made, as far as it is computed again."""
    background = PageFiles().read_background()
    page = PageFiles().read_file
    (folder / "a.html").write_text(pages.CLOSED, encoding="utf-8")
    (folder / "b.html").write_text(pages.REOPENED, encoding="utf-8")
    a, b = (portrait_of(page(str(folder / name))) for name in ("a.html", "b.html"))
    verdict = judge(a, b, background, 0.3, version)
    record = {
        "format": "rempart-comparison-1",
        "background_sha256": background_sha256 or background.sha256,
        "pages": {"a": json.loads(features_to_json(a)), "b": json.loads(features_to_json(b))},
        **judged_parts(lay_side_by_side(a, b, verdict)),
        **changed,
    }
    path = folder / "record.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("version", ["2", "3"])
def test_a_judgement_of_any_version_comes_out_equal(
    monkeypatch: pytest.MonkeyPatch, capsys: Caught, tmp_path: Path, version: str
) -> None:
    code, shown, _ = run(monkeypatch, capsys, "recompute", recorded(tmp_path, version))
    assert (code, shown.strip()) == (0, f"same: equal to the last digit, by version {version}")


def test_letters_that_no_file_can_hold_are_told_as_another_record(
    monkeypatch: pytest.MonkeyPatch, capsys: Caught, tmp_path: Path
) -> None:
    code, shown, _ = run(monkeypatch, capsys, "recompute", recorded(tmp_path, "3", verdict="\ud800"), "--json")
    assert (code, json.loads(shown)["differing"]) == (1, ["verdict"])


def test_a_record_that_was_changed_is_told(monkeypatch: pytest.MonkeyPatch, capsys: Caught, tmp_path: Path) -> None:
    code, shown, _ = run(monkeypatch, capsys, "recompute", recorded(tmp_path, "3", probability=0.9999), "--json")
    assert (code, json.loads(shown)["differing"]) == (1, ["probability"])


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"engine": "1"}, "recompute.record_unusable"),
        ({"format": "else"}, "recompute.record_unusable"),
        ({"pages": {}}, "recompute.record_unusable"),
        ({"prior": 2}, "recompute.record_unusable"),
        ({"prior": 10**400}, "recompute.record_unusable"),
        ({"background_sha256": "ab" * 32}, "recompute.background_missing"),
    ],
)
def test_what_cannot_be_computed_again_says_why(
    monkeypatch: pytest.MonkeyPatch, capsys: Caught, tmp_path: Path, changed: dict[str, object], told: str
) -> None:
    code, _, shown = run(monkeypatch, capsys, "recompute", recorded(tmp_path, "3", **changed))  # type: ignore[arg-type]
    assert (code, told in shown) == (2, True)


def test_an_exhibit_that_is_none_of_the_records_is_told_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: Caught, tmp_path: Path
) -> None:
    record = recorded(tmp_path, "3", exhibits=[{"manifest_sha256": "ab" * 32}])
    code, _, shown = run(monkeypatch, capsys, "recompute", record)
    assert (code, "name its exhibits with --exhibit" in shown) == (0, True)
    (tmp_path / "other.wacz").write_bytes(Workshop(tmp_path).sealed())
    code, _, shown = run(monkeypatch, capsys, "recompute", record, "--exhibit", str(tmp_path / "other.wacz"))
    assert (code, "the record names" in shown, "`rempart verify`" in shown) == (1, True, True)
    code, shown, _ = run(monkeypatch, capsys, "recompute", record, "--json", "--exhibit", str(tmp_path / "other.wacz"))
    assert (code, json.loads(shown)["equal"], json.loads(shown)["exhibits"][0]["side"]) == (1, True, "")


@pytest.mark.parametrize(("path", "told"), [("none.wacz", "pages.missing"), ("a.html", "pages.unreadable")])
def test_an_exhibit_that_cannot_be_read_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: Caught, tmp_path: Path, path: str, told: str
) -> None:
    code, _, shown = run(monkeypatch, capsys, "recompute", recorded(tmp_path, "3"), "--exhibit", str(tmp_path / path))
    assert (code, told in shown) == (2, True)
