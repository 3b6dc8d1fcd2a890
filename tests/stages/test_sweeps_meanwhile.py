"""What changes while a sweep is under way, which may take days."""

import json
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from rempart.adapters.sweep_lists import SweepListFile
from rempart.engines.pages import Fact, PageInput, features_to_json
from rempart.engines.verdict import portrait_of
from rempart.glances.known import KnownPages, know
from rempart.watchlist.contracts import Reference
from tests.factories.sweeps import BACKGROUND, Body, Names
from tests.stages import test_sweeps
from tests.stages.test_sweeps import hold

body = test_sweeps.body
OTHER_KEY = "cd" * 32


def test_nobody_is_known_by_a_reopening_whose_order_was_taken_back_meanwhile(
    body: Body, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rempart.glances.sweeping.POLL_EVERY", timedelta(0))
    page = PageInput(html="", facts=(Fact("certificate-key", OTHER_KEY, "record"),))
    features = json.loads(features_to_json(portrait_of(page)))
    reopening = Reference(uuid4(), body.site_id, uuid4(), "night-harbour.example", features, body.at)
    standing = [KnownPages([know(reopening)], BACKGROUND, lambda _ids: [reopening])]
    none = KnownPages.none(BACKGROUND)
    hosts = ["bakery.test", "school.test", "garden.test"]
    body.glancer.pages = dict.fromkeys(hosts, "<p>We bake bread.</p>")
    body.glancer.facts = dict.fromkeys(hosts, (Fact("certificate-key", OTHER_KEY),))
    body.glancer.meanwhile["school.test"] = standing.clear
    names = Names(hosts)
    found = body.carry_out(body.begin(names), names, names, lambda _background: standing[0] if standing else none)
    assert [one.outcome for one in found] == ["sighted", "looked", "looked"]


def test_a_host_that_the_list_writes_in_capitals_is_known_by_what_a_certificate_stream_brought(
    body: Body, tmp_path: Path
) -> None:
    hold("velvet-tide.test", now=body.at)
    (tmp_path / "list").write_text("bakery.test\nVELVET-TIDE.test.\n")
    names = SweepListFile(str(tmp_path / "list"))
    found = body.carry_out(body.begin(Names([])), names, Names([]), KnownPages.none)
    assert [(one.listed.hostname, one.outcome) for one in found] == [
        ("velvet-tide.test", "known"),
        ("bakery.test", "gone"),
    ]
