"""The language in which a command speaks: what the terminal asks for, or `--lang`. JSON is the same in every language.

Words come from the pages' catalogue. A command marks what it says by `say`, `counted` and `Phrase`, and
`scripts/collect_messages.py` finds it there.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rempart.config import LANGUAGES, find_language, use_language
from rempart.kernel.chances import chance_text
from rempart.kernel.errors import InputRejectedError, RempartError
from rempart.kernel.reasons import Reason

if TYPE_CHECKING:
    from rempart.web.wording import Words

SOURCE = LANGUAGES[0]  # the language in which the source is written
OPTION = "--lang"


class LanguageNotSpokenError(InputRejectedError):
    """Rempart does not speak that language."""

    code = "cli.language"
    template = "Rempart does not speak {language!r}. Name one of {known}."


def take_language(arguments: Sequence[str]) -> list[str]:
    """`arguments` without the language that they name, wherever they name it; it is spoken from here on.

    Taken before anything else is read: the help texts and what is wrong with the other arguments are told in it too.
    Raises LanguageNotSpokenError.
    """
    left: list[str] = []
    words_left = iter(arguments)
    for word in words_left:
        name, given, value = word.partition("=")
        if word == "--":  # what follows is no option, whatever it looks like
            left += [word, *words_left]
        elif name == OPTION:
            _speak(value if given else next(words_left, ""))
        else:
            left.append(word)
    return left


def _speak(language: str) -> None:
    if language not in LANGUAGES:
        raise LanguageNotSpokenError(language=language, known=", ".join(LANGUAGES))
    use_language(language)


def words(language: str = "") -> "Words":
    """The words of `language`, else of the one that is asked for now."""
    from rempart.web.wording import words_in  # it knows what engines say, which many commands do without

    return words_in(language or find_language())


def say(text: str, /, **values: object) -> str:
    """An English sentence in the user's language, with `values` in their places."""
    return words().say(text, **values)


def figure(value: object) -> str:
    """A figure with the marks of the language; nothing for None."""
    # A plain hyphen for a minus: a terminal without the sign would show a question mark in its place.
    return "" if value is None else words().figure(str(value)).replace("\N{MINUS SIGN}", "-")


def sentence(said: Reason | RempartError) -> str:
    """A reason or an error in the user's language."""
    return words().sentence(said)


def label(code: object) -> str:
    """What `code` is called in the user's language."""
    return words().label(code)


def percentage(probability: float) -> str:
    """A probability as "99.94%", never rounded up to certainty."""
    return figure(f"{float(chance_text(probability, 4)):.2%}")
