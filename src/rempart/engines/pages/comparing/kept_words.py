"""What a page keeps of another's words, whatever both are called: whoever reopens elsewhere hardly writes all anew.

In: two pages, their names, a background. Out: how many own sentences of the shorter one stand in both, or beside a form
that asks the same nearly so (with breaks or a word otherwise in each), and whether both ask the same. Never: who wrote
them.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from rempart.engines.pages.background import Background
from rempart.engines.pages.comparing.own_sentences import Lines, words_in
from rempart.engines.pages.comparing.stock_forms import asked_words, without_stock
from rempart.engines.pages.comparison_rules import ComparisonRules
from rempart.engines.pages.features import PageFeatures
from rempart.engines.pages.signs import Kind
from rempart.engines.pages.words.text import MAX_SHINGLES, hashes_of, shingles_of

LEAST_KEPT = 3  # sentences: fewer are a motto, a line of the trade
_LEAST_ASKED = 4  # things: a name, an age and a sex are asked by every chat
_LEAST_OWN = 3  # of them that no program's own form asks
_COVERED = 0.3  # of a page's runs of words, from which it is worth looking for sentences of the other in it
_NUMBER = "0"  # as every number is written in a sentence


@dataclass(frozen=True, slots=True)
class KeptWords:
    """How many own `sentences` stand in both pages, of `fewer` of the one and `more` of the other; `count`: how many
    hosts have the commonest of them; `asks`: whether forms of both ask four things and more in common, three
    that no program's own form does; `nearly`: whether they are those of one page, of which the other has most runs of
    words, and `more` is reckoned by the length of both."""

    sentences: int = 0
    fewer: int = 0
    more: int = 0
    count: int = 0
    asks: bool = False
    nearly: bool = False


NOTHING_KEPT = KeptWords()


def kept_words(
    a: PageFeatures,
    b: PageFeatures,
    names: Collection[str],
    lines: Lines,
    background: Background,
    rules: ComparisonRules,
    *,
    cover: float,
) -> KeptWords:
    """What `a` and `b`, which are called by `names`, have in common of what each says and asks.

    Sentences that say a name or nothing (`lines`), or are less rare than `rules.kept` (log10 units), are nobody's own.
    `cover`: the larger share of one page's runs of words that the other has.
    """
    said = tuple({sign.value for sign in page.signs if sign.kind is Kind.SENTENCE} for page in (a, b))

    def is_own(sentence: str) -> bool:
        if background.rarity(Kind.SENTENCE, sentence) < rules.kept or lines.says_nothing(sentence):
            return False
        return not names or set(names).isdisjoint(words_in(sentence))

    if len(said[0] & said[1]) >= LEAST_KEPT:
        both = list(filter(is_own, said[0] & said[1]))
        if len(both) >= LEAST_KEPT:
            fewer, more = sorted(len(both) + sum(map(is_own, own - other)) for own, other in (said, said[::-1]))
            count = max(background.count(Kind.SENTENCE, sentence) for sentence in both)
            return KeptWords(len(both), fewer, more, count, _ask_the_same(a, b))
    if not rules.kept_nearly or cover < _COVERED or not _ask_the_same(a, b):
        return NOTHING_KEPT
    found = (_nearly_kept(*pair, said[side], is_own, background, rules) for side, pair in enumerate(((a, b), (b, a))))
    return max(found, key=lambda kept: (kept.sentences / max(1, kept.fewer), -kept.fewer))


def _nearly_kept(
    page: PageFeatures,
    other: PageFeatures,
    said: Collection[str],
    is_own: Callable[[str], bool],
    background: Background,
    rules: ComparisonRules,
) -> KeptWords:
    """The own sentences of `page` of which the `other` has most runs of words."""
    if len(other.shingles) >= MAX_SHINGLES:  # a sample, in which nothing can be looked for
        return NOTHING_KEPT
    runs = frozenset(other.shingles)
    own = list(filter(is_own, said))
    both = [sentence for sentence in own if _stands_in(sentence, runs, rules.kept_nearly)]
    if len(both) < LEAST_KEPT:
        return NOTHING_KEPT
    more = round(len(own) * max(1.0, other.word_count / max(1, page.word_count)))
    count = max(background.count(Kind.SENTENCE, sentence) for sentence in both)
    return KeptWords(len(both), len(own), more, count, asks=True, nearly=True)


def _stands_in(sentence: str, runs: Collection[int], least: float) -> bool:
    """Whether so large a share of the runs of words in `sentence` are among `runs`. Numbers are not told in it."""
    parts = (part.split() for part in f" {sentence} ".split(f" {_NUMBER} "))
    own = {run for words in parts for run in shingles_of(hashes_of(words))}
    return len(own) > 1 and len(own.intersection(runs)) >= least * len(own)


def _ask_the_same(a: PageFeatures, b: PageFeatures) -> bool:
    asked = [[asked_words(sign) for sign in page.signs] for page in (a, b)]
    common = (one & other for one in asked[0] if one for other in asked[1])
    return any(len(both) >= _LEAST_ASKED and len(without_stock(both)) >= _LEAST_OWN for both in common)
