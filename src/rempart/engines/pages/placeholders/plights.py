"""What is the matter with a page of few words that names no site: what was sought is not there, a link ran out, an
account was switched off, an application is still, pages are being prepared, a program failed.

In: title, headings and text of at most `MOST` words. Out: kind, weight and words, as `states` reads them. Of a longer
page only a heading is read, as any of these may be told of something else. One word tells nothing: each rule wants
words of two kinds in one sentence and more beside them, as a baker prepares something too, a bus is not available and
an account is closed; but for a few phrases that nobody else says.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rempart.engines.pages.placeholders import barrier_terms as barriers
from rempart.engines.pages.placeholders import plight_terms as terms
from rempart.engines.pages.placeholders import refusal_terms as refusals
from rempart.engines.pages.placeholders.blocks import barred_by
from rempart.engines.pages.placeholders.shape import NAMED_HOST
from rempart.engines.pages.placeholders.state_terms import SPACED, Role
from rempart.engines.pages.placeholders.unspaced_state_terms import UNSPACED
from rempart.engines.pages.words.text import without_accents
from rempart.engines.pages.words.word_tables import pattern_of

FEWEST = 10  # words up to which a heading is what a page is called
SENTENCE = 4  # words from which a heading says something
A_LINE = 16  # words up to which a page says one sentence and a way back
MOST = 45  # words up to which a page says nothing else
BRIEF = 60  # … or says which steps are left until a site is there: who makes sites, or teaches it, says more
LONG = 220  # … up to which a filter or a court says why it bars the way
BARRED = 300  # … and who has it barred, in two languages and with complaints to whom
FRAMED = 160  # … and one that begins with a cry over a mishap
FAULTS = 80  # words up to which the place in a program where it stopped is what a page shows
_TOLD, _BARS, _BARS_BY_LAW = 2.9, 3.8, 4.8
_CALLED = 1.25  # how much more it tells below a cry over it
_ENDS = re.compile(r"(?<=[.!?;؟।։…])\s+|(?<=[。！？])\s*|\n")
_ASKS = ("?", "؟", "？")
CASES = frozenset(without_accents(word.rstrip("=")) for word in SPACED[Role.IF].split())  # a line that begins so
_ITS_OWN = re.compile(r"\bthis website\b")
_CUT = re.compile(r"(?<=[\u2e80-\u9fff]) (?=[\u2e80-\u9fff])")  # between the signs of a title without spaces
_FOUND = 80  # letters that are shown
_BREATHS = re.compile(r"[,;:|،、，；：]\s*|\s[-–—·]\s")
_SAID, _REST_OF_WORD = re.compile(r"\w+"), re.compile(r"^\w+")
_BEFORE, _FEW = 2, 4  # words before what a state is told of, and of one that is told in a few
_WITH_TEXT = "with mit avec con com met z s с со med kanssa ile cu cun dengan με"
_WITH = frozenset(_WITH_TEXT.split())  # behind which stands what else went wrong
_REST, _REST_LETTERS = 3, 20  # words and letters that may follow what went wrong ("on our side")
# Where a program stopped: a file of it by its path, and a line; or the head of a trace.
_PATH = r"(?:/[\w.@-]{1,60}){2,20}\.(?:php\d?|phtml|inc|py|rb|pl|cgi|jsp|aspx?|cfm|tpl|cs|java|js)\b"
_LINE = r"\b(?:line|ligne|zeile|l[ií]nea|linia|linii|строк\w{0,3}|riga|regel|řádk\w{0,3})\W{0,3}\d"
_FAULT = re.compile(
    rf"{_PATH}[^/]{{0,40}}?{_LINE}|{_LINE}[^/]{{0,40}}{_PATH}|"
    rf"\bfilename: [\w./-]{{3,120}}\.php\W{{1,3}}line number: \d|\bat [\w$.]{{3,120}}\(\w{{1,60}}\.(?:java|kt|cs):\d",
    re.IGNORECASE,
)


class _Rule(NamedTuple):
    """Words of both kinds of `said` in one sentence, of each kind of `beside` anywhere on the page, and of each kind of
    `called` in its title, since what a firm says of its service or a link is not what its page is called.
    `side_by_side`: instead of the title, these stand so in the sentence. `host`: the sentence names a host, its
    own as "this website". `ends`: nothing but a word or two follows in the sentence. `tells`: it tells the second of
    the first, and does not call something else so ("expired link cards"). `at_once`: no comma stands between. `also`: a
    word of this kind stands in the sentence, too."""

    kind: str
    said: tuple[str, str]
    beside: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    side_by_side: tuple[str, str] | None = None
    host: bool = False
    ends: bool = False
    tells: bool = False
    at_once: bool = False
    also: str = ""


_NOT_HERE = f"{refusals.NOTHING} {terms.ABSENT}"
_YET = f"{SPACED[Role.YET]} {UNSPACED[Role.YET]} {refusals.AREA}"
_CALL = f"{terms.AGAIN} {refusals.WAITS}"
_SERVED = f"{refusals.SERVER} {terms.SERVICE}"
_RULES = (
    # Whose sentence ends there: a recipe says with what it went wrong.
    _Rule("error", (terms.WRONG, terms.WRONG), beside=(terms.AGAIN,), ends=True),
    _Rule("error", (terms.HAPPENED, terms.HAPPENED)),
    _Rule("error", (terms.SESSION, terms.SESSION_ENDED)),
    _Rule("error", (terms.BROWSER, terms.UNSUPPORTED)),
    _Rule("error", (terms.KEEPER, terms.ASKS), beside=(f"{terms.SWITCHED_OFF} {terms.HAPPENED}",)),
    _Rule("error", (terms.SWITCHED_OFF, terms.SWITCHED_OFF), beside=(terms.SETTINGS,)),
    _Rule("error", (terms.SERVICE, terms.OFF), called=(terms.SERVICE, terms.OFF), tells=True),
    # Whoever made the page cannot know which of the two it is; a museum knows that it moved.
    _Rule("error", (terms.SOUGHT, terms.ABSENT), beside=(f"{terms.MOVED} {terms.ADDRESS}",)),
    _Rule(
        "error",
        (terms.LINK, terms.ENDED),
        called=(terms.LINK, terms.ENDED),
        side_by_side=(terms.THIS, terms.LINK),
        tells=True,
    ),
    _Rule("error", (terms.ACCOUNT, terms.OFF), beside=(terms.UNPAID,), called=(terms.OFF,), tells=True),
    _Rule("error", (terms.APPLICATION, terms.STILL), called=(terms.APPLICATION, terms.STILL), tells=True),
    _Rule("default", (terms.RETURN, terms.PAGES), beside=(terms.PREPARE,), at_once=True),
    _Rule("default", (terms.REPLACE, terms.FILES), beside=(terms.PLACE, terms.MACHINE)),
    _Rule("parked", (terms.TERM, terms.OVER), beside=(terms.HOLDER,), host=True),
    # That what was sought was removed is told without a rule, by pairs of words and by learnt weights (decision 0015).
    _Rule("error", (refusals.PAGE, terms.MOVED), beside=(_NOT_HERE,)),
    _Rule("error", (refusals.PAGE, refusals.NOWHERE), also=refusals.THAT, tells=True),
    _Rule("error", (refusals.SERVER, refusals.NO_ANSWER), beside=(_CALL,)),
    _Rule("error", (refusals.FORBIDS, f"{refusals.PAGE} {refusals.AREA}"), ends=True),
    # A seller sends no seeds there; a site shows no content.
    _Rule("error", (refusals.YOUR_COUNTRY, refusals.UNSHOWN), also=f"{refusals.AREA} {refusals.PAGE} {terms.SERVICE}"),
    _Rule("error", (refusals.REQUEST, refusals.STOPPED), beside=(refusals.SHIELD,)),
    _Rule("error", (refusals.ASKING, refusals.TOO_MANY), beside=(_CALL,), also=refusals.OF_YOU),
    _Rule("error", (_SERVED, refusals.OVERLOADED), beside=(_CALL,)),
    _Rule("error", (refusals.ALLOWED, refusals.USED_UP), also=refusals.THIS_SITE),
    _Rule("error", (refusals.A_NAME, refusals.PRIVATE), beside=(refusals.INVITED,)),
    _Rule("error", (refusals.VPN, refusals.TURN_OFF)),
    _Rule("error", (refusals.A_NAME, refusals.SEIZED)),
    _Rule("error", (refusals.LICENCE, f"{terms.ENDED} {terms.OVER}"), also=refusals.INSTALLED_HERE),
    _Rule("error", (refusals.A_BOT, refusals.THINKS), ends=True),
    _Rule(
        "error",
        (barriers.THING, f"{refusals.REMOVED} {barriers.GONE} {terms.OFF}"),
        called=(barriers.THING, f"{refusals.REMOVED} {barriers.GONE} {terms.OFF}"),
        side_by_side=(terms.THIS, barriers.THING),
    ),
    _Rule("error", (terms.SOUGHT, barriers.CANNOT_FIND), also=refusals.OF_YOU),
    _Rule("error", (f"{refusals.SERVER} {barriers.FORM}", barriers.TOO_LONG)),
    _Rule("default", (barriers.ON_A_MACHINE, barriers.SET_UP), beside=(_YET,), also=barriers.NOT_ANY),
    _Rule("default", (barriers.THIS_FILE, barriers.DELETES), also=barriers.UPLOADED),
    _Rule("consent", (refusals.A_PERSON, barriers.SHOWS), also=barriers.TOUCHED),
    _Rule("default", (refusals.AN_APP, refusals.ASLEEP), tells=True),
    # Whose sentence ends there: a model is a person who can sit still.
    _Rule("consent", (refusals.A_PERSON, refusals.MAKES_SURE), ends=True),
    _Rule("consent", (refusals.TYPE_IN, f"{barriers.GOES_ON} {barriers.TOUCHED}"), beside=(barriers.ASKS_A_BOT,)),
    _Rule("error", (barriers.DATABASE, barriers.FAILED)),
    # Called so, since puzzles are solved in pictures, too.
    _Rule("consent", (refusals.TYPE_IN, refusals.LETTERS), beside=(refusals.PICTURE,), called=(refusals.CHECKS,)),
    _Rule("consent", (refusals.ACCEPT, refusals.TERMS_OF_USE), also=refusals.GOES_ONLINE),
)
# On a page of hardly a line: who writes of rights, or sings of what went wrong, says more.
_OF_A_LINE = (
    _Rule("error", (terms.WRONG, terms.WRONG), ends=True),
    _Rule("error", (terms.IS_DOWN, terms.IS_DOWN), called=(terms.IS_DOWN,), ends=True),  # a lift may be down, too
    _Rule("error", (refusals.FORBIDS, terms.DEED), at_once=True),
    _Rule("error", (terms.RIGHTS, terms.YOU_HAVE_NOT), at_once=True),
    _Rule("error", (terms.RIGHTS, terms.HAS_NOT), also=f"{refusals.PAGE} {refusals.AREA}", at_once=True),
)
_BARRED = _Rule("error", (barriers.VISITED, barriers.BARRED), also=f"{refusals.PAGE} {refusals.AREA} {terms.SERVICE}")
# Of the steps that are left, each speaks of what a host of sites gives for it; who sells sites has prices beside them.
_BEGINS = _Rule("default", (terms.ALMOST, terms.YOUR_SITE), beside=(terms.TO_DO,))
_OF_ERRORS = tuple(rule for rule in _RULES if rule.kind == "error")


def read_plights(
    heads: Sequence[str], sentences: Iterable[str], size: int, *, cries: bool = False
) -> Iterator[tuple[str, float, str]]:
    """Kind, weight and words of what a page of `size` words says is the matter: in its `sentences` under the first of
    `heads`, its title, or, if it says hardly more, under any of them; and, where it says more, in a heading that says
    it all. Below a cry over a mishap (`cries`) a site's frame may stand around it."""
    if size > BARRED:
        return
    title, *headings = heads
    told = list(sentences)
    yield from _read(title, told, size, cries=cries)
    for heading in headings:
        if size <= FEWEST:
            yield from _read(heading, told, size, cries=cries)
        elif size <= FRAMED:
            called = heading if heading.count(" ") >= SENTENCE - 1 else ""  # fewer words only name something
            yield from _read(called, (heading,), FRAMED, cries=True)


