"""Whether a shop or a site is still as its builder brought it along, or has nothing on its shelves.

Whoever opens an account at a builder has a menu, a name and a theme at once, and texts that ask to be replaced
("Example product title", "I'm a paragraph"). So a menu says nothing here: what counts is how much of what the page says
is such a text. One that was forgotten stands on many a site.
"""

import re
from collections.abc import Sequence

from rempart.engines.pages.placeholders.state_terms import THIS, Role
from rempart.engines.pages.placeholders.states import role_of, split_sentences
from rempart.engines.pages.reading.markup import Markup
from rempart.engines.pages.words.text import words_of
from rempart.engines.pages.words.word_tables import WordTable

STATED, LETTERS = 160, 1_500  # lines that are looked at, and letters of one …
LINE = 80  # … that is a title or a name
MOST = 400  # words from which a page is more than what was brought along
LEAST, SHARE = 2, 0.2  # lines of it, and which part of all words they are
WEIGHT, WHOLE = 7.0, 0.45  # what speaks for it at most, and from which part on
SHELVES, ON_SHELVES = 80, 4.5  # words up to which a shop shows nothing, and what that weighs
NEAR = 4  # words between a ware and that there is none
_SENTENCE = 12
_HERE = Role.KEPT | Role.YET | Role.HERE | Role.NOW | Role.SOON
# Texts and wares with which builders of shops and sites fill a page until its keeper does, in a few of their languages.
_SAMPLES_TEXT = """
    example product ; example collection ; example blog post ; your product s name ; your collection s name ; product
    title ; collection title ; your product name ; your store name ; your store name here ; image with text pair text
    with ; pair text with an image ; use this text to share information about your brand ; talk about your brand ; share
    information about your brand ; welcome customers to your store ; describe a product make announcements ; doesn t
    currently include any content ; beispielprodukt ; beispiel für produkttitel ; exemple de titre de produit ; titre de
    produit ; ejemplo de título de producto ; título del producto ; esempio di titolo di prodotto ; título de produto ;
    voorbeeld van producttitel ; i m a paragraph ; i m a product ; i m a title ; i am a product ; click here to add your
    own text ; edit me it s easy ; this is a space to welcome visitors ; info mysite com ; ich bin ein absatz ; das ist
    ein textabschnitt ; je suis un paragraphe ; soy un párrafo ; sono un paragrafo ; sou um parágrafo ; it all begins
    with an idea ; maybe you want to launch a business ; starter template ; your site title ; add a short description ;
    your headline here ; click here to edit ; click to edit ; drag and drop to add ; your text here ; add your text ;
    edit this text ; add your heading text ; click edit button to change this text ; i am text block ; this is a sample
    text ; heading text here ; this is where you tell visitors ; let customers know what sets you apart ; there s much
    to see here so take your time ; this is some text inside of a div block ; your awesome title ; write an awesome
    description for your new site ; sample product ; sample page ; sample post ; sample 1 ; sample 2 ; sample 3 ; custom
    text block ; your company ; your logo ; hummingbird printed ; the best is yet to come ; mountain fox ; brown bear
    notebook ; brown bear cushion ; faded short sleeve ; printed chiffon dress ; printed summer dress ; printed dress ;
    joust duffle ; strive shoulder pack ; fusion backpack ; radiant tee ; breathe easy tank ; hero hoodie ; hoodie with
    logo ; hoodie with zipper ; beanie with logo ; t shirt with logo ; logo collection ; woo single ; woo album ; happy
    ninja ; ninja silhouette ; opencart your store ; powered by opencart your store ; ex tax ; everything about concrete
    ; demo store ; this is a demo ; default setup of ; for demonstrational purposes ; your first post ; got any book
    recommendations ; a short text to describe
"""
_SAMPLES = tuple(f" {' '.join(words_of(phrase))} " for phrase in _SAMPLES_TEXT.split(";"))
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
    known = [sample for sample in _SAMPLES if sample in whole]
    told = [
        (block, len(words))
        for (block, words), text in zip(lines, texts, strict=True)
        if any(sample in text for sample in known) or _MARKED.search(block) or _TO_NAME.fullmatch(block[:LINE])
    ]
    share = sum(length for _, length in told) / max(count, 1)
    if share < (SHARE if len(told) >= LEAST else WHOLE):
        return 0.0, ""
    return WEIGHT * min(1.0, share / WHOLE), told[0][0]


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
