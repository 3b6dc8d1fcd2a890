"""A name that is made of words of placeholders, on a page that says what it is: "Coming Soon Records is a label".

No placeholder says of its own title what sort of thing that is, unless it speaks of sites.
"""

import re
from collections.abc import Iterable, Sequence

from rempart.engines.pages.placeholders.placeholder_terms import group_of, is_of_sites
from rempart.engines.pages.words.text import words_of

_IS_TEXT = (
    "is a;is an;is the;are a;are the;was a;ist ein;ist eine;ist der;ist die;ist das;sind ein;sind eine;est un;est une;"
    "est le;est la;est l;es un;es una;es el;es la;è un;è una;è il;è la;é um;é uma;é o;é a;is een;is de;is het;jest;to;"
    "je;je to;är en;är ett;er en;er et;er ei;on;on eräs;este un;este o;este;egy;bir;είναι;это;це;е;је;adalah;là;হলো"
)
_IS = tuple(tuple(said.split()) for said in _IS_TEXT.split(";"))
_ARTICLES_TEXT = "a an the ein eine der die das un une le la l una el il um uma o een de het en ett et ei"
_ARTICLES = frozenset(_ARTICLES_TEXT.split())
_BEHIND = 6  # words that say what it is
_LEAST = 4  # letters of a name
_READ = 1_000  # letters of a line


def told_name(called: str, blocks: Iterable[str]) -> str:
    """`called`, a page's title, if a line of `blocks` begins with it and says what it is, and that no site; else ""."""
    name = called.strip()
    if len(name) < _LEAST:
        return ""
    lines = (block[:_READ] for block in blocks)
    told = any(_says_what(line[len(name) :]) for line in lines if line.lower().startswith(name.lower()))
    return name if told else ""


def without_name(text: str, name: str) -> str:
    """`text` without `name`."""
    return re.sub(re.escape(name), " ", text, flags=re.IGNORECASE).strip()


def _says_what(rest: str) -> bool:
    words = words_of(rest[:200])
    appended = rest.startswith(", ") and bool(words) and words[0] in _ARTICLES
    begun = 1 if appended else next((len(said) for said in _IS if tuple(words[: len(said)]) == said), 0)
    what = words[begun : begun + _BEHIND]
    return bool(begun and what) and not _of_placeholders(what)


def _of_placeholders(words: Sequence[str]) -> bool:
    return any(is_of_sites(word) or group_of(word) for word in words)
