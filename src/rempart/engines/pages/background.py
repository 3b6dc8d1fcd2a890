"""How common each sign is: on how many unrelated hosts it was seen. Rarity, and nothing else, gives a sign weight."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from math import log10
from typing import Self

import numpy as np
from numpy.typing import NDArray

from rempart.engines.pages.signs import Kind, sign_key
from rempart.kernel.phrases import Phrase

MAGIC = b"rempart-background-1\n"


class NotABackgroundError(ValueError):
    """The bytes are no background model of this version, or are cut short."""


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """Counts of signs over `hosts` unrelated hosts. Signs seen on fewer than two hosts are not kept: they are rare.

    `keys` uint64 ascending, `counts` uint32 beside it; `provenance` says what it was counted from.
    """

    hosts: int
    keys: NDArray[np.uint64]
    counts: NDArray[np.uint32]
    provenance: str = ""

    @classmethod
    def empty(cls) -> Self:
        """A background that knows nothing: every sign is taken for rare."""
        return cls(0, np.empty(0, np.uint64), np.empty(0, np.uint32))

    @property
    def sha256(self) -> str:
        """SHA-256 in hex of the whole model: which background a judgement rests on."""
        return sha256(self.to_bytes()).hexdigest()

    def count(self, kind: Kind | str, value: str) -> int:
        """On how many hosts the sign was seen; 0 for none or one."""
        return _count_in(self, kind, value)

    def counts_of(self, keys: NDArray[np.uint64]) -> NDArray[np.uint32]:
        """`count` of each of the signs with these keys."""
        if not len(self.keys):
            return np.zeros(len(keys), np.uint32)
        places = np.minimum(self.keys.searchsorted(keys), len(self.keys) - 1)
        return np.where(self.keys[places] == keys, self.counts[places], np.uint32(0))

    def rarity(self, kind: Kind | str, value: str) -> float:
        """Log10 of how much rarer than always the sign is, by Laplace's rule; never beyond what `hosts` can support.

        A small background still knows that unseen means uncommon: it is taken for at least 200 hosts.
        """
        return self.rarity_of(self.count(kind, value))

    def rarity_of(self, count: int) -> float:
        """The rarity of what `count` hosts have."""
        return max(0.0, log10((max(self.hosts, 200) + 2) / (count + 1.5)))

    def to_bytes(self) -> bytes:
        """The model in one file: a JSON line, then keys and counts in little-endian order."""
        head = json.dumps({"hosts": self.hosts, "signs": len(self.keys), "provenance": self.provenance})
        return MAGIC + head.encode() + b"\n" + self.keys.astype("<u8").tobytes() + self.counts.astype("<u4").tobytes()

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """The model that `to_bytes` wrote. Raises NotABackgroundError."""
        if not content.startswith(MAGIC):
            raise NotABackgroundError(Phrase("it does not begin as one"))
        head, _, body = content[len(MAGIC) :].partition(b"\n")
        try:
            facts = json.loads(head)
            size = int(facts["signs"])
            keys = np.frombuffer(body, "<u8", size)
            counts = np.frombuffer(body, "<u4", size, size * 8)
        except (ValueError, KeyError, TypeError) as error:
            raise NotABackgroundError(str(error)) from error
        return cls(int(facts["hosts"]), keys, counts, str(facts.get("provenance", "")))

    def plus(self, other: "Background") -> "Background":
        """Both counted together; a sign that each saw once only is lost, which errs towards rare."""
        keys = np.concatenate([self.keys, other.keys])
        counts = np.concatenate([self.counts, other.counts]).astype(np.uint64)
        unique, places = np.unique(keys, return_inverse=True)
        summed = np.zeros(len(unique), np.uint64)
        np.add.at(summed, places, counts)
        provenance = "; ".join(text for text in (self.provenance, other.provenance) if text)
        return Background(self.hosts + other.hosts, unique, summed.astype(np.uint32), provenance)


@lru_cache(maxsize=1 << 14)  # what one page has is asked for beside each candidate of a query, and in many places
def _count_in(background: Background, kind: Kind | str, value: str) -> int:
    key = np.uint64(sign_key(kind, value))
    place = int(background.keys.searchsorted(key))
    return int(background.counts[place]) if place < len(background.keys) and background.keys[place] == key else 0


class BackgroundCount:
    """Counts signs host by host. The same host twice counts once if the caller hands its signs together."""

    def __init__(self) -> None:
        self.hosts = 0
        self._counts: dict[int, int] = {}

    def add_host(self, keys: Iterable[int]) -> None:
        """One more host, with the keys of every sign on its pages."""
        self.hosts += 1
        for key in set(keys):
            self._counts[key] = self._counts.get(key, 0) + 1

    def finish(self, provenance: str = "") -> Background:
        """The model of what was counted."""
        kept: Mapping[int, int] = {key: count for key, count in sorted(self._counts.items()) if count >= 2}
        keys = np.fromiter(kept.keys(), np.uint64, len(kept))
        counts = np.fromiter(kept.values(), np.uint32, len(kept))
        return Background(self.hosts, keys, counts, provenance)
