"""Two owners of one everyday name to whom an agency gave its address, or who lead to one band's channel."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import PageFeatures, PageInput
from rempart.engines.verdict import VerdictKind, judge, portrait_of
from tests.factories.pages import HILLS, RIVER, parts_of_one_build

BACKGROUND = PageFiles().read_background()
COOKIES = (
    "<p>We use small files on your device so that the menu remembers which language you chose last time.</p>"
    "<p>By going on you agree that the counter of visits keeps your number for thirty days and no longer.</p>"
)


def owner(said: str, more: str, host: str) -> PageFeatures:
    parts = parts_of_one_build("Blue Lantern", said)
    html = f"<title>Blue Lantern</title><a class=logo>Blue Lantern</a>{parts}{COOKIES}{more}"
    return portrait_of(PageInput(html=f"<html lang=en>{html}</html>", url=f"https://{host}/"))


def kinds(more: str, *, version: str = "19", host: str = "bluelantern-inn.example") -> VerdictKind:
    one, other = owner(RIVER, more, host), owner(HILLS, more, "blue-lantern-boats.test")
    return judge(one, other, BACKGROUND, version=version).kind


@pytest.mark.parametrize(
    "more",
    [
        "<a href='mailto:hallo@kettleworks.example'>hallo@kettleworks.example</a>",
        "<a href='https://www.youtube.com/@tinwhistlers'>Listen</a>",
    ],
)
def test_an_agencys_greeting_and_a_bands_channel_are_no_owners(more: str) -> None:
    assert kinds(more) is VerdictKind.UNCLEAR
    assert kinds(more, version="18") is VerdictKind.SAME


@pytest.mark.parametrize(
    "more",
    [
        "<a href='mailto:hallo@bluelantern.example'>hallo@bluelantern.example</a>",
        "<a href='mailto:marta.keller@kettleworks.example'>marta.keller@kettleworks.example</a>",
        "<a href='https://www.youtube.com/@bluelantern'>Listen</a>",
        "<a href='https://t.me/tinwhistlers'>Write to us</a>",
    ],
)
def test_what_bears_the_name_or_is_a_persons_or_a_messengers_is(more: str) -> None:
    assert kinds(more) is VerdictKind.SAME
