"""What a state, a role, an act, a reason or an error is called on a page, in the visitor's language.

Sentences of engines and errors are English templates with named values; `wording` translates the template first and
fills it afterwards. `scripts/collect_messages.py` finds those templates in the source.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.functional import lazy
from django.utils.translation import get_language

from rempart.journal.contracts import JournalEntry
from rempart.kernel import days
from rempart.kernel.actors import ActorKind
from rempart.kernel.errors import RempartError
from rempart.kernel.reasons import Reason
from rempart.pipeline.timeline import find_title
from rempart.web.labels import LABELS
from rempart.web.wording import Words, words_in


def _words() -> Words:
    return words_in(get_language())


def sentence(said: Reason | RempartError) -> str:
    """The sentence of a reason or an error."""
    return _words().sentence(said)


def problem_words(said: str) -> str:
    """What a row keeps of its problem; what a source or the system answered stays as it is."""
    return _words().problem(said)


def label(code: object) -> str:
    """What `code` is called; the code itself where it has no name of its own."""
    return _words().label(code)


def stream_words(called: str) -> str:
    """What a stream is called: as its operator says, or in words where Rempart named it itself."""
    return _words().stream(called)


def entry_words(entry: JournalEntry) -> str:
    """What a journal entry says happened, as on a case's timeline; acts that are on none have a name in `LABELS`."""
    if entry.act in LABELS:
        return label(entry.act)
    template = find_title(entry)
    return fill(template, entry.facts) if template else entry.act


def doer_words(entry: JournalEntry) -> str:
    """Who did what an entry says: a person by their name, all else by what it is called."""
    return entry.actor_name if entry.actor_kind is ActorKind.PERSON else label(entry.actor_kind)


def fill(template: str, values: Mapping[str, object]) -> str:
    """The English `template`, translated, with the words for each of its values."""
    return _words().fill(template, values)


def figure(text: str) -> str:
    """A figure such as "1,051", "-0.25" or "97%" with the marks of the language."""
    return _words().figure(text)


def moment_words(at: datetime) -> str:
    """A moment to the second, in UTC."""
    return days.exact_moment(at, _words().language)


def day_words(day: date) -> str:
    """A day with its month in full, for a text."""
    return days.whole_day(day, _words().language)


def short_day_words(day: date) -> str:
    """A day with its month in short, for a table or a picture."""
    return days.short_day(day, _words().language)


# For what is built once and shown to many visitors: the choices of a form.
label_later = lazy(label, str)
