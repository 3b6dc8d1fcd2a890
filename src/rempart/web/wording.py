"""Words for codes, reasons and errors in one language: what the pages and the command line say alike.

In: a code, a reason, an error or an English template with its values. Out: text in the language of a `Words`.
Never: a framework, since commands that need no database start without one. `web.words` gives the visitor's language,
`cli.language` the one of whoever types.
"""

import gettext
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from rempart.config import CATALOGUE, CATALOGUES
from rempart.kernel import days
from rempart.kernel.errors import RempartError
from rempart.kernel.phrases import Count, Phrase
from rempart.kernel.reasons import Reason
from rempart.kernel.stream_labels import BY_HAND, FORECAST
from rempart.ports.capturing import NoAddressError
from rempart.ports.glancing import ANSWERS_ALL, NOT_LOOKED_AT, UNANSWERED, UNREADABLE
from rempart.ports.streams import (
    StreamBusyError,
    StreamDistrustedError,
    StreamDoubtedError,
    StreamStaleError,
    StreamUnreadableError,
)
from rempart.web import address_words
from rempart.web.act_words import ACTS
from rempart.web.labels import CONTEXT, LABELS
from rempart.web.labels import marked as _
from rempart.web.step_words import STEPS

_SOURCE = "en"  # what the source says needs no catalogue
_CALLED = {**LABELS, **ACTS, **STEPS}


@cache
def words_in(language: str | None) -> "Words":
    """The words of a language; English, in which the source is written, for one that has no catalogue."""
    return Words(language or _SOURCE)


class Words:
    """What is said in one language. Each method is pure: equal codes and values give equal text."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue: gettext.NullTranslations = gettext.NullTranslations()
        if language != _SOURCE:
            self._catalogue = gettext.translation(CATALOGUE, CATALOGUES, [language], fallback=True)

    def sentence(self, said: Reason | RempartError) -> str:
        """The sentence of a reason or an error."""
        values = said.values if isinstance(said, Reason) else said.fields
        named = {name: self._value(said.code, name, value) for name, value in values.items()}
        return self.fill(said.template, named)

    def say(self, text: str, /, **values: object) -> str:
        """An English sentence, translated, with `values` as they are: numbers, counts and what is in words already."""
        said = {name: self._told(name, self._said(value)) for name, value in values.items()}
        return self.translated(text).format_map(said)

    def problem(self, said: str) -> str:
        """What a row keeps of its problem, a sentence of `ports.streams` or `ports.glancing` or a reason of a list;
        what a source or the system answered stays as it is.
        """
        for template, pattern in _PROBLEMS:
            if found := pattern.fullmatch(said):
                return self.fill(
                    template, {name: self._cited(name, value) for name, value in found.groupdict().items()}
                )
        return str(self._shown(said))

    def label(self, code: object) -> str:
        """What `code` is called; the code itself where it has no name of its own."""
        text = str(code)
        word = _CALLED.get(text)
        return text if word is None else self.translated(word)

    def stream(self, called: str) -> str:
        """What a stream is called: as its operator says, or in words where Rempart named it itself."""
        own = _OWN_STREAMS.get(called)
        return self.translated(own) if own else called

    def fill(self, template: str, values: Mapping[str, object]) -> str:
        """The English `template`, translated, with the words for each of its values."""
        translated = self.translated(template)
        try:
            return translated.format(**{name: self._shown(value) for name, value in values.items()})
        except (KeyError, IndexError, ValueError):
            # A sentence kept by an older version may lack a value of today's template; the words stay readable.
            return re.sub(r"\{(\w+)[^}]*\}", lambda found: str(values.get(found[1], "…")), translated)

    def figure(self, text: str) -> str:
        """A figure such as "1,051", "-0.25" or "97%" with the marks of the language."""
        text = _MINUS.sub("\N{MINUS SIGN}", text)
        return text.translate(_FRENCH_MARKS) if self.language == "fr" else text

    def translated(self, text: str) -> str:
        """An English text of the source; as it is where it has no translation."""
        said = self._catalogue.gettext(text) if text else ""
        if said == text:  # a word that is counted too stands with its plural, where Debian 12's Python finds no other
            said = self._catalogue.ngettext(text, text, 1)
        return said.rpartition(CONTEXT)[2] if said == text else said

    def _said(self, value: object) -> object:
        """What is kept apart from its sentence, in words; anything else as it is."""
        if isinstance(value, RempartError | Reason):
            return self.sentence(value)
        if isinstance(value, Phrase):
            return self.say(value.template, **value.values)
        if isinstance(value, Count):
            word = self._catalogue.ngettext(value.one, value.many, value.number)
            return f"{self.figure(f'{value.number:,}')} {word}"
        if isinstance(value, tuple):
            reasons = [self.sentence(each) for each in value if isinstance(each, Reason)]
            return " ".join(reasons) or ", ".join(map(self.label, value))
        return self.figure(f"{value:,}") if isinstance(value, int) else value

    def _told(self, name: str, value: object) -> object:
        """A problem that stands in the source in these very words is translated, and so is what systems say most often;
        what else a system said is not."""
        if name not in _SAID or not isinstance(value, str):
            return value
        shown = self._shown(value)
        return self.translated(value) if shown == value else shown

    def _value(self, code: str, name: str, value: object) -> object:
        """A value of the sentence `code`."""
        if family := _CODES_IN.get(code, {}).get(name):
            return self.label(f"{family}.{value}")
        if name == "day":
            return self._day(value)
        if name in _STRANGERS and code.startswith("verdict."):
            return self._as_they_say(value)
        if name in _TYPED and isinstance(value, str):
            return _Theirs(value)
        return self._told(name, value)

    def _day(self, value: object) -> object:
        """What a sentence holds as a day, in words where it is one."""
        said = days.read_day(str(value), self.language)
        return _Theirs(said) if said else self._shown(value)

    def _as_they_say(self, value: object) -> "_Theirs":
        """What a page says or is called, letter by letter, whatever it looks like; the marks around it are ours."""
        text = str(value)
        if text == _NAMELESS:
            return _Theirs(self.translated(text))
        return _Theirs(self._quoted(text) if _QUOTED.fullmatch(text) else text)

    def _quoted(self, text: str) -> str:
        if self.language != "fr":
            return text
        return re.sub(r'"([^"]*)"', "«\N{NO-BREAK SPACE}\\1\N{NO-BREAK SPACE}»", text)

    def _cited(self, name: str, value: str) -> str:
        """A part of a problem; what has no words in the language stands in quotation marks."""
        shown = str(self._shown(value))
        if name not in _SAID or shown != value or self.language == _SOURCE:
            return shown
        return self.translated(_("“%(said)s”")) % {"said": value}

    def _shown(self, value: object) -> object:
        if isinstance(value, RempartError | Reason | Phrase | Count):
            return self._said(value)
        if isinstance(value, int | float | Path | _Theirs):
            return value
        if isinstance(value, list | tuple):
            return ", ".join(self.label(item) for item in value)
        return self._in_words(self.label(value))

    def _in_words(self, text: str) -> str:
        parts = text.split(", ")
        if len(parts) > 1 and all(part in _CALLED for part in parts):
            return ", ".join(self.label(part) for part in parts)
        for pattern, words in _FRAGMENTS:
            if found := pattern.fullmatch(text):
                within = found.groupdict().items()
                shown = {name: self._day(part) if name == "day" else self._shown(part) for name, part in within}
                return self.translated(words) % shown
        if _QUOTED.fullmatch(text):
            return self._quoted(text)
        if said := days.read_moment(text, self.language):
            return said
        return self.figure(text) if _FIGURE.fullmatch(text) else text


class _Theirs(str):
    """A stranger's words: no code of ours, whatever they say."""

    __slots__ = ()


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(template)))


