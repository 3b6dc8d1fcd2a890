"""What a version of the engine judged, every later one judges again by that version's numbers, to the last byte."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Kind, Sign, features_from_json
from rempart.engines.verdict import (
    VERDICT_VERSION,
    VERSIONS,
    UnknownVersionError,
    calibration_of,
    judge,
    verdict_to_json,
)

GOLDEN = Path(__file__).parents[2] / "golden/verdicts.jsonl"
KEPT = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]


def written(verdict: Any) -> str:
    return json.dumps(verdict, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_the_judgements_of_every_version_are_kept() -> None:
    assert [row["version"] for row in KEPT] == list(VERSIONS)
    assert VERSIONS[-1] == VERDICT_VERSION


@pytest.mark.parametrize("row", KEPT, ids=lambda row: row["version"])
def test_a_version_is_computed_again_to_the_last_byte(row: dict[str, Any]) -> None:
    background = PageFiles().find_background(row["background_sha256"])
    assert background is not None
    assert background.sha256 == row["background_sha256"] == calibration_of(row["version"]).background_sha256
    pages = {name: features_from_json(json.dumps(page)) for name, page in row["pages"].items()}
    for kept in row["judged"]:
        prior = kept["verdict"]["prior"]
        again = judge(pages[kept["a"]], pages[kept["b"]], background, prior, row["version"])
        assert verdict_to_json(again) == written(kept["verdict"]), (kept["a"], kept["b"])


def test_a_word_added_to_the_table_of_trades_changes_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    page = features_from_json(json.dumps(next(iter(KEPT[-1]["pages"].values()))))
    a, b = (
        replace(page, names=(), signs=(Sign(Kind.OWN_HOST, host),)) for host in ("lantern-casino7.test", "lantern.test")
    )
    background = PageFiles().read_background()
    before = judge(a, b, background, 0.5, "7")
    assert before.comparison.name.shared == "lantern"
    monkeypatch.setattr("rempart.engines.pages.reading.naming.TRADE_WORDS", frozenset({"lantern"}))
    monkeypatch.setattr("rempart.engines.pages.words.trade_words.TRADE_WORDS", frozenset({"lantern"}))
    assert verdict_to_json(judge(a, b, background, 0.5, "7")) == verdict_to_json(before)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_version_that_reads_names_off_hosts_keeps_its_own_words_of_trades(version: str) -> None:
    rules = calibration_of(version).comparison
    assert bool(rules.own_host) == bool(rules.trades.words)
    assert bool(rules.title) == bool(rules.stock_titles)


def test_a_version_that_was_not_kept_is_refused() -> None:
    with pytest.raises(UnknownVersionError):
        calibration_of("1")
