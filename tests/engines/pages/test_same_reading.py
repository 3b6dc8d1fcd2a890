"""The fast ways of reading a page beside slow and plain ones: both find the same in any text."""

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise, product
from typing import AnyStr
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from rempart.engines.linking.identifiers import _in_our_digits, _long_tokens, find_identifiers
from rempart.engines.linking.telephones import _HOME, long_numbers
from rempart.engines.pages import PageInput, features_to_json, only_seen
from rempart.engines.pages.bounds import _WHOLE_TAG, _deepest, _may_have_long_tag, _opens
from rempart.engines.pages.kinds import PageKind, Tally
from rempart.engines.pages.placeholders.classify import _count_marks, _count_phrases
from rempart.engines.pages.placeholders.phrases import PHRASES
from rempart.engines.pages.placeholders.platform_marks import PLATFORM_MARKS
from rempart.engines.pages.reading.code import _CALL, _FUNCTION, _STORAGE, _VARIABLE, _found, _settled
from rempart.engines.pages.reading.markup import read_markup
from rempart.engines.pages.reading.others import says_mark
from rempart.engines.pages.sight import brackets
from rempart.engines.pages.sight.brackets import leaves_open, split_declarations
from rempart.engines.pages.sight.elements import Elements
from rempart.engines.pages.sight.matching import Finder
from rempart.engines.pages.sight.styles import MAX_KEPT_RULES, MAX_REMEMBERED, _read_rules, _remembered, rules_in
from rempart.engines.pages.words.lookalikes import as_seen
from rempart.engines.pages.words.text import (
    _TO_LATIN,
    _marks_of_characters,
    clean,
    clean_each,
    hash_of,
    hashes_of,
    numbered,
    plain_name,
    plain_names,
    read_words,
    smallest,
    spoken,
    words_of,
)
from rempart.engines.verdict import portrait_of
from rempart.engines.verdict.referred import _NUMBER, _giving
from tests.factories import pages

END = re.compile(r"[.!?。！？؟۔।॥။។።]\s+|[\n\r|•·»]+")
UNSPACED = re.compile("([\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f])")
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
OPTIONAL = (
    "area base br col embed hr img input link meta param source track wbr html head body p li dt dd tr td th thead "
    "tbody tfoot option optgroup colgroup rb rt rp"
)
WORD = re.compile(r"[^\W_]+")
MARK = re.compile(r"logo|brand|site-?(?:title|name)", re.IGNORECASE)
TRICKY = (
    "aAÀéßİıſŁЖя日本カ・ไั1٣²हि्दো়\u064e\u05b8\u0337\u20e3।_ .!?。！|•·»\n\r\t\x1c\x85\xa0"
    "\u2028\u200b\u0301,;-<>&\ud800😀𝒳"
)
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
VARIABLE = re.compile(r"(?:\b(?:var|let|const)\s+|\bwindow\.)([A-Za-z_$][\w$]{3,60})\s*=(?!=)")
FUNCTION = re.compile(r"\bfunction\s+([A-Za-z_$][\w$]{4,60})\s*\(")
CALL = re.compile(
    r"(?:fetch|axios\.\w+|\.open|\$\.(?:post|get|ajax|getJSON)|WebSocket|EventSource)"
    r"\s*\(\s*(?:['\"][A-Z]+['\"]\s*,\s*)?['\"]([^'\"\s]{3,200})['\"]"
)
VOLATILE = re.compile(r"[0-9a-fA-F]{8,}|\d+|[hH][tT][tT][pP][sS]?:\\?/\\?/[^\s'\"<>)]+")
STORAGE = re.compile(r"(?:local|session)Storage\.(?:get|set|remove)Item\(\s*['\"]([^'\"]{3,60})['\"]")
PAGES = {
    "closed": pages.CLOSED,
    "translated": pages.TRANSLATED,
    "shop": pages.SHOP,
    "parked": pages.PARKED,
    "in many scripts": "<title>Ворлимо</title><ul><li>霧灯波止場です。ようこそ! Lanternia</ul>Čtyři věty · pět slov "
    "zde stojí.<br>Η ΣΟΦΊΑ ΤΗΣ ΑΠΟΒΆΘΡΑΣ ΜΙΛΆ|"
    "ﬁve ｗｉｄｅ words ½ and\u00ad hyphens\u200b<p>İSTANBUL Straße 12 345 6</p>",
    "pictures within a line": "<p>Before <img src=/x/logo-2.png alt='The\u00a0 quay '> after <b>and</b><div>in</div> "
    "out<img alt=second data-src=/y.png class=site-name></p><hr>end<br><br>of <svg><text>it</text></svg>"
    "<nav id=brand>Q</nav>",
    "broken": "<table><td>a<tr><td>b</b></i><p>c<p>d<form><input name=q><x-y z>e</x-y></br>f<!-- g -->h&#0;i\x00j",
}
# Of all features of each: where one changes, pages that were kept are read otherwise, so `FEATURES_VERSION` is raised.
DIGESTS = {
    "closed": "cab0515b4582f400",
    "translated": "0efed7fecb766454",
    "shop": "788d3692d688b31b",
    "parked": "ea0aeb9438ad1cfb",
    "in many scripts": "3b643c7e69c3c56d",
    "pictures within a line": "5c1a6823b0f51dbb",
    "broken": "dfe87be4a785b9da",
}


