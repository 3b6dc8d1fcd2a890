"""Whether a page begins by speaking of its own domain: that it is registered, for sale, parked, shut or new.

Whoever parks or sells a domain may show it above a menu, prices and hundreds of words of their own trade. But the page
begins with it: "this domain", or its name beside the word domain. A site that sells domains speaks of "your domain",
and no other site begins so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rempart.engines.pages.page import PageInput, linked_host
from rempart.engines.pages.placeholders.addresses import sells_a_brand, told_under_its_address
from rempart.engines.pages.placeholders.not_of_the_net import is_of_land
from rempart.engines.pages.placeholders.placeholder_terms import BESIDE, group_of, speaks_of_sites
from rempart.engines.pages.placeholders.sales import (
    SALE_WORDS,
    asks_for_an_offer,
    is_for_sale,
    is_offered,
    is_wanted,
    sells_a_name,
    sells_itself,
    speaks_of_having_it,
)
from rempart.engines.pages.placeholders.shape import NAMED_HOST, TITLE_PARTS, lists_searches
from rempart.engines.pages.placeholders.state_terms import THIS
from rempart.engines.pages.reading.forms import asks_who_comes
from rempart.engines.pages.reading.markup import Markup
from rempart.engines.pages.reading.owned import Leads, is_an_entrance
from rempart.engines.pages.words.text import is_unspaced, words_of

FIRST = 60  # words of a page within which it begins so
LETTERS = 1_500
TOLD = 300.0  # words from which that fades where no title and no heading says so
NEAR = 4  # words between a domain's name and the word domain
_OFTEN = 2
SAID = 8  # words within which something is said of it
# What a site says of its own domains: ours, new, official, a mirror, moved, blocked, reached.
_OURS_TEXT = (
    "our ours us unser nous nos notre nuestro nuestra nuestros noi nostro nostra nosso nossa ons onze nasz nasza nasze "
    "naszej naszą nás náš naše našej наш наша наше нашего нашей нашу наші нашого vår våra vårt vores vores våre "
    "meidän meie mi sitemiz bizim nostru noastră naš naša našeg mūsų mūsu μας שלנו لنا موقعنا kami "
    "new neu neue neuen neuer nouveau nouvelle nouvel nuevo nueva nuovo nuova novo nova nieuw nieuwe nowy nowa nowej "
    "nową nowe nový nová nové novú новый новая новое новой новую новом новий нова нове нов ny nye nytt uusi uuden "
    "uus új yeni nou nouă naujas jauns νέο חדש جديد جديدة baru mới "
    "access zugang accès acceso accesso acesso toegang dostęp přístup prístup доступ достъп adgang tilgang åtkomst "
    "pääsy ligipääs erişim giriş acces pristup dostop"
)
_OURS = frozenset(_OURS_TEXT.split())
_OURS_BEGIN_TEXT = (
    "offici offizi ofici uffici oficj oficiá офіц офиц offisi officiell virallin ametlik hivatalos resmi oficial "
    "mirror spiegel miroir espejo specchi espelho zrcadl zrkadl lustrzan зеркал дзеркал огледал spejl speil peili "
    "peegel tükör ayna oglind zrcal moved moving umgezogen umzug déménag traslad mudado mudou mudamos trasferi "
    "verhuis przenies přesun přestěh presun presťah переех переезд переїха премести flytt muutt kolinud költöz taşın "
    "mutat preselil block blocked blockier bloqu blocca bloccat geblokk blokk blokov blokad zablok заблок блокир "
    "блокув estett blokeer letilt engel blocat resmî"
)
_OURS_BEGIN = tuple(_OURS_BEGIN_TEXT.split())
LINES = 5  # with which a page begins
_LEADS_ON = 2  # links to further pages of its own host from which a page has a menu: one may lead to terms
# Offers are made for a name of the net: for land they are made for what stands on it.
_OFFERED = re.compile(r"\b(?:offre (?:pour|sur) ce domaine|(?:oferta|propuesta) por este dominio)\b")
_SIDES = re.compile(
    rf"{TITLE_PARTS.pattern}|[()]|\.\s|\s(?:at|on|by|bei|chez|en|bij)\s"
)  # of a title, and who sells it
_ENDS = re.compile(r"[.!?](?=\s)|\n")
_STATES = frozenset({"registered", "parking", "sale", "hosting", "soon", "broken", "sites"})
_OF_LAND = frozenset({"domain", "registered"})
_QUOTES = " \"'«»„“”‚’!"


def speaks_of_its_domain(markup: Markup, page: PageInput, title: str, leads: Leads) -> tuple[str, bool]:
    """The words with which the page called `title` begins to speak of its own domain, "" where it does not or lets
    somebody in; and whether its title or a heading does, or its title says no more ("For sale page"): an article may
    begin with what it tells of. A page that leads on must say of its own host, in its title or a heading, what is the
    matter with it, as a hoster's does under its customer's name."""
    if _lets_in(markup):
        return "", False
    headed = [title, *markup.headings[:3]]
    heads = [*headed, "\n".join(markup.blocks[:FIRST])[:LETTERS]]
    takes_offers = any(map(asks_for_an_offer, markup.forms))
    sold = _sold_by_its_title(title, headed[1:], page.host, takes_offers) or _offered_alone(markup, title, page.host)
    sold = sold or sells_a_brand(markup.blocks)
    whose = not sold and any(map(_says_whose, heads))
    if not sold and not whose and (leads.further < _LEADS_ON or lists_searches(markup.links)):
        sold = told_under_its_address(markup, title, page.host)
    if sold or whose:
        return sold, bool(sold)
    named = _Named(page.host, _called_after(title, markup.headings[:3]), {*map(linked_host, markup.links[:200])})
    if leads.further >= _LEADS_ON:
        return next(
            (
                said
                for head in headed
                if (said := _by_own_name(head, page.host) or sells_itself(head[:LETTERS], _ENDS))
                or (page.host and (said := _for_sale(head, _Named(page.host, "", set()), headed=False)))
            ),
            "",
        ), True
    chooses = any(item.options for form in markup.forms for item in form.fields)  # among wares
    whole = [name for head in headed if (name := _whole_name(head, page.host))]
    sold = next((name for head in headed if (name := _is_sold_by_name(head, page.host, takes_offers))), "")
    if takes_offers and not sold:  # a line of its own may stand for a heading
        sold = next((name for line in markup.blocks[:LINES] if (name := _whole_name(line, page.host))), "")
    if len(whole) > 1 and not leads.further and _speaks_of_domains(markup.blocks[:FIRST]):
        sold = whole[0]
    if name := sold or _is_asked_for(heads[-1], named):
        return name, bool(sold)
    for place, head in enumerate(heads):
        words = words_of(head[:LETTERS])[:FIRST]
        offered = "" if chooses else _for_sale(head, named, headed=place < len(headed))
        if said := _of_this(words) or _by_name(head, named) or offered or sells_itself(head[:LETTERS], _ENDS):
            return said, place < len(headed) or _tells_of_domains(words_of(title))
    return "", False


@dataclass(frozen=True, slots=True)
class _Named:
    """Whose name a page may begin with: its `host`, or the one that it is `called` after where it does not lead there
    (`linked`), since that is its maker's."""

    host: str
    called: str
    linked: set[str]

    def is_its_own(self, name: str) -> bool:
        return name == self.host or (name not in self.linked and (not self.host or name == self.called))


