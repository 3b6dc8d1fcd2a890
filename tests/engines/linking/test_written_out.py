"""Contact points that are written for people alone are read as people read them; running text is none."""

from base64 import b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rempart.engines.linking import find_identifiers, hidden_in
from rempart.engines.linking.written_out import _IN_WORDS, _NAMED, _POINT, mails_in_words, named_accounts

MAIL = "desk@quay.example"


def values(text: str, *links: str) -> set[str]:
    return {identifier.value for identifier in find_identifiers(text, links)}


@pytest.mark.parametrize(
    "text",
    [
        "desk at quay dot example",
        "Contact: desk arobase quay point example",
        "E-Mail » desk AT quay DOT example.",
        "desk_at_quay_dot_example",
        "desk-at-quay-dot-example",
        "desk(a)quay.example",
        "desk@NOSPAM.quay.example",
        "desk-nospam@quay.example",
        "desk@remove-this-quay.example",
        "desk@quay.sans-spam.example",
    ],
)
def test_an_address_written_for_people_is_read(text: str) -> None:
    assert values(text) == {MAIL}


@pytest.mark.parametrize(
    "text",
    [
        "Look at the dot on the map of the quay",
        "We meet at noon point blank",
        "The boat lies at quay dot four, said the keeper of the desk",
        "Clause 3(a) quay",
        "Telegram: everybody is welcome there",
        "A telegram from quay_side was read aloud",
        "No spam at the quay, and remove this sign",
    ],
)
def test_running_text_gives_no_contact_point(text: str) -> None:
    assert values(text) == set()


def test_a_mailbox_that_is_called_after_spam_keeps_its_name() -> None:
    assert values("spam@quay.example nospam@quay.example") == {"spam@quay.example", "nospam@quay.example"}


@pytest.mark.parametrize(
    "text", ["t[.]me/quay_desk", "Telegram: quay_desk", "Pseudo Telegram « quay_desk »", "telegram quay_desk"]
)
def test_an_account_written_for_people_is_read(text: str) -> None:
    assert values(text) == {"t.me/quay_desk"}


def test_a_link_by_way_of_the_pages_own_host_leads_on() -> None:
    assert values("", "/out?to=https%3A%2F%2Ft.me%2Fquay_desk") == {"t.me/quay_desk"}


@pytest.mark.parametrize(
    "code",
    [
        f"document.write(atob('{b64encode(MAIL.encode()).decode()}'))",
        f"document.write(String.fromCharCode({','.join(str(ord(letter)) for letter in MAIL)}))",
        "document.write('desk' + '@' + 'quay.example')",
        'a.href = "mailto:" + "desk"+"@"+"quay.example"',
    ],
)
def test_an_address_that_a_script_puts_together_is_read(code: str) -> None:
    assert list(hidden_in(code)) == [f"mailto:{MAIL}"]


@pytest.mark.parametrize("code", ["atob('A')", "atob('====')", "fromCharCode(64)", "'desk'+'@'", "atob('AAAAAAAAA')"])
def test_what_is_no_address_breaks_nothing(code: str) -> None:
    assert all("mailto:" not in target for target in hidden_in(code))


_TEXT = "desk at AT quay quay_desk dot Punkt poınt tečka точка example Telegram TELEGRAM télégram Instagram"
_WORDS = _TEXT.split()
_PIECES = st.lists(st.sampled_from([*_WORDS, *" \n\u3000:|–-_.,@«»", "a" * 45]), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(_PIECES)
def test_what_may_be_written_in_words_is_passed_by_only_where_a_slow_search_finds_nothing(text: str) -> None:
    slow = [(found[1], _POINT.sub(".", found[2])) for found in _IN_WORDS.finditer(text)]
    small = text.encode("ascii", "replace").lower()
    assert list(mails_in_words(text, small)) == slow
    named = [found[1] or found[2] for found in _NAMED.finditer(text)] if "gram" in text else []
    assert list(named_accounts(text, small)) == named


@pytest.mark.parametrize("before", ["", "write to us\n", "mail: ", "mail » ", "a | ", "a • ", "a – ", "a — ", "a > "])
def test_an_address_in_words_is_found_behind_each_sign_that_may_stand_before_it(before: str) -> None:
    text = f"{before}desk at quay dot example"
    assert list(mails_in_words(text, text.encode("ascii", "replace"))) == [("desk", "quay.example")]
