import pytest
from hypothesis import given
from hypothesis import strategies as st

from rempart.kernel.hostname import MAX_LENGTH, NotAHostnameError, parse_hostname, unicode_of


@pytest.mark.parametrize(
    ("text", "hostname"),
    [
        ("Chat.Example", "chat.example"),
        ("chat.example.", "chat.example"),
        ("  chat.example\n", "chat.example"),
        ("châtaigne.example", "xn--chtaigne-jza.example"),
        ("châtaigne。example。", "xn--chtaigne-jza.example"),
        ("xn--chtaigne-jza.example", "xn--chtaigne-jza.example"),
        ("_dmarc.chat.example", "_dmarc.chat.example"),
        ("a-b--c.example", "a-b--c.example"),
        ("0x4.example", "0x4.example"),
        ("chat.0x4g", "chat.0x4g"),
    ],
)
def test_names_take_one_form(text: str, hostname: str) -> None:
    assert parse_hostname(text) == hostname


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "chat",
        "chat..example",
        ".chat.example",
        "-chat.example",
        "chat-.example",
        "chat example.test",
        "192.0.2.7",
        "１９２.0.2.7",
        "1.2.3.0x4",
        "chat.0x",
        "chat.0XfF.",
        "chat.０x４",
        "2001:db8::7",
        "[2001:db8::7]",
        "chat.example:80",
        "chat.example..",
        "xn--.chat\u200d.example",
        f"{'ß' * 60}.example",
        "chat.example/path",
        "http://chat.example",
        f"{'a' * 64}.example",
        ".".join(["a" * 60] * 5),
        "ch\x00at.example",
        "*.chat.example",
    ],
)
def test_what_is_no_name_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(NotAHostnameError, match="is no hostname"):
        parse_hostname(text)


@given(st.text())
def test_any_text_is_a_name_in_normal_form_or_refused(text: str) -> None:
    try:
        hostname = parse_hostname(text)
    except NotAHostnameError:
        return
    assert parse_hostname(hostname) == hostname
    assert hostname.isascii()
    assert hostname == hostname.lower()
    assert len(hostname) <= MAX_LENGTH


def test_punycode_is_shown_in_the_letters_that_it_stands_for() -> None:
    assert unicode_of("xn--80aa2aife5a.example") == "комната.example"
    assert unicode_of("forum.example") == unicode_of("xn--zzzzzz-99999999.example") == ""
