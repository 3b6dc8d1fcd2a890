"""Words for codes: what a state, role, act or verdict is called on a page, in the visitor's language.

Sentences of engines and errors are English templates with named values; `sentence` translates the template first and
fills it afterwards. `scripts/collect_messages.py` finds those templates in the source.
"""

import re
from collections.abc import Callable, Mapping

from django.utils.translation import get_language, gettext

from rempart.journal.contracts import JournalEntry
from rempart.kernel.errors import RempartError
from rempart.kernel.reasons import Reason
from rempart.kernel.stream_labels import BY_HAND, FORECAST
from rempart.pipeline.timeline import find_title
from rempart.ports.capturing import NoAddressError
from rempart.ports.glancing import ANSWERS_ALL, NOT_LOOKED_AT, UNANSWERED, UNREADABLE
from rempart.ports.streams import (
    StreamBusyError,
    StreamDistrustedError,
    StreamDoubtedError,
    StreamStaleError,
    StreamUnreadableError,
)
from rempart.web.labels import LABELS


def sentence(said: Reason | RempartError) -> str:
    """The sentence of a reason or an error in the visitor's language."""
    values = said.values if isinstance(said, Reason) else said.fields
    families = _CODES_IN.get(said.code, {})
    named = {key: label(f"{families[key]}.{value}") if key in families else value for key, value in values.items()}
    return fill(said.template, named)


def problem_words(said: str) -> str:
    """What a row keeps of its problem, a sentence of `ports.streams` or `ports.glancing` or a reason of a list, in the
    visitor's language; what a source or the system answered stays as it is.
    """
    for template, pattern in _PROBLEMS:
        if found := pattern.fullmatch(said):
            return fill(template, {name: _cited(name, value) for name, value in found.groupdict().items()})
    return str(_shown(said))


def _cited(name: str, value: str) -> str:
    """A part of a problem in the visitor's language; what has no words there stands in quotation marks."""
    shown = str(_shown(value))
    if name not in _SAID or shown != value or get_language() == "en":
        return shown
    return gettext("“%(said)s”") % {"said": value}


def label(code: object) -> str:
    """What `code` is called; the code itself where it has no name of its own."""
    text = str(code)
    word = LABELS.get(text)
    return str(word) if word is not None else text


def stream_words(called: str) -> str:
    """What a stream is called: as its operator says, or in the visitor's language where Rempart named it itself."""
    own = _OWN_STREAMS.get(called)
    return own() if own else called


def entry_words(entry: JournalEntry) -> str:
    """What a journal entry says happened, as on a case's timeline; acts that are on none have a name in `LABELS`."""
    word = LABELS.get(entry.act)
    if word is not None:
        return str(word)
    template = find_title(entry)
    return fill(template, entry.facts) if template else entry.act


def fill(template: str, values: Mapping[str, object]) -> str:
    """The English `template`, translated, with the words for each of its values."""
    translated = gettext(template) if template else ""
    try:
        return translated.format(**{name: _shown(value) for name, value in values.items()})
    except (KeyError, IndexError, ValueError):
        # A sentence kept by an older version may lack a value of today's template; the words stay readable.
        return re.sub(r"\{(\w+)[^}]*\}", lambda found: str(values.get(found[1], "…")), translated)


def figure(text: str) -> str:
    """A figure such as "1,051", "-0.25" or "97%" with the marks of the visitor's language."""
    text = _MINUS.sub("\N{MINUS SIGN}", text)
    if get_language() != "fr":
        return text
    return text.translate({ord(","): "\N{NARROW NO-BREAK SPACE}", ord("."): ",", ord("%"): "\N{NO-BREAK SPACE}%"})


def _shown(value: object) -> object:
    if isinstance(value, int | float):
        return value
    if isinstance(value, list | tuple):
        return ", ".join(label(item) for item in value)
    text = label(value)
    parts = text.split(", ")
    if len(parts) > 1 and all(part in LABELS for part in parts):
        return ", ".join(label(part) for part in parts)
    for pattern, words in _FRAGMENTS:
        if found := pattern.fullmatch(text):
            return words() % {name: _shown(part) for name, part in found.groupdict().items()}
    if get_language() == "fr" and _QUOTED.fullmatch(text):
        return re.sub(r'"([^"]*)"', "«\N{NO-BREAK SPACE}\\1\N{NO-BREAK SPACE}»", text)
    return _figured(text)


def _figured(text: str) -> str:
    return figure(text) if _FIGURE.fullmatch(text) else text


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
_SAID = ("problem", "detail")

# Streams that Rempart names (`OWN_LABELS`).
_OWN_STREAMS: Mapping[str, Callable[[], str]] = {
    FORECAST: lambda: gettext("forecast names"),
    BY_HAND: lambda: gettext("taken by hand"),
}

