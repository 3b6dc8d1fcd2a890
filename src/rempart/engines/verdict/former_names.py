"""Whether a page says what it was called before: "Kolvara, formerly Velmora", "Kolvara (бывший Velmora)".

In: two pages, their comparison and evidence. Out: which page says so, by which word, and the name of the other. Never:
a "same", since whoever takes over a site's visitors says so too.
"""

from dataclasses import dataclass

from rempart.engines.pages import Comparison, PageFeatures
from rempart.engines.pages.comparing.own_names import marked_names_of
from rempart.engines.pages.reading.naming import names_in
from rempart.engines.pages.words.text import hash_of, plain_name
from rempart.engines.verdict.calibration import Rules
from rempart.engines.verdict.evidence import ASKED, Evidence
from rempart.engines.verdict.owners import is_named
from rempart.kernel.reasons import Reason

_FORMER_TEXT = (
    "formerly former previously renamed rebranded ex ehemals ehemalig ehemalige ehemaliger ehemaliges vormals "
    "früher umbenannt anciennement ancien ancienne autrefois rebaptisé antiguamente anteriormente renombrado "
    "antigamente antigo precedentemente voormalig voorheen vroeger dawniej dawny przedtem dříve bývalý predtým "
    "korábban egykori tidigare tidligere entinen aiemmin endine varem бывший бывшая бывшее ранее прежнее "
    "переименован колишній раніше бивш eski eskiden önceden πρώην fostul denumit bivši nekdanji سابقا לשעבר "
    "sebelumnya dahulu"
)
_FORMER = {hash_of(plain_name(word)): word for word in _FORMER_TEXT.split()}


@dataclass(frozen=True, slots=True)
class FormerName:
    """The `side` that says `word` and the `name` of the other page."""

    side: str
    word: str
    name: str


def former_name_of(
    a: PageFeatures, b: PageFeatures, comparison: Comparison, evidence: Evidence, rules: Rules
) -> FormerName | None:
    """Which of two pages says what the other is called beside such a word, if both ask or offer the same under no name
    of both; None where neither does."""
    if not rules.former_names or is_named(comparison, rules) or not evidence.strong & ASKED:
        return None
    sides = (("first", a, b, comparison.name.of_b), ("second", b, a, comparison.name.of_a))
    for side, page, other, names in sides:
        said = _FORMER.keys() & page.words
        word = next((word for plain, word in _FORMER.items() if plain in said), "")
        for name in names if word else ():
            if hash_of(name) in page.words and name in _called(other) and name not in marked_names_of(page):
                return FormerName(side, word, name)
    return None


def _called(page: PageFeatures) -> set[str]:
    """What title and marks of `page` say."""
    return {*names_in(page.title, page.version), *marked_names_of(page)}


def former_name_reason(found: FormerName) -> Reason:
    """That it says so, and what that may mean."""
    template = (
        'The {side} page says "{word}" and "{found}", as the other is called, and both ask for the same: so does a '
        "site under a new name, and whoever takes over its visitors."
    )
    return Reason("verdict.former_name", template, {"side": found.side, "word": found.word, "found": found.name}, 0.0)
