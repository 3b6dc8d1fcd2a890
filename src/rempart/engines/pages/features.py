"""The features of one page: everything that a comparison needs, without the page. Media-free; versioned; JSON."""

import base64
import json
import re
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise, repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rempart.engines.pages.beside import beside_signs
from rempart.engines.pages.kinds import KindJudgement, PageKind
from rempart.engines.pages.page import PageInput
from rempart.engines.pages.placeholders.classify import classify_page
from rempart.engines.pages.placeholders.frames import maker_of_frame
from rempart.engines.pages.reading.as_plain import as_plain
from rempart.engines.pages.reading.code import code_signs, link_signs
from rempart.engines.pages.reading.forms import form_signs
from rempart.engines.pages.reading.logo_walls import without_wall
from rempart.engines.pages.reading.markup import Markup, read_markup
from rempart.engines.pages.reading.naming import (
    MADE_PLACES,
    Words,
    names_of,
    places_of,
    plain_counts,
    plain_forms,
    times_said,
)
from rempart.engines.pages.reading.own_pages import menu_of, own_pages
from rempart.engines.pages.reading.owned import leads_of
from rempart.engines.pages.reading.run_together import in_own_words
from rempart.engines.pages.reading.subjects import without_subjects
from rempart.engines.pages.reading.words_beside import SaidWith, said_with
from rempart.engines.pages.signs import Kind, Sign, sign_key
from rempart.engines.pages.words.digits_for_letters import with_letters
from rempart.engines.pages.words.idn import IDN_FROM, spelled_as
from rempart.engines.pages.words.text import (
    LANGUAGE_WORDS,
    clean,
    hashes_of,
    language_of,
    numbered,
    plain_names,
    read_words,
    sentences_of,
    shingles_of,
    smallest,
    spoken,
    words_of,
)

# Each gives another page for some HTML, and all older ones are still read. What is new in which:
# docs/explanation/verdict-measurements.md.
FEATURES_VERSION = 28
MARKED_FROM = 10  # version of features that tell the marks of a page
SAID_WITH_FROM = 17  # … what its text says beside its names
LEADS_TO_FROM = 19  # … to which further pages of its host it leads
MENU_FROM = 24  # … and by which paths, whatever its host
FRAMED_FROM = 25  # … and in whose frame it stands
JOINED_FROM = 14  # … and read names in them apart from words of trades
MAX_SENTENCES = 400
MAX_OTHERWISE = 100  # texts that a browser's own has not, or in another order, that are sought within a block
MAX_QUOTED = 40
MAX_WORDS = 4_000
_LEAST_SAID = 3  # words beside those of contact points
_LEAST_ADDRESS = 20  # letters of one word that is no name: an address to pay to
_UNKEYED = frozenset({Kind.QUOTED, Kind.REFERRED})  # that no page is looked for by
_NUMBERED = frozenset({Kind.ANALYTICS, Kind.ADVERTISEMENT, Kind.PAYMENT, Kind.CAPTCHA})  # as "service:number"
_NOT_KEPT = re.compile("[\x00\ud800-\udfff]")  # by PostgreSQL, and half surrogates by no UTF-8
_SOON = 400  # characters within which the browser's text goes on
_NAMING_METAS = (
    *("og:site_name", "application-name", "apple-mobile-web-app-title"),
    *("og:title", "description", "keywords"),
)


_KINDS = {str(kind): kind for kind in Kind}
_HASH_LISTS = ("words", "shingles", "paths", "classes")
# Given to the compressor of `pack_features`: a change makes what was packed unreadable, so it needs a new format.
_SAID_ALWAYS = (
    b'{"cut":false,"elements":,"hidden":0,"host":"","kind":["site",0.9,[["form","1"],["words","2"]],1.0],"language":"en",'
    b'"names":[["",3.5],["",2.0]],"parts":{},"signs":[["endpoint","","","html"],["form-fields","","","html"],'
    b'["form-questions","","","html"],["form-shape","","","html"],["image-file","","","html"],'
    b'["inline-script","","","html"],["linked-host","","","html"],["options","","","html"],["script-file","","","html"],'
    b'["style-file","","","html"],["variable","","","html"],["email","","","html"],["sentence","","","text"]],'
    b'"spoken":[],"title":"","url":"","version":2,"word_count":'
)


