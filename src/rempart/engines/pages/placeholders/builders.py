"""Whether a shop or a site is still as its builder brought it along, or has nothing on its shelves.

Whoever opens an account at a builder has a menu, a name and a theme at once, and texts that ask to be replaced
("Example product title", "I'm a paragraph"). So a menu says nothing here: what counts is how much of what the page says
is such a text. One that was forgotten stands on many a site.
"""

import re
from collections.abc import Sequence

from rempart.engines.pages.placeholders.programs import BROUGHT_ALONG
from rempart.engines.pages.placeholders.sample_terms import FILLER, FIRST_COMMENTS, SAMPLES
from rempart.engines.pages.placeholders.state_terms import THIS, Role
from rempart.engines.pages.placeholders.states import role_of, split_sentences
from rempart.engines.pages.reading.markup import Markup
from rempart.engines.pages.words.text import words_of
from rempart.engines.pages.words.word_tables import WordTable

STATED, LETTERS = 160, 1_500  # lines that are looked at, and letters of one …
LINE = 80  # … that is a title or a name
MOST = 600  # words from which a page is more than what was brought along
LEAST, SHARE = 2, 0.2  # lines of it, and which part of all words they are
WEIGHT, WHOLE = 7.0, 0.45  # what speaks for it at most, and from which part on
SEVERAL = 5  # different ones, which nobody forgets at once, however much their program says around them …
FIRST_TEXTS = 2  # … and so many of the first texts of a blog, a forum or a wiki
FILLED, OF_FILLER = 6, 0.8  # words of a line, and which part of them is filler, from which it says nothing
SPOKEN, OWN = 12, 60  # words of a line that says something, and of all such lines, from which a page speaks for itself
SHELVES, ON_SHELVES = 80, 4.5  # words up to which a shop shows nothing, and what that weighs
NEAR = 4  # words between a ware and that there is none
_SENTENCE = 12
_HERE = Role.KEPT | Role.YET | Role.HERE | Role.NOW | Role.SOON
_SAMPLES, _FIRST_TEXTS = (
    tuple(f" {' '.join(words_of(phrase))} " for phrase in texts.split(";"))
    for texts in (SAMPLES, f"{BROUGHT_ALONG};{FIRST_COMMENTS}")
)
# What asks to be replaced by a title, a name or a line of one's own, and is a line of the page by itself.
_TO_NAME = re.compile(
    r"\W*(?:(?:your|my|enter|add|insert|write|type) (?:(?:your|a|the|own|web|new) )*"
    r"(?:page|site|website|blog|store|shop|company|business|brand|organi[sz]ation|project|event|product|section|main) ?"
    r"(?:title|name|heading|headline|tagline|slogan|logo|description|motto)(?: here| goes here)?"
    r"|(?:page|site|website|blog|store|shop|company) (?:title|name|tagline|slogan)(?: here| goes here)?"
    r"|(?:titre|nom|slogan) (?:de |du )?(?:votre |la )?(?:site|page|blog|boutique|entreprise)"
    r"|(?:ihr|dein|mein)e? (?:firmen|seiten|shop|blog|website-?|webseiten)-?(?:name|titel|slogan)"
    r"|(?:título|nombre) de (?:tu|su|la) (?:sitio|página|web|empresa|tienda|blog)"
    r"|(?:titolo|nome) (?:del(?:la)? )?(?:tuo |tua )?(?:sito|pagina|azienda|negozio|blog)"
    r"|(?:título|nome) d[aoe] (?:seu |sua )?(?:site|página|empresa|loja|blog)"
    r"|(?:tytuł|nazwa) (?:twojej |twojego )?(?:strony|firmy|sklepu|bloga)"
    r"|(?:название|заголовок|имя) (?:вашего |вашей )?(?:сайта|страницы|компании|магазина|блога))\W*",
    re.IGNORECASE,
)
_MARKED = re.compile(r"\[(?:sample|demo|example)\]", re.IGNORECASE)  # before the name of a ware
_WARES_TEXT = """
    product= products= produkt= produkte= produit= produits= producto= productos= prodotto= prodotti= produto= produtos=
    producten= produkty= produktů= produktów= item= items= товар=
    товаров= товари= товарів= ürün= ürünler= varer= varor= produkter= tuotteita= termék= termékek= produse= προϊόντα=
    produktai= toodet= tooteid= منتجات מוצרים proizvoda= produk=
"""
_WARES = WordTable(_WARES_TEXT, "商品 產品 产品 สินค้า 상품")
_PRICE = re.compile(r"[$€£¥₽₺₹]\s?\d|\d\s?(?:[$€£₽₺]|zł|kr\b|Kč|usd|eur)", re.IGNORECASE)


def brought_along(markup: Markup, count: int) -> tuple[float, str]:
    """How strongly a page of `count` words is as its builder brought it along (0 where it is not), and in which
    words."""
    if count > MOST:
        return 0.0, ""
    lines = [(block, words_of(block[:LETTERS])) for block in markup.blocks[:STATED]]
    texts = [f" {' '.join(words)} " for _, words in lines]
    whole = "".join(texts)
    known, first = ([sample for sample in samples if sample in whole] for samples in (_SAMPLES, _FIRST_TEXTS))
    told, filler, own = [], [], 0
    for (block, words), text in zip(lines, texts, strict=True):
        if any(sample in text for sample in (*known, *first)) or _asks_for_a_name(block):
            told.append((block, len(words)))
        elif _is_filler(words):
            filler.append((block, len(words)))
        elif len(words) >= SPOKEN:
            own += len(words)
    if own < OWN:
        told += filler
    share = sum(length for _, length in told) / max(count, 1)
    if own < OWN and (min(len(known), len(told)) >= SEVERAL or len(first) >= FIRST_TEXTS):
        share = max(share, WHOLE)
    if share < (SHARE if len(told) >= LEAST else WHOLE):
        return 0.0, ""
    return WEIGHT * min(1.0, share / WHOLE), told[0][0]


def _asks_for_a_name(block: str) -> bool:
    """Whether a line asks for a title or a name of one's own, or is marked as a sample."""
    return bool(_MARKED.search(block) or _TO_NAME.fullmatch(block[:LINE]))


def _is_filler(words: Sequence[str]) -> bool:
    """Whether a line stands where words will ("lorem ipsum")."""
    return len(words) >= FILLED and sum(map(FILLER.__contains__, words)) >= OF_FILLER * len(words)


def shows_a_price(blocks: Sequence[str]) -> bool:
    """Whether one of the lines `blocks` says what something costs."""
    return any(map(_PRICE.search, blocks))


def empty_shelves(markup: Markup, count: int) -> str:
    """The sentence that says of a shop's wares that there are none, on a page that shows no price and little else; ""
    where there is none."""
    blocks = markup.blocks[:STATED]
    if count > SHELVES or shows_a_price(blocks):
        return ""
    sentences = (said for block in blocks for said in split_sentences(block[:LETTERS]))
    return next((said for said in sentences if _has_no_wares(words_of(said))), "")


def _has_no_wares(words: Sequence[str]) -> bool:
    """Whether `words` say that there are no wares here, or none yet: none may hold palm oil, and one be sold out."""
    if len(words) > _SENTENCE or not any(word in THIS or role_of(word) & _HERE for word in words):
        return False
    wares = [place for place, word in enumerate(words) if _WARES.has(word) and words[place - 1] not in THIS]
    return any(role_of(word) & Role.NOT for place in wares for word in words[max(0, place - NEAR) : place + NEAR])
