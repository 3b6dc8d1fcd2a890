"""Letters that stand in boxes of their own: a reader sees the words that they spell.

In: the texts of a page, in their order. Out: as many, of which a run of letters is one. Never: an alphabet, a column of
one mark, the days of a week.
"""

from itertools import groupby, pairwise

LEAST_LETTERS, LEAST_SORTS = 12, 5  # of a run, and how many of them are not the same
_LEAST_LONG = 3  # letters of a word, with the space behind it, on average
_MOSTLY = 0.7  # of a run that has to be letters, and of gaps between letters that part no words


def spelled(parts: list[str]) -> list[str]:
    """`parts` with what runs of single letters spell in place of the first of each, and nothing in place of the rest;
    an empty part among them is a space."""
    if sum(len(part) == 1 for part in parts) < LEAST_LETTERS:
        return parts
    found: list[str] = []
    for is_single, group in groupby(parts, lambda part: len(part) <= 1):
        run = list(group)
        words = _joined(run) if is_single and _spells(run) else ""
        found += [words, *[""] * (len(run) - 1)] if (words.count(" ") + 1) * _LEAST_LONG <= len(words) else run
    return found


def _spells(run: list[str]) -> bool:
    """Whether what stands in `run` is letters of words, in no order of the alphabet."""
    signs = [part.casefold() for part in run if part]
    letters = [sign for sign in signs if sign.isalpha()]
    enough = len(letters) >= max(LEAST_LETTERS, _MOSTLY * len(signs)) and len(set(letters)) >= LEAST_SORTS
    return enough and sum(one > other for one, other in pairwise(letters)) > len(letters) // 10


def _joined(run: list[str]) -> str:
    """The words of `run`; where white space stands between most letters, more of it is between words."""
    gaps = [len(list(group)) for is_sign, group in groupby(run, bool) if not is_sign]
    single = sum(gap == 1 for gap in gaps)
    is_wide = single > _MOSTLY * max(1, sum(map(bool, run)) - 1)
    text = "".join(
        "".join(group) if is_sign else " " * (sum(1 for _ in group) > int(is_wide))
        for is_sign, group in groupby(run, bool)
    )
    return " ".join(text.split())