def plain_lines(text: str) -> list[list[str]]:
    """Words of sentences, letter by letter."""
    parts = ["".join(plain_letters(part)).split() for part in END.split(UNSPACED.sub(r" \1 ", text))]
    return [words for words in parts if words]


def plain_letters(text: str) -> Iterator[str]:
    """The letters of `text` with the marks that belong to them, and a space for each other sign."""
    inside = False
    for sign in text:
        joins = unicodedata.category(sign)[0] == "M" and joins_letters(sign)
        inside = inside if joins else sign.isalnum()
        yield sign if inside else " "


def joins_letters(sign: str) -> bool:
    """Whether a mark belongs to the letter before it: not those of Thai, which stand alone as its letters do."""
    return any(
        first <= sign < last
        for first, last in (("\u0300", "\u0e00"), ("\u0e80", "\u2000"), ("\u20d0", "\u2100"), ("\ua600", "\uac00"))
    )


def plain_depth(html: str) -> int:
    """The deepest nesting, tag by tag, of markup without scripts."""
    depth = lowest = deepest = 0
    for slash, name in TAG.findall(html):
        if name.lower() not in OPTIONAL.split():
            depth += -1 if slash else 1
            lowest = min(lowest, depth)
            deepest = max(deepest, depth - lowest)
    return deepest


def deepest(html: str) -> int:
    small = html.encode().lower()
    return _deepest(small, _opens(small))


@given(st.lists(st.text(alphabet=TRICKY) | st.text(), max_size=4))
def test_lines_are_those_that_regular_expressions_find(blocks: list[str]) -> None:
    words, begins = read_words(blocks)

    assert [words[begin:end] for begin, end in pairwise((*begins, len(words)))] == plain_lines(
        as_seen("\n".join(blocks))
    )


@given(st.lists(st.text(alphabet=TRICKY) | st.text(), max_size=4))
def test_words_of_blocks_are_those_of_each_block(texts: list[str]) -> None:
    blocks = [clean(text) for text in texts]
    assert spoken(blocks) == ([" ".join(words_of(block)) for block in blocks] or [""])


@given(st.lists(st.sampled_from(["one", "two", "one two", "Five", "!", "日本"])), st.text(alphabet="onetwfiv 日本\n"))
def test_of_a_page_that_a_browser_showed_those_blocks_are_kept_whose_words_it_showed(
    said: list[str], text: str
) -> None:
    markup = read_markup("".join(f"<p>{one}</p>" for one in said))
    shown = " ".join(words_of(clean(text)))
    kept = [block for block in markup.blocks if " ".join(words_of(block)) in shown]
    if text and kept:
        assert only_seen(markup, PageInput(html="", text=text)).blocks == kept


@pytest.mark.longer
def test_every_character_of_unicode_is_marked_as_a_regular_expression_sees_it() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    letters = np.zeros(len(every), bool)
    for match in WORD.finditer(every):
        letters[match.start() : match.end()] = True

    assert np.array_equal((_marks_of_characters() & 1).astype(bool), letters)