def _called_after(title: str, headings: Sequence[str]) -> str:
    """The name that the title begins with and a heading, too, or that is a whole heading; "" where there is none."""
    begun = {_name_of(found) for head in headings if (found := NAMED_HOST.match(head.strip(_QUOTES)))}
    if (found := NAMED_HOST.match(title.strip(_QUOTES))) and _name_of(found) in begun:
        return _name_of(found)
    return next((_name_of(found) for head in headings if (found := NAMED_HOST.fullmatch(head.strip(_QUOTES)))), "")


def _sold_by_its_title(title: str, headings: Sequence[str], host: str, takes_offers: bool) -> str:
    """What a title says that sells one name, which a heading is as a whole, or begins with where a form takes offers:
    whoever sells it shows that under a menu of their own, and their name beside it."""
    names = {name for heading in headings if (name := _whole_name(heading, host))}
    if takes_offers and not names:
        names = {_name_of(found) for heading in headings if (found := NAMED_HOST.match(heading.strip(_QUOTES)))}
    if len(names) != 1:
        return ""
    for part in _SIDES.split(title):
        own = [found for found in NAMED_HOST.finditer(part) if _name_of(found) in names]
        said = words_of(part.replace(own[0][0], " ", 1) if own else part)
        begins = bool(own) and not words_of(part[: own[0].start()])
        asks = own and (is_wanted(part[: own[0].start()], part[own[0].end() :]) or (begins and is_offered(said)))
        if asks or sells_a_name(said):
            return part.strip()
    return ""


def _offered_alone(markup: Markup, title: str, host: str) -> str:
    """The name that the first heading is, and a side of the title, of a page that speaks of having such a name."""
    name = _whole_name(markup.headings[0], host) if markup.headings else ""
    if not name or not any(_whole_name(side, host) == name for side in TITLE_PARTS.split(title)):
        return ""
    return name if speaks_of_having_it(words_of(" ".join(markup.blocks[:FIRST])[:LETTERS])) else ""


def _whole_name(head: str, host: str) -> str:
    """The page's own name (`host`, or any where that is not known) if `head` is that and nothing else."""
    found = NAMED_HOST.fullmatch(head.strip(_QUOTES))
    return _name_of(found) if found and (not host or _name_of(found) == host) else ""


def _speaks_of_domains(blocks: Sequence[str]) -> bool:
    """Whether a page that is called by nothing but its host says more than once what there is to do with a domain."""
    return sum(group_of(word).endswith("domain") for block in blocks for word in words_of(block[:LETTERS])) >= _OFTEN


