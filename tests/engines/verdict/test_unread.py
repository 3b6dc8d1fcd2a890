"""A page that holds more than is read says so beside the verdict: nobody takes it for compared as a whole."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Asset, PageInput
from rempart.engines.pages.sight.sheets import MAX_LINKED
from rempart.engines.verdict import judge, portrait_of

BACKGROUND = PageFiles().read_background()
WHOLE = PageInput(html="<title>Velmora</title><p>Four lines and the gangway comes down at night, says its keeper.</p>")
SHEETS = tuple(Asset(f"https://velmora.example/{n}.css", f"{n:064}", ".b{left:0}") for n in range(MAX_LINKED + 1))


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (WHOLE, False),
        (PageInput(html=WHOLE.html, truncated=True), True),
        (PageInput(html=WHOLE.html, styles=SHEETS[:9]), False),
        (PageInput(html=WHOLE.html, styles=SHEETS), True),
        (PageInput(html=WHOLE.html + "<style>p{--v:" + "x" * 300_000 + "}</style>"), True),
        (PageInput(html="<div a=1>" * 1_100 + WHOLE.html), True),
    ],
    ids=["whole", "a long file", "some sheets", "more sheets", "a long value", "a tower"],
)
def test_that_a_page_holds_more_than_is_read_is_told(page: PageInput, says: bool) -> None:
    first, second = portrait_of(WHOLE), portrait_of(page)

    told = [reason for reason in judge(first, second, BACKGROUND).reasons if reason.code == "verdict.unread"]
    assert [reason.values["side"] for reason in told] == (["second"] if says else [])
    assert not any(reason.code == "verdict.unread" for reason in judge(first, second, BACKGROUND, version="25").reasons)


def test_a_page_with_more_sheets_than_are_weighed_keeps_no_words() -> None:
    assert not portrait_of(PageInput(html=WHOLE.html, styles=SHEETS)).word_count
