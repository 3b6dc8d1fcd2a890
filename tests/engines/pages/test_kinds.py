"""What is said of the sort of page that one is."""

from rempart.engines.pages import PageInput, page_features


def test_a_phrase_within_a_longer_one_is_told_once() -> None:
    kind = page_features(PageInput(html="<h1>Ce nom de domaine est à vendre</h1>")).kind

    phrases = [str(reason.values["found"]) for reason in kind.reasons() if reason.code == "pages.phrase"]
    assert phrases == ["ce nom de domaine est à vendre"]
    assert sum(mark == "phrase" for mark, _ in kind.marks) > 1
