"""Hosts as mirrors have them, where the name itself is taken: "velmoracasinoit", "velmra24", "best-slots-24".

In: a host, names, the words of one version. Out: whether it may be of a site that bears one of them. Never: a host that
says another's name, or whose trade, beside it ("velmora-ashby", "velmorahotel", "velmora-reviews").
"""

from collections.abc import Iterator
from functools import lru_cache

from rempart.engines.pages.comparing.compounds import core_of
from rempart.engines.pages.comparison_rules import Trades, is_put_together
from rempart.engines.pages.reading.naming import LEAST_STEM, REPORTING_HOST, own_label, telling_labels
from rempart.engines.pages.words.sounds import sound_of
from rempart.engines.pages.words.word_list import word_list

_LEAST_MISSPELT = 5  # letters, as it sounds, of a name of which one may be another, too many or left out
_MOST_PARTS = 8  # between hyphens of a label: whoever writes more wants to be looked at for long
_CODE = 2  # letters of a country's code
# What stands beside a name where visitors enter, as a trade of mirrors does.
_ENTERED = frozenset({"login", "official", "register", "registration", "signup"})


def may_be_a_mirrors(host: str, names: frozenset[str], trades: Trades) -> bool:
    """Whether `host` names nobody, or says one of `names`, as it sounds or, if no language has it, with one letter
    otherwise, and beside it words of `trades` alone; never by versions that know no trade of mirrors."""
    labels = telling_labels(host) if trades.mirrors else ()
    return names_nobody(host, trades) or any(_says(label, names, trades) for label in labels)


def names_nobody(host: str, trades: Trades) -> bool:
    """Whether the registered name of `host` is words of trades alone, one of them of mirrors, and nothing but "www" is
    before it: labels below one are a service's to give."""
    label = own_label(host)
    if not (trades.mirrors and label) or telling_labels(host) != (label,):
        return False
    parts = _parts(label)
    told = any(_tells(part, trades.mirrors) for part in parts if is_put_together(part, _joined(trades)))
    return told and all(len(part) <= _CODE or _is_beside(part, trades) for part in parts)


def _tells(part: str, words: frozenset[str]) -> bool:
    return any(word == part or (len(word) >= LEAST_STEM and word in part) for word in words)


def _is_beside(part: str, trades: Trades) -> bool:
    """Whether a part of a label between hyphens is words of trades."""
    return (part in trades.words and part not in REPORTING_HOST) or is_put_together(part, _joined(trades))


def _joined(trades: Trades) -> frozenset[str]:
    return trades.joined | trades.mirrors


def _parts(label: str) -> list[str]:
    parts = ("".join(filter(str.isalpha, part)) for part in label.split("-"))
    return [part for part in parts if part]


@lru_cache(maxsize=1 << 14)
def _says(label: str, names: frozenset[str], trades: Trades) -> bool:
    """Whether `label` says one of `names`, or some in a row, and beside it words of `trades`; a country's code too
    beside one of mirrors, since owners of one word are told apart by their countries."""
    parts = _parts(label)
    if len(parts) > _MOST_PARTS:
        return False
    spans = [(first, last) for first in range(len(parts)) for last in range(first + 1, len(parts) + 1)]
    for first, last in spans:
        for core, rest in _cores("".join(parts[first:last]), _joined(trades)):
            beside = [*parts[:first], *rest, *parts[last:]]
            told = any(_tells(part, trades.mirrors | _ENTERED) for part in beside)
            of_trades = all(_is_beside(part, trades) or (told and len(part) <= _CODE) for part in beside)
            if of_trades and _is_one(core, names, trades):
                return True
    return False


def _is_one(core: str, names: frozenset[str], trades: Trades) -> bool:
    """Whether `core` is one of `names` or some in a row, sounds as one, or is one of no language misspelt."""
    said = sound_of(core)
    if is_put_together(core, names) or any(said == sound_of(core_of(name, trades)) for name in names):
        return True
    made = (sound_of(name) for name in names if not word_list().has(name))
    return not word_list().has(core) and any(
        min(len(said), len(sound)) >= _LEAST_MISSPELT and _is_near(said, sound) for sound in made
    )


def _cores(said: str, words: frozenset[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What `said` may be without `words` that it is run together with, and a country's code behind these."""
    begins = [0, *(at for at in range(2, len(said)) if is_put_together(said[:at], words))]
    for begin in begins:
        for end in range(begin + LEAST_STEM, len(said) + 1):
            rest, before = said[end:], tuple(filter(None, [said[:begin]]))
            if not rest or is_put_together(rest, words):
                yield said[begin:end], (*before, rest) if rest else before
            elif is_put_together(rest[:-_CODE], words):
                yield said[begin:end], (*before, rest[:-_CODE], rest[-_CODE:])


def _is_near(one: str, other: str) -> bool:
    """Whether the two are the same but for one letter that is another, left out, or two that change places."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or one[:1] != other[:1]:
        return False
    at = next((place for place, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    return short[at + 1 :] == long[at + 1 :] or (
        short[at + 2 :] == long[at + 2 :] and short[at : at + 2] == long[at : at + 2][::-1]
    )
