"""What a page calls itself: words that stand where sites put their name.

No word list can know a brand. So candidates are words from the places where a name stands (title, logo, copyright
line, site-name marks, the contact address); the comparison later drops those that many unrelated hosts use.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice
from math import log2
from types import MappingProxyType

from rempart.engines.pages.comparison_rules import Trades, is_put_together
from rempart.engines.pages.page import PageInput, host_of, linked_host
from rempart.engines.pages.reading.declared import declared_names
from rempart.engines.pages.reading.markup import Markup
from rempart.engines.pages.words.idn import in_latin
from rempart.engines.pages.words.sounds import sound_of
from rempart.engines.pages.words.text import WHOLE_FROM, forms_in, is_unspaced, plain_name, plain_names, words_of
from rempart.engines.pages.words.trade_words import TRADE_WORDS

MAX_CANDIDATES = 24
MAX_PHRASES = 4
LEAST_STEM = 4
LEAST_PART = 3  # letters of a word of a hostname that is a name
_LEAST_NAME = 4  # letters: a shorter word begins many others
SIDES = re.compile(r"\s+[-–—|:·•»«~/]\s*|\s*[|·•»«—–]\s*")
_CLAUSES = re.compile(r":\s|\.\s|!\s?|,\s")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}\s*[-–—]?\s*(?:\d{4})?)?[\s,.]*(.{2,60})", re.IGNORECASE
)
_RIGHTS = re.compile(r"[.,|–—](?:\s|$)|\ball\b|\bwszel|\btous\b|\balle\b|\bвсе\b", re.IGNORECASE)
_LETTERS_AND_DIGITS = re.compile(r"[0-9]{1,3}[a-z]{1,2}|[a-z]{1,2}[0-9]{1,3}|[a-z]{3}([0-9])\1{1,2}")
_NUMBERED = re.compile(rf"{_LETTERS_AND_DIGITS.pattern}|[0-9](?!x)[a-z][0-9]")  # "1v1" too; "4x4" is a size
HOLDERS_FROM = 15  # version of features that read in a host at a service what its holder is called, and "1v1"
# Such an apostrophe is a part of the letter before it, or of the name: "Oʻzbek", "O'Brien".
_IN_A_WORD = re.compile(r"(?<=\b[OoGg])['`´‘’ʻʼ](?=[^\W\d_]{2})")
_HOST = re.compile(r"\b(?:[a-z0-9-]{1,60}\.){1,4}[a-z]{2,14}\b", re.IGNORECASE)
# Letters of any script before an ASCII suffix: a title writes "dużo-quay.example" as people read it.
_WRITTEN_HOST = re.compile(r"(?:[^\W_](?:[^\W_]|-){0,59}\.){1,4}[a-z]{2,14}")
_FILE_WORDS = re.compile(r"logo(?:type)?|[-_.0-9]+|svg|png|webp|jpe?g|gif|white|dark|black|light|main|header|footer|x$")
_SETTING = re.compile(
    # The first letter by itself, and what stands before it then: a script is gone through three times as fast.
    r"[abcpsABCPS\u017f](?<!\w.)(?i:(?:(?<=s)(?:ite|hop|tore)|(?<=b)rand|(?<=p)roject|(?<=a)pp|(?<=c)asino)"
    r"_?(?:name|title)?['\"]?\s*[:=]\s*['\"]([^'\"<>{}/\\]{2,40})['\"])"
)
_PUBLIC_MAIL_TEXT = (
    "gmail googlemail outlook hotmail yahoo proton protonmail mail yandex icloud gmx web live aol tutanota inbox "
    "list bk"
)
_PUBLIC_MAIL = frozenset(_PUBLIC_MAIL_TEXT.split())
ADDRESSES_FROM = 20  # version of features of which hosts that are network addresses have no registered name
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
Place = tuple[str, str, float]  # where names stand: of which sort it is, its text, how much a name there weighs


def is_public_mail(domain: str) -> bool:
    """Whether anybody may have an address at `domain`."""
    return own_label(domain) in _PUBLIC_MAIL


_CALLED_LOGO = re.compile(r"\blogo(?:type)?\b", re.IGNORECASE)
_SUPPLIED = re.compile(
    r"(?:power(?:ed)? by|created (?:with|by|on|in)|made (?:with|by|on)|built (?:with|on|by)|theme by|hosted (?:by|on)|"
    r"propuls[ée]e? par|cr[ée]{2}e? (?:avec|par)|r[ée]alis[ée]e? (?:avec|par)|erstellt mit|gehostet (?:bei|von)|"
    r"hecho con|creado con|fatto con|creato con|feito com|criado com|gemaakt met|stworzone (?:z|w)|utworzono w|"
    r"созда(?:но|н) (?:на|в|с помощью)|сделано (?:на|в)|работает на|tehtud|loodud)\s+(.{2,60})"
)  # of small letters
_OFTEN = 10  # times that a text says a name: the page is about it
_SENTENCES, _MOST_BEFORE = re.compile("[.|©·–—!?;:]"), 4
# "A Clean Blog theme by …": so a template speaks of itself, also where nobody has changed it.
_OF_TEMPLATE = r"(?:theme|template|vorlage|thème|modèle|plantilla|szablon|шаблон) (?:is|by|von|par|de|od|от)\b"
_SPEAKS_OF_TEMPLATE, _TEMPLATE = re.compile(_OF_TEMPLATE), re.compile(rf"((?:\w+ ){{1,3}}){_OF_TEMPLATE}")


@dataclass(frozen=True, slots=True)
class Words:
    """The words that a reader sees: how often each is seen (`plain_counts`), is written so, and begins a line."""

    mentions: Mapping[str, int]
    spellings: Mapping[str, int]
    first: Mapping[str, int]


def names_of(
    markup: Markup, page: PageInput, places: Sequence[Place], accounts: Iterable[str], words: Words
) -> tuple[tuple[str, float], ...]:
    """Candidates for the page's own name with how firmly it stands there, firmest first, at most 24.

    `places` are those of names (`places_of`), `accounts` contact addresses and accounts elsewhere. A name stands in
    several sorts of places, is said in the text, and is written large there; what the text writes small is a word.
    """
    scores: dict[str, float] = {}
    written: dict[str, set[str]] = {}
    sorts: dict[str, set[str]] = {}
    for sort, text, weight in places:
        for name, form in names_in(text).items():
            scores[name] = scores.get(name, 0.0) + weight
            written.setdefault(name, set()).add(form)
            sorts.setdefault(name, set()).add(sort)
    hosts = dict.fromkeys((page.host, *_own_hosts(markup)))
    labels = [own_label(in_latin(host)) for host in hosts]
    labels += [own_label(in_latin(at[2])) if (at := account.partition("@"))[2] else account for account in accounts]
    for supplier in _suppliers(markup):
        # "Built by us", on their own page; "each bet made on Velmora" tells of no supplier: nobody names one so often.
        is_own = supplier in labels or words.mentions.get(supplier, 0) >= _OFTEN
        if not ("title" in sorts.get(supplier, ()) and is_own):
            scores.pop(supplier, None)
    _count_labels(scores, sorts, labels)
    title = (page.title or markup.title).strip()
    told = markup.metas.get("description", "").replace(title, " ") if title else markup.metas.get("description", "")
    described = Counter(plain_names(words_of(told)))
    _count_mentions(scores, sorts, words.mentions, described)
    for name in scores:
        broad = 1 if sorts[name] <= _RUNNING else min(3, len(sorts[name]))
        scores[name] *= _BREADTH[broad]
    _weigh_letters(scores, written, words, {n for n in scores if len(sorts[n] & _NAME_PLACES) >= 2})
    ranked = sorted(scores.items(), key=lambda item: (-round(item[1], 2), item[0]))
    return tuple((name, round(score, 2)) for name, score in ranked[:MAX_CANDIDATES])


# Where a word stands because it is the name, not because a title speaks of something.
_NAME_PLACES = frozenset(
    {
        "og:site_name",
        "application-name",
        "apple-mobile-web-app-title",
        "logo",
        "copyright",
        "declared",
        "settings",
        "host",
    }
)
MADE_PLACES = _NAME_PLACES - {"host", "copyright", "settings"}
# Words by which a page says that it speaks of a site. A mark with one is none of the site's own.
_REPORTING_TEXT = (
    "about alternative alternativen alternatives archiv archive archived arnaque avis beschlagnahmt betrug beware "
    "bewertung bewertungen cached compared comparison complaint complaints dossier dosya erfahrung erfahrungen "
    "estafa expediente fan fandom fans incautado investigation izyat legit mneniya news obzor opiniones opinions "
    "otzyvy report reported reports review reviewed reviews safe saisi scam seized sikayet sikayetler status "
    "unofficial versus vs warning warnung watch wiki yorum yorumlar yorumlari"
)
REPORTING = frozenset(_REPORTING_TEXT.split())
# A host says so by more, which sites write in marks of their own ("Lantern Quay Support") …
REPORTING_HOST = REPORTING.union(
    {"blog", "blogs", "expert", "experts", "forum", "forums", "guide", "guides", "info", "otzyv", "support"}
)
# … and where a version joins no trades, by none of these.
_GUIDING = frozenset({"about", "avis", "expert", "experts", "guide", "guides", "obzor", "otzyv", "otzyvy", "watch"})
# What a page speaks of stands in a heading and in the text: to stand in both makes it no name.
_RUNNING = frozenset({"heading", "text"})
# A word that stands in one sort of place only may be any word of a title; a name is met everywhere.
_BREADTH = {1: 0.6, 2: 1.0, 3: 1.15}


def _count_labels(scores: dict[str, float], sorts: dict[str, set[str]], labels: Iterable[str]) -> None:
    """Firmer, but never a name by itself: an address is easily copied onto a page, and parked pages say theirs."""
    sounds = {sound_of(plain_name(label)) for label in labels}
    for name in scores:
        sound = sound_of(name)
        if name not in _PUBLIC_MAIL and any(sound == known or (len(sound) >= 4 and sound in known) for known in sounds):
            scores[name] += 1.5
            sorts[name].add("host")


def places_of(markup: Markup, page: PageInput) -> tuple[Place, ...]:
    """All places where names stand, found once for all that look for some."""
    return (*_places(markup, page), *_further_places(markup), *_declared_places(markup))


def _places(markup: Markup, page: PageInput) -> Iterable[Place]:
    title = page.title or markup.title
    for side in SIDES.split(title):
        parts = [part for part in _CLAUSES.split(side) if part.strip()]
        for part in parts:
            # What is left of the part once trades and invitations are out may be the name alone; not so in a list.
            yield "title", part, 2.0 if len(parts) <= 2 and len(names_in(part)) <= 2 else 1.0
    for key, weight in (
        ("og:site_name", 4.0),
        ("application-name", 4.0),
        ("apple-mobile-web-app-title", 3.0),
        ("twitter:site", 2.0),
        ("og:title", 1.0),
        ("author", 1.0),
        ("copyright", 2.0),
    ):
        if value := markup.metas.get(key):
            yield "title" if key == "og:title" else key, value.lstrip("@")[:80], weight
    for logo in list(dict.fromkeys(markup.logos))[:4]:
        yield "logo", _CALLED_LOGO.sub("", logo), 2.5
    for heading in markup.headings[:2]:
        yield "heading", heading, 1.0


def _further_places(markup: Markup) -> Iterable[Place]:
    """Copyright lines, names of logo files, settings of scripts."""
    for block in markup.blocks[-80:]:
        if match := _COPYRIGHT.search(block):
            yield "copyright", _RIGHTS.split(match[1], maxsplit=1)[0], 2.5
    for source in markup.images[:40]:
        if "logo" in (stem := source.rpartition("/")[2].lower()):
            yield "file", _FILE_WORDS.sub(" ", stem), 1.0
    for text in markup.script_texts[:20]:
        yield from (("settings", match[1], 2.0) for match in islice(_SETTING.finditer(text[:50_000]), 4))


def _declared_places(markup: Markup) -> Iterable[Place]:
    """What the page declares to search engines."""
    for text in markup.json_ld[:5]:
        yield from (("declared", name, 3.0) for name in declared_names(text))


@lru_cache(maxsize=4096)  # all that look for names ask for the same few places and titles
def names_in(text: str, version: int = WHOLE_FROM) -> Mapping[str, str]:
    """The words of a place that could be a name, with how each is written there, as features of `version` read it. Of a
    host, its own label speaks."""
    found: dict[str, str] = {}
    whole = _IN_A_WORD.sub("", text[:200])
    holders = version >= HOLDERS_FROM
    numbered = _NUMBERED if holders else _LETTERS_AND_DIGITS
    spoken = _HOST.sub(lambda match: _name_of(match[0].lower(), holders=holders), whole)
    for form in forms_in(spoken, version)[:14]:
        name = plain_name(form)
        stem = name.rstrip("0123456789")
        least = 2 if is_unspaced(form) else 3
        if len(stem) <= 3 and numbered.fullmatch(name):
            stem = name  # "7K", "W88", "Hay88": the number is half of the name, unless it may count mirrors ("Eva24")
            least = 2
        if len(stem) >= least and name not in TRADE_WORDS and stem not in TRADE_WORDS:
            found.setdefault(stem, form)
    return MappingProxyType(found)


def _name_of(host: str, *, holders: bool) -> str:
    """What a host says whose it is, in words: its own label, or, if `holders` are read, the one before it where that is
    a service's."""
    label = own_label(host)
    return " ".join(telling_labels(host) if holders and label in TRADE_WORDS else (label,)).replace("-", " ")


