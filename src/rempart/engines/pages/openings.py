"""Whether a page begins by speaking of its own domain: that it is registered, for sale, parked, shut or new.

Whoever parks or sells a domain may show it above a menu, prices and hundreds of words of their own trade. But the page
begins with it: "this domain", or its name beside the word domain. A site that sells domains speaks of "your domain",
and no other site begins so.
"""

import re
from collections.abc import Sequence

from rempart.engines.pages.forms import asks_who_comes
from rempart.engines.pages.markup import Markup
from rempart.engines.pages.owned import Leads, is_an_entrance
from rempart.engines.pages.page import PageInput, linked_host
from rempart.engines.pages.placeholder_terms import BESIDE, group_of, speaks_of_sites
from rempart.engines.pages.text import words_of

FIRST = 60  # words of a page within which it begins so
LETTERS = 1_500
TOLD = 300.0  # words from which that fades where no title and no heading says so
NEAR = 4  # words between a domain's name and the word domain
SAID = 8  # words within which something is said of it
_THIS_TEXT = (
    "this diese dieser dieses ce cette cet este esta esto questo questa deze dit ten ta to tato tento této táto toto "
    "této эта этот данный данная это bu denna denne dette den det tämä see selle ez ovaj ova ta acest această цей ця "
    "це този ini acest šis šī šo αυτό αυτός το هذا این זה"
)
_THIS = frozenset(_THIS_TEXT.split())
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
_LEADS_ON = 2  # links to further pages of its own host from which a page has a menu: one may lead to terms
_HOST = re.compile(r"(?<![\w@./-])(?:[\w-]{1,63}\.){1,4}[a-z]{2,18}\b(?![\w@/])", re.IGNORECASE)
_ENDS = re.compile(r"[.!?](?=\s)|\n")
_STATES = frozenset({"registered", "parking", "sale", "hosting", "soon", "broken", "sites"})


def speaks_of_its_domain(markup: Markup, page: PageInput, title: str, leads: Leads) -> tuple[str, bool]:
    """The words with which the page called `title` begins to speak of its own domain, "" where it does not, leads on or
    lets somebody in; and whether its title or a heading does, or its title says no more ("For sale page"): an article
    may begin with what it tells of."""
    if leads.further >= _LEADS_ON or _lets_in(markup):
        return "", False
    heads = [title, *markup.headings[:3], "\n".join(markup.blocks[:FIRST])[:LETTERS]]
    linked = {linked_host(link) for link in markup.links[:200]}
    if any(map(_says_whose, heads)):
        return "", False
    for place, head in enumerate(heads):
        words = words_of(head[:LETTERS])[:FIRST]
        if said := _of_this(words) or _by_name(head, linked, page.host):
            return said, place < len(heads) - 1 or _tells_of_domains(words_of(title))
    return "", False


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
        if word not in _THIS:
            continue
        for at in range(place + 1, min(place + 3, len(words))):
            around = [*words[max(0, place - SAID) : place], *words[at + 1 : at + 1 + SAID]]
            if _is_of_domains(words[at], around) and any(group_of(w).removeprefix(BESIDE) in _STATES for w in around):
                return " ".join(words[place : at + 5])
    return ""


def _is_of_domains(word: str, around: Sequence[str]) -> bool:
    group = group_of(word)
    return group == "domain" or (group == BESIDE + "domain" and speaks_of_sites(around, group))


def _by_name(head: str, linked: set[str], host: str) -> str:
    """A domain's name beside the word domain, unless it is another than the page's `host`, or one that the page leads
    to: of the page's maker."""
    for found in _HOST.finditer(head[:LETTERS]):
        before, after = words_of(head[: found.start()]), words_of(head[found.end() : found.end() + 100])[:NEAR]
        if len(before) > FIRST:
            return ""
        name = found[0].lower().removeprefix("www.")
        if name in linked or (host and name != host):
            continue
        before = before[-NEAR:]
        if any(_is_of_domains(word, [*before, *after]) for word in (*before, *after)):
            return " ".join([*before[-1:], found[0], *after[:3]])
    return ""
