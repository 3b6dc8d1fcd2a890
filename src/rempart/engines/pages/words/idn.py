"""Hosts in other scripts ("xn--80adi8aaufcj.example", "велмора.example") with their labels as names are compared.

In: a hostname, names as they are compared. Out: the host in Latin letters, each name in it spelled as the names are, if
it sounds so ("комет" beside "Comet"). Never: the last label, which its holder did not choose, nor one that is no
punycode: these stay as they are.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from rempart.engines.pages.words.sounds import sound_of
from rempart.engines.pages.words.text import plain_name

IDN_FROM = 17  # version of features of which hosts are read so
_PUNYCODE = "xn--"
_LEAST_SOUND = 4  # letters: a shorter name sounds like a part of many words
_LETTERS = re.compile("[a-z]+")


@lru_cache(maxsize=1 << 12)
def in_latin(host: str) -> str:
    """`host` with the labels of other scripts in Latin letters."""
    if host.isascii() and _PUNYCODE not in host:
        return host
    *labels, last = host.split(".")
    return ".".join([*map(_as_read, labels), last])


def spelled_as(host: str, names: Iterable[str]) -> str:
    """`host` as `in_latin` has it, where it is in another script with the first of `names` of which a part of it sounds
    as that is spelled."""
    read = in_latin(host)
    if read == host:
        return host
    sounds = [(name, sound) for name in names if len(sound := sound_of(name)) >= _LEAST_SOUND]

    def spelled(part: re.Match[str]) -> str:
        said = sound_of(part[0])
        return next((said.replace(sound, name, 1) for name, sound in sounds if sound in said), part[0])

    *labels, last = read.split(".")
    return ".".join([*(_LETTERS.sub(spelled, label) for label in labels), last])


def _as_read(label: str) -> str:
    read = label
    if label.startswith(_PUNYCODE):
        try:
            read = label.removeprefix(_PUNYCODE).encode("ascii").decode("punycode")
        except UnicodeError:
            return label
    return label if read.isascii() else "-".join(map(plain_name, read.split("-")))
