"""Where hostnames to be screened come from: a stream of blocks of whole lines, in bounded memory."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from rempart.kernel.errors import InputRejectedError


class HostnamesUnreadableError(InputRejectedError):
    """The source ended early or is damaged; what was read before that was handed out."""

    code = "hostnames.unreadable"
    template = "{source}: {problem} after {lines} lines ({size} bytes) were read. Fetch the file again."


STANDARD_INPUT = "-"


class HostnamesMissingError(InputRejectedError):
    """There is no such source, or it cannot be opened."""

    code = "hostnames.missing"
    template = "{source}: {problem}. Give a file (plain, .gz, .zst or Parquet), or - for standard input."


class TextUnreadableError(InputRejectedError):
    """There is no such list, or it cannot be opened or unpacked."""

    code = "hostnames.text_unreadable"
    template = "{source} cannot be read: {problem}. Give a file (plain, .gz or .zst), or - for standard input."


class HostnameSource(Protocol):
    """One source of hostnames, one a line, as bytes."""

    def blocks(self) -> Iterator[bytes]:
        """Blocks that end with a line feed; a line too long for any hostname is cut, so memory stays bounded.

        Raises HostnamesMissingError, or HostnamesUnreadableError after the blocks that could be read.
        """
        ...


class ListedSigns(NamedTuple):
    """One line of a list, numbered from 1: what stands there for a hostname, in normal form where it is one, and (kind
    of sign, value) beside it.
    """

    number: int
    hostname: str
    signs: tuple[tuple[str, str], ...]


class SweepList(Protocol):
    """A list of hostnames that can be read again from its start: plain lines, or JSON lines with what is known.

    ``{"hostname": …, "certificate_key": …, "certificate": …, "name_servers": […], "addresses": […]}``; SHA-256 in hex.
    """

    def sha256(self) -> str:
        """SHA-256 in hex of the list as it is read. Raises as `HostnameSource.blocks`."""
        ...

    def __len__(self) -> int:
        """How many lines it has."""
        ...

    def read(self) -> Iterator[ListedSigns]:
        """Every line, those that hold no hostname too; of notes and empty ones the hostname is ""."""
        ...