def _is_sold_by_name(head: str, host: str, takes_offers: bool) -> str:
    """The page's own name (`host`, or any where that is not known) if a title or a heading asks a reader to have it, or
    says it and little else while a form takes offers; "" where none does."""
    for found in NAMED_HOST.finditer(head[:LETTERS]):
        if not host or _name_of(found) == host:
            asks = takes_offers and len(words_of(head[: found.start()] + head[found.end() :])) <= NEAR
            if asks or is_wanted(head[: found.start()], head[found.end() :]):
                return found[0]
    return ""


def _is_asked_for(text: str, named: _Named) -> str:
    """The page's own name where its `text` asks a reader to have it, "" where it does not."""
    for found in NAMED_HOST.finditer(text):
        if named.is_its_own(_name_of(found)) and is_wanted(text[: found.start()], text[found.end() :]):
            return found[0]
    return ""


def _name_of(found: re.Match[str]) -> str:
    return found[0].lower().removeprefix("www.")


def _by_own_name(head: str, host: str) -> str:
    """That the page's own `host`, beside the word domain, is registered or parked."""
    for found in NAMED_HOST.finditer(head[:LETTERS]):
        before, after = words_of(head[: found.start()])[-1:], words_of(head[found.end() : found.end() + 100])[:NEAR]
        beside = [*before, *after[:2]]
        stands = any(group_of(word).removeprefix(BESIDE) in {"registered", "parking"} for word in after)
        if host and _name_of(found) == host and stands and any(_is_of_domains(word, beside) for word in beside):
            return " ".join([*before, found[0], *after])
    return ""


def _for_sale(head: str, named: _Named, *, headed: bool) -> str:
    """A name behind which stands that it can be had: the page's own, or any that a title or a heading begins with."""
    for found in NAMED_HOST.finditer(head[:LETTERS]):
        begins = headed and not words_of(head[: found.start()])
        name, behind = _name_of(found), head[found.end() : found.end() + 60]
        if headed and named.is_its_own(name) and is_for_sale(words_of(head[: found.start()])) and not words_of(behind):
            return head
        if name in named.linked - {named.host} or not (begins or named.is_its_own(name)) or behind[:1] in "|:-–—·,/":
            continue
        after = words_of(TITLE_PARTS.split(_ENDS.split(behind)[0])[0])
        if is_offered(after):
            return " ".join([found[0], *after[:SALE_WORDS]])
    return ""


def speaks_of_the_net(markup: Markup, said: Sequence[str], title: Sequence[str]) -> bool:
    """Whether a page names a host or says a word of sites: "ce domaine" alone may be a wine-grower's, and one of
    hectares and vines is, in any language."""
    heads = (markup.title, *markup.headings[:3], *markup.blocks[:FIRST])
    if any(map(is_unspaced, said)) or "brandable" in said or _OFFERED.search(" ".join(said)):
        return True
    words = [*said, *title]
    others = (word for word in words if group_of(word) not in _OF_LAND)
    if speaks_of_sites(others, BESIDE + "domain") or any(NAMED_HOST.search(head[:LETTERS]) for head in heads):
        return True
    return speaks_of_sites(words, BESIDE + "domain") and not is_of_land(words)


def _lets_in(markup: Markup) -> bool:
    return any(asks_who_comes(form) or is_an_entrance(form) for form in markup.forms)


def _says_whose(head: str) -> bool:
    """Whether a sentence of domains with which the page begins is one that a site says of where it is reached."""
    for sentence in _ENDS.split(" ".join(head[:LETTERS].split(" ")[:FIRST])):
        words = words_of(sentence)
        if any(word in _OURS or word.startswith(_OURS_BEGIN) for word in words) and any(
            _is_of_domains(word, words) for word in words
        ):
            return True
    return False


def _tells_of_domains(title: Sequence[str]) -> bool:
    told = [group_of(word).removeprefix(BESIDE) in _STATES | {"domain"} for word in title]
    return 2 * sum(told) > len(told)


def _of_this(words: Sequence[str]) -> str:
    for place, word in enumerate(words):
        if word not in THIS:
            continue
        for at in range(place + 1, min(place + 3, len(words))):
            around = [*words[max(0, place - SAID) : place], *words[at + 1 : at + 1 + SAID]]
            if _is_of_domains(words[at], around) and any(group_of(w).removeprefix(BESIDE) in _STATES for w in around):
                return " ".join(words[place : at + 5])
    return ""


def _is_of_domains(word: str, around: Sequence[str]) -> bool:
    group = group_of(word)
    return group == "domain" or (group == BESIDE + "domain" and speaks_of_sites(around, group))


def _by_name(head: str, named: _Named) -> str:
    """A domain's name beside the word domain."""
    for found in NAMED_HOST.finditer(head[:LETTERS]):
        before, after = words_of(head[: found.start()]), words_of(head[found.end() : found.end() + 100])[:NEAR]
        if len(before) > FIRST:
            return ""
        if not named.is_its_own(_name_of(found)):
            continue
        before = before[-NEAR:]
        if any(_is_of_domains(word, [*before, *after]) for word in (*before, *after)):
            return " ".join([*before[-1:], found[0], *after[:3]])
    return ""