_FILE_ENDINGS_TEXT = "html htm xhtml php asp aspx jsp cgi js css txt md doc docx pdf psd svg png jpg"
_FILE_ENDINGS = frozenset(_FILE_ENDINGS_TEXT.split())  # "index.html" looks like a hostname


def called_hosts(markup: Markup, page: PageInput) -> Iterable[str]:
    """Hostnames by which the page calls itself, without ``www.``: where a side of its title, its logo or its name for
    others is one and nothing else."""
    places = (
        *SIDES.split((page.title or markup.title)[:300]),
        markup.metas.get("og:site_name", ""),
        *markup.logos[:4],
    )
    called = (place.strip().lower().removeprefix("www.") for place in places)
    hosts = (place for place in called if _WRITTEN_HOST.fullmatch(place))
    yield from dict.fromkeys(host for host in hosts if host.rpartition(".")[2] not in _FILE_ENDINGS)


def marked_names(places: Sequence[Place]) -> Mapping[str, str]:
    """Names, with the shortest text in which each stands there, where only whoever made the page writes: in its marks,
    and in what it declares. A title, headings, texts, pictures' files and settings of scripts may be those of a post,
    and a text that is copied whole ends in its copyright line."""
    found: dict[str, str] = {}
    for text in sorted({text for sort, text, _ in places if sort in MADE_PLACES}, key=lambda text: (len(text), text)):
        found = dict.fromkeys(names_in(text), text) | found
    return dict(islice(found.items(), MAX_CANDIDATES))


