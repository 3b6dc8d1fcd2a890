"""What forms and menus say in every language names no site, however rare the word is among all hosts counted."""

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Kind, PageInput
from rempart.engines.pages.words.text import plain_name
from rempart.engines.verdict import VERDICT_VERSION, Verdict, VerdictKind, judge, portrait_of

BACKGROUND = PageFiles().read_background()
BEFORE = "18"  # which knows few of these words
TEXTS = (
    "Oars and ropes are kept below the second stair of the quay.",
    "The tide table hangs beside the door of the net loft.",
    "Lamps are trimmed at dusk, and the keeper writes down the hour.",
    "Boats from the far bank land where the wall is lowest.",
)
PAGE = (
    '<title>{0}</title><link rel=stylesheet href="/parts/vq-frame.css"><script src="/parts/vq-core.js"></script>'
    '<body class="vq-page"><header class="vq-top"><a class="logo" href="/">{0}</a></header><h1>{0}</h1>'
    '<form action="/enter" class="vq-form"><label>{0}<input name="vq_key"></label></form><p class="vq-said">{1}<p>{2}'
)


def strangers(word: str, hosts: tuple[str, str] = ("", ""), version: str = VERDICT_VERSION) -> Verdict:
    """Two pages of one build and one title, with other texts, at `hosts`."""
    one, other = (
        portrait_of(PageInput(html=PAGE.format(word, *texts), url=f"https://{host}/" if host else ""))
        for host, texts in zip(hosts, (TEXTS[:2], TEXTS[2:]), strict=True)
    )
    return judge(one, other, BACKGROUND, version=version)


WORDS = (
    *("इतिहास", "संदेश", "उपयोगकर्ता"),  # Hindi
    *("ঠিকানা", "পাসওয়ার্ড", "ইমেইল"),  # Bengali
    *("கடவுச்சொல்", "முகப்பு", "மொழி"),  # Tamil
    *("စကားဝှက်", "အမည်"),  # Burmese
    *("جستجو", "סיסמה", "პაროლი", "գաղտնաբառ", "συνδεση", "nenosiri", "Pasahitza", "Fjalëkalimi", "Нэвтрэх", "登录"),
)


@pytest.mark.longer
@pytest.mark.parametrize("word", WORDS)
def test_a_word_of_every_form_of_a_language_is_no_name(word: str) -> None:
    assert strangers(word, version=BEFORE).comparison.name.shared

    verdict = strangers(word)

    assert not verdict.comparison.name.shared
    assert verdict.kind is not VerdictKind.SAME


def test_strangers_under_such_a_word_were_called_one_site_before() -> None:
    assert strangers("Fjalëkalimi", version=BEFORE).kind is VerdictKind.SAME


@pytest.mark.parametrize("name", ["Vorlimo", "Вордалим", "वोर्लिमो"])
def test_a_name_that_no_menu_says_stays_one(name: str) -> None:
    assert strangers(name).comparison.name.shared


def test_two_such_words_side_by_side_are_a_name() -> None:
    assert strangers("Fjalëkalimi").comparison.name.shared == ""
    assert strangers("Alltid Ordning").comparison.name.shared == "ordning"
    assert strangers("Alltid Ordning").kind is not VerdictKind.DIFFERENT


def test_a_site_whose_mark_and_host_are_such_a_word_is_called_by_it() -> None:
    hosts = ("preferences.example", "preferences.test")

    assert strangers("Preferences", hosts).comparison.name.shared == "preferences"
    assert not strangers("Preferences").comparison.name.shared


@pytest.mark.parametrize(
    "word", ["खोज", "ईमेल", "लॉगिन", "ঠিকানা", "ইমেইল", "নাম", "மொழி", "இந்த", "စကားဝှက်", "အမည်", "ログイン", "登录"]
)
def test_the_background_counts_whole_words_of_scripts_with_vowel_signs_or_without_spaces(word: str) -> None:
    assert BACKGROUND.count(Kind.WORD, plain_name(word))
