"""What libraries and services bring to all who use them is no sign of one maker; a site's own code is."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Family, PageInput, compare_pages
from rempart.engines.pages.features import page_features
from rempart.engines.verdict import VERDICT_VERSION, calibration_of
from tests.factories.pages import HILLS, RIVER

BACKGROUND = PageFiles().read_background()
BROUGHT = {
    "a service's variable": "<script>window.dataLayer=window.dataLayer||[];</script>",
    "a program's variable": "<script>var wpcf7={api:1};var ajaxurl='/a';</script>",
    "what a builder of bundles numbers": "<script>window.webpackChunkquay=[]</script>",
    "a library": "<script src=/lib/jquery.min.js></script><link rel=stylesheet href=/lib/bootstrap.min.css>",
    "what is added to a library": "<script src=/theme/owl.carousel.min.js></script>",
    "files of everybody's name": "<script src=/js/main.js></script><link rel=stylesheet href=/css/style.css>",
}
OWN = {
    "a variable": "<script>var lanternRooms=[];</script>",
    "a file": "<script src=/js/lantern-rooms.js></script>",
    "a folder": "<script src=/lantern/main.js></script>",
    "a word that a library begins with": "<script src=/js/reactor.js></script>",
}


def has_code(head: str, version: str = VERDICT_VERSION) -> bool:
    """Whether two pages of other texts that have `head` in common share a sign of code."""
    one, other = (
        page_features(PageInput(html=f"<html lang=en><head>{head}</head><body><p>{said}</body></html>"))
        for said in (RIVER, HILLS)
    )
    return bool(compare_pages(one, other, BACKGROUND, calibration_of(version).comparison).of_family(Family.CODE))


@pytest.mark.parametrize("head", BROUGHT.values(), ids=BROUGHT)
def test_what_all_users_have_is_no_sign(head: str) -> None:
    assert not has_code(head)
    assert has_code(head, "26")


@pytest.mark.parametrize("head", OWN.values(), ids=OWN)
def test_what_is_a_sites_own_is_one(head: str) -> None:
    assert has_code(head)