def _read(title: str, sentences: Iterable[str], size: int, *, cries: bool) -> Iterator[tuple[str, float, str]]:
    """What is the matter on a page of `size` words that is called `title`."""
    title = _CUT.sub("", title)
    whole = "\n".join((title, *sentences))
    fault = _FAULT.search(whole) if size <= FAULTS else None
    if fault:
        yield "error", _TOLD, fault[0][:_FOUND]
    folded, called = without_accents(whole.lower()), without_accents(title.lower())
    lines = [line for line in _ENDS.split(folded) if line and not line.endswith(_ASKS)]
    stated = [line for line in lines if line.partition(" ")[0] not in CASES]
    if size <= LONG and (barred := _told(_BARRED, folded, called, stated)):
        yield "error", _BARS, barred[:_FOUND]
    if size <= BRIEF and (begins := _told(_BEGINS, folded, called, lines)):
        yield "default", _BARS, begins[:_FOUND]
    if barred := barred_by(stated):
        yield "error", _BARS_BY_LAW, barred[:_FOUND]
    framed = cries and size <= FRAMED
    rules = (*_RULES, *_OF_A_LINE) if size <= A_LINE else _RULES if size <= MOST else _OF_ERRORS if framed else ()
    for rule in rules:
        if told := _told(rule, folded, called, stated if rule.kind == "error" else lines):
            yield rule.kind, _TOLD * (_CALLED if cries and rule.kind == "error" else 1.0), told[:_FOUND]


