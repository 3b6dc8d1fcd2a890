"""Where hostnames to be screened come from: a stream of blocks of whole lines, in bounded memory."""

from collections.abc import Iterator
from typing import Protocol

from rempart.kernel.errors import InputRejectedError


class HostnamesUnreadableError(InputRejectedError):
    """The source ended early or is damaged; what was read before that was handed out."""

    code = "hostnames.unreadable"
    template = "{source}: {problem} after {lines} lines ({size} bytes) were read. Fetch the file again."


class HostnamesMissingError(InputRejectedError):
    """There is no such source, or it cannot be opened."""

    code = "hostnames.missing"
    template = "{source}: {problem}. Give a file (plain, .gz, .zst or Parquet), or - for standard input."


class HostnameSource(Protocol):
    """One source of hostnames, one a line, as bytes."""

    def blocks(self) -> Iterator[bytes]:
        """Blocks that end with a line feed; a line too long for any hostname is cut, so memory stays bounded.

        Raises HostnamesMissingError, or HostnamesUnreadableError after the blocks that could be read.
        """
        ...
