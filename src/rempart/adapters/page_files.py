"""Reads exhibits, bare HTML files and collections of both as pages to compare.

Implements `rempart.ports.pages.PageReader`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path
from typing import Any

from rempart.adapters.hostname_files import standard_input
from rempart.adapters.html_encoding import MAX_BYTES, decode_html
from rempart.adapters.mhtml import html_in, is_mhtml
from rempart.adapters.networks import NetworkTable, network_facts
from rempart.adapters.page_exhibits import read_exhibit
from rempart.adapters.parquet_ends import say_cut_off
from rempart.adapters.pipes import is_pipe, read_pipe
from rempart.engines.pages import Background, NotABackgroundError, PageInput
from rempart.kernel.phrases import Phrase
from rempart.ports.hostnames import STANDARD_INPUT
from rempart.ports.pages import (
    BackgroundUnreadableError,
    CollectionPart,
    DatabaseNoPageError,
    PageMissingError,
    PageUnreadableError,
    ParquetColumnsError,
    ParquetUnreadableError,
)

PART_FILES = 200
_DATABASE = b"SQLite format 3\x00"
_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".mhtml", ".mht", ".wacz"})
_NO_PATH = Phrase("cannot be read")
_PARQUET = b"PAR1"


class PageFiles:
    """Pages from files and exhibits. `networks` says whose the addresses are, beside what registries told."""

    def __init__(self, networks: NetworkTable | None = None) -> None:
        self._networks = networks

    def read_file(self, path: str) -> PageInput:
        """See the port."""
        return self._page_of(_read(path), path)

    def read_standard_input(self) -> PageInput:
        """See the port."""
        try:
            given = standard_input()
        except OSError as error:
            raise PageMissingError(path=STANDARD_INPUT, problem="standard input is closed") from error
        return self._page_of(given.read(MAX_BYTES + 1), STANDARD_INPUT)

    def _page_of(self, content: bytes, path: str) -> PageInput:
        if content.startswith(b"PK\x03\x04"):
            return self._placed(read_exhibit(content, path))
        if content.startswith(_DATABASE):
            raise DatabaseNoPageError(path=path)
        if Path(path).suffix.lower() == ".wacz":  # read as HTML, it would be taken for a server's default page
            raise PageUnreadableError(path=path, problem="it is no archive, as exhibits are")
        truncated, charset = len(content) > MAX_BYTES, ""
        if is_mhtml(content):
            try:
                content, charset = html_in(content)
            except ValueError as error:
                raise PageUnreadableError(path=path, problem=Phrase("no HTML is in what a browser saved")) from error
        records = {"html": f"file:{Path(path).name}"}
        return PageInput(html=decode_html(content, charset), records=records, truncated=truncated)

    def read_exhibit(self, content: bytes) -> PageInput:
        """See the port."""
        return self._placed(read_exhibit(content, "the exhibit"))

    def _placed(self, page: PageInput) -> PageInput:
        return replace(page, facts=(*page.facts, *network_facts(page.facts, self._networks)))

    def split_collection(self, path: str) -> Iterator[CollectionPart]:
        """See the port."""
        one = Path(path)
        if one.is_file() and one.suffix.lower() in _SUFFIXES:
            yield CollectionPart(str(one.parent), (one.name,))
            return
        if not one.is_dir():
            yield from (CollectionPart(path, rows=number) for number in range(_row_groups(path)))
            return
        found = (file for file in sorted(Path(path).rglob("*")) if file.suffix.lower() in _SUFFIXES and file.is_file())
        while files := tuple(str(file.relative_to(path)) for file in islice(found, PART_FILES)):
            yield CollectionPart(path, files)

    def read_part(self, part: CollectionPart) -> Iterator[tuple[str, PageInput | None]]:
        """See the port."""
        if part.rows is not None:
            yield from _parquet_pages(part.path, part.rows)
        for name in part.files:
            yield _label_of(name), self._page_or_none(str(Path(part.path) / name))

    def _page_or_none(self, path: str) -> PageInput | None:
        try:
            return self.read_file(path)
        except (PageMissingError, PageUnreadableError):
            return None

    def read_background(self, path: str = "") -> Background:
        """See the port."""
        try:
            if path:
                return Background.from_bytes(_read(path))
            model = _shipped().joinpath("background.bin")
            return Background.from_bytes(model.read_bytes()) if model.is_file() else Background.empty()
        except NotABackgroundError as error:
            raise BackgroundUnreadableError(path=path or Phrase("the default"), problem=error.args[0]) from error
        except PageMissingError as error:
            raise BackgroundUnreadableError(path=path, problem=error.fields["problem"]) from error

    def find_background(self, sha256: str) -> Background | None:
        """See the port. Those that came along before lie in a folder, each under the beginning of its SHA-256."""
        former = _shipped().joinpath("former_backgrounds", f"{sha256[:12]}.bin")
        kept = Background.from_bytes(former.read_bytes()) if former.is_file() else self.read_background()
        return kept if kept.sha256 == sha256 else None


def _label_of(name: str) -> str:
    """A file's name as text: one in another coding than ours is no UTF-8, and no index could keep it."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _shipped() -> Traversable:
    return files("rempart.engines.pages")


