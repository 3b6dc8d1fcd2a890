"""The numbers of the verdict, one file of `versions/` for each version that was ever in use, never changed again.

A judgement names its version, so it is computed again with that version's numbers. A change of any number is a new
version: copy the newest file under the next number (``scripts/calibrate_verdict.py --write`` does), raise
`VERDICT_VERSION`, and keep what it says by ``scripts/keep_verdicts.py``. A change of the *rules* must leave what older
versions say as it was: let a number of `Rules` choose, with the value that means "as before" as its default.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from rempart.engines.pages import ComparisonRules, Family, Kind, SecondWords, Trades

VERDICT_VERSION = "30"
VERSIONS = tuple(str(number) for number in range(2, int(VERDICT_VERSION) + 1))  # that can be computed again


class UnknownVersionError(ValueError):
    """No numbers of this version are kept."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What no weight says. Shares and probabilities are 0 to 1, rarities and weights log10 units, words are counted."""

    same_from: float
    different_below: float
    least: float
    """Never certain: no set of pairs is large enough to vouch for more."""
    few_words: int
    """A page with fewer is filled by a script, or an entrance: there is nothing to differ."""
    silent_factor: float
    """A placeholder under a likely name is rarely the site: most names never come back."""
    fade: float
    """What each further sign of a family keeps of its weight."""
    rare_from: float
    """A sign that one in ten hosts has says nothing, however many such signs come together."""
    strong_weight: float
    """From which a family can be a reason of its own …"""
    strong_rarity: float
    """… if its rarest sign is on no more than about one host in eighty."""
    copy_words: int
    surely_a_site: float
    perhaps_a_placeholder: float
    """Below this probability of a site, a page may be a host's or a registrar's own in a wording never met: what it
    says is then no reason, since a name, a sentence and a form that two such pages share are their supplier's."""
    long: int
    """Words from which a text says something by its whole."""
    supplied: float
    """What an identifier keeps of its weight where whoever made both pages may have put it there."""
    renamed: float
    firm_shared: float
    """How firmly a shared name must stand on both pages: a heading's word alone does not."""
    foreign: float
    """Pages whose texts differ this much share no more than what could be copied onto one of them."""
    build_tree: float
    least_alike: float
    """Of the element paths, below which a build says nothing."""
    layout_share: float
    canonical: float
    linked: float
    strangers_cover: float = 0.0
    """Long pages of one make that share less of their texts than this, and no contact point though both give some, are
    of a maker's different customers …"""
    strangers_words: int = 300
    """… where both have so many words."""
    strangers_called: float = 0.0
    """How much of that holds where both hosts are called by the name that both bear, and it is no everyday word; 0:
    all …"""
    strangers_marked: bool = False
    """… and whether, where hosts are not known, the marks of both tell so by a name that no language has."""
    whole_share: float = 2.0
    """Of the text of a copy and of its tree, from which it is one page twice: its identifiers are nobody else's …"""
    whole_named: float = 0.0
    """… and from which it is where both firmly bear one name; 0: from the same share on."""
    doubted: float = 0.0
    """Where both pages are below this probability of a site, only what carries the name is a reason …"""
    entrance_words: int = 0
    """… as where both are entrances of fewer words …"""
    own_entrances: bool = False
    """… unless both hosts are called by a name in the marks of both that no language has."""
    named_of_two: float = 1.0
    """How much more a firm name counts alone where two owners of it show themselves, of what it does else."""
    named_twice: float = 0.0
    """… and of which text in common it counts nothing alone on pages that may be one placeholder in words that no
    classifier knows: neither is surely a site's, both have one tree, and no host is called so; 0: of none."""
    named_everyday: float = 1.0
    """… and where it is an everyday word: pages of two owners often have that in common. Below 1 no page under a firm
    name that says little else is called different."""
    named_in_words: float = 0.0
    """How much more a firm name counts where words are shared with it that anybody can copy, of what it does alone."""
    must_differ: float = 0.0
    """Pages that share so much text are called different only if something differs. 0: whatever they share."""
    own_network: float = 0.0
    """How reliable at least one sign of a network must be for a reason; 0: any, if they weigh enough together."""
    holder_stated: bool = False
    """Whether a holder whom both registrations name is a lead alone: whoever registers a name states one."""
    taken_on: float = 0.0
    """Of the shorter text, below which words and code are no reason beside a name to which one page adds a word that
    who speaks of a site adds too."""
    digits: int = 4
    """Of the probability."""
    approached: bool = False
    """Whether `least` is a bound that is approached, so that pairs beyond it keep their order; else it cuts."""
    silent_share: float = 0.0
    """What a pair keeps of the probability for each placeholder in it. 0: `silent_factor` of the prior instead."""
    floor: float = 0.0
    """What a pair that shares nothing keeps, at the default prior: sites do come back in another shape."""
    silent_named: float = 0.0
    """What a pair keeps where one page is a placeholder and both bear one firm name; 0: as any other placeholder."""
    owned: float = 0.0
    """How firmly a shared name must stand on pages for what they say to count below `perhaps_a_placeholder` too; 0: it
    never does."""
    unfinished: bool = False
    """Whether a placeholder that bears a site's firm name and another of its marks is that site's own."""
    titled_from: float = 0.0
    """How surely both pages are a site's for a title that both bear to be a reason; 0: from `surely_a_site` on."""
    within: float = 0.0
    """Of the shorter of two long texts that the longer has, from which it counts as shared whole; 0: never."""
    contested: float = 0.0
    """Pages in one language that share less of their texts than this, and no contact point though both give some, need
    more than the name and a form; 0: they never do."""
    unmade: bool = False
    """Whether a page under its template's title is no other site's, unless both give contact points that differ."""
    own_address: float = 0.0
    """What an address weighs that both pages name as their own, if it bears the name that both firmly bear; 0: none."""
    voiced: bool = False
    """Whether pages of which one speaks for somebody else need more in common than words, which anybody can copy."""
    suppliers_names: bool = False
    """Whether a word in the names of two pages that do not agree on a name is their maker's, so that an identifier that
    bears it is too."""
    branded: float = 0.0
    """Of both trees and of their class names, from which the make is a second reason beside a name in the marks of
    both that no language has, or of which both name one address, if nothing differs that both give; 0: never."""
    forms_apart: bool = True
    """Whether it is none where both ask for something, and for other things …"""
    branded_further: float = 0.0
    """Of the trees, from which it is where one is a further page at the other's host; 0: as elsewhere."""
    addressed: float = 0.0
    """Of what the smaller page is built of, in the mean of element paths and class names, from which pages that name
    one address of their name as their own are of one make if one is a further page, and need no title to be called so
    either; 0: they are not."""
    branded_made_up: float = 0.0
    """Of both, from which it is beside a name that no language has: two makers hardly do; 0: as above …"""
    branded_paths: int = 0
    """… if both have so many element paths: fewer are a program's, and its users' pages agree in them."""
    branded_coined: float = 0.0
    """Of both, from which it is with rare code beside a name that was put together of words and that marks of both say
    alike; 0: it never is."""
    given_made: float = 0.0
    """Of what two long texts say together, from which they are one owner's with one contact point or account and rare
    code though each gives others besides, if titles or marks say the name of both alike; 0: they never are."""
    thirds_whole: bool = False
    """Whether a third's contact points beside those of each page's own, at known hosts that are called otherwise than
    by the name of both, count for no more where one text is whole on both."""
    one_build: float = 0.0
    """Of the element paths and of the class names, from which a long text that pages under one mark have whole is one
    owner's though contact points differ, nor do addresses differ that each has at its own domain of a made-up name; 0:
    they always do."""
    firm_built: float = 0.0
    """How firm a name that no language has needs to be on pages of one build; 0: as firm as any."""
    built_alike: float = 0.0
    """Of both, from which a name and a contact point are copied only along with the marks; 0: without marks never."""
    mostly: float = 0.0
    """Of what two long texts say together, from which they are mostly one: a name and a contact point are copied only
    along with the marks then too …"""
    mostly_built: float = 0.0
    """… and contact points that differ part no pages under one mark that are built alike to this: 0: they do …"""
    mostly_told: float = 0.0
    """… and from which the name alone is, on pages with rare code or built alike; 0: without marks never."""
    marked_there: bool = False
    """Whether a form or an account, too, does without marks on pages of one make alone, and not at hosts that are
    called otherwise."""
    trades_apart: bool = False
    """Whether it is none where both say words of trades beside the name, and one of an owner's ("Velmora Bank") that
    the other does not."""
    titles_apart: bool = False
    """Whether titles tell so too, and of two pages of one host."""
    housed: bool = False
    """Whether the make of two pages of one host is a second reason beside any name that both firmly bear, unless they
    may be two customers' or a new holder's, and keeps them from being called different."""
    phrased_made: float = 0.0
    """Of the text, from which a name of trades' words alone is one beside it and the make, if both hosts are called so:
    other brands of a template are called by other such words; 0: it never is."""
    guarded: bool = False
    """Whether what can be copied onto a page in one go needs one that is called so wherever whoever runs it writes, and
    whether pages that show a site at an archive's address, or another customer's of one service, are never the same."""
    names_agreed: bool = False
    """(what one of the pages alone is called is no such name)"""
    titled_copies: bool = False
    """Whether a whole title beside identifiers is a reason where one long text is whole too, not copied in one go."""
    coded: float = 0.0
    """Of element paths or class names, from which rare code of both tells that no stranger shows what they
    share; 0: whatever they are built of. A program's files and a service's line are on the pages of all who use it."""
    coded_parts: float = 0.0
    """… and from which, if both have `branded_paths`, it tells of one make where both name one address of their name as
    their own and are titled so, as small pages do from `coded` on; 0: neither does."""
    own_text: float = 0.0
    """Of the shorter text, below which what pages say and ask is no reason beside a name that unrelated owners may
    bear, unless it says the name; 0: it is beside any."""
    two_names: bool = False
    """Whether two owners may also be behind pages under no one name with one agency's contacts, or titled by hostnames
    that do not bear the name of both."""
    thirds: bool = False
    """Whether what both give may be a third body's where each gives an address or a telephone of its own besides …"""
    mirrors_given: bool = False
    """… unless they are built as one and say much the same, and a contact point and an account are both's."""
    channels: bool = False
    """Whether a channel that both lead to may be a third body's if it does not bear their name, as an address of an
    office is."""
    thirds_apart: bool = False
    """Whether contact points that both give tell little where a third may hold them, as a help line does …"""
    whole_codes: bool = False
    """(free numbers are known behind a country's whole code)"""
    makers_wallets: bool = False
    """… and whether a wallet may be the maker's of what both run, where both give it so: else it is an owner's."""
    rarely_named: bool = False
    """(where the pages share no name but one that is too common for a reason, too)"""
    held_anew: int = 0
    """… as is what is at the name of both where the days of its registration are more than so many apart; 0: it is not
    …"""
    holders_apart: float = 0.0
    """… and one make tells of no one holder then, nor at one address without rare code where pages share less of the
    shorter text than this; 0: it does."""
    copies_apart: bool = False
    """… and whether one long text is no own mark of pages that each give contact points of their own."""
    neighbours: bool = False
    """Whether hosts below one registered name are called otherwise if neither they nor it bear the name of both: a
    service gives such labels to its customers."""
    owned_words: int = 0
    """Pages of so many words of which none says whose it is are never the same by what they say; 0: they may be."""
    framed: int = 0
    """… nor pages of so many words and fewer that stand in the frame of one maker, to whom all links lead; 0: they may.
    """
    icons_apart: bool = False
    """Whether an icon alone makes no make: it is no part of a program, and what else both share then counts by itself.
    """
    gates: int = 0
    """… and words up to which a page may be a gate of age, whose sentences a program brings to all; 0: none is."""
    as_addressed: bool = False
    """Whether an address that two owners may have bears a name whose letters it writes otherwise ("soelvholm")."""
    revisited: float = 0.0
    """Of the shorter text, from which two captures of one address that count visits under one account, and give nothing
    that differs, show one site: nobody copies onto an address that is not his; 0: they need what others do."""
    menu: int = 0
    """Paths that two pages lead to on their own hosts, from which they have one menu (0: never) …"""
    menu_share: float = 0.0
    """… of all that either leads to …"""
    menu_telling: int = 0
    """… and paths among them that any site does not have."""
    menu_undisputed: bool = False
    """Whether one menu is no reason in words either where pages give names, contact points or forms that differ."""
    dialled: bool = False
    """Whether a telephone number with its country is the same as without it, and as a messenger's account."""
    kept_by_one: float = 0.0
    """Of the shorter text, from which pages need no mark beside one name, one text and one account, as they need none
    with rare code, nor at one host beside an address that bears the name; 0: they always do."""
    one_text: float = 0.0
    """Of the shorter of two long texts, from which pages that give nothing which differs are never different, whatever
    names they bear: a site may take another name and nothing else; 0: the sum decides."""
    one_address: bool = False
    """Whether pages that name one address as their own are never different, unless they give other contact points."""
    undisputed: float = 0.0
    """Of the shorter text, from which pages with a rare sentence in common are never different if no name, contact
    point or account of theirs differs, as under one title from any on; 0: they may be."""
    posted: bool = False
    """Whether under no name of both a page that gives contact points of its own may show those of the other because a
    visitor wrote them there: "same" then takes more than a form or an account beside them."""
    from_hosts: bool = False
    """Whether a page speaks for whoever holds its host where it says what that is called, in whatever words."""
    served: bool = False
    """Whether one certificate of both hosts may be an agency's on pages of one make that share no name, contact point
    or account."""
    told_apart: float = 0.0
    """Of the shorter text, below which sentences beside contact points and a form without choices may have been put
    there under another name: whoever copies those copies some of these; 0: they never may."""
    sides_apart: bool = False
    """Whether the make is no second reason beside a name that stands in one side of both titles, if each has a side of
    its own beside it: a portal sets what its customers are called before its name."""
    branches: bool = False
    """Whether pages under one name of which each is also called by a word of its own, and gives an address or a
    telephone of its own or says the word in a mark or its host, may be branches of one body."""
    branches_by_host: bool = False
    """Whether they may also be where one text is on both and one account counts its visits, if each host is called by
    its own word."""
    users: bool = False
    """Whether pages of one host whose addresses name two users of it are never the same but by one whole text."""
    quoted: float = 0.0
    """Of a page's text, up to which it may be the other's that the page merely shows, if it says the name of both in
    neither title, marks nor host, as the other does, though both are made alike; 0: it never is."""
    led: float = 0.0
    """Of the shorter text, from which two pages of one host that have one menu are of one make without class names
    in common; 0: it tells nothing that one leads to the other."""
    asked_alike: int = 0
    """Of the questions or fields of two forms, from which they do not ask for different things, however they are built
    and whatever else they ask; 0: only where they are the same."""
    asked_whole: bool = False
    """… and whether what programs' forms ask counts in that too."""
    asked: bool = False
    """Whether forms are a reason by what they ask alone, never by the path to which answers are sent."""
    former_names: bool = False
    """Whether pages of which one says that it was called as the other, and that ask for the same, are never different,
    whatever the sum says."""
    leads: bool = False
    """Whether pages that share an identifier, a TLS key or rare choices are never different, whatever the sum says."""
    housed_apart: bool = False
    """Whether two pages of one host may be of two owners if they are called apart there and each gives addresses or
    telephones of its own alone: an agency shows its customers' sites below its own name."""
    leads_made: float = 0.0
    """Of the shorter text, from which an address or a telephone of pages that do not firmly call themselves differently
    is a lead, though whoever made both may have put it there; 0: it never is."""
    titled_alike: float = 0.0
    """Of the shorter text, from which pages of one title in whatever words are never different; 0: they may be."""
    kept_unasked: float = 0.0
    """What half of a page's own sentences count for under another name on pages made otherwise that do not ask the
    same, of what they do beside such a form; 0: kept words count for nothing beside the text."""
    tells_more: bool = False
    """Whether sentences say how rare a name is where nothing else is shared, and what renamed pages are called."""
    tells_suppliers: bool = False
    """Whether they say that a contact point or an account which both give may be a supplier's."""
    tells_names: bool = False
    """Whether they say why a hostname by which pages call themselves is no name, or a name not firm enough."""
    tells_written: bool = False
    """Whether they say how each page writes the name, and of what others may have that it is theirs too."""
    tells_sounds: bool = False
    """Whether they say how a page writes a name that only sounds as the other's, what marks say instead of the name,
    and that contact points differ beside one that both give."""
    tells_words: bool = False
    """Whether they say of a mark that says much besides the name only the words that say it, all of one address, and of
    names that differ none that both pages bear."""
    tells_exactly: bool = False
    """Whether they leave out numbers, which stand as 0 in what is compared, write names as pages do, and call nobody a
    helper or a maker whom only words or an address make look so."""
    tells_rest: bool = False
    """Whether the evidence, step by step, ends where the judgement does, no row of signs is told twice or reads alike
    on both pages where it is said to differ, and a sentence names only what the records that it cites show."""
    tells_unread: bool = False
    """Whether they say that a page holds more than is read."""
    tells_folders: bool = False
    """Whether it is said of a page of the site that it stands in a folder of a host that is called otherwise."""
    labelled: bool = False
    """Whether a title tells that one of two pages at labels below one name is a customer's of the other's service."""
    folders_doubted: bool = False
    """Whether the marks of a page there that is made otherwise than the other may be those of whom it is about."""
    tells_cuts: bool = False
    """Whether they mark where a long sign is cut, and call the order of headers by its name."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """All numbers of one version.

    `background_sha256`: of the background that came along with it. `weights`: natural-log odds for each unit of a
    measure (units: log10 likelihood ratio, or 0 to 1 for shares and oppositions). `reliability`: how much of its rarity
    a kind may claim: 1 where two unrelated sites practically never agree by chance or by a common supplier, less where
    a template, an agency or a copied example brings it; kinds that are not named say nothing. `ceiling`: the most that
    a family may weigh.
    """

    version: str
    background_sha256: str
    intercept: float
    weights: Mapping[str, float]
    reliability: Mapping[Kind, float]
    ceiling: Mapping[Family, float]
    rules: Rules
    comparison: ComparisonRules


def _words_in(names: str) -> frozenset[str]:
    """The words in the files that a version names; each version since names some, so they are no part of their own."""
    folder = files("rempart.engines.verdict").joinpath("versions")
    kept = (folder.joinpath(f"{name}.txt").read_text(encoding="utf-8") for name in names.split())
    return frozenset(" ".join(kept).split())


@lru_cache
def calibration_of(version: str = VERDICT_VERSION) -> Calibration:
    """The numbers of `version`. Raises UnknownVersionError."""
    if version not in VERSIONS:
        raise UnknownVersionError(f"{version} is none of {', '.join(VERSIONS)}")
    facts = json.loads(files("rempart.engines.verdict").joinpath(f"versions/{version}.json").read_bytes())
    return Calibration(
        version=facts["version"],
        background_sha256=facts["background_sha256"],
        intercept=facts["intercept"],
        weights=facts["weights"],
        reliability={Kind(kind): share for kind, share in facts["reliability"].items()},
        ceiling={Family(family): most for family, most in facts["ceiling"].items()},
        rules=Rules(**facts["rules"]),
        comparison=ComparisonRules(
            **facts["comparison"],
            trades=Trades(
                words=frozenset(facts.get("trades", "").split()),
                joined=frozenset(facts.get("joined_trades", "").split()),
                beside=frozenset(facts.get("beside_names", "").split()),
                returning=frozenset(facts.get("returning", "").split()),
                speaking=frozenset(facts.get("speaking", "").split()),
                guiding=frozenset(facts.get("guiding", "").split()),
                offices=frozenset(facts.get("offices", "").split()),
                respelled=facts.get("respelled", False),
                rows=facts.get("respelled_rows", 2),
                plurals=facts.get("plurals", False),
                mirrors=frozenset(facts.get("mirrors", "").split()),
            ),
            second=SecondWords(
                share=facts.get("second_share", 0.0),
                led=facts.get("second_led", False),
                marked=facts.get("second_marked", False),
                titled=facts.get("second_titled", 0.0),
                guides=frozenset(facts.get("second_guides", "").split()),
                common=frozenset(facts.get("second_common", "").split()),
                alike=tuple(frozenset(line.split()) for line in facts.get("second_alike", ())),
            ),
            stock_titles=frozenset(facts.get("stock_titles", "").split()),
            template_titles=frozenset(facts.get("template_titles", "").split()),
            template_words=frozenset(facts.get("template_words", "").split()),
            template_kinds=frozenset(facts.get("template_kinds", "").split()),
            no_names=_words_in(facts.get("no_names", "")),
            menu_words=_words_in(facts.get("menu_words", "")),
        ),
    )
