"""What is said of the sort of page that one is."""

import pytest

from rempart.engines.pages import PageInput, page_features
from rempart.engines.pages.kinds import PageKind


def test_a_phrase_within_a_longer_one_is_told_once() -> None:
    kind = page_features(PageInput(html="<h1>Ce nom de domaine est à vendre</h1>")).kind

    phrases = [str(reason.values["found"]) for reason in kind.reasons() if reason.code == "pages.phrase"]
    assert phrases == ["ce nom de domaine est à vendre"]
    assert sum(mark == "phrase" for mark, _ in kind.marks) > 1


def test_that_a_sender_is_to_prove_that_he_is_human_is_no_check_of_readers() -> None:
    said = "<title>Quay Lofts - Contact</title><h1>Write to us</h1><p>Prove that you are human by a sum: 3 + 1</p>"
    answer, message = "<form><input name=sum><button>Go</button></form>", "<form><textarea name=m></textarea></form>"

    assert page_features(PageInput(html=said + answer)).kind.kind is PageKind.CONSENT
    assert page_features(PageInput(html=said + message)).kind.kind is PageKind.SITE


@pytest.mark.parametrize(
    "told", ["Поки сайт в розробці, телефонуйте нам.", "Nasza strona jest w budowie, prosimy o telefon."]
)
def test_a_firm_that_says_in_a_few_words_that_its_site_is_not_done_may_give_its_telephone(told: str) -> None:
    said = f"<title>Quay Lofts &amp; Lamps</title><p>{told}</p><a href=tel:+15550100>+1 555 0100</a>"
    more = "<p>We mend boats and let lofts by the old crane to all who sail by the quay in the summer.</p>" * 3

    assert page_features(PageInput(html=said)).kind.kind is PageKind.DEFAULT
    assert page_features(PageInput(html=said + more)).kind.kind is PageKind.SITE
