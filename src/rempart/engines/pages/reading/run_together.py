"""Names that marks run together with words of trades, as hosts do: "vel-morabonus" where the text says Velmora.

In: the places where names stand, the words of the page. Out: the places, with the name in place of such a label. Never:
a word of a language ("Starbet" on a page that says "Star"), what the text says much more often than the name, or a
name beside words of other trades or of who speaks of it ("velmorahotel", "velmora-reviews"), which may be another's.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from rempart.engines.pages.comparison_rules import is_put_together
from rempart.engines.pages.reading.naming import Place, Words
from rempart.engines.pages.words.text import plain_name, plain_names
from rempart.engines.pages.words.trade_words import TRADE_WORDS
from rempart.engines.pages.words.word_list import LEAST_MADE, word_list

# What mirrors put beside a site's name. Not what other owners do ("velmorahotel"), nor who speaks of it.
_MIRRORS_TEXT = (
    "apk app bet bets betting bonus casino casinos game games gaming login mobile official online play register slot "
    "slots win"
)
_MIRRORS = frozenset(_MIRRORS_TEXT.split())
_LEAST_SAID = 2  # times that the text says a name
_MOST_OFTENER = 3  # that it may say the label
_LABEL = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def in_own_words(places: Sequence[Place], words: Words, title: str) -> tuple[Place, ...]:
    """`places`, where a label that is put together of a name and words of trades is that name, if the `title` says it
    with a capital, and not the label, or the text at least twice and a third as often as the label."""
    large = [word for word in _LABEL.findall(title[:300]) if word[0].isupper() and "-" not in word]
    named = partial(_named, words=words, titled=frozenset(plain_names(large)))
    return tuple((sort, _LABEL.sub(named, text[:200]), weight) for sort, text, weight in places)


def _named(label: re.Match[str], words: Words, titled: frozenset[str]) -> str:
    whole = plain_name(label[0])
    for name in _cores(whole, hyphened="-" in label[0]):
        said, times = words.mentions.get(whole, 0) if name != whole else 0, words.mentions.get(name, 0)
        if name in titled and (name == whole or whole not in titled):
            return name.capitalize()
        if times >= max(_LEAST_SAID, said / _MOST_OFTENER) and _is_written_large(name, words):
            return name.capitalize()
    return label[0]


def _cores(whole: str, *, hyphened: bool) -> Iterator[str]:
    """What `whole` may be beside words of trades, longest first; itself if it is `hyphened`."""
    if len(whole) <= LEAST_MADE or not whole.isascii() or word_list().has(whole):
        return
    begins = [0, *(at for at in range(2, len(whole)) if is_put_together(whole[:at], _MIRRORS))]
    ends = [*(at for at in range(LEAST_MADE, len(whole)) if is_put_together(whole[at:], _MIRRORS)), len(whole)]
    spans = ((begin, end) for begin in begins for end in ends if end - begin >= LEAST_MADE)
    for begin, end in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        name = whole[begin:end]
        if name == whole and not hyphened:
            continue
        if name.isalpha() and not word_list().has(name) and not is_put_together(name, TRADE_WORDS):
            yield name


def _is_written_large(name: str, words: Words) -> bool:
    return any(form[0].isupper() and form.casefold() == name for form in words.spellings)