def marked_phrases(markup: Markup, page: PageInput, places: Sequence[Place]) -> Mapping[str, str]:
    """What the page is called in words of trades alone ("Spin Casino"), as they are compared, with the text: where a
    mark says two of them and more and nothing else, a side of the title says them in a row, and so does each mark and
    copyright line that says anything else."""
    marks = sorted({text for sort, text, _ in places if sort in MADE_PLACES and text.strip()})
    phrases = {phrase: text for text in marks if _is_a_phrase(phrase := _plainly(text))}
    if not phrases:
        return {}
    titles = (page.title or markup.title, markup.metas.get("og:title", ""))
    titled = [f" {_plainly(side)} " for title in titles for side in SIDES.split(title[:300])]
    lines = {text for sort, text, _ in places if sort == "copyright"}
    named = [f" {_plainly(text)} " for text in lines.union(marks) if names_in(text)]
    found = {
        phrase: text
        for phrase, text in phrases.items()
        if all(f" {phrase} " in said for said in named) and any(f" {phrase} " in side for side in titled)
    }
    return dict(islice(found.items(), MAX_PHRASES))


def _is_a_phrase(said: str) -> bool:
    words = said.split()
    return len(words) > 1 and TRADE_WORDS.issuperset(words)


def _plainly(text: str) -> str:
    return " ".join(plain_names(forms_in(text)))