@dataclass(frozen=True, slots=True)
class PageFeatures:
    """Features of one page. Hash lists are ascending 32-bit integers.

    `names`: what the page calls itself, firmest first, with how firmly. `words`: every word that a reader sees,
    as `plain_name` hashes. `spoken`: those of `names` that the running text says.
    `paths`: DOM paths. `parts`: which record each part comes from. `owned`: whether it leads to further pages of its
    host or asks for something (`owned.Leads`), None for features before version 12. `said_with`: what the text says
    beside the firmest of `names`, none for features before version 17. `leads_to`: further pages of its host that it
    leads to, as `own_pages` hashes them, none for features before version 19. `menu`: the paths of such, whatever the
    host, as `menu_of` writes them, none for features before version 24. `framed`: the label of the house in whose
    frame it stands, "" for none, and for features before version 25.
    """

    version: int
    url: str
    host: str
    title: str
    language: str
    kind: KindJudgement
    names: tuple[tuple[str, float], ...]
    spoken: tuple[str, ...]
    signs: tuple[Sign, ...]
    words: tuple[int, ...]
    word_count: int
    shingles: tuple[int, ...]
    paths: tuple[int, ...]
    classes: tuple[int, ...]
    elements: int
    hidden: int
    cut: bool
    parts: Mapping[str, str] = field(default_factory=dict)
    owned: bool | None = None
    said_with: tuple[SaidWith, ...] = ()
    leads_to: tuple[int, ...] = ()
    menu: tuple[str, ...] = ()
    framed: str = ""

    @property
    def read_host(self) -> str:
        """The host in Latin letters, with the page's names as they are spelled (`idn`); of older features as it is."""
        return spelled_as(self.host, (name for name, _ in self.names)) if self.version >= IDN_FROM else self.host

    def keys(self) -> frozenset[int]:
        """Background and index keys of all signs but quoted ones, and of the candidates for the name."""
        own = {sign_key(sign.kind, sign.value) for sign in self.signs if sign.kind not in _UNKEYED}
        return frozenset(own | {sign_key(Kind.WORD, name) for name, _ in self.names})


def only_seen(markup: Markup, page: PageInput) -> Markup:
    """`markup` with what a reader sees: where the browser's own text is known, only texts that it showed."""
    if not page.text:
        return markup
    (shown,) = spoken([clean(page.text)])
    otherwise = sorted({*spoken(markup.otherwise)} - {""}, key=len, reverse=True)
    own = {*otherwise}
    kept: list[str] = []
    place = 0
    for block, said in zip(markup.blocks, spoken(markup.blocks), strict=False):
        # Mostly a block follows the one before, so it is looked for there first, and then anywhere.
        found = shown.find(said, place, place + len(said) + _SOON)
        if found < 0:
            found = shown.find(said)
        if found >= 0:
            kept.append(block)
            place = found
        elif said in own or (otherwise and _is_shown_beside(said, otherwise[:MAX_OTHERWISE], shown)):
            kept.append(block)
    seen = {text: said in own or said in shown for text in {*markup.headings, *markup.logos} for said in spoken([text])}
    headings = [text for text in markup.headings if seen[text]]
    logos = [text for text in markup.logos if text in markup.pictured or seen[text]]
    return replace(markup, blocks=kept or _other_lines(page.text, markup), headings=headings, logos=logos)


