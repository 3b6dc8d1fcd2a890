"""How a page writes the name that it has in common with another, for who reads the reasons and looks at the page.

In: a page, a name as names are compared. Out: a mark or a side of the title as it stands there, or words of one. Never:
a name that no mark or title of the page says or sounds like.
"""

from collections.abc import Callable

from rempart.engines.pages import Kind, PageFeatures
from rempart.engines.pages.comparing.compounds import with_letters
from rempart.engines.pages.reading.naming import SIDES
from rempart.engines.pages.words.sounds import sound_of
from rempart.engines.pages.words.text import plain_words

_AROUND = " ,;:!?()«»\"'"
MOST = 60  # letters: longer ones are sentences
_BESIDE = 3  # words beside a name from which a mark is a sentence too ("Follow Velmora on Quaynet")


def written_in(page: PageFeatures, name: str, *, sounding: bool = False, cutting: bool = False) -> str:
    """The shortest mark or side of the title of `page` that says `name`, else its shortest mark under that name, else
    the shortest of them that sounds so, if `sounding`; "" where there is none of these. Of one that says much besides
    only the words that say the name, if `cutting`."""
    marks = [(sign.shown or sign.value, sign.value) for sign in page.signs if sign.kind is Kind.SITE_MARK]
    sides = [side.strip() for side in SIDES.split(page.title)]
    texts = (*(shown for shown, _ in marks), *sides)
    says = _says
    kept = [text for text in texts if _says(text, name, page.version)]
    kept = kept or [shown for shown, value in marks if value == name]
    if sounding and not kept:
        says = _sounds
        kept = [text for text in texts if _sounds(text, name, page.version)]
    if cutting:
        kept = [_words_of_it(text, name, page.version, says) for text in kept]
    return min((text for text in kept if len(text) <= MOST), key=lambda text: (len(text), text), default="")


def as_written(page: PageFeatures, names: tuple[str, ...]) -> tuple[str, ...]:
    """`names`, of those that `page` writes otherwise, as apart or in another alphabet, how a mark or its title does."""
    written = (written_in(page, name, sounding=True, cutting=True) for name in names)
    return tuple(name if name in said.casefold() else said or name for name, said in zip(names, written, strict=True))


def _words_of_it(text: str, name: str, version: int, says: Callable[[str, str, int], bool]) -> str:
    """The fewest words of `text` in a row that say `name`, where it says `_BESIDE` and more besides; else all of it."""
    words = text.split()
    for many in range(1, len(words) - _BESIDE + 1):
        for first in range(len(words) - many + 1):
            said = " ".join(words[first : first + many])
            if says(said, name, version):
                return said.strip(_AROUND)
    return text


def _sounds(text: str, name: str, version: int) -> bool:
    """Whether `text` says what sounds as `name`, also with digits for letters."""
    said = with_letters("".join(plain_words(text, version)))
    return sound_of(with_letters(name)) in sound_of(said)


def _says(text: str, name: str, version: int) -> bool:
    return name in "".join(plain_words(text, version))