@given(st.lists(st.sampled_from(["sedo", "parking", "-", "/", ".com", "plesk", "caf", ".js", "bodis", "é", "\ud800"])))
def test_marks_of_platforms_are_found_as_by_trying_each(parts: list[str]) -> None:
    source, tally = "".join(parts), Tally()
    _count_marks(tally, PLATFORM_MARKS, source)

    for kind, marks in PLATFORM_MARKS.items():
        found = {mark for mark, _ in marks if mark in source}
        assert {mark for _, mark in tally.marks[PageKind(kind)]} == found


@given(st.lists(st.sampled_from([*OPTIONAL.split(), "div", "DIV", "Img", "p1", "optgroups", "brx", "li-x", "é", ""])))
def test_the_depth_is_that_which_counting_tag_by_tag_gives(names: list[str]) -> None:
    tags = "".join(f"<{'/' * (number % 3 == 2)}{name}{' >'[number % 2]}" for number, name in enumerate(names))
    for html in (tags, f"<{tags}", f"{tags}</", tags.replace(">", "")):
        assert deepest(html) == plain_depth(html)


SCRIPT = re.compile(r"<(script|style)(?=[ \t\n\f\r/>]).*?(?:</\1[ \t\n\f\r/>]|\Z)", re.DOTALL)
WITH_SCRIPTS = ["<script>", "<style media=x>", "</script>", "</style ", "<scripts>", "</script1>", "<div>", "</div>"]


@given(st.lists(st.sampled_from([*WITH_SCRIPTS, "x", "<"])))
def test_what_scripts_and_style_sheets_hold_counts_for_no_depth(parts: list[str]) -> None:
    html = "".join(parts)
    assert deepest(html) == plain_depth(SCRIPT.sub(" ", html))


@given(st.lists(st.sampled_from(["<a", "<b ", "<", " x", "y", "=", "= ", '"', "'", ">", "</p>"]), max_size=30))
def test_no_long_tag_is_passed_by(parts: list[str]) -> None:
    html = "".join(parts).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rempart.engines.pages.bounds.MAX_TAG", 8)
        may_be_long = _may_have_long_tag(html)
    is_long = any(tag.end() - tag.start() > 8 for tag in _WHOLE_TAG.finditer(html))
    begun = ((part, re.search(rb"<[a-zA-Z]", part)) for part in html.split(b">"))
    is_apart = any(begin is not None and begin.start() + 8 <= len(part) for part, begin in begun)

    assert may_be_long == (is_long or is_apart)


@given(
    st.lists(
        st.sampled_from([".a{color:red}", "@media print{", "}", "@layer q{", ".b{", "top:0;", "/*x*/", '"}"', "{"])
    )
)
def test_a_sheet_that_comes_again_has_the_rules_that_reading_gives(parts: list[str]) -> None:
    css = "".join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rempart.engines.pages.sight.styles.LEAST_REMEMBERED", 0)
        first, again = [*rules_in(css)], [*rules_in(css)]

    assert first == again == [*_read_rules(css)]


def test_rules_without_end_are_not_kept() -> None:
    most = ".a{top:0}" * MAX_KEPT_RULES

    assert len(_remembered(most) or ()) == MAX_KEPT_RULES
    assert _remembered(f"{most}.a{{top:0}}") is None
    nested = f".x:is({','.join(['.a'] * 3_000)}) {{{'& b{top:0}' * 1_000}}}"
    assert len(nested) < MAX_REMEMBERED
    assert _remembered(nested) is None  # a kilobyte here, some ten megabytes there


@given(st.lists(st.integers(0, 2**32 - 1), max_size=80), st.integers(1, 40))
def test_a_sample_of_hashes_is_the_smallest_after_mixing(values: list[int], limit: int) -> None:
    mixed = {value: (value * 2654435761 % 2**32) ^ (value >> 15) for value in values}
    expected = sorted(sorted(mixed, key=lambda value: (mixed[value], value))[:limit])

    assert list(smallest(np.array(values, np.uint32), limit)) == expected


@given(st.lists(st.sampled_from(["a", "A", "ж", "日", "\ud800", ""])))
def test_words_are_numbered_and_hashed_together_as_each_alone(words: list[str]) -> None:
    numbers, row = numbered(words)

    assert list(numbers) == list(dict.fromkeys(words))
    assert [list(numbers)[number] for number in row] == words
    assert hashes_of(words).tolist() == list(map(hash_of, words))