def _told(rule: _Rule, folded: str, called: str, lines: list[str]) -> str:
    """The first of `lines` that says what `rule` wants, "" where none does; of a page `called` so."""
    if not all(pattern_of(kind).search(folded) for kind in (*rule.said, *rule.beside)):
        return ""
    first, second = map(pattern_of, rule.said)
    said = [line for line in lines if first.search(line) and second.search(line)]
    said = [line for line in said if _ITS_OWN.search(line) or NAMED_HOST.search(line)] if rule.host else said
    said = [line for line in said if _ends(line, first)] if rule.ends else said
    said = [line for line in said if pattern_of(rule.also).search(line)] if rule.also else said
    said = list(_telling(said, called, first, second)) if rule.tells else said
    if rule.at_once:
        said = [
            line for line in said if any(first.search(part) and second.search(part) for part in _BREATHS.split(line))
        ]
    if rule.called and not (rule.tells or rule.ends):  # a title is no sentence of what it is called
        below = [line for line in said if first.search(line.removeprefix(called))]
        said = below if rule.side_by_side is None else said
    if all(pattern_of(kind).search(called) for kind in rule.called):
        return next(iter(said), "")
    if rule.side_by_side is None:
        return ""
    this, thing = map(pattern_of, rule.side_by_side)
    return next(
        (
            line
            for line in said
            if any(thing.match(line, at.end() + (line[at.end() : at.end() + 1] == " ")) for at in this.finditer(line))
        ),
        "",
    )


