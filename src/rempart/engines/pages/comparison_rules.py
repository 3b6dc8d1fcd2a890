"""The numbers by which two pages are laid side by side. Each version of the verdict sets its own."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self


@dataclass(frozen=True, slots=True)
class Trades:
    """Words of trades, which are no part of a name. Each version has its own: the table of today grows."""

    words: frozenset[str] = frozenset()
    joined: frozenset[str] = frozenset()
    """Those of them that are also told where they are run together with a name or with each other ("casinoonline"):
    words that hardly end or begin another. Empty: none are, and a host may be called by a word of guides beside its
    name."""
    beside: frozenset[str] = frozenset()
    """Further words that a name may be run together with, which tell less: who comes back takes them on ("newvelmora",
    "velmorachat"), and who speaks of a site too. Where there are some, digits within a name are letters as well."""
    returning: frozenset[str] = frozenset()
    """Words that a site which comes back sets beside its name ("Velmora Reborn"); any other there ("Velmora Victims")
    may be of who speaks of it, where what is shared is copied. Empty: one word of any kind may stand there."""
    speaking: frozenset[str] = frozenset()
    """Those of trades, and short ones, that who speaks of a site sets beside its name ("Velmora Film", "Ex-Velmora"):
    beside what can be copied they make no mark the site's own, and with a form of both they tell that it was put there.
    """
    guiding: frozenset[str] = frozenset()
    """… and those that sites set there as well ("Velmora Forum"), which do so where words alone are shared."""
    offices: frozenset[str] = frozenset()
    """Further words that stand before the @ of an address of nobody in particular: an agency's, a supplier's."""
    respelled: bool = False
    """Whether a name is the same in two words ("Vel Mora"), and in a host by hyphens or with letters said twice
    ("vel-mora", "velmorra"): so are mirrors where the name itself is taken."""
    rows: int = 2
    """… in how many words at most ("Vel Mora Room")."""
    plurals: bool = False
    """Whether a name that no language has is the same with an "s" behind it."""
    mirrors: frozenset[str] = frozenset()
    """Words of trades of which mirrors are ("casino", "chat"): a host of such words alone names nobody, and one that
    says the name beside them, as it sounds or misspelt, is called so. Empty: neither."""

    def without(self, spoken: frozenset[str]) -> Self:
        """These words but those of `spoken`, which then are strange beside a name."""
        return replace(self, words=self.words - spoken, beside=self.beside - spoken, returning=self.returning - spoken)


@dataclass(frozen=True, slots=True)
class SecondWords:
    """From when on what two pages say beside one name are names of two brands of a house ("Velmora Vegas", "Velmora
    Spiele")."""

    share: float = 0.0
    """Of the times that the text says the name, from which a page says a word beside it throughout; 0: none does."""
    least: int = 3
    """Times that the text says the name: fewer tell nothing."""
    common: frozenset[str] = frozenset()
    """Words that any page of a site has beside its name ("official", "login")."""
    guides: frozenset[str] = frozenset()
    """Words by which others speak of a site ("guide", "review", "download"): two that say such are hardly its own."""
    led: bool = False
    """Whether pages that both lead to a host of the name alone may be of others who speak of it, by whatever words."""
    marked: bool = False
    """Whether of an everyday word marks and title tell by themselves ("Casa Famiglia Ashby"), however often the text
    says it: it names a sort of house."""
    titled: float = 0.0
    """Of the times that the text says a word of a language, from which a word beside it is a page's own where a side of
    both titles says the former alike ("Retail Roofing - Premium Roofing Solutions"): it names a trade; 0: none is."""
    alike: tuple[frozenset[str], ...] = ()
    """Words that mean one thing in several languages."""

    def meaning(self, word: str) -> str:
        """One word for all that mean what `word` does."""
        return next((min(words) for words in self.alike if word in words), word)


def is_put_together(name: str, words: frozenset[str], least: int = 2) -> bool:
    """Whether `name` is nothing but `words` of `least` letters and more in a row."""
    ends = {0}
    for end in range(least, len(name) + 1):
        if any(name[begin:end] in words for begin in ends if end - begin >= least):
            ends.add(end)
    return len(name) in ends


@dataclass(frozen=True, slots=True)
class ComparisonRules:
    """From where on names and layouts are taken for one. Rarities in log10 units, shares 0 to 1."""

    name_rarity: float = 1.3
    """A word that more than about one host in twenty has is no name."""
    full_rarity: float = 2.2
    min_firmness: float = 1.5
    firmest_share: float = 0.5
    """A name less firm than this beside another is a word of the title."""
    firm_name: float = 2.5
    copy_share: float = 0.9
    """Pages of which this much of the text agrees are copies, whatever their titles say."""
    layout_bits: int = 31
    """Of 256 that may differ between two pictures of one layout (PDQ's authors)."""
    days_apart: int = 0
    """That may lie between two registrations made in one go."""
    further_name: float = 0.0
    """What a second shared word adds of its firmness to a name of several words; each further one half as much."""
    further_from: float = 0.0
    """How firm the first must be for that: words that are hardly names do not make one together."""
    own_host: float = 0.0
    """How firm a name is a hostname by which both pages call themselves; 0: none."""
    trades: Trades = Trades()
    """Words that are no part of such a hostname's name."""
    second: SecondWords = SecondWords()
    host_share: float = 0.0
    """Of the letters of the hostnames by which two pages call themselves, if these are two: a name of fewer is a word
    among others, and hardly firm."""
    own_share: float = 0.6
    """Of the firmest, from which a word that the other page never says is a name of its own."""
    title: float = 0.0
    """How firm a name is a whole title that both pages bear; 0: none …"""
    title_words: int = 2
    """… if so many of its words are rare and no trade's; one is enough where both texts say it."""
    side: float = 0.0
    """How firm a name is a side of one title, if the other page firmly bears it and that one has no other; 0: none."""
    stock_titles: frozenset[str] = frozenset()
    """Words in the titles with which templates and programs come: nobody's own."""
    template_titles: frozenset[str] = frozenset()
    """Words in the titles that only a template comes with: a page under one is as its template brought it."""
    template_words: frozenset[str] = frozenset()
    """Words that tell so too where the title says what the template is made for, by one of …"""
    template_kinds: frozenset[str] = frozenset()
    """… these: parks and parties have themes as well."""
    template_hosts: bool = False
    """Whether such a word tells nothing where the registered host says words of the title and nothing else: there the
    template's own site stands."""
    services: float = 0.0
    """What contact points of one kind, but of different services, count against one site, beside two of one service; 0:
    any two of one kind count in full."""
    title_sides: bool = False
    """Whether words of titles that have a side in common are what each page is about, and no name, if that side has the
    firmest name of both."""
    called_besides: float = 0.0
    """From how firm a word is what a page is also called, as a house of a brand or a customer is; at one host only if
    it is no trade's and none of `no_names`. 0: any that is hardly a name."""
    no_names: frozenset[str] = frozenset()
    """Words that name no site: countries, languages, parts of menus."""
    menu_words: frozenset[str] = frozenset()
    """Of these what menus and forms say: each alone names no site, while two of them side by side in a title may."""
    trades_compounds: bool = False
    """Whether a word that is nothing but words of trades in a row ("pokerroomguide") is no name beside a firmer one,
    unless a mark, or a host that hardly says more, is that word alone ("Starclub")."""
    no_names_called: bool = False
    """Whether such a word is a name where a mark says it and the registered host hardly says anything else: brands are
    called so too."""
    no_names_titled: bool = False
    """Whether such words are no name as a whole title either."""
    domains_apart: bool = False
    """Whether two addresses at one domain of the pages' name are other contact points, as any two are."""
    own_mails: bool = False
    """Whether addresses at two domains that are called by the name of both pages contradict each other little."""
    compounds: float = 0.0
    """How firmly a name must stand on a page for another's that is run together with words of trades ("velmoracasino")
    to be that name; 0: it never is."""
    phrases: float = 0.0
    """How firm a name is what both pages call themselves in words of trades alone ("Spin Casino"), and how firm at most
    what else both are called then; 0: there are no such names."""
    own_paths: bool = False
    """Whether a path on the host of one of two pages, which both lead to, is no account that both have."""
    outweighed: float = 0.0
    """Of the firmest name of a page, in its title and host, below which the name that another page bears so is none of
    it ("Lantern Logo" among the logos of houses); 0: every name of both is shared."""
    neighbours: bool = False
    """Whether of pages beside each other below one registered name what its holder gives to all tells nothing: the
    server's key and facts, what registries say, its icon, its cookies, its pages of rules."""
    own_sentences: bool = False
    """Whether a sentence that is filler, or says nothing but the name of a page, is none."""
    walls: int = 0
    """Words up to which a page may be a wall of consent, whose sentences are its tool's; 0: none is."""
    scripts_alike: bool = False
    """Whether of a script that both pages have only what is the same of its beginning is told."""
    stock_forms: bool = False
    """Whether what a program's or a template's own form asks (a comment, a message, a password) is no sign."""
    brought_code: bool = False
    """Whether variables and files that services and libraries bring to all who use them are no sign."""
    marked_apart: bool = False
    """Whether pages share no name of which each bears a firm one in title and marks that the other bears in neither,
    though it may say it."""
    paired: float = 0.0
    """How much rarer, in log10 units, a name is of which both pages say one and the same word beside it each time; 0:
    as rare as without it."""
    subjects_apart: bool = False
    """Whether a side of both titles that no mark, host or contact point says, and no made-up word, is what the pages
    are about, and no name, where each title says a name beside it that the other page never says."""
    titles_repeated: bool = False
    """Whether a word is no such name that stands on a side of the title without the name, in a mark that repeats it."""
    marks_tell: bool = False
    """Whether a name in the marks of both is said by a text that both show, and none is shared that stands in the marks
    of neither, if these bear others: both speak of it."""
    kept_nearly: float = 0.0
    """Of the runs of words in an own sentence, from which beside a form that asks the same the other page says it,
    with breaks or a word otherwise; 0: only word for word."""
    kept: float = 0.0
    """How rare a sentence must be to be a page's own, of which another may keep some under another name; 0: none is."""
    voice: float = 0.0
    """Of a page's firmest name, from which a name that the other never says lets it speak for somebody else; 0: it
    never does."""

    @property
    def untitled(self) -> frozenset[str]:
        """Words that make no title a name."""
        return self.subjects if self.no_names_titled else self.trades.words

    @property
    def subjects(self) -> frozenset[str]:
        """Words of trades and those that name no site: what a page of one is about."""
        return _either(self.trades.words, self.no_names)


@lru_cache(maxsize=64)  # a version's words are some ten thousands, and asked for with each pair
def _either(some: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    return some | others


STANDARD = ComparisonRules()