_PROBLEMS = tuple(
    (template, _pattern(template))
    for template in (
        StreamBusyError.template,
        StreamDistrustedError.template,
        StreamDoubtedError.template,
        StreamStaleError.template,
        StreamUnreadableError.template,
        UNANSWERED,
        NOT_LOOKED_AT,
        ANSWERS_ALL,
        UNREADABLE,
        NoAddressError.template,
    )
)

# What a source, a system or an adapter said, in its own words.
_SAID = ("problem", "detail", "advice", "awaited", "part")

# Streams that Rempart names (`OWN_LABELS`).
_OWN_STREAMS = {FORECAST: _("forecast names"), BY_HAND: _("taken by hand")}

_NAMELESS = _("(no name)")
# What a comparison's sentences hold of the pages themselves: a site may be called "parked", or "permission denied".
_STRANGERS = frozenset(
    {"found", "name", "title", "given", "host", "address", "beside", "word", "first", "second", "a", "b"}
)

# What somebody typed or called a file: it may be called "report", as a code is.
_TYPED = frozenset({"path", "file", "folder", "place", "email", "text"})

# Codes that a sentence holds as values, and the family of labels that has their words.
_OF_A_SIDE = (
    *("verdict.says_nothing", "verdict.unfinished", "verdict.voice", "verdict.quoted", "verdict.unmarked"),
    *("verdict.untitled", "verdict.unsaid", "verdict.shown_at", "verdict.former_name", "verdict.from_its_host"),
    *("verdict.posted", "verdict.unread", "verdict.words_alone", "verdict.in_a_folder"),
)
_CODES_IN = {
    **{code: {"side": "page-side", "kind": "page"} for code in _OF_A_SIDE},
    **{code: {"act": "may"} for code in ("people.not_allowed", "people.not_your_row", "people.own_decision")},
    **{code: {"act": "act"} for code in ("policy.role_not_entitled", "policy.act_not_open")},
}

# Not "3.10": a version or part of an address keeps its dots.
_MINUS = re.compile(r"^-(?=[0-9])")
_FIGURE = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|0\.[0-9]+|[0-9]{1,3}%")
_FRENCH_MARKS = {ord(","): "\N{NARROW NO-BREAK SPACE}", ord("."): ",", ord("%"): "\N{NO-BREAK SPACE}%"}
_QUOTED = re.compile(r'"[^"]*"(?: / "[^"]*")*')

