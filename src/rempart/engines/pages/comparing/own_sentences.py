"""Sentences that two pages share and that say nothing of their own: the name in a line, the filler of a template.

In: a page's marks, a sentence as it is compared. Out: whether it tells more than the name does.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from rempart.engines.pages.comparing.consent_walls import is_a_wall
from rempart.engines.pages.comparison_rules import Trades
from rempart.engines.pages.features import PageFeatures
from rempart.engines.pages.signs import Kind
from rempart.engines.pages.words.text import plain_names, plain_words

# The passage that printers and templates fill pages with since the sixteenth century, after Cicero, De finibus I 32-33.
_FILLER_TEXT = (
    "ac accumsan accusamus accusantium ad adipisci adipiscing aliqua aliquam aliquet aliquip amet anim animi ante "
    "architecto arcu at atque auctor augue aute autem bibendum blandit cillum commodo condimentum congue consectetur "
    "consequat consequatur convallis corporis culpa cupidatat cursus dapibus deleniti deserunt diam dictum dignissim "
    "dolor dolore doloremque dolores dolorum donec dui duis ea eaque efficitur egestas eget eius eiusmod eleifend "
    "elementum elit enim erat eros esse est et etiam eu euismod ex excepteur exercitation explicabo facilisi "
    "facilisis faucibus felis fermentum feugiat fringilla fugiat fugit fusce gravida habitant hendrerit iaculis id "
    "illo imperdiet in incididunt integer inventore ipsa ipsam ipsum irure iste iusto justo labore laboris laborum "
    "lacinia lacus laoreet laudantium lectus leo libero ligula lobortis lorem luctus maecenas magna magni malesuada "
    "massa mattis mauris metus minim mollis mollit morbi natus nec nemo neque nesciunt netus nibh nisi nisl non "
    "nostrud nulla nullam nunc occaecat odio odit omnis orci ornare pariatur pellentesque perspiciatis pharetra "
    "phasellus placerat porro porta porttitor posuere praesent praesentium pretium proident proin pulvinar purus "
    "quae quam quasi qui quia quis quisque ratione rem reprehenderit rhoncus risus rutrum sagittis sapien "
    "scelerisque sed sem semper senectus sequi sint sit sodales sollicitudin sunt suscipit suspendisse tellus tempor "
    "tempus tincidunt tortor totam tristique turpis ullamco ullamcorper ultrices ultricies unde urna ut varius "
    "vehicula vel velit venenatis veniam veritatis vero vestibulum vitae vivamus viverra voluptas voluptate "
    "voluptatem volutpat vulputate"
)
_FILLER = frozenset(_FILLER_TEXT.split())
# What plugins say in every site's place, in the languages that have a word of their own for it.
_COOKIES = frozenset(
    {"ciasteczek", "ciasteczka", "cookie", "cookiebot", "cookies", "cerez", "cerezler", "cerezleri", "kuki"}
)
_MOSTLY = 0.8  # of a sentence's words
_NUMBER = "0"  # as every number is written in a sentence


@lru_cache(maxsize=1024)  # both pages' are asked for twice and more, and one's again beside each candidate of a query
def words_in(sentence: str) -> tuple[str, ...]:
    """The words of a sentence, as it is kept, in the form that names are compared in."""
    return tuple(plain_names(sentence.split()))


@lru_cache(maxsize=1024)
def _own_words(sentence: str, trades: frozenset[str]) -> frozenset[str] | None:
    """The words of `sentence` that are no numbers and none of `trades`; None if it is filler or speaks of cookies."""
    words = words_in(sentence)
    if not _COOKIES.isdisjoint(words) or sum(word in _FILLER for word in words) >= _MOSTLY * len(words):
        return None
    return frozenset(word for word in words if word != _NUMBER and word not in trades)


@dataclass(frozen=True, slots=True)
class Lines:
    """Tells the sentences of two pages that say nothing of their own. `named`: the words of each page's marks;
    `walled`: whether a consent tool says all that one of them says, so that it is what both say."""

    named: tuple[frozenset[str], ...]
    trades: frozenset[str]
    walled: bool = False

    def says_nothing(self, sentence: str) -> bool:
        """Whether `sentence` is filler, speaks of cookies, or is the name of a page beside nothing but words of trades
        and numbers: as a copyright line is, a motto of a trade, a name of five words."""
        if self.walled:
            return True
        told = _own_words(sentence, self.trades)
        return told is None or any(told <= named for named in self.named)


def lines_of(pages: Collection[PageFeatures], trades: Trades, *, walls: int = 0) -> Lines:
    """What tells such sentences of `pages`; `walls`: words up to which one may be a consent tool's alone."""
    walled = any(is_a_wall(page, walls) for page in pages)
    return Lines(tuple(_named(page) for page in pages), trades.words, walled)


def _named(page: PageFeatures) -> frozenset[str]:
    said = (sign.shown for sign in page.signs if sign.kind is Kind.SITE_MARK)
    return frozenset(word for text in (page.title, *said) for word in plain_words(text, page.version))