def host_stem(host: str, trades: Trades) -> str:
    """A host's own label without words of `trades` and without digits at the ends of words, "" where hardly anything is
    left: of "night-quay-win7.test" it is "nightquay"."""
    words = (word.strip("0123456789") for word in own_label(host).split("-"))
    stem = "".join(plain_name(word) for word in words if len(word) > 2 and plain_name(word) not in trades.words)
    return stem if len(stem) >= LEAST_STEM else ""


def host_letters(host: str) -> int:
    """How many letters a host's own label has as names are written, without digits at the ends of its words."""
    return sum(len(plain_name(word.strip("0123456789"))) for word in own_label(host).split("-"))


def bears(said: str, names: frozenset[str]) -> bool:
    """Whether a label, or a part of an address, is one of `names`, begins with it ("velmora2", "velmora-club"), or has
    it between hyphens."""
    parts = {part.strip("0123456789") for part in said.split("-")}
    whole = "".join(filter(str.isalnum, said))
    return any(name in parts or (len(name) >= _LEAST_NAME and whole.startswith(name)) for name in names)


def is_called_wholly(host: str, names: frozenset[str], trades: Trades) -> bool:
    """Whether a label that tells whose `host` is says one of `names`, and beside such only digits and words of
    `trades`: "lantern-quay2", but neither "is-lantern-quay-down" nor "lantern-quay-reviews"."""
    long = (name for name in sorted(names, key=len, reverse=True) if len(name) >= LEAST_PART)
    pattern = "|".join(_respelled(name) if trades.respelled else re.escape(name) for name in long)
    if not pattern:
        return False
    for label in telling_labels(host):
        left, found = re.subn(pattern, "-", "".join(letter for letter in label if not letter.isdigit()))
        if found and all(_is_a_trades(part, trades) for part in left.split("-") if part):
            return True
    return False


