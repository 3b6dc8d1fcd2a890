"""What a reason says of the name that both pages bear, and of names in which they differ.

In: the names, both pages, how rare they are in words. Out: a sentence, or what stands in it, as every version said it.
"""

from collections.abc import Mapping

from rempart.engines.pages import NameFinding, PageFeatures
from rempart.engines.verdict.calibration import Rules
from rempart.engines.verdict.written import as_written, written_in
from rempart.kernel.reasons import Reason

_MOST = 2  # names of one page in a sentence
_PAIRED = 'Both call themselves "{found}"; {rarity}. Both mostly say "{beside}" right beside it, so it counts as rarer.'
_WRITTEN_ALIKE = 'Both call themselves "{a}", of which "{found}" counts as the name; {rarity}.'
_WRITTEN = 'They call themselves "{a}" and "{b}"; of this "{found}" counts as the name of both; {rarity}.'


def name_reason(
    name: NameFinding, a: PageFeatures, b: PageFeatures, weight: float, told: Mapping[str, str], rules: Rules
) -> Reason:
    """The sentence on the shared `name`; `told`: its rarity in words and the records that show it."""
    values = {"found": name.shared, **told}
    if name.titled:
        return Reason("verdict.title", 'Both bear the title "{found}"; {rarity}.', values, weight)
    if name.paired:
        return Reason("verdict.name", _PAIRED, {**values, "beside": name.paired}, weight)
    ways = {"sounding": rules.tells_sounds, "cutting": rules.tells_words}
    written = {side: written_in(page, name.shared, **ways) for side, page in (("a", a), ("b", b))}
    said = {*map(str.lower, written.values())}
    if rules.tells_written and all(written.values()) and said != {name.shared}:
        return Reason("verdict.name", _WRITTEN_ALIKE if len(said) == 1 else _WRITTEN, {**values, **written}, weight)
    return Reason("verdict.name", 'Both call themselves "{found}"; {rarity}.', values, weight)


def names_apart(name: NameFinding, a: PageFeatures, b: PageFeatures, rules: Rules) -> dict[str, str]:
    """What each page ("a", "b") is called, in words, where the names differ."""
    names = [name.of_a, name.of_b]
    if rules.tells_words:  # what stands on both sides is nothing in which they differ
        names = [tuple(one for one in own if one not in other) or own for own, other in (names, names[::-1])]
    if rules.tells_exactly:
        names = [as_written(page, own[:_MOST]) for page, own in zip((a, b), names, strict=True)]
    return {
        side: " / ".join(f'"{one}"' for one in own[:_MOST]) or "(no name)"
        for side, own in zip("ab", names, strict=True)
    }
