"""Ten workers are killed at random moments of the whole pipeline: nothing is lost, nothing is done twice."""

import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from rempart.referrals.contracts import Recipient
from tests.fakes.killable import HOSTNAMES, KILLS

ROOT = Path(__file__).resolve().parents[2]
CONFIG = """data_folder = "data"

[worker]
lease_s = 1.0
poll_s = 0.01
attempts = 30
backoff_s = 0.05
"""
# Acts that follow -> the acts that each of them follows from, one for one.
CAUSES_OF = {
    ("sightings.sighting_recorded", "sightings.sighting_repeated"): ("reports.report_received",),
    ("captures.page_captured",): ("sightings.sighting_recorded",),
    ("captures.exhibit_sealed",): ("captures.page_captured",),
    ("matches.match_judged", "watchlist.reference_added"): ("captures.exhibit_sealed",),
    ("publications.entry_published",): ("orders.order_in_force",),
    ("watchlist.site_named",): ("orders.order_in_force",),
    ("referrals.notice_prepared",): ("orders.order_in_force",),
    ("probes.probe_finished",): ("publications.entry_published",),
}
# One row for each of these acts.
ROW_OF = {
    "reports_report": ("reports.report_received",),
    "sightings_sighting": ("sightings.sighting_recorded",),
    "sightings_look": ("sightings.sighting_recorded", "sightings.sighting_repeated"),
    "captures_exhibit": ("captures.page_captured",),
    "captures_seal": ("captures.exhibit_sealed",),
    "matches_match": ("matches.match_judged",),
    "cases_case": ("cases.case_opened",),
    "cases_item": ("cases.case_joined",),
    "publications_publication": ("publications.entry_published",),
    "probes_probe": ("probes.probe_finished",),
    "referrals_notice": ("referrals.notice_prepared",),
    "watchlist_name": ("watchlist.site_named",),
    "watchlist_reference": ("watchlist.reference_added",),
}


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What ten killed workers and their heirs left behind."""
    folder = tmp_path_factory.mktemp("killed")
    config = folder / "rempart.toml"
    config.write_text(CONFIG, encoding="utf-8")
    seed = random.randrange(1_000_000)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REMPART_CONFIG", str(config))
        patch.setenv("DJANGO_SETTINGS_MODULE", "rempart.settings")
        patch.setenv("PYTHONPATH", f"{ROOT}:{ROOT / 'src'}")
        done = subprocess.run(
            [sys.executable, "-m", "tests.fakes.killable", str(seed)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=1500,
            check=False,
        )
    assert done.returncode == 0, f"seed {seed}\n{done.stderr[-4000:]}"
    found: dict[str, Any] = json.loads(done.stdout)
    return found


pytestmark = [pytest.mark.slow, pytest.mark.timeout(1600), pytest.mark.xdist_group("kills")]


def test_most_workers_were_killed_with_a_step_in_hand(left: dict[str, Any]) -> None:
    assert left["kills"] >= KILLS


def test_every_step_is_done(left: dict[str, Any]) -> None:
    assert {step.split()[1] for step in left["steps"]} == {"done"}, left["steps"]


def test_every_reopening_went_the_whole_way_once(left: dict[str, Any]) -> None:
    acts = left["acts"]
    assert acts["sightings.sighting_recorded"] == len(HOSTNAMES)
    assert acts["cases.case_opened"] == len(HOSTNAMES)
    assert acts["orders.order_in_force"] == len(HOSTNAMES)
    assert acts["referrals.notice_prepared"] == len(Recipient) * len(HOSTNAMES)
    assert left["blocked"] == sorted(HOSTNAMES)


def test_nothing_was_done_twice_for_one_cause(left: dict[str, Any]) -> None:
    twice = [effect for effect, times in Counter(map(tuple, left["effects"])).items() if times > 1]
    assert twice == []


def test_each_effect_follows_from_every_cause_and_from_nothing_else(left: dict[str, Any]) -> None:
    for effect, causes in CAUSES_OF.items():
        followed = sorted(index for act, index in left["effects"] if act in effect)
        assert followed == sorted(index for act, index in left["places"] if act in causes), effect


def test_every_row_has_its_entry_and_every_entry_its_row(left: dict[str, Any]) -> None:
    rows = {table: left["tables"][table] for table in ROW_OF}
    assert rows == {table: sum(left["acts"].get(act, 0) for act in acts) for table, acts in ROW_OF.items()}


def test_every_report_is_in_its_case(left: dict[str, Any]) -> None:
    assert left["acts"]["reports.report_received"] == len(HOSTNAMES)
    assert left["steps"]["reports.mark_in_case done"] == len(HOSTNAMES)


def test_no_exhibit_looks_complete_that_is_not(left: dict[str, Any]) -> None:
    assert left["unsound"] == []


def test_the_log_has_every_entry_in_its_place(left: dict[str, Any]) -> None:
    assert left["log_is_whole"]