@given(st.lists(st.text(alphabet=TRICKY) | st.sampled_from(["Größe\n", "ЁЖ", "ΣΑΣ", "½", "a-b", ""])))
def test_names_are_made_plain_together_as_each_alone(words: list[str]) -> None:
    def plain(word: str) -> str:
        letters = unicodedata.normalize("NFKD", word.casefold())
        vowels = unicodedata.normalize("NFKD", "ि्ো")
        return "".join(letter for letter in letters.translate(_TO_LATIN) if letter.isalnum() or letter in vowels)

    assert plain_names(words) == [plain(word) for word in words] == [plain_name(word) for word in words]


@given(st.text(alphabet="aZ0.+-é \t\n@(AT)", max_size=80))
def test_what_stands_before_an_at_sign_is_read_as_by_one_regular_expression(text: str) -> None:
    before = re.search(r"(é?)([a-z0-9][a-z0-9._%+-]{0,63})\s?\Z", text[-66:], re.IGNORECASE)
    local = before[2].lower().split("+", 1)[0] if before and not before[1] else ""  # a letter of a longer word
    found = {one.value for one in find_identifiers(f"{text}@quay.example")}

    assert (f"{local}@quay.example" in found) == bool(local)


@given(st.text(alphabet="a1é\u0661\u06f9\u0967\u09ef\u0e53\u20e3\ud800😀 "))
def test_digits_of_other_scripts_are_read_as_ours(text: str) -> None:
    ours = "".join(str(unicodedata.digit(sign, "") if sign.isdecimal() else sign) for sign in text)

    assert _in_our_digits(text) == ours.replace("\u20e3", "")


@given(st.lists(st.sampled_from(["0xAb1" * 5, "a" * 26, "B7" * 55, "c", "é", "_", "-", " ", "\n", "日"]), max_size=8))
def test_long_tokens_are_those_that_a_regular_expression_finds(parts: list[str]) -> None:
    text = "".join(parts)

    assert list(_long_tokens(text, text.encode("ascii", "replace"))) == re.findall(r"\b[0-9A-Za-z]{26,110}\b", text)


@given(st.lists(st.sampled_from(["this", "page", "domain", "for", "sale", "not", "found", "404", "is", "under"])))
def test_phrases_are_found_by_their_first_words_as_by_trying_each(words: list[str]) -> None:
    tally = Tally()
    _count_phrases(tally, words, [], len(words), alone=False)
    said = {found for marks in tally.marks.values() for mark, found in marks if mark == "phrase"}
    every = [phrase for phrases in PHRASES.values() for phrase, _ in phrases]

    assert said == {phrase for phrase in every if f" {phrase} " in f" {' '.join(words)} "}


@given(st.lists(st.sampled_from(["Logo", "BRAND", "site", "ſite", "SITE", "-", "title", "tıtle", "Name", " ", "te"])))
def test_a_mark_is_seen_where_the_regular_expression_sees_one(parts: list[str]) -> None:
    text = "".join(parts)

    assert says_mark(text) == bool(MARK.search(text))


@given(st.text(alphabet="aЖé ", max_size=6) | st.text(alphabet=f"{TRICKY}\u00ad\u2029\u2063\ufeff", max_size=12))
def test_a_text_is_cleaned_as_one_sign_after_the_other(text: str) -> None:
    seen = INVISIBLE.sub("", unicodedata.normalize("NFKC", text))

    assert clean(text) == " ".join(seen.split())


@given(st.lists(st.text(alphabet=f"{TRICKY}\u00ad\u2120\u2009\u3164\ufe0fe\u0308  ", max_size=8), max_size=6))
def test_texts_are_cleaned_together_as_each_alone(texts: list[str]) -> None:
    assert clean_each("\x00".join(texts), "\x00") == list(map(clean, texts or [""]))


