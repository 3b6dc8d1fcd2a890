"""Names as they sound: spellings in two alphabets, or with letters that sound alike, agree."""

import re
from functools import lru_cache

_SOUNDS = (
    *(("dzh", "j"), ("sch", "sh"), ("ck", "k"), ("qu", "kv"), ("q", "k"), ("ph", "f"), ("x", "ks"), ("w", "v")),
    *(("kh", "h"), ("ch", "4"), ("c", "k"), ("4", "ch"), ("y", "i"), ("j", "i"), ("ee", "i"), ("oo", "u")),
)
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=8192)  # a comparison asks for each of its names a dozen times, and a query ten pages for one's own
def sound_of(name: str) -> str:
    """A name as it sounds, so that spellings in two alphabets agree: "Quanta" and "Кванта", "Vulcan" and "Вулкан"."""
    for spelling, sound in _SOUNDS:
        name = name.replace(spelling, sound)
    return _REPEATED.sub(r"\1", name)
