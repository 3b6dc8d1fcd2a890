"""What a person sees of a comparison: no row of what differs that reads alike, and steps that end where it does."""

from math import log10

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Kind, PageFeatures, PageInput
from rempart.engines.verdict import VERDICT_VERSION, SideBySide, judge, lay_side_by_side, portrait_of

BACKGROUND = PageFiles().read_background()
BEGINS = "function light_the_lantern_of_the_quay(of_the_kettle) {" + " kettle_of_the_quay += of_the_kettle;" * 8
PRIORS = (0.0001, 0.001, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0.9, 0.99, 0.999)
LONG = BEGINS.replace("light_the_lantern", "hang_the_basket") + " }"


def page(said: str, *scripts: str, host: str = "") -> PageFeatures:
    """A page called Velmora with a sentence of its own."""
    code = "".join(f"<script>{script}</script>" for script in scripts)
    html = f"<html lang=en><title>Velmora</title><h1>Velmora</h1><p>The lantern {said} burns on the quay.{code}</html>"
    return portrait_of(PageInput(html=html, url=f"https://{host}/" if host else ""))


def beside(a: PageFeatures, b: PageFeatures, version: str = VERDICT_VERSION, prior: float = 0.2) -> SideBySide:
    return lay_side_by_side(a, b, judge(a, b, BACKGROUND, prior, version))


def test_scripts_that_read_alike_are_no_row_of_what_differs() -> None:
    a, b = page("of spring", f"{BEGINS} one(); }}"), page("of autumn", f"{BEGINS} other(); }}")

    (before,) = (row for row in beside(a, b, "22").differing if row.kind is Kind.INLINE_SCRIPT)
    assert before.of_a == before.of_b
    assert Kind.INLINE_SCRIPT not in {row.kind for row in beside(a, b).differing}


def test_a_script_that_differs_where_it_is_seen_is_told() -> None:
    a, b = page("of spring", f"{BEGINS} one(); }}", LONG), page("of autumn", f"{BEGINS} other(); }}")

    (row,) = (row for row in beside(a, b).differing if row.kind is Kind.INLINE_SCRIPT)
    assert (row.of_a, row.of_b) == ((LONG[:80],), ())


def test_scripts_that_read_alike_are_one_row_of_what_both_share() -> None:
    scripts = [f"{BEGINS} {name}(); }}" for name in ("one", "other")]
    a, b = page("of spring", *scripts), page("of autumn", *scripts)

    shown = [(row.kind, row.shown) for row in beside(a, b).shared]
    before = [(row.kind, row.shown) for row in beside(a, b, "22").shared]
    assert len(shown) == len(set(shown)) < len(before)
    assert shown == list(dict.fromkeys(before))


@pytest.mark.parametrize("prior", [0.0001, 0.02, 0.2, 0.5, 0.9])
def test_the_steps_end_where_the_judgement_does(prior: float) -> None:
    pairs = [
        (page("of spring"), page("of autumn")),
        (page("of spring", host="velmora.example"), page("of spring", host="velmora.test")),
        (page("of spring"), portrait_of(PageInput(html="<title>Kolvara</title><p>Baskets leave the mill at noon."))),
    ]
    for a, b in pairs:
        found = beside(a, b, prior=prior)
        odds = found.verdict.probability / (1 - found.verdict.probability)
        assert found.steps[-1].total == pytest.approx(log10(odds), abs=0.006)


def test_what_a_bound_changed_was_left_out_before_where_it_was_little() -> None:
    a, b = page("of spring"), page("of autumn")
    ends = []
    for version in ("22", VERDICT_VERSION):
        found = [beside(a, b, version, prior) for prior in PRIORS]
        odds = [one.verdict.probability / (1 - one.verdict.probability) for one in found]
        ends.append(max(abs(one.steps[-1].total - log10(odd)) for one, odd in zip(found, odds, strict=True)))

    assert ends[0] > 0.02 > ends[1]