@given(
    st.lists(st.sampled_from(["12", "345", "6789", " ", ") ", "-", " - ", "/", "x", "é", "\u0661", "\n"]), max_size=16)
)
def test_long_numbers_are_those_that_their_pattern_finds(parts: list[str]) -> None:
    text = "".join(parts)
    plain = text.encode("ascii", "replace")
    for most in (0, 2_000):  # from so many on all is searched
        with patch("rempart.engines.linking.telephones.MANY_LONG", most):
            assert [found.span() for found in long_numbers(_NUMBER, text, plain)] == spans(_NUMBER, text)
            assert [found.span() for found in long_numbers(_HOME, plain, plain)] == spans(_HOME, plain)


def spans(pattern: re.Pattern[AnyStr], text: AnyStr) -> list[tuple[int, int]]:
    return [found.span() for found in pattern.finditer(text)]


@given(
    st.lists(
        st.lists(st.sampled_from(["at)", "at]", "@", "+", ".me/", "1234", "5678", " ", "é", "x"]), max_size=4).map(
            "".join
        )
    )
)
def test_lines_that_may_give_a_contact_point_are_found_together_as_each_alone(lines: list[str]) -> None:
    def gives(line: str) -> bool:
        return any(sign in line for sign in ("@", "+", "at)", "at]", ".me/")) or bool(_NUMBER.search(line))

    assert _giving(lines) == [place for place, line in enumerate(lines) if gives(line)]


@pytest.mark.parametrize("word", ["var ", "let\n", "const ", "window.", "function ", "Storage.getItem('"])
def test_names_in_scripts_are_those_before_which_a_word_begins(word: str) -> None:
    before = ("", " ", ";", "$", ".", "x", "_", "é", "xy", "local", "session", "notlocal")
    for first, last in product(before, ("", "=1", "==1", "(", "')")):
        script = f"{first}{word}lobby{last}"

        assert _found(_VARIABLE, script) == VARIABLE.findall(script)
        assert _FUNCTION.findall(script) == FUNCTION.findall(script)
        assert _STORAGE.findall(script) == STORAGE.findall(script)


DECLARED = ["var lobby=", "let quay =1;", "const pier= ", "window.dock=", "==", "var ", "window.", ";", "x"]
ASKED = ["fetch('/room/a')", "axios.post( 'POST', '/b/c')", "x.open('GET','/d/e')", "$.ajax('/f/g')"]


@given(st.lists(st.sampled_from([*DECLARED, *ASKED, "EventSource", "WebSocket", "('/h/i')", " "]), max_size=8))
def test_names_and_targets_in_scripts_come_in_their_order(parts: list[str]) -> None:
    script = "".join(parts)

    assert _found(_VARIABLE, script) == VARIABLE.findall(script)
    assert _found(_CALL, script) == CALL.findall(script)


@given(
    st.lists(st.sampled_from(["12345678", "deadbeef", "7", "42", "F", "g", "https://", "hTTp:\\/\\/", "x", "'", "é"]))
)
def test_what_differs_from_visit_to_visit_is_taken_out_of_scripts(parts: list[str]) -> None:
    script = "".join(parts)

    assert _settled(script) == VOLATILE.sub("0", script)


def test_a_mark_says_its_text_without_what_is_not_read_in_it() -> None:
    marks = "<a class=logo>Qu<script>x</script>ay<svg><title>y</title></svg></a><b id=brand>N<noscript>z</noscript></b>"
    markup = read_markup(f"{marks}<h1>One<template>two</template></h1>")

    assert (markup.logos, markup.headings) == (["Quay", "N"], ["One"])


def test_behind_the_last_element_that_is_read_no_script_is_part_of_a_heading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rempart.engines.pages.reading.markup.MAX_NODES", 3)

    assert read_markup("<p>a<p>b<p>c<p>d<h1>One<svg><script>x</script></svg></h1>").headings == ["One"]


@given(st.lists(st.sampled_from(["a", "Ж", "\u00a0", "\n ", "\u200b", "é", "e\u0301", "<b>", "</b>", "<br>", "<div>"])))
def test_blocks_are_cleaned_one_by_one(parts: list[str]) -> None:
    assert all(block == clean(block) != "" for block in read_markup("<p>" + "".join(parts)).blocks)


