"""The port that reads captured pages: an exhibit's bytes or a bare HTML file become the engine's plain input."""

from typing import Protocol

from rempart.engines.pages import Background, PageInput
from rempart.kernel.errors import InputRejectedError


class PageMissingError(InputRejectedError):
    """There is no such file, or it cannot be opened."""

    code = "pages.missing"
    template = "{path}: {problem}. Give a .wacz or an .html file."


class PageUnreadableError(InputRejectedError):
    """The file is no page and no exhibit that holds one."""

    code = "pages.unreadable"
    template = "{path} holds no page that can be read: {problem}. Check it with `rempart verify`."


class BackgroundUnreadableError(InputRejectedError):
    """The file is no background model."""

    code = "pages.background_unreadable"
    template = "{path} is no background model: {problem}. Build one with `rempart background build`."


class LabelsUnreadableError(InputRejectedError):
    """A line of a labels file is not what was agreed."""

    code = "pages.labels_unreadable"
    template = (
        "{path}, line {line}: {problem}. Expected JSON lines "
        '{{"a": path, "b": path, "same": true or false, "group": name}}.'
    )


class PageReader(Protocol):
    """Reads pages from files and exhibits, and the background that they are weighed against."""

    def read_file(self, path: str) -> PageInput:
        """The page of a .wacz or HTML file. Raises PageMissingError or PageUnreadableError."""
        ...

    def read_exhibit(self, content: bytes) -> PageInput:
        """The page in an exhibit's bytes, with the record that each part comes from. Raises PageUnreadableError."""
        ...

    def read_background(self, path: str = "") -> Background:
        """The background model of a file, or the one that comes with Rempart.

        Raises PageMissingError or BackgroundUnreadableError.
        """
        ...
