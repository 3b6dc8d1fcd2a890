"""Who has a maker's template may show the whole text of another of its sites: it says that one's name there alone."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageFeatures, PageInput
from rempart.engines.verdict import VerdictKind, judge, portrait_of
from tests.factories.pages import HILLS, RIVER, parts_of_one_build

BACKGROUND = PageFiles().read_background()
CODE = "".join(f"<script src=/lq/{part}.js></script>" for part in ("tide-gauge", "lamp-row", "quay-wheel"))
TOLD = " ".join(RIVER.format(n=n, name="Velmora") for n in range(6))
QUOTED = ("<blockquote>{}</blockquote>", "<div><p>They write:</p>{}</div>", "<div class=lq-said>{}</div>")


def page(title: str, blocks: str, host: str = "") -> PageFeatures:
    html = f"<html lang=en><title>{title}</title><body class=lq-page><main>{blocks}</main>{CODE}</body></html>"
    return portrait_of(PageInput(html=html, url=f"https://{host}/" if host else ""))


SHOWN = f"<h2>Velmora</h2><p>{TOLD}</p><p>© 2026 Velmora</p>"  # a text that is copied whole ends so
SITE = parts_of_one_build("Velmora", RIVER) + f"<p>{TOLD}</p>"
OWN = parts_of_one_build("The rooms", HILLS) + f"<p>{' '.join(HILLS.format(n=n, name='it') for n in range(40))}</p>"


@pytest.mark.parametrize("quote", QUOTED)
def test_a_page_that_says_the_name_in_what_it_shows_alone_is_not_that_site(quote: str) -> None:
    one = page("Velmora - open tonight", SITE)
    other = page("Sixty rooms that open at night", quote.format(SHOWN) + OWN)

    verdict = judge(one, other, BACKGROUND)

    assert verdict.kind is not VerdictKind.SAME, verdict.measures


def test_before_it_was() -> None:
    one = page("Velmora - open tonight", SITE)
    other = page("Sixty rooms that open at night", QUOTED[0].format(SHOWN) + OWN)

    assert judge(one, other, BACKGROUND, version="21").kind is VerdictKind.SAME
