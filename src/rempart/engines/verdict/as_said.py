"""A shared sign in words that are so of both pages: numbers, which stand as 0 in what is compared, are left out of it.

In: a sign, the rules of a version. Out: what is told of it. Never: a number, since it may differ; older versions tell
the form that is compared.
"""

import re

from rempart.engines.pages import Kind, Sign
from rempart.engines.pages.words.text import ALONE_SIGNS
from rempart.engines.verdict.calibration import Rules

_ALONE = re.compile(rf"(?<=[{ALONE_SIGNS}]) (?=[{ALONE_SIGNS}])")  # words of a script without spaces stand together
_NUMBER = re.compile(r"(?<!\S)0(?!\S)")
_IN_PATH = re.compile(r"0+")

# Where numbers are left out: kind, then code and sentence.
NUMBERED: dict[Kind, tuple[str, str]] = {
    Kind.SENTENCE: ("verdict.sentence", 'Both say "{found}", where … is a number, which may differ; {rarity}.'),
    Kind.ENDPOINT: (
        "verdict.endpoint",
        "Both send what is entered to the path {found}, where … is a number, which may differ; {rarity}.",
    ),
}


def as_said(sign: Sign, rules: Rules) -> str:
    """What is told of `sign`: "…" stands for numbers."""
    if rules.tells_exactly and sign.kind is Kind.ENDPOINT:
        return _IN_PATH.sub("…", sign.text)
    if rules.tells_exactly and sign.kind in {Kind.SENTENCE, Kind.QUOTED}:
        return _ALONE.sub("", _NUMBER.sub("…", sign.text))
    return sign.text


def leaves_out(sign: Sign, rules: Rules) -> bool:
    """Whether numbers are left out of what is told of `sign`, so that its sentence has to say so."""
    return rules.tells_exactly and sign.kind in NUMBERED and "…" in as_said(sign, rules)
