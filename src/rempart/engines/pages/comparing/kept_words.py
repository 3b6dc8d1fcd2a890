"""What a page keeps of another's words, whatever both are called: whoever reopens elsewhere hardly writes all anew.

In: two pages, their names, a background. Out: how many own sentences of the shorter one stand in both, and whether both
ask the same. Never: who wrote them.
"""

from collections.abc import Collection
from dataclasses import dataclass

from rempart.engines.pages.background import Background
from rempart.engines.pages.comparing.own_sentences import Lines
from rempart.engines.pages.comparing.stock_forms import asked_words, without_stock
from rempart.engines.pages.features import PageFeatures
from rempart.engines.pages.signs import Kind
from rempart.engines.pages.words.text import plain_names

LEAST_KEPT = 3  # sentences: fewer are a motto, a line of the trade
_LEAST_ASKED = 4  # things: a name, an age and a sex are asked by every chat
_LEAST_OWN = 3  # of them that no program's own form asks


@dataclass(frozen=True, slots=True)
class KeptWords:
    """How many own `sentences` stand in both pages, of `fewer` of the one and `more` of the other; `count`: how many
    hosts have the commonest of them; `asks`: whether forms of both ask four things and more in common, three
    that no program's own form does."""

    sentences: int = 0
    fewer: int = 0
    more: int = 0
    count: int = 0
    asks: bool = False


NOTHING_KEPT = KeptWords()


def kept_words(
    a: PageFeatures, b: PageFeatures, names: Collection[str], lines: Lines, background: Background, rarity: float
) -> KeptWords:
    """What `a` and `b`, which are called by `names`, have in common of what each says and asks.

    Sentences that say a name or nothing (`lines`), or are less rare than `rarity` (log10 units), are nobody's own.
    """
    said = tuple({sign.value for sign in page.signs if sign.kind is Kind.SENTENCE} for page in (a, b))
    if len(said[0] & said[1]) < LEAST_KEPT:
        return NOTHING_KEPT

    def is_own(sentence: str) -> bool:
        if background.rarity(Kind.SENTENCE, sentence) < rarity or lines.says_nothing(sentence):
            return False
        return not names or set(names).isdisjoint(plain_names(sentence.split()))

    both = list(filter(is_own, said[0] & said[1]))
    if len(both) < LEAST_KEPT:
        return NOTHING_KEPT
    fewer, more = sorted(len(both) + sum(map(is_own, own - other)) for own, other in (said, said[::-1]))
    count = max(background.count(Kind.SENTENCE, sentence) for sentence in both)
    return KeptWords(len(both), fewer, more, count, _ask_the_same(a, b))


def _ask_the_same(a: PageFeatures, b: PageFeatures) -> bool:
    asked = [[asked_words(sign) for sign in page.signs] for page in (a, b)]
    common = (one & other for one in asked[0] if one for other in asked[1])
    return any(len(both) >= _LEAST_ASKED and len(without_stock(both)) >= _LEAST_OWN for both in common)