def _is_shown_beside(said: str, otherwise: Sequence[str], shown: str) -> bool:
    """Whether a browser showed all words of a block but those that its own text has `otherwise`, longest first."""
    rest = f" {said} "
    for words in otherwise:
        rest = rest.replace(f" {words} ", " \n ")
    return "\n" in rest and all(part.strip() in shown for part in rest.split("\n"))


def _other_lines(text: str, markup: Markup) -> list[str]:
    """The lines of a browser's `text` that nothing hidden in the page says, nor another's: what a browser calls shown
    may lie off the screen, or be seen through."""
    lines = [line for line in map(clean, text.splitlines()) if line]
    if not lines or (not markup.hidden and not markup.others):
        return lines
    (hidden,) = spoken([clean(" ".join((*markup.hidden_texts, *markup.others)))])
    runs = _runs_of(hidden.split())
    said = spoken(lines)
    kept = zip(lines, said, strict=True)
    return [line for line, words in kept if f" {words} " not in f" {hidden} " and not runs & _runs_of(words.split())]


def _runs_of(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(words, words[1:], words[2:], strict=False))


def extract_features(page: PageInput, markup: Markup, identifiers: Iterable[Sign] = ()) -> PageFeatures:
    """Features of `page`, whose HTML was read into `markup`, of which a reader sees all (`only_seen`); `identifiers`
    are contact points and account numbers."""
    page, markup = as_plain(page, markup)
    written, begun = read_words(markup.blocks)
    begins = np.array(begun, np.intp)
    row, spellings = _counted(written)
    if (read := with_letters(written, spellings)) is not written:
        written = read
        row, spellings = _counted(written)
    first = dict(zip(spellings, np.bincount(row[begins], minlength=len(spellings)).tolist(), strict=True))
    small = dict(zip(spellings, map(str.casefold, spellings), strict=True))
    words = [small[word] for word in written[:LANGUAGE_WORDS]]  # of a longer text nobody asks for more
    plain = plain_forms(spellings, small)
    mentions = plain_counts(plain)
    contacts = tuple(identifiers)
    accounts = [
        sign.value if sign.kind is Kind.EMAIL else sign.value.rpartition("/")[2]
        for sign in contacts
        if sign.kind in {Kind.EMAIL, Kind.HANDLE}
    ]
    told = Words(mentions, spellings, first)
    marked = without_wall(places_of(markup, page), markup.logos, mentions, (page.host, *accounts))
    places = in_own_words(marked, told, page.title or markup.title)
    marks = [pair for pair in zip(places, marked, strict=True) if pair[0][0] in MADE_PLACES]
    marks.sort(key=lambda pair: pair[0] == pair[1])  # as it is read, where one mark says it so
    shown = {read[1]: place[1] for read, place in marks}
    links = link_signs(markup, page, places, shown)
    signs = _signs_of(page, markup, contacts, links, sentences_of(written, begun, MAX_SENTENCES))
    leads = leads_of(markup, page)
    names = names_of(markup, page, without_subjects(places, markup, page, accounts), accounts, told)
    spoken = tuple(name for name, _ in names if times_said(name, mentions))
    seen = {*mentions, *spoken, *plain_names([*words_of(page.title or markup.title), *_marked_words(markup)])}
    return PageFeatures(
        version=FEATURES_VERSION,
        url=_kept(page.url[:2000]),
        host=page.host,
        title=_kept((page.title or markup.title)[:300]),
        language=language_of(words) or markup.language.split("-")[0],
        kind=classify_page(markup, page, words, len(written), leads),
        names=names,
        spoken=spoken,
        signs=tuple(sorted(signs)),
        words=smallest(hashes_of(seen), MAX_WORDS),
        word_count=len(written),
        shingles=shingles_of(hashes_of(small.values())[row]),
        paths=smallest(np.fromiter(markup.paths, np.uint32), 1000),
        classes=smallest(hashes_of(markup.classes), 600),
        elements=markup.elements,
        hidden=markup.hidden,
        cut=markup.cut or page.truncated,
        parts=dict(page.records) | (dict.fromkeys(("html", "text"), markup.record) if markup.record else {}),
        owned=leads.owned,
        said_with=said_with([name for name, _ in names], [word for word, _ in plain], row, begins),
        leads_to=own_pages(leads.links, page.url, markup.base),
        menu=menu_of(leads.links, page.host, markup.base),
        framed=maker_of_frame(markup, page.host, leads),
    )