def _telling(lines: list[str], called: str, thing: re.Pattern[str], state: re.Pattern[str]) -> Iterator[str]:
    """Those of `lines`, of a page `called` so, that tell a `state` of a `thing` ("your link has expired"); or, if no
    other goes on with it, that call it so in a few words ("invalid dynamic link")."""
    # A heading without a point runs into the line below it.
    parts = {line: line if line == called else line.removeprefix(called) for line in lines}
    told = [line for line, part in parts.items() if _tells(part, thing, state)]
    both = [line for line, part in parts.items() if thing.search(part) and state.search(part)]
    short = [line for line in both if _is_called_so(parts[line], thing, state)]
    yield from told or (short if len(short) == len(both) else ())


def _tells(line: str, thing: re.Pattern[str], state: re.Pattern[str]) -> bool:
    """Whether a part of `line` begins with a `thing`, but for a word or two, and goes on with its `state`."""
    return any(
        len(_SAID.findall(part[: named.start()])) <= _BEFORE and state.search(part, named.end())
        for part in _BREATHS.split(line)
        for named in thing.finditer(part)
    )


def _is_called_so(line: str, thing: re.Pattern[str], state: re.Pattern[str]) -> bool:
    """Whether a part of `line` is a few words, of which a `thing` is the last, behind a `state`."""
    return any(
        len(_SAID.findall(part)) <= _FEW
        and state.search(part[: named.start()])
        and not _SAID.search(_REST_OF_WORD.sub("", part[named.end() :]))
        for part in _BREATHS.split(line)
        for named in thing.finditer(part)
    )


def _ends(line: str, said: re.Pattern[str]) -> bool:
    """Whether nothing follows in `line` behind what is `said` but a word or two, or some signs without spaces."""
    found = said.search(line)
    rest = re.findall(r"\w+", line[found.end() :]) if found else []
    if rest[:1] and rest[0] in _WITH:
        return False
    return len(rest) <= _REST and len("".join(rest)) <= _REST_LETTERS