# Codes that a sentence holds as values, and the family of labels that has their words.
_OF_A_SIDE = (
    *("verdict.says_nothing", "verdict.unfinished", "verdict.voice", "verdict.quoted", "verdict.unmarked"),
    *("verdict.untitled", "verdict.unsaid", "verdict.shown_at", "verdict.former_name"),
)
_CODES_IN = {code: {"side": "page-side", "kind": "page"} for code in _OF_A_SIDE}

# Not "3.10": a version or part of an address keeps its dots.
_MINUS = re.compile(r"^-(?=[0-9])")
_FIGURE = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|0\.[0-9]+|[0-9]{1,3}%")


_QUOTED = re.compile(r'"[^"]*"(?: / "[^"]*")*')


# Fragments that engines put into a sentence as a value.
_FRAGMENTS: tuple[tuple[re.Pattern[str], Callable[[], str]], ...] = (
    (re.compile(r"\(no name\)"), lambda: gettext("(no name)")),
    (re.compile("how rare it is was not counted"), lambda: gettext("how rare it is was not counted")),
    (
        re.compile("at most one of (?P<hosts>[0-9,]+) other hosts shares this"),
        lambda: gettext("at most one of %(hosts)s other hosts shares this"),
    ),
    (
        re.compile("(?P<count>[0-9,]+) of (?P<hosts>[0-9,]+) other hosts share this"),
        lambda: gettext("%(count)s of %(hosts)s other hosts share this"),
    ),
    (
        re.compile(r"its certificates have all expired, the last on (?P<day>[0-9-]+)"),
        lambda: gettext("its certificates have all expired, the last on %(day)s"),
    ),
    (
        re.compile(r"its tree head was signed on (?P<moment>[0-9: -]+ UTC)"),
        lambda: gettext("its tree head was signed on %(moment)s"),
    ),
    (
        re.compile(r"it is followed already, as (?P<called>.+)"),
        lambda: gettext("it is followed already, as %(called)s"),
    ),
    (
        re.compile(r"(?P<gone>[0-9]+) of (?P<known>[0-9]+) names are gone at once"),
        lambda: gettext("%(gone)s of %(known)s names are gone at once"),
    ),
    (
        re.compile(r"its names tile says that entry (?P<index>[0-9]+) names (?P<host>\S+), and its tree does not"),
        lambda: gettext("its names tile says that entry %(index)s names %(host)s, and its tree does not"),
    ),
    (
        re.compile("its tree head is of a time to come; this machine's clock may be slow"),
        lambda: gettext("its tree head is of a time to come; this machine's clock may be slow"),
    ),
    (re.compile("no answer in time"), lambda: gettext("no answer in time")),
    # What systems say most often; their other sentences stay as they are, in the end.
    (re.compile(r"(?:\[Errno \d+\] )?Connection refused"), lambda: gettext("the connection was refused")),
    (re.compile(r"(?:\[Errno \d+\] )?Connection reset by peer"), lambda: gettext("the connection was cut off")),
    (re.compile(r"(?:\[Errno \d+\] )?(?:Connection |Operation )?timed out"), lambda: gettext("no answer in time")),
    (
        re.compile(r"(?:\[Errno \d+\] )?(?:No route to host|Network is unreachable)"),
        lambda: gettext("no way leads there"),
    ),
    (re.compile(r"(?:\[Errno \d+\] )?No such file or directory"), lambda: gettext("there is no such file")),
    (re.compile(r"(?:\[Errno \d+\] )?Permission denied"), lambda: gettext("it may not be read")),
    (
        re.compile(r"(?P<host>\S+) has no address \(no answer\)"),
        lambda: gettext("the name servers of %(host)s do not answer"),
    ),
    (
        re.compile(r"(?P<host>\S+) has no address \((?P<code>\w+)\)"),
        lambda: gettext("%(host)s has no address (%(code)s)"),
    ),
    (
        re.compile(r"(?P<address>\S+) port (?P<port>\d+) gave no sign within (?P<seconds>\d+) s"),
        lambda: gettext("%(address)s port %(port)s gave no sign within %(seconds)s s"),
    ),
    (
        re.compile("(?P<address>[0-9a-f.:]+) port (?P<port>[0-9]+): (?P<said>.+)"),
        lambda: gettext("%(address)s port %(port)s: %(said)s"),
    ),
    (
        re.compile("the limit of a look was reached: (?P<limit>.+)"),
        lambda: gettext("the limit of a look was reached: %(limit)s"),
    ),
    (re.compile("its robots.txt says no"), lambda: gettext("its robots.txt says no")),
    (
        re.compile("it or a name above it asked to be left out"),
        lambda: gettext("it or a name above it asked to be left out"),
    ),
    (
        re.compile(r"(?P<address>\S+) is in a network left out"),
        lambda: gettext("%(address)s is in a network left out"),
    ),
    (re.compile(r"(?P<moment>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}):.*\+00:00"), lambda: "%(moment)s UTC"),
)
