"""What a page says of its own site: that it is away, gone, shut, not there yet, new, or checks who comes.

A list of sentences is never complete. But whatever the language, such a sentence sets a word of sites ("this page")
beside one of a state ("cannot be found"), or what is the matter beside an apology or a call to come back. Words are
known by their beginnings, in some fifty languages; ``word=`` stands for the whole word alone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from rempart.engines.pages.placeholders.placeholder_terms import group_of, is_of_sites
from rempart.engines.pages.placeholders.plights import read_plights
from rempart.engines.pages.placeholders.state_terms import BREAKS_TEXT, SPACED, THIS, Role
from rempart.engines.pages.placeholders.status_lines import CODES, is_status_line
from rempart.engines.pages.placeholders.unspaced_state_terms import UNSPACED
from rempart.engines.pages.reading.markup import Markup
from rempart.engines.pages.words.text import clean, without_accents, words_of
from rempart.engines.pages.words.word_tables import spelt

NEAR = 6  # words between what is spoken of and what is said of it
FAR = 10  # … where the page says hardly more ("the page that you have been looking for …")
FIRST = 160  # words of a page within which it says so, its site's menu included
HEADING = 8  # words of a heading that says nothing else
_CALL_WORDS = 5  # … of a heading that says only that
TINY = 10  # words up to which "back soon" says all
FEW = 30  # words up to which a reason of two words tells without a number
SHORT = 50  # words up to which an apology or a call to come back may stand for the site
FULL = 70.0  # words from which such a sentence fades …
HEADED = 250.0  # … and one that is the title or a heading
BY_THE_WAY = 0.3  # what a state still weighs that is said of a case ("if the page is blocked …")
READ = 2_500  # letters within which it says so
_ENDS = re.compile(r"(?<=[.!?;؟।։])\s+|(?<=[。！？])\s*|(?<=[!?])(?=[\u3040-\u9fff])")
_QUESTION = ("?", "؟", "？")
ASKS = (*_QUESTION, ";")  # as it stands for a Greek question mark
OF_SCRIPTS = 8  # words around one of scripts: what a browser lacks is no state of the site
_SCRIPTS = frozenset({"javascript", "cookies", "adblock"})
# A trade's own or another's, but "this service" is the page's.
_SERVICES_TEXT = (
    "service serviço servicio servizio dienst usługa serwis služba сервис послуга услуга tjeneste tjenesten tjänst "
    "seiten sider sidor tjänsten palvelu teenus pakalpojums paslauga szolgáltatás serviciu hizmet layanan"
)
_SHOPS_TEXT = "shop store boutique tienda negozio loja winkel sklep obchod магазин butik butikken butiken"
# On which shops are shut every week.
_REST_DAYS_TEXT = (
    "sunday sonntag dimanche domingo domenica niedziel воскрес неділ zondag neděl nedeľ vasárnap duminic söndag søndag "
    "sunnunta pühapäev svētdien sekmadien nedelj nedjelj недељ недел κυριακ pazar weekend wochenende"
)
REST_DAYS = tuple(_REST_DAYS_TEXT.split())
_ONLINE_TEXT = "online ligne internetowy internetového internetový web internet en интернет інтернет онлайн"
_ONLINE = frozenset(_ONLINE_TEXT.split())
_SERVICES = frozenset(_SERVICES_TEXT.split())
_SHOPS = frozenset(_SHOPS_TEXT.split())
_OUR_TEXT = (
    "our unser unsere notre nuestro nostro nosso nossa onze ons nasz nasza nasze náš naše наш наша наше vår vores "
    "meidän meie mūsų mūsu nostru naš naša"
)
_OURS = frozenset(_OUR_TEXT.split())
_REQUESTS_TEXT = (
    "request server client browser url host header connection resource page nginx serveur anfrage seite servidor "
    "solicitud página serwer strona сервер запрос страница "
    "directory verzeichnis répertoire directorio diretório directório cartella каталог permission permisos permiso "
    "permissão permissões permesso permessi berechtigung uprawnień приступите урл authorized autorizado autorizzato "
    "autorisé"
)
_REQUESTS = frozenset(_REQUESTS_TEXT.split())
# One of which is enough where title and heading are one reason.
_MACHINES_TEXT = (
    "url server servers browser serveren servern serverin serveur servidor serwer serwera сервер сервера "
    "сервером navigateur navegador navegadora przeglądarka przeglądarki prohlížeč prehliadač böngésző браузер браузър "
    "браузера nettleser nettleseren webbläsare webbläsaren selain selaimesi brauser navegador navigatore preglednik "
    "brskalnik tarayıcı tarayıcınız freastalaí freastalaithe sunucu διακομιστής διακομιστή πρόγραμμα peladen penyemak "
    "poslužitelj strežnik kiszolgáló szerver server. 서버가 브라우저가"
)
_MACHINES = frozenset(_MACHINES_TEXT.split())
_FOLDERS = frozenset({"htdocs", "httpdocs", "wwwroot", "docroot", "ftp", "sftp", "html", "www", "index"})
_BREAKS = frozenset(spelt(" ".join(BREAKS_TEXT.split()).split(" ; ")))
HEADINGS = 5  # that a page may begin with
_PAIR, _TOLD, _ASKED, _HINTED = 3.5, 3.0, 3.6, 2.7


@dataclass(frozen=True, slots=True)
class State:
    """What is said: for which kind of page (``default``, ``error``, ``consent``), how strongly, in which words."""

    kind: str
    weight: float
    found: str


def read_states(
    title: Sequence[str],
    headings: Sequence[Sequence[str]],
    sentences: Sequence[str],
    size: int,
    named: str = "",
    *,
    cries: bool = False,
) -> list[State]:
    """What the page says of itself, the strongest of each kind, each within one of its `sentences`: one says that a
    ware is sold out, the next that the page has others. `size` is how many words it has, `named` its host and mark,
    and it `cries` out over a mishap where it says what it is."""
    best: dict[str, State] = {}
    runs = [(_run(words_of(sentence)), sentence.endswith(ASKS)) for sentence in sentences]
    every = chain(
        _headed(title, headings, sentences, size, named),
        _told(runs, size),
        _without_a_site(title, runs, size),
        _to_its_owner([run for run, _ in runs], size),
        read_plights([" ".join(head) for head in (title, *headings)], sentences, size, cries=cries),
    )
    for kind, weight, found in every:
        if kind not in best or best[kind].weight < weight:
            best[kind] = State(kind, round(weight, 4), found)
    return list(best.values())


_Found = Iterator[tuple[str, float, str]]


def _headed(
    title: Sequence[str], headings: Sequence[Sequence[str]], sentences: Sequence[str], size: int, named: str
) -> _Found:
    """What the title or a heading says that says nothing else."""
    headed = min(1.0, HEADED / max(size, 1))
    for heading in (title, *headings):
        if _is_of_an_error(heading, sentences, size, named, twice=heading == title and title in headings):
            yield "error", 1.25 * _PAIR * headed, " ".join(heading[:HEADING])
        if " ".join(heading) in _BREAKS:
            yield "default", _HINTED * headed, " ".join(heading)
        run = _run(heading)
        if 0 < len(run) <= HEADING:
            for kind, weight, found in _states(run, _RULES, NEAR):
                yield kind, 1.25 * weight * headed, found
        if size <= FEW and 0 < len(run) <= _CALL_WORDS and _backs(run):
            yield "default", _HINTED, " ".join(heading)


def tells(words: Sequence[str], role: int) -> bool:
    """Whether one of `words`, or what some of a script without spaces spell, stands for `role`."""
    return any(held & role for _, held in _run(words))


def headed_states(markup: Markup) -> set[str]:
    """The kinds of page of which the title or one of the first headings says, and nothing else, what its own site is
    like."""
    heads = [words_of(head[:120]) for head in (markup.title, *markup.headings[:HEADINGS])]
    runs = (_run(head) for head in heads if 0 < len(head) <= HEADING)
    told = {kind for run in runs for kind, _, _ in _states(run, _RULES, NEAR)}
    return told | ({"default"} if any(" ".join(head) in _BREAKS for head in heads) else set())


def _told(runs: Iterable[tuple[list["_Token"], bool]], size: int) -> _Found:
    """What sentences say; one that asks only whether somebody is a person, since "is your site down?" is an offer."""
    told = min(1.0, FULL / max(size, 1))
    near = FAR if size <= FEW else NEAR
    for run, asks in runs:
        for kind, weight, found in _states(run, _RULES, near):
            if kind == "consent" or not asks:
                yield kind, weight * told, found


def _without_a_site(title: Sequence[str], runs: Iterable[tuple[list["_Token"], bool]], size: int) -> _Found:
    """What a page of few words says without a word of sites."""
    if size <= SHORT:
        yield from _alone([*_run(title), *chain.from_iterable(run for run, _ in runs)], size)


def _to_its_owner(runs: Sequence[list["_Token"]], size: int) -> _Found:
    """That what was set up stands, behind a congratulation, or which files are to be put where a server looks for them:
    who visits a site is told neither. Whoever shares files asks for them, too, but names no folder of a server."""
    told = min(1.0, FULL / max(size, 1))
    greeted = [place for place, run in enumerate(runs) if _any(run, 0, len(run), Role.SUCCESS)]
    for place, run in enumerate(runs):
        at = next((at for at, (_, role) in enumerate(run) if role & Role.READY), None)
        if at is None or not any(0 <= place - other <= 1 for other in greeted):
            continue
        if any(group_of(word).removeprefix("~") == "hosting" or role & Role.SITE for word, role in run):
            yield "default", _TOLD * told, " ".join(word for word, _ in run[max(0, at - NEAR) : at + 1])
            break
    put = next((run for run in runs if _puts_files(run)), None)
    if put and (greeted or any(word in _FOLDERS for run in runs for word, _ in run)):
        yield "default", _TOLD * told, " ".join(word for word, _ in put[:NEAR])


def _puts_files(run: Sequence["_Token"]) -> bool:
    return any(
        role & Role.UPLOAD and _any(run, at - NEAR, at + NEAR + 1, Role.FILES) for at, (_, role) in enumerate(run)
    )


def _is_of_an_error(
    heading: Sequence[str], sentences: Sequence[str], size: int, named: str, *, twice: bool = False
) -> bool:
    """Whether a heading is what servers call an error, or begins with its number and the page speaks of requests, in
    one word if title and heading say so `twice`. What stands in `named` is a name; and without its number a reason may
    be one on a page that says more."""
    numbered, told = bool(heading) and heading[0] in CODES, is_status_line(heading)
    if not told and not (numbered and len(heading) <= HEADING):
        return False
    rest = "".join(word for word in heading if word not in CODES)
    if rest and rest in named:
        return False
    if size <= TINY or (told and len(heading) > 1 and (size <= FEW or not CODES.isdisjoint(heading))):
        return True
    if told and not numbered and size > FEW:
        below = [set(words_of(sentence)) - set(heading) for sentence in sentences]
        doubly = twice and len(heading) > 1 and any(map(_MACHINES.intersection, below))
        return doubly or any(map(_is_of_requests, below))
    said = set(words_of(" ".join(sentences)))
    if numbered:
        return len({word for word in said if group_of(word).endswith("broken")} | (said & _REQUESTS)) > 2
    return any(map(is_of_sites, said))


def _is_of_requests(said: set[str]) -> bool:
    """Whether a sentence sets two words of requests and pages side by side; "our website" alone is on every site."""
    asked = {word for word in said if word in _REQUESTS or group_of(word).endswith("broken")}
    return len(asked) > 1 or (bool(asked) and any(is_of_sites(word) for word in said - asked))


def split_sentences(text: str) -> list[str]:
    """`text` sentence by sentence."""
    return _ENDS.split(text)


def sentences_in(text: str) -> list[str]:
    """The sentences with which `text` begins, up to `FIRST` words."""
    found, words = [], 0
    for sentence in _ENDS.split(text[:READ]):
        if words >= FIRST:
            break
        found.append(sentence)
        words += sentence.count(" ") + 1
    return found


def questions_in(blocks: Iterable[str]) -> list[str]:
    """The sentences of `blocks` that ask, up to `READ` letters. Here a line ends a sentence: a heading is no question
    because the line below it is one."""
    asking = (block[:READ] for block in blocks if any(map(block.__contains__, _QUESTION)))
    return [sentence for block in asking for sentence in _ENDS.split(block) if sentence.endswith(_QUESTION)]


_Token = tuple[str, int]


def _run(words: Sequence[str]) -> list[_Token]:
    """Each word with what it stands for; of a script without spaces, each term that is known."""
    tokens: list[_Token] = []
    letters: list[str] = []
    for word in words:
        cut = "\u0900" <= word[0] < "\uac00" or word[0] > "\ud7a3"  # neither Korean …
        if cut and (len(word) == 1 or word[0] < "\u1800") and not "\u10a0" <= word[0] <= "\u10ff":  # … nor Georgian
            letters.append(word)
            continue
        if letters:
            tokens += _split("".join(letters))
            letters.clear()
        tokens.append((word, role_of(word)))
    if letters:
        tokens += _split("".join(letters))
    for place, (word, role) in enumerate(tokens):
        if _names_the_service(tokens, place):
            tokens[place] = word, role | Role.SITE
        if word == "siden" and place + 1 < len(tokens) and tokens[place + 1][0].isdecimal():
            tokens[place] = word, 0  # Danish and Norwegian: "since 1956", and not "the page"
        if role & Role.UPKEEP and _goes_on(tokens, place):
            tokens[place] = word, role | Role.AWAY
        if role & Role.CLOSED:
            _shut(tokens, place)
    return tokens


def _names_the_service(tokens: Sequence[_Token], place: int) -> bool:
    """Whether the word at `place` is the page's service: "this" or "our service", or one that begins a sentence and is
    "under" something. A shop is one behind "this" alone, as ours may be closed on Sundays."""
    word, before = tokens[place][0], tokens[place - 1][0] if place else ""
    if word in _SHOPS or word not in _SERVICES:
        return word in _SHOPS and before in THIS
    return before in THIS or before in _OURS or (not place and _any(tokens, 1, 2, Role.UNDER))


def _shut(tokens: list[_Token], place: int) -> None:
    """Let the word at `place`, that something is closed, say that this site is shut, or a shop that is online."""
    word, role = tokens[place]
    shop = _shop_online(tokens, place)
    if shop is not None:
        tokens[shop] = tokens[shop][0], tokens[shop][1] | Role.SITE
    if shop is not None or _is_of_this_site(tokens[max(0, place - NEAR) : place]):
        tokens[place] = word, role | Role.SHUT


def _shop_online(tokens: Sequence[_Token], place: int) -> int | None:
    """Where a shop that is online stands before the word at `place`, None where none does: doors of others are shut,
    too."""
    if any(word.startswith(REST_DAYS) for word, _ in tokens[max(0, place - NEAR) : place + NEAR]):
        return None
    for at in range(max(0, place - NEAR), place):
        word, role = tokens[at]
        if role & Role.PORTAL or (
            word in _SHOPS and any(near in _ONLINE for near, _ in tokens[max(0, at - 1) : at + 3])
        ):
            return at
    return None


def _is_of_this_site(before: Sequence[_Token]) -> bool:
    """Whether "this" stands right before a word of sites: what else is closed is a shop, a road, a school."""
    return any(word in THIS and _any(before, at + 1, at + 3, Role.SITE) for at, (word, _) in enumerate(before))


def _split(text: str) -> list[_Token]:
    """`text`, whose script has no spaces or was cut at its vowel signs, as known terms and pairs of letters between."""
    tokens: list[_Token] = []
    place = plain = 0
    while place < len(text):
        found = next((term for term in _UNSPACED.get(text[place], ()) if text.startswith(term, place)), "")
        if found or place - plain == 3:
            if plain < place:
                tokens.append((text[plain:place], 0))
            if found:
                tokens.append((found, _UNSPACED_ROLES[found]))
                place += len(found)
            plain = place
        else:
            place += 1
    if plain < place:
        tokens.append((text[plain:place], 0))
    return tokens


def is_ones_own(word: str) -> bool:
    """Whether `word` is "our"."""
    return word in _OURS


@lru_cache(maxsize=1 << 14)
def role_of(word: str) -> int:
    """What `word` (lower case) stands for in such a sentence."""
    role = Role.SITE if is_of_sites(word) else 0
    for form in dict.fromkeys((word, without_accents(word))):
        role |= _WHOLE.get(form, 0)
        for length in _LENGTHS.get(form[:2], ()):
            role |= _BEGINS.get(form[:length], 0)
    return role


class _Rule(NamedTuple):
    """A word of `role`, with one of `beside` within `within` words (0: needs none), says a state of what `of` names."""

    role: int
    beside: int
    within: int
    kind: str
    weight: float
    of: int


_RULES = (
    _Rule(Role.GONE, 0, 0, "error", _PAIR, Role.SITE),
    _Rule(Role.SHUT, 0, 0, "error", _PAIR, Role.SITE),
    _Rule(Role.KEPT, Role.NOT, 4, "error", _PAIR, Role.SITE),
    _Rule(Role.AWAY, 0, 0, "default", _PAIR, Role.SITE),
    _Rule(Role.BACK, Role.SOON, 3, "default", _PAIR, Role.SITE),
    _Rule(Role.TROUBLE, Role.TECHNICAL, 3, "error", _PAIR, Role.SITE),
    _Rule(Role.FAULT, Role.CODE, 4, "error", _PAIR, Role.CODE),
    _Rule(Role.FAULT, Role.SITE, 3, "error", _TOLD, Role.SITE),
    _Rule(Role.CHECK, Role.PERSON, NEAR, "consent", _ASKED, Role.PERSON),
    _Rule(Role.CHECK, Role.SAFE, NEAR + 3, "consent", _ASKED, Role.LINE),
    _Rule(Role.UPLOAD, Role.NOT, 4, "default", _TOLD, Role.SITE | Role.CONTENT | Role.FILES),
    _Rule(Role.INSTALLED, Role.SUCCESS, 5, "default", _TOLD, Role.SUCCESS),
    _Rule(Role.YET, Role.NOT, 8, "default", _HINTED, Role.SITE | Role.CONTENT | Role.HERE),
    _Rule(Role.NEW, Role.SITE, 2, "default", _HINTED, Role.SOON),
)
_OF_ONES_OWN = frozenset({Role.WORK, Role.NEW})  # whoever builds sites for others says so, too
_CALL = Role.LATER | Role.SORRY
_ALONE = (
    _Rule(Role.UPKEEP, Role.UNDER, 2, "default", _TOLD, _CALL | Role.BACK),
    _Rule(Role.AWAY, 0, 0, "default", _TOLD, _CALL),
    _Rule(Role.KEPT, Role.NOT, 3, "error", _TOLD, _CALL),
    _Rule(Role.TROUBLE, Role.TECHNICAL, 3, "error", _TOLD, _CALL),
    _Rule(Role.GONE, 0, 0, "error", _TOLD, _CALL),
    _Rule(Role.NEW, Role.PORTAL, 2, "default", _HINTED, Role.SOON),
    _Rule(Role.WORK, Role.SITE, 4, "default", _TOLD, _CALL | Role.SOON),
    _Rule(Role.FAULT, Role.OCCURRED, 4, "error", _TOLD, Role.OCCURRED),
    _Rule(Role.FAULT, Role.SORRY, SHORT, "error", _TOLD, _CALL),
)


def _states(run: Sequence[_Token], rules: Sequence[_Rule], near: int) -> Iterator[tuple[str, float, str]]:
    """Each state that one of `rules` finds, said of what stands within `near` words."""
    scripts = [place for place, (word, _) in enumerate(run) if word in _SCRIPTS]
    for place, (_, role) in enumerate(run):
        rule = next((rule for rule in rules if role & rule.role and _holds(rule, run, place)), None)
        if rule is None or any(abs(place - at) <= OF_SCRIPTS for at in scripts):
            continue
        begin, end = max(0, place - near), min(len(run), place + near + 1)
        around = [other for other in range(begin, end) if other != place and run[other][1] & rule.of]
        if not around:
            continue
        if rule.role in _OF_ONES_OWN and _any(run, place - NEAR, place + 2 * NEAR, Role.OTHERS):
            continue
        other = min(around, key=lambda at: abs(at - place))
        first, last = min(place, other), max(place, other)
        by_the_way = _any(run, first - (2 * NEAR if rule.role == Role.YET else 4), last, Role.IF)
        words = [word for word, _ in run[first : last + 1]]
        shown = " ".join(words if len(words) <= NEAR + 1 else (words[0], "…", words[-1]))
        worth = BY_THE_WAY if by_the_way and rule.kind != "consent" else 1.0  # a check says that it looks whether
        yield rule.kind, rule.weight * worth, shown


def _holds(rule: _Rule, run: Sequence[_Token], place: int) -> bool:
    return not rule.within or _any(run, place - rule.within, place + rule.within + 1, rule.beside)


def _goes_on(run: Sequence[_Token], place: int) -> bool:
    """Whether the upkeep or building named at `place` goes on now, and is not what a trade offers ("upkeep of …")."""
    if place + 1 < len(run) and run[place + 1][1] & Role.OF:
        return False
    now = run[place][1] & Role.NOW or _any(run, place + 1, place + 4, Role.NOW)
    return bool(now) or _any(run, place - 2, place, Role.UNDER) or _any(run, place - 3, place, Role.NOW)


def _alone(run: Sequence[_Token], size: int) -> Iterator[tuple[str, float, str]]:
    """What a page of few words says that names no site: what is the matter, and an apology or a call to come back."""
    if any(word in _SCRIPTS for word, _ in run):
        return
    calls = [place for place, (_, role) in enumerate(run) if role & _CALL]
    backs = _backs(run)
    called = size <= TINY or any(abs(call - back) > 3 for call in calls for back in backs)
    called |= any(role & Role.WORK and _any(run, at - 4, at + 5, Role.TECHNICAL) for at, (_, role) in enumerate(run))
    if backs and (called or any(role & Role.AWAY for _, role in run)):
        yield "default", _TOLD, " ".join(word for word, _ in run[max(0, backs[0] - 3) : backs[0] + 4])
    yield from _states([*_of_the_site(run)], _ALONE, len(run))


def _backs(run: Sequence[_Token]) -> list[int]:
    """Where `run` says that something will be back, and soon."""
    return [at for at, (_, role) in enumerate(run) if role & Role.BACK and _any(run, at - 3, at + 4, Role.SOON)]


def _of_the_site(run: Sequence[_Token]) -> Iterator[_Token]:
    """`run` without what is away for a while and closed until a day, and what is closed for works: doors of shops
    are."""
    dated = any(word.isdecimal() for word, _ in run)
    for place, (word, role) in enumerate(run):
        doors = role & (Role.AWAY | Role.UPKEEP) and _any(run, place + 1, place + 3, Role.CLOSED)
        yield (word, role & ~(Role.UPKEEP | (Role.AWAY if dated else 0))) if doors else (word, role)


def _any(run: Sequence[_Token], begin: int, end: int, role: int) -> bool:
    return any(held & role for _, held in run[max(0, begin) : end])


def _table() -> tuple[dict[str, int], dict[str, int]]:
    whole: dict[str, int] = {}
    begins: dict[str, int] = {}
    for role, text in SPACED.items():
        for term in dict.fromkeys(form for word in text.split() for form in (word, without_accents(word))):
            table, word = (whole, term[:-1]) if term.endswith("=") else (begins, term)
            table[word] = table.get(word, 0) | role
    return whole, begins


_WHOLE, _BEGINS = _table()


def _lengths() -> dict[str, list[int]]:
    found: dict[str, set[int]] = {}
    for term in _BEGINS:
        found.setdefault(term[:2], set()).add(len(term))
    return {letters: sorted(lengths) for letters, lengths in found.items()}


_LENGTHS = _lengths()


def _unspaced() -> tuple[dict[str, int], dict[str, list[str]]]:
    roles: dict[str, int] = {}
    for role, text in UNSPACED.items():
        for term in text.split():
            plain = "".join(words_of(clean(term)))
            roles[plain] = roles.get(plain, 0) | role
    begins: dict[str, list[str]] = {}
    for term in sorted(roles, key=len, reverse=True):
        begins.setdefault(term[0], []).append(term)
    return roles, begins


_UNSPACED_ROLES, _UNSPACED = _unspaced()
