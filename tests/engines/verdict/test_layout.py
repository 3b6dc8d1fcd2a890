"""A shared layout is a template's: it says so, weighs little, and never makes two sites one."""

from dataclasses import replace

import numpy as np
import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Background, Fact, Family, Kind, PageFeatures, PageInput, sign_key
from rempart.engines.verdict import Verdict, VerdictKind, judge, portrait_of
from tests.factories import pages

BACKGROUND = PageFiles().read_background()
LAYOUT = "5a" * 32
BUILT_OTHERWISE = "<title>Oil Lamps</title><table><tr><td>Lamps of brass<td>Lamps of tin<tr><td>Wicks<td>Glass</table>"


def with_bits_changed(number: int) -> str:
    return f"{int(LAYOUT, 16) ^ ((1 << number) - 1):064x}"


def portrait(html: str, layout: str = "") -> PageFeatures:
    facts = (Fact("layout", layout, "<urn:uuid:view>"),) if layout else ()
    return portrait_of(PageInput(html=html, facts=facts))


def compare(one: str, other: str, layout: str, background: Background = BACKGROUND) -> Verdict:
    return judge(portrait(one, LAYOUT), portrait(other, layout), background)


def structure_of(verdict: Verdict) -> float:
    return next((item.weight for item in verdict.families if item.family is Family.STRUCTURE), 0.0)


def codes(verdict: Verdict) -> set[str]:
    return {reason.code for reason in verdict.reasons}


def test_a_near_layout_is_a_reason_that_cites_the_pictures_and_a_far_one_is_none() -> None:
    near, far = (compare(pages.CLOSED, BUILT_OTHERWISE, with_bits_changed(n)) for n in (31, 32))
    (reason,) = [reason for reason in near.reasons if reason.code == "verdict.layout"]
    assert (reason.values["record_a"], reason.values["record_b"]) == ("<urn:uuid:view>",) * 2
    assert "verdict.layout" not in codes(far)
    assert Kind.LAYOUT in {row.sign.kind for row in near.comparison.shared}
    assert Kind.LAYOUT not in {sign.kind for sign in near.comparison.only_a + near.comparison.only_b}
    assert (structure_of(far), structure_of(near)) == (0.0, 0.25)


@pytest.mark.parametrize("other", [pages.SHOP, pages.NEWS, pages.LOOKALIKE, pages.PARKED])
def test_one_layout_makes_no_other_site_the_same(other: str) -> None:
    verdict = compare(pages.CLOSED, other, LAYOUT)
    assert verdict.kind is not VerdictKind.SAME
    assert not any(item.is_strong for item in verdict.families if item.family is Family.STRUCTURE)


def test_a_layout_is_no_second_reason() -> None:
    marked = f"<p>{pages.CONTACT}</p>"
    one, other = (pages.page("", f"<p>Paper lamps of {n} colours.</p>{marked}") for n in ("seven", "nine"))
    verdict = compare(one, other, LAYOUT)
    assert "verdict.layout" in codes(verdict)
    assert verdict.measures["missing_second_source"] == 1.0


def test_a_layout_adds_nothing_to_a_build_that_is_shared_already() -> None:
    without = judge(portrait(pages.CLOSED), portrait(pages.CLOSED), BACKGROUND)
    assert structure_of(compare(pages.CLOSED, pages.CLOSED, LAYOUT)) == structure_of(without)


def test_a_layout_that_many_hosts_show_says_nothing() -> None:
    key = np.array([sign_key(Kind.LAYOUT, LAYOUT)], np.uint64)
    common = replace(BACKGROUND, keys=key, counts=np.array([BACKGROUND.hosts // 2], np.uint32))
    assert structure_of(compare(pages.CLOSED, BUILT_OTHERWISE, LAYOUT, common)) == 0.0