def _counted(words: Sequence[str]) -> tuple[NDArray[np.intp], dict[str, int]]:
    """The numbers of `words` in a row, and of each, by its number, how often it stands there."""
    numbers, row = numbered(words)
    return row, dict(zip(numbers, np.bincount(row).tolist(), strict=True))


def _signs_of(
    page: PageInput, markup: Markup, contacts: Collection[Sign], links: Iterable[Sign], sentences: Iterable[str]
) -> set[Sign]:
    """All signs: `contacts`, `links`, and what form, code, `sentences`, pages beside it and the network tell."""
    numbers = [sign.value.partition(":")[2] for sign in contacts if sign.kind in _NUMBERED]
    signs = {*contacts, *form_signs(markup), *code_signs(markup, page, numbers), *links}
    signs.update(map(Sign, repeat(Kind.SENTENCE), sentences, repeat(""), repeat("text")))
    called = (page.title or markup.title, markup.metas.get("og:site_name", ""), *markup.logos)
    signs.update(beside_signs(page, called))
    signs -= _lines_of_contact(signs, contacts)
    if markup.others:
        signs.update(Sign(Kind.QUOTED, text) for text in sentences_of(*read_words(markup.others), MAX_QUOTED))
    signs.update(Sign(Kind(fact.kind), fact.value, fact.shown, fact.record or "network") for fact in page.facts)
    if page.headers:
        order = ",".join(name.lower() for name, _ in page.headers)
        signs.add(Sign(Kind.HEADER_ORDER, order[:400], part="headers"))
    if _is_kept("".join(chain.from_iterable(signs))):
        return signs
    return {Sign(sign.kind, *map(_kept, sign[1:])) for sign in signs}


def _is_kept(text: str) -> bool:
    """Whether all of `text` is, seen many times faster than by a pattern."""
    try:
        return b"\x00" not in text.encode()
    except UnicodeEncodeError:
        return False


def _kept(text: str) -> str:
    """`text` as every database keeps it: a page that none could keep would never be compared."""
    return _NOT_KEPT.sub("\ufffd", text)


def _lines_of_contact(signs: Iterable[Sign], contacts: Iterable[Sign]) -> set[Sign]:
    """The sentences that give one of `contacts`, or say hardly anything else than such: they were copied with it, and
    are no reason beside it."""
    told = {" ".join(words_of(sign.value.rpartition(":")[2].casefold())) for sign in contacts}
    given = {word for words in told for word in words.split()}
    whole = [f" {words} " for words in told if " " in words or len(words) >= _LEAST_ADDRESS]
    found: set[Sign] = set()
    # A sentence has at least five words, so one without any of `given` is none of these: nearly all are passed by so.
    for sign in signs:
        if sign.kind is Kind.SENTENCE and not given.isdisjoint(said := sign.value.split()):
            text = f" {sign.value} "
            few = len(said) - sum(map(given.__contains__, said)) < _LEAST_SAID
            if few or any(words in text for words in whole):
                found.add(sign)
    return found


def page_features(page: PageInput) -> PageFeatures:
    """Features of `page` without identifiers; `verdict.portrait_of` adds those."""
    return extract_features(page, only_seen(read_markup(page.html, shown=page.text, host=page.host), page))


def _marked_words(markup: Markup) -> Iterable[str]:
    """Words of places that name the site but are not in the running text."""
    for key in _NAMING_METAS:
        yield from words_of(markup.metas.get(key, ""))
    for text in (*markup.logos, *markup.headings, markup.title, markup.metas.get("og:site_name", "")):
        words = words_of(text)
        yield from words
        yield from ("".join(pair) for pair in pairwise(words))  # "Nest Chat" is "nestchat" elsewhere