def _row_groups(path: str) -> int:
    from pyarrow import null, types  # noqa: PLC0415, as in `_parquet`

    with _parquet(path) as file:
        fields = {field.name: field.type for field in file.schema_arrow}
        kinds = {name: kind.value_type if types.is_dictionary(kind) else kind for name, kind in fields.items()}
        for column, told in (("url", "text"), ("html", "text or bytes")):
            kind = kinds.get(column, null())
            as_text = types.is_string(kind) or types.is_large_string(kind)
            as_bytes = column == "html" and (types.is_binary(kind) or types.is_large_binary(kind))
            if not as_text and not as_bytes:
                found = ", ".join(f"{name} ({kind})" for name, kind in fields.items())[:200] or "none"
                problem = Phrase(
                    "a column {column} ({told}) is needed, and its columns are {found}",
                    column=column,
                    told=Phrase(told),
                    found=found,
                )
                raise ParquetColumnsError(path=path, problem=problem)
        return int(file.num_row_groups)


def _parquet_pages(path: str, rows: int) -> Iterator[tuple[str, PageInput | None]]:
    """One row group of a Parquet file with the columns url and html (text or bytes)."""
    with _parquet(path) as file:
        for batch in file.iter_batches(batch_size=500, row_groups=[rows], columns=["url", "html"]):
            for row in batch.to_pylist():
                content = row["html"]
                html = decode_html(content) if isinstance(content, bytes) else content or ""
                yield str(row["url"] or ""), PageInput(html=html, url=str(row["url"] or ""))


@contextmanager
def _parquet(path: str) -> Iterator[Any]:
    from pyarrow import ArrowException  # noqa: PLC0415 (half a second that comparing two files need not spend)
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415

    try:
        with ParquetFile(path) as file:
            yield file
    except FileNotFoundError as error:
        raise PageMissingError(path=path, problem="no such folder or file") from error
    except (OSError, ArrowException, KeyError) as error:
        problem = say_cut_off(error) or str(error).splitlines()[0].rstrip(".")
        if Path(path).is_file() and not _read(path).startswith(_PARQUET):
            problem = "it does not begin as one"
        raise ParquetUnreadableError(path=path, problem=problem) from error


def _read(path: str) -> bytes:
    try:
        if is_pipe(path):
            return read_pipe(path, MAX_BYTES + 1)
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except TimeoutError as error:
        raise PageMissingError(path=path, problem=Phrase("it is a pipe to which nobody writes")) from error
    except (OSError, ValueError) as error:  # no file has a zero byte in its name
        problem = getattr(error, "strerror", None)
        raise PageMissingError(path=path, problem=problem.lower() if problem else _NO_PATH) from error
