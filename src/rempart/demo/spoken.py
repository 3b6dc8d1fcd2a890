"""What the people of the story write, and what they and their parts are called, in the language it is told in.

In: English sentences of the source. Out: text for the database and the configuration, as somebody would have typed it.
"""

from rempart.config import find_language
from rempart.kernel.actors import Role
from rempart.web.wording import words_in


def say(text: str, /, **values: object) -> str:
    """`text` in the language of the terminal."""
    return words_in(find_language()).say(text, **values)


def called(role: Role, letter: str) -> str:
    """A person of the story: what they do, and a letter."""
    return f"{words_in(find_language()).label(role)} {letter}"


def log_label() -> str:
    """The stream of the certificate log."""
    return say("Certificate log")


def list_label() -> str:
    """The stream of the daily list."""
    return say("New registrations")