def features_to_json(features: PageFeatures) -> str:
    """One line of JSON; the same features always give the same text."""
    lists = {name: _in_letters(getattr(features, name)) for name in _HASH_LISTS}
    return _to_line({**_document(features), **lists})


def pack_features(features: PageFeatures) -> bytes:
    """The same in about half of the room: what is said, compressed, and the hash lists as steps from one to the next.

    Most of what a page says is its own, so the words that pages share are given to the compressor beforehand.
    """
    said = _to_line(_document(features)).encode("utf-8", "surrogatepass")
    steps = b"".join(_steps(getattr(features, name)) for name in _HASH_LISTS)
    parts = [_compress(said, _SAID_ALWAYS), _compress(steps, b"")]
    return len(parts[0]).to_bytes(4, "little") + b"".join(parts)


def unpack_features(content: bytes) -> PageFeatures:
    """What `pack_features` wrote. Raises NotFeaturesError."""
    try:
        middle = 4 + int.from_bytes(content[:4], "little")
        said = zlib.decompressobj(-15, _SAID_ALWAYS).decompress(content[4:middle])
        steps = zlib.decompress(content[middle:], -15)
        facts: dict[str, Any] = json.loads(said.decode("utf-8", "surrogatepass"))
        for name in _HASH_LISTS:
            facts[name], steps = _from_steps(steps)
    except (zlib.error, ValueError, TypeError) as error:
        raise NotFeaturesError(f"cannot be read: {error}") from error
    return _features(facts)


def _document(features: PageFeatures) -> dict[str, Any]:
    """All but the hash lists."""
    document: dict[str, Any] = {
        "version": features.version,
        "url": features.url,
        "host": features.host,
        "title": features.title,
        "language": features.language,
        "kind": _kind_to_list(features.kind),
        "names": [list(name) for name in features.names],
        "spoken": list(features.spoken),
        "signs": [[sign.kind, sign.value, sign.shown, sign.part] for sign in features.signs],
        "word_count": features.word_count,
        "elements": features.elements,
        "hidden": features.hidden,
        "cut": features.cut,
        "parts": dict(features.parts),
    }
    if features.owned is not None:
        document["owned"] = features.owned
    if features.version >= SAID_WITH_FROM:
        document["said_with"] = [[name, times, list(map(list, beside))] for name, times, beside in features.said_with]
    if features.version >= LEADS_TO_FROM:
        document["leads_to"] = _in_letters(features.leads_to)
    if features.version >= MENU_FROM:
        document["menu"] = list(features.menu)
    if features.version >= FRAMED_FROM:
        document["framed"] = features.framed
    return document


