"""The stems that are watched, to be found in hostnames.

In: dossiers of closed sites, and how frequent stretches are among ordinary names. Out: `Index`, which finds by the
compiled `sieve` what `candidates` lets pass.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rempart.engines.names.candidates import rare_among
from rempart.engines.names.dossiers import Dossier
from rempart.engines.names.evidence import StemProfile, profile_stems
from rempart.engines.names.forms import LabelForm
from rempart.engines.names.rarity import Background

if TYPE_CHECKING:
    from rempart.engines.names.sieve import Sieve


@dataclass(frozen=True, slots=True)
class Watched:
    """One stem of one site, ready to be compared. `site` indexes the dossiers that the index was built from."""

    site: int
    profile: StemProfile


@dataclass(frozen=True, eq=False)
class Index:
    """Watched stems, to be found in hostnames. Build with `build_candidates`."""

    dossiers: tuple[Dossier, ...]
    watched: tuple[Watched, ...]
    background: Background

    @cached_property
    def sieve(self) -> "Sieve":
        """The compiled search, built when it is first needed: loading it takes a moment."""
        from rempart.engines.names.sieve import build_sieve  # noqa: PLC0415 (compiled code takes a moment to load)

        profiles = [watched.profile for watched in self.watched]
        return build_sieve(profiles, self.background, rare_among(len(self.dossiers)))

    def find(self, label: LabelForm) -> set[int]:
        """Positions in `watched` of all candidates for a label under any suffix."""
        return {at for _, at in self.sieve.find_in(label.plain)}.union(self._joined.get(label.letters, ()))

    @cached_property
    def _joined(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, watched in enumerate(self.watched):
            for letters in watched.profile.joined:
                found.setdefault(letters, []).append(at)
        return found


def build_candidates(dossiers: Sequence[Dossier], background: Background) -> Index:
    """The index over all stems of `dossiers`, against the frequencies of `background`."""
    stems = [(at, stem) for at, dossier in enumerate(dossiers) for stem in dossier.stems]
    profiles = profile_stems([stem for _, stem in stems], background)
    watched = tuple(Watched(at, profile) for (at, _), profile in zip(stems, profiles, strict=True))
    return Index(tuple(dossiers), watched, background)
