"""How a page writes the name that it has in common with another, for who reads the reasons and looks at the page.

In: a page, a name as names are compared. Out: a mark or a side of the title as it stands there. Never: a name that no
mark or title of the page says or sounds like.
"""

from rempart.engines.pages import Kind, PageFeatures
from rempart.engines.pages.compounds import with_letters
from rempart.engines.pages.naming import SIDES
from rempart.engines.pages.sounds import sound_of
from rempart.engines.pages.text import plain_names, words_of

MOST = 60  # letters: longer ones are sentences


def written_in(page: PageFeatures, name: str, *, sounding: bool = False) -> str:
    """The shortest mark or side of the title of `page` that says `name`, else its shortest mark under that name, else
    the shortest of them that sounds so, if `sounding`; "" where there is none of these."""
    marks = [(sign.shown or sign.value, sign.value) for sign in page.signs if sign.kind is Kind.SITE_MARK]
    sides = [side.strip() for side in SIDES.split(page.title)]
    said = [text for text in (*(shown for shown, _ in marks), *sides) if _says(text, name, page.version)]
    kept = said or [shown for shown, value in marks if value == name]
    if sounding and not kept:
        kept = [text for text in (*(shown for shown, _ in marks), *sides) if _sounds(text, name, page.version)]
    return min((text for text in kept if len(text) <= MOST), key=lambda text: (len(text), text), default="")


def _sounds(text: str, name: str, version: int) -> bool:
    """Whether `text` says what sounds as `name`, also with digits for letters."""
    said = with_letters("".join(plain_names(words_of(text, version))))
    return sound_of(with_letters(name)) in sound_of(said)


def _says(text: str, name: str, version: int) -> bool:
    return name in "".join(plain_names(words_of(text, version)))