def _to_line(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class NotFeaturesError(ValueError):
    """The text is no features, or of a version that this Rempart cannot compare."""


def features_from_json(text: str) -> PageFeatures:
    """What `features_to_json` wrote. Signs of kinds unknown today are left out. Raises NotFeaturesError."""
    try:
        document: dict[str, Any] = json.loads(text)
    except (ValueError, TypeError) as error:
        raise NotFeaturesError(f"cannot be read: {error}") from error
    return features_from_document(document)


def features_from_document(document: Mapping[str, Any]) -> PageFeatures:
    """The same of what is parsed already, as rows and records hold it. Raises NotFeaturesError."""
    try:
        lists = {name: _from_letters(document[name]) for name in _HASH_LISTS}
    except (ValueError, KeyError, TypeError) as error:
        raise NotFeaturesError(f"cannot be read: {error}") from error
    return _features({**document, **lists})


def _features(facts: dict[str, Any]) -> PageFeatures:
    try:
        if facts["version"] > FEATURES_VERSION:
            raise NotFeaturesError(f"version {facts['version']} is newer than {FEATURES_VERSION}")
        if not _has_its_types(facts):
            raise NotFeaturesError("cannot be read: a part of them is of another type")
        return PageFeatures(
            version=facts["version"],
            url=facts["url"],
            host=facts["host"],
            title=facts["title"],
            language=facts["language"],
            kind=_kind_from_list(facts["kind"]),
            names=tuple((str(name), float(score)) for name, score in facts["names"]),
            spoken=tuple(facts.get("spoken", [name for name, _ in facts["names"]])),
            signs=tuple(Sign(_KINDS[row[0]], row[1], row[2], row[3]) for row in facts["signs"] if row[0] in _KINDS),
            words=facts["words"],
            word_count=facts["word_count"],
            shingles=facts["shingles"],
            paths=facts["paths"],
            classes=facts["classes"],
            elements=facts["elements"],
            hidden=facts["hidden"],
            cut=facts["cut"],
            parts=dict(facts["parts"]),
            owned=facts.get("owned"),
            said_with=tuple(
                (str(name), int(times), tuple((str(word), int(count)) for word, count in beside))
                for name, times, beside in facts.get("said_with", ())
            ),
            leads_to=_from_letters(facts.get("leads_to", "")),
            menu=tuple(map(str, facts.get("menu", ()))),
            framed=str(facts.get("framed", "")),
        )
    except NotFeaturesError:
        raise
    except (ValueError, KeyError, TypeError, IndexError, OverflowError) as error:
        raise NotFeaturesError(f"cannot be read: {error}") from error


def _has_its_types(facts: Mapping[str, Any]) -> bool:
    """Whether texts are texts and counts are counts: a file that somebody else made may hold anything."""
    return (
        all(isinstance(facts[name], str) for name in ("url", "host", "title", "language"))
        and all(isinstance(facts[name], int) for name in ("word_count", "elements", "hidden"))
        and isinstance(facts["parts"], dict)
        and all(issubclass(kind, str) for kind in set(map(type, chain(*facts["signs"], facts["parts"].values()))))
    )


def _kind_to_list(kind: KindJudgement) -> list[Any]:
    return [kind.kind, kind.probability, [list(mark) for mark in kind.marks], kind.site_probability]


def _kind_from_list(facts: list[Any]) -> KindJudgement:
    """Version 1 kept no fourth value: then a page is a site or not by its kind alone."""
    kind, probability, marks, *rest = facts
    known = KindJudgement(PageKind(kind), probability, tuple((str(mark), str(said)) for mark, said in marks))
    site = rest[0] if rest else float(not known.says_nothing)
    return replace(known, site_probability=site)


def _in_letters(values: tuple[int, ...]) -> str:
    return base64.b64encode(np.array(values, "<u4").tobytes()).decode("ascii")


def _from_letters(text: str) -> tuple[int, ...]:
    return tuple(np.frombuffer(base64.b64decode(text), "<u4").tolist())


def _steps(values: tuple[int, ...]) -> bytes:
    """How many, then the steps, all lowest bytes first: of the highest most are 0."""
    steps = np.diff(np.array(values, np.uint32), prepend=np.uint32(0)).astype("<u4")
    return len(values).to_bytes(4, "little") + steps.view(np.uint8).reshape(-1, 4).T.tobytes()


def _from_steps(content: bytes) -> tuple[tuple[int, ...], bytes]:
    """The first list in `content`, and what comes after it."""
    end = 4 + 4 * int.from_bytes(content[:4], "little")
    planes = np.frombuffer(content[4:end], np.uint8).reshape(4, -1)
    steps = np.ascontiguousarray(planes.T).view("<u4").ravel()
    return tuple(np.cumsum(steps, dtype=np.uint32).tolist()), content[end:]


def _compress(content: bytes, beforehand: bytes) -> bytes:
    squeezed = zlib.compressobj(6, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, beforehand)
    return squeezed.compress(content) + squeezed.flush()