# What systems say of a file, which they may name behind it.
_OF_FILES = (
    ("No such file or directory", _("there is no such file")),
    ("Permission denied", _("access to it is refused")),
    ("Is a directory", _("it is a folder")),
    ("Not a directory", _("a part of the path is no folder")),
    ("File exists", _("it is there already")),
    ("No space left on device|Disk quota exceeded", _("there is no room left")),
    ("Read-only file system", _("it is write-protected")),
    ("File name too long", _("its name is too long")),
)

# Fragments that engines put into a sentence as a value.
_FRAGMENTS: tuple[tuple[re.Pattern[str], str], ...] = (
    *address_words.FRAGMENTS,
    (re.compile("how rare it is was not counted"), _("how rare it is was not counted")),
    (
        re.compile("at most one of (?P<hosts>[0-9,]+) other hosts shares this"),
        _("at most one of %(hosts)s other hosts shares this"),
    ),
    (
        re.compile("(?P<count>[0-9,]+) of (?P<hosts>[0-9,]+) other hosts share this"),
        _("%(count)s of %(hosts)s other hosts share this"),
    ),
    (re.compile("(?P<part>[0-9,]+) of (?P<whole>[0-9,]+)"), _("%(part)s of %(whole)s")),
    (
        re.compile(r"its certificates have all expired, the last on (?P<day>[0-9-]+)"),
        _("its certificates have all expired, the last on %(day)s"),
    ),
    (
        re.compile(r"its tree head was signed on (?P<moment>[0-9: -]+ UTC)"),
        _("its tree head was signed on %(moment)s"),
    ),
    (
        re.compile(r"it is followed already, as (?P<called>.+)"),
        _("it is followed already, as %(called)s"),
    ),
    (
        re.compile(r"(?P<gone>[0-9]+) of (?P<known>[0-9]+) names are gone at once"),
        _("%(gone)s of %(known)s names are gone at once"),
    ),
    (
        re.compile(r"its names tile says that entry (?P<index>[0-9]+) names (?P<host>\S+), and its tree does not"),
        _("its names tile says that entry %(index)s names %(host)s, and its tree does not"),
    ),
    (
        re.compile("its tree head is of a time to come; this machine's clock may be slow"),
        _("its tree head is of a time to come; this machine's clock may be slow"),
    ),
    (re.compile("no answer in time"), _("no answer in time")),
    (re.compile(r"no answer within (?P<seconds>\d+) s"), _("no answer within %(seconds)s s")),
    # Rows of older versions keep what the library says.
    (
        re.compile("the connection ended before an answer|can't handle event type ConnectionClosed.*"),
        _("the connection ended before an answer"),
    ),
    (re.compile("what it answers is no HTTP|illegal (?:status|header) line: .*"), _("what it answers is no HTTP")),
    (
        re.compile(r"the head of its answer is longer than (?P<size>\d+) kB"),
        _("the head of its answer is longer than %(size)s kB"),
    ),
    # What systems say most often; their other sentences stay as they are, in the end.
    (re.compile(r"(?:\[Errno \d+\] )?Address already in use"), _("another program listens there")),
    (re.compile(r"(?:\[Errno \d+\] )?Cannot assign requested address"), _("this machine has no such address")),
    (re.compile(r"(?:\[Errno \d+\] )?Connection refused"), _("the connection was refused")),
    (re.compile(r"(?:\[Errno \d+\] )?Connection reset by peer"), _("the connection was cut off")),
    (re.compile(r"(?:\[Errno \d+\] )?(?:Connection |Operation )?timed out"), _("no answer in time")),
    (
        re.compile(r"(?:\[Errno \d+\] )?(?:No route to host|Network is unreachable)"),
        _("no way leads there"),
    ),
    *((re.compile(rf"(?:\[Errno \d+\] )?(?i:{said})(?:: '.*')?"), told) for said, told in _OF_FILES),
    (re.compile("'utf-8' codec can't decode byte.*"), _("it is no text in UTF-8")),
    (
        re.compile(r"(?P<host>\S+) has no address \(no answer\)"),
        _("the name servers of %(host)s do not answer"),
    ),
    (
        re.compile(r"(?P<host>\S+) has no address \((?P<code>\w+)\)"),
        _("%(host)s has no address (%(code)s)"),
    ),
    (
        re.compile(r"(?P<address>\S+) port (?P<port>\d+) gave no sign within (?P<seconds>\d+) s"),
        _("%(address)s port %(port)s gave no sign within %(seconds)s s"),
    ),
    (
        re.compile("(?P<address>[0-9a-f.:]+) port (?P<port>[0-9]+): (?P<said>.+)"),
        _("%(address)s port %(port)s: %(said)s"),
    ),
    (
        re.compile("the limit of a look was reached: (?P<limit>.+)"),
        _("the limit of a look was reached: %(limit)s"),
    ),
    (re.compile("its robots.txt says no"), _("its robots.txt says no")),
    (
        re.compile("it or a name above it asked to be left out"),
        _("it or a name above it asked to be left out"),
    ),
    (
        re.compile(r"(?P<address>\S+) is in a network left out"),
        _("%(address)s is in a network left out"),
    ),
)