@pytest.mark.parametrize(
    "code",
    [
        "gtag('config','G-QUAY123456')",
        "ga('create','UA-1234567-1')",
        "GTM-QUAY12",
        "ym( 1234567, 'init')",
        "yaCounter1234567",
        "fbq( 'init', '123456789')",
        "_paq.push(['setTrackerUrl', '//stats.quay.example/m.php'])",
        '"clarity", "script", "abcdef12"',
        "hjid:123456",
        "sc_project = 123456",
        "ca-pub-1234567890123456",
        "hosted_button_id value='QUAY12345'",
        "pk_live_abcdefghijklmnop",
        "data-sitekey=6LcAAAAAAAAAAAAAAAAAAAAA",
        "recaptcha/api.js?render=6LcAAAAAAAAAAAAAAAAAAAAA",
        "tawk.example/widget/abcdef123456",
        "_website_id = 'abcdef-123456'",
    ],
)
def test_each_account_is_found_in_code_that_holds_nothing_else(code: str) -> None:
    assert len(find_identifiers("", (), code)) == 1


@settings(max_examples=5)
@given(st.sampled_from(["(at)", "[AT]", "{At}", "@"]))
def test_an_address_is_found_however_its_sign_is_written(sign: str) -> None:
    assert [found.value for found in find_identifiers(f"Write: keeper {sign} quay.example!")] == ["keeper@quay.example"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_as_it_was_when_its_features_were_kept(name: str) -> None:
    """Kept pages stay comparable only while a page read again gives the same, its kind and names included."""
    features = portrait_of(PageInput(html=PAGES[name], url="https://www.quay.example/x"))
    kept = features_to_json(replace(features, version=0))  # a raised number alone changes no reading

    assert sha256(kept.encode()).hexdigest()[:16] == DIGESTS[name]


@given(
    st.lists(st.text(alphabet="aB-9 \t\n\f\xa0\u2003", max_size=6), max_size=6),
    st.sampled_from(["", "<!DOCTYPE html>"]),
)
def test_a_class_is_found_where_a_parser_finds_it(classes: list[str], begin: str) -> None:
    source = begin + "".join(f"<p class='{names}'>q</p>" for names in classes)
    tree = LexborHTMLParser(source)

    for name in ("a", "B", "aB", "a-9", "Ba"):
        found = Finder(tree, source).find(f".{name}")
        assert [node.mem_id for node in found or ()] == [node.mem_id for node in tree.css(f".{name}")]


@pytest.mark.parametrize(
    "selector",
    [
        "p:has(~ p:nth-child(8888))",
        "p:not(:nth-child(8888) ~ p)",
        "p:nth-of-type(9999) ~ p:nth-of-type(2n)",
        "div:has(p ~ p.zz)",
        "div:has(:nth-child(8888))",
    ],
)
def test_what_goes_by_all_beside_each_again_for_each_is_not_asked_of_many(selector: str) -> None:
    """A parser takes minutes for one of these in a page of 100 kB."""
    many = "<div>" * 60 + "<p class=x>a</p>" * 6_000
    few = "<div>" * 3 + "<p class=x>a</p>" * 20
    assert Finder(LexborHTMLParser(many), many).find(selector) is None
    tree = LexborHTMLParser(few)
    found = Finder(tree, few).find(selector)
    assert found is not None
    assert [node.mem_id for node in found] == [node.mem_id for node in tree.css(selector)]


@given(st.lists(st.sampled_from(["p", "Meter", "fencedframe", "dialog open", "dialog", "pre", "a hidden", "template"])))
def test_asked_only_for_tags_that_are_there_a_page_says_the_same(opened: list[str]) -> None:
    tree = LexborHTMLParser("".join(f"<{tag}>x" for tag in opened) or "<html></html>")
    for selectors in ("[hidden], dialog:not([open])", "pre, meter, fencedframe", "p meter, template", "pre", "body p"):
        assert Elements(tree).css(selectors) == tree.css(selectors)


@given(st.lists(st.sampled_from([*"()[]{}\"';\\a\n", "url(", "\\;", '"a;"', "(a(b))"]), max_size=12).map("".join))
def test_what_is_told_of_brackets_at_once_is_what_going_through_them_tells(style: str) -> None:
    told = leaves_open(style), split_declarations(style)
    with patch.object(brackets, "_PLAIN", re.compile("(?!)")), patch.object(brackets, "_BEGINS", re.compile("")):
        assert told == (leaves_open(style), split_declarations(style))