def _respelled(name: str) -> str:
    """A pattern for `name` with letters said once more, or parted by a hyphen: "vel-mora", "velmorra"."""
    return "-?".join(f"{re.escape(letter)}{{{len(list(run))},}}" for letter, run in groupby(name))


def _is_a_trades(part: str, trades: Trades) -> bool:
    """Whether `part` is a word of `trades`, or a row of them where these may be joined, and does not say that whoever
    uses it reports on somebody."""
    reporting = part in REPORTING_HOST and (bool(trades.joined) or part not in _GUIDING)
    return (part in trades.words and not reporting) or is_put_together(part, trades.joined)


@lru_cache(maxsize=4096)
def telling_labels(host: str) -> tuple[str, ...]:
    """The labels that say whose a host is: those before the registered one, which its holder gives to others, or that
    one where nothing but "www" is before it."""
    labels = [label for label in host.split(".") if label]
    given = tuple(label for label in labels[: _main_place(labels)] if label != "www")
    return given or tuple(label for label in (own_label(host),) if label)


def _suppliers(markup: Markup) -> set[str]:
    """Words of whoever made or hosts the page by its own account, and of the template that it names: they are on
    everybody's page."""
    found = {plain_name(word) for word in words_of(markup.metas.get("generator", ""))[:4]}
    for block in markup.blocks[-120:]:
        if (match := _SUPPLIED.search(said := block.lower())) and _begins(said[: match.start()]):
            found.update(plain_name(word) for word in words_of(match[1])[:3])
        said = block[:200].lower()
        if _SPEAKS_OF_TEMPLATE.search(said) and (match := _TEMPLATE.search(said)):  # few blocks do
            found.update(plain_name(word) for word in words_of(match[1])[-3:])
    return found


def _begins(before: str) -> bool:
    """Whether so few words stand `before` in a sentence that it is about the page ("This site is powered by …")."""
    return len(_SENTENCES.split(before)[-1].split()) <= _MOST_BEFORE


def _own_hosts(markup: Markup) -> Iterable[str]:
    for relation, target in markup.relations:
        if {"canonical", "alternate"} & set(relation.split()) and (host := linked_host(target)):
            yield host
    if host := host_of(markup.metas.get("og:url", "")):
        yield host


