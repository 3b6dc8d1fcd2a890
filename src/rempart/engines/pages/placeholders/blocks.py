"""Who has it that a page is not shown: a court, the police, a ministry, a law, a provider, a household's own filter.

In: the sentences with which a page of few words begins, folded as `plights` reads them. Out: the one that says so.
Whoever stands between a reader and a site names both, and that the way is barred, in one sentence ("access to this
website is blocked by order of the court"). A paper, a law firm, a library or a chat that has moved tells of a website
or of its own, in seven languages that say which; one that bars minors, copies or guests of a park speaks of another
access. In some forty languages; ``word=`` is the whole word, ``_`` stands for a space.
"""

import re
from collections.abc import Iterable, Iterator

from rempart.engines.pages.placeholders import block_terms as terms
from rempart.engines.pages.placeholders.barrier_terms import VISITED
from rempart.engines.pages.placeholders.entrances import AGED
from rempart.engines.pages.words.text import words_of
from rempart.engines.pages.words.word_tables import pattern_of

_NEAR = 22  # letters between "access" and "website" …
_AT_ONCE = 12  # … and between it and that it is denied
_AGES = frozenset({"16", "17", "18", "19", "20", "21"})
_ONE_LETTER = str.maketrans("يىۍك", "یییک")  # which Arabic and Persian keyboards write each in its own way
_WHO, _NET, _PLACE, _ACCESS, _BLOCKED, _WITHHELD, _OTHERS, _ANYONES, _THIS_ONE, _REDIRECTED, _ILLEGAL, _WANTED = (
    pattern_of(text.translate(_ONE_LETTER))
    for text in (
        *(terms.WHO, terms.NET, terms.PLACE, terms.ACCESS, terms.BLOCKED, terms.WITHHELD, terms.OTHERS),
        *(terms.ANYONES, terms.THIS_ONE, terms.REDIRECTED, terms.ILLEGAL),
        f"{VISITED} {terms.CALLED_UP}",
    )
)
# As terms of use say.
_MAY_BE = re.compile(
    r"\b(?:may|can|could|might|would|will) (?:also |then )?(?:be|have)\b|\bif \w|\bwhere (?:the|your|local) "
)
_CUT = re.compile(r"(?:\d|\b[^\W\d]{1,3})\.$")  # where a number or a short form ends with a point, and no sentence


def barred_by(lines: Iterable[str]) -> str:
    """The first of `lines`, sentences without accents in lower case that state something, which says that a site or the
    access to it is barred and who has it so, or that it is one that was asked for; "" where none does."""
    return next(filter(_bars, _whole(lines)), "")


def _whole(lines: Iterable[str]) -> Iterator[str]:
    """`lines`, with those put together again that were cut within a sentence ("the 10. Court")."""
    begun = ""
    for line in lines:
        begun = f"{begun} {line}" if begun else line
        if not _CUT.search(line):
            yield begun.translate(_ONE_LETTER)
            begun = ""
    yield begun.translate(_ONE_LETTER)


def _bars(line: str) -> bool:
    told = _WHO.search(line)
    if not (told or _WANTED.search(line) or _REDIRECTED.search(line)) or _OTHERS.search(line) or _MAY_BE.search(line):
        return False
    if _REDIRECTED.search(line):
        return bool(_ILLEGAL.search(line) or (told and _BLOCKED.search(line)))
    if _ANYONES.search(line) and not (_THIS_ONE.search(line) or _WANTED.search(line)):
        return False
    blocked, of_the_net = _BLOCKED.search(line), _NET.search(line)
    if told and blocked and (of_the_net or _PLACE.search(line)):
        return not _of_an_age(line)
    barred = of_the_net and (blocked or _WITHHELD.search(line))
    near = barred and (_lie_near(line, _NET, _NEAR) or (told and _lie_near(line, _WITHHELD, _AT_ONCE)))
    return bool(near) and not _of_an_age(line)


def _lie_near(line: str, said: re.Pattern[str], most: int) -> bool:
    """Whether at `most` so many letters lie between a word for access in `line` and one of `said`."""
    others = [at.span() for at in said.finditer(line)]
    return any(
        begins - at.end() <= most and at.start() - ends <= most
        for at in _ACCESS.finditer(line)
        for begins, ends in others
    )


def _of_an_age(line: str) -> bool:
    words = words_of(line)
    return not _AGES.isdisjoint(words) and any(map(AGED.has, words))
