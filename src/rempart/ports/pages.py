"""The port that reads captured pages: an exhibit's bytes or a bare HTML file become the engine's plain input."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from rempart.engines.pages import Background, PageFeatures, PageInput
from rempart.kernel.errors import InputRejectedError


class PageMissingError(InputRejectedError):
    """There is no such file, or it cannot be opened."""

    code = "pages.missing"
    template = "{path}: {problem}. Give a .wacz or an .html file."


class PageUnreadableError(InputRejectedError):
    """The file is no page and no exhibit that holds one."""

    code = "pages.unreadable"
    template = "{path} holds no page that can be read: {problem}. Check it with `rempart verify`."


class DatabaseNoPageError(PageUnreadableError):
    """An index of pages, or another database, where a page was to be given."""

    code = "pages.database_no_page"
    template = (
        "{path} is a database, as an index of pages is, and no page. "
        "Give a .wacz or an .html file; an index is searched with `rempart pages index query`."
    )


class ParquetUnreadableError(PageUnreadableError):
    """A Parquet file that is damaged, or is none."""

    code = "pages.parquet_unreadable"
    template = "{path} is no Parquet file that can be read: {problem}. Write or fetch it anew, then try again."


class ParquetColumnsError(PageUnreadableError):
    """A Parquet file without pages: its columns are others."""

    code = "pages.parquet_columns"
    template = "{path} is no Parquet file of pages: {problem}. Name the columns so, then try again."


class BackgroundUnreadableError(InputRejectedError):
    """The file is no background model."""

    code = "pages.background_unreadable"
    template = "{path} is no background model: {problem}. Build one with `rempart background build`."


class NetworksUnreadableError(InputRejectedError):
    """A line of the table of networks is not what was agreed."""

    code = "pages.networks_unreadable"
    template = (
        "{path}, line {line}: {problem}. Expected a prefix and the number of its autonomous system a line, "
        "as 192.0.2.0/24 64500; see `page_networks` in rempart.toml."
    )


class LabelsUnreadableError(InputRejectedError):
    """A line of a labels file is not what was agreed."""

    code = "pages.labels_unreadable"
    template = (
        "{path}, line {line}: {problem}. Expected JSON lines "
        '{{"a": path, "b": path, "same": true or false, "group": name}}.'
    )


class LabelsMissingError(InputRejectedError):
    """There is no such labels file, or it cannot be read as text."""

    code = "pages.labels_missing"
    template = (
        "{path}: {problem}. Give a file of JSON lines "
        '{{"a": path, "b": path, "same": true or false, "group": name}}, paths relative to it.'
    )


class PageIndexUnreadableError(InputRejectedError):
    """The file is no index of pages, is damaged, or is being written by another."""

    code = "pages.index_unreadable"
    template = "{path} cannot be used as an index of pages: {problem}. Build one with `rempart pages index build`."


class PageIndexUnwritableError(InputRejectedError):
    """An index cannot be written there now: something else is there, another is writing, or no room is left."""

    code = "pages.index_unwritable"
    template = "{path} cannot be written as an index of pages: {problem}. What is there stays as it was."


class PageAddressError(InputRejectedError):
    """What was given as a page's address cannot be one, or not this page's."""

    code = "pages.address"
    template = "{path}: {problem}. Give the address that the file was saved from, as https://host.example/page."


@dataclass(frozen=True, slots=True)
class CollectionPart:
    """A part of a collection, small enough to be worked at by one: `files` below `path`, or row group `rows` of it."""

    path: str
    files: tuple[str, ...] = ()
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class PartEntries:
    """What a part holds for an index: (label, features, keys) of each page that says something.

    `pages` were read, placeholders among them; `unreadable` files hold no page.
    """

    entries: tuple[tuple[str, PageFeatures, tuple[int, ...]], ...]
    pages: int
    unreadable: int


@dataclass(frozen=True, slots=True)
class PartSigns:
    """What a part holds for a background: (label, host, keys of its signs) of each page that shows any.

    `unreadable` files hold no page, or one that shows nothing.
    """

    pages: tuple[tuple[str, str, frozenset[int]], ...]
    unreadable: int


class PageReader(Protocol):
    """Reads pages from files and exhibits, and the background that they are weighed against."""

    def read_file(self, path: str) -> PageInput:
        """The page of a .wacz or HTML file. Raises PageMissingError or PageUnreadableError."""
        ...

    def read_standard_input(self) -> PageInput:
        """The page of a .wacz or HTML file at standard input. Raises PageMissingError or PageUnreadableError."""
        ...

    def read_exhibit(self, content: bytes) -> PageInput:
        """The page in an exhibit's bytes, with the record that each part comes from. Raises PageUnreadableError."""
        ...

    def split_collection(self, path: str) -> Iterator[CollectionPart]:
        """A folder (.wacz, .html, below it too), one such file, or a Parquet file (columns url, html) in parts.

        Raises PageMissingError or PageUnreadableError for the whole.
        """
        ...

    def read_part(self, part: CollectionPart) -> Iterator[tuple[str, PageInput | None]]:
        """Every page of `part`, labelled; None stands for one that cannot be read. Raises as `split_collection`."""
        ...

    def read_background(self, path: str = "") -> Background:
        """The background model of a file, or the one that comes with Rempart. Raises BackgroundUnreadableError."""
        ...

    def find_background(self, sha256: str) -> Background | None:
        """The background of that SHA-256 (hex) among those that come, or once came, with Rempart."""
        ...


@dataclass(frozen=True, slots=True)
class IndexedPage:
    """A page of an index: what it was entered as, and its features."""

    label: str
    features: PageFeatures


class PageIndex(Protocol):
    """Many pages, found by the rare signs that they share with one."""

    @property
    def background(self) -> str:
        """The SHA-256 of the background that its keys were chosen by, "" where that is not known."""
        ...

    def add(self, entries: Iterable[tuple[str, PageFeatures, Sequence[int]]]) -> int:
        """Enter pages as (label, features, keys); a label that is there already is left as it is. How many are new."""
        ...

    def find(self, keys: Sequence[int], most: int) -> tuple[IndexedPage, ...]:
        """Pages that share the most and rarest of `keys`, best first, at most `most`."""
        ...