@lru_cache(maxsize=4096)  # of the few hosts that a page has, many places ask
def own_label(host: str) -> str:
    """The label that the holder of a host registered, "" where there is none."""
    labels = [label for label in host.split(".") if label]
    return labels[_main_place(labels)] if len(labels) >= 2 else ""


@lru_cache(maxsize=4096)
def registered(host: str) -> str:
    """The part of `host` that its holder registered."""
    label = own_label(host)
    return host[host.rfind(f"{label}.") :] if label else host


def is_address(host: str) -> bool:
    """Whether `host` is a network address (IPv4), which nobody registers and no label of which says anything."""
    return bool(_ADDRESS.fullmatch(host))


def have_one_holder(host: str, other: str, version: int) -> bool:
    """Whether two hosts are known and below one registered name; `version`: of the features of the older page. Network
    addresses that end alike are below none."""
    if version >= ADDRESSES_FROM and host != other and is_address(host):
        return False
    return bool(host) and bool(other) and registered(host) == registered(other)


def _main_place(labels: Sequence[str]) -> int:
    short = len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2  # a suffix such as co.uk
    return -3 if short else -2


def plain_forms(spellings: Mapping[str, int], small: Mapping[str, str]) -> list[tuple[str, int]]:
    """Each of the words, in their order, in the form that names are compared in, with how often it is written so;
    `small` has each in small letters, in the same order."""
    others = [word for word in spellings if not word.isascii()]
    plain = {**small, **dict(zip(others, plain_names(others), strict=True))}  # in the order of `spellings`, as `small`
    return list(zip(plain.values(), spellings.values(), strict=True))


def plain_counts(plain: Iterable[tuple[str, int]]) -> dict[str, int]:
    """How often each word is seen, in the form that names are compared in, out of how often it is written so."""
    counts: dict[str, int] = {}
    for name, count in plain:
        if name in counts:
            counts[name] += count
        else:
            counts[name] = count
    numbered = [(name, count) for name, count in counts.items() if not name.isalpha()]
    for name, count in numbered:
        if name[-1:].isdigit() and len(stem := name.rstrip("0123456789")) >= LEAST_STEM:
            counts[stem] = counts.get(stem, 0) + count  # "Quay24" says the name "quay"
    return counts


def times_said(name: str, mentions: Mapping[str, int]) -> int:
    """How often the text says `name`; of one in a script without spaces, how often it can say it at most."""
    if name in mentions or not is_unspaced(name):
        return mentions.get(name, 0)
    return min(mentions.get(letter, 0) for letter in name)


def _count_mentions(
    scores: dict[str, float], sorts: dict[str, set[str]], mentions: Mapping[str, int], described: Mapping[str, int]
) -> None:
    """A name is said again in the text; a word of the title alone may be any word."""
    for name in scores:
        if said := times_said(name, mentions) + described.get(name, 0):
            scores[name] += 0.6 * min(4.0, log2(1 + said))
            sorts[name].add("text")


def _weigh_letters(
    scores: dict[str, float],
    written: dict[str, set[str]],
    words: Words,
    placed: set[str],
) -> None:
    """Names are written with a capital in the text too; words that are mostly written small there are just words.

    Less so those that are `placed` where only a name stands: who writes for search engines writes names small.
    """
    for name in scores:
        forms = {form.lower() for form in written[name] if not form.isdigit()}
        capitals = {form.capitalize() for form in forms}  # a line's first word has a capital whatever it is
        large = sum(words.spellings.get(form, 0) - words.first.get(form, 0) for form in capitals)
        mixed = (form for form in written[name] if not (form.isupper() or form[1:].islower()) and form != form.lower())
        large += sum(words.spellings.get(form, 0) for form in mixed)  # no line gives a word a capital within
        small = sum(words.spellings.get(form, 0) for form in forms)
        if small + large:
            share = small / (small + large)
            least = 0.6 if name in placed else 0.3
            scores[name] *= least if share > 0.5 else 0.6 if share > 0.2 else 1.1
