"""The exhibit: a WACZ 1.1.1 file of WARC 1.1 records that carries its own proof.

In: a `PageCapture`, a signer, timestamp authorities, the journal's proof. Out: bytes. Never: a picture, film or
sound; a clock; a random number (the signer and the authorities have theirs).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rempart.adapters.exhibit.comparison import write_comparison
from rempart.adapters.exhibit.packaging import write_package
from rempart.adapters.exhibit.reading import read_page
from rempart.adapters.exhibit.sealing import seal_package
from rempart.ports.capturing import PageCapture
from rempart.ports.sealing import (
    ExhibitPage,
    LogProof,
    Package,
    SealedPackage,
    Signer,
    TimestampAuthority,
)

__all__ = ["WaczExhibits", "build_exhibit"]


@dataclass(frozen=True, slots=True)
class WaczExhibits:
    """The `ExhibitFormat` port: WACZ with a seal by `signer` and a token of each of `authorities`."""

    signer: Signer
    authorities: Sequence[TimestampAuthority] = ()

    def package(self, capture: PageCapture) -> Package:
        """The exhibit without a seal; the same capture gives the same bytes."""
        return write_package(capture)

    def package_comparison(self, record: bytes, pages: Mapping[str, bytes], *, title: str, at: datetime) -> Package:
        """The exhibit of a comparison without a seal."""
        return write_comparison(record, pages, title=title, at=at)

    def seal(self, package: bytes, *, log_proof: LogProof | None, now: datetime) -> SealedPackage:
        """The exhibit with its seal. Raises as `rempart.ports.sealing.ExhibitFormat.seal`."""
        return seal_package(package, signer=self.signer, authorities=self.authorities, log_proof=log_proof, now=now)

    def read(self, content: bytes) -> ExhibitPage:
        """What is inside. Raises NotAnExhibitError."""
        return read_page(content)


def build_exhibit(
    capture: PageCapture,
    *,
    signer: Signer,
    authorities: Sequence[TimestampAuthority] = (),
    log_proof: LogProof | None = None,
    now: datetime,
) -> bytes:
    """Package and seal in one go: the bytes of the sealed exhibit. Raises as `seal_package`."""
    sealed = seal_package(
        write_package(capture).content, signer=signer, authorities=authorities, log_proof=log_proof, now=now
    )
    return sealed.content
