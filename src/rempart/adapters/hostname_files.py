"""Reads hostnames from a path or standard input: plain, gzip, Zstandard or Parquet, told apart by content, in UTF-8, or
in UTF-16 with its mark; also a folder of Parquet files. Parquet is read from its end, so never out of a pipe.

Implements `rempart.ports.hostnames.HostnameSource`. Never holds more than one block and one cut line.
"""

import codecs
import errno
import gzip
import itertools
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from io import BufferedReader, BytesIO, RawIOBase
from pathlib import Path
from typing import Any, cast

import numpy as np
import zstandard

from rempart.adapters.parquet_ends import say_cut_off
from rempart.adapters.pipes import is_pipe, read_pipe
from rempart.kernel.phrases import Phrase
from rempart.ports.hostnames import (
    STANDARD_INPUT,
    HostnamesMissingError,
    HostnamesUnreadableError,
    TextUnreadableError,
)

BLOCK_BYTES = 2 << 20
LONGEST_LINE = 1024  # of a line longer than this only so much is kept: enough to reject it and to show it
_COMPRESSED_BYTES = 1 << 17
_LINE_FEED = ord("\n")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What tables call their hostnames, the likeliest first.
_COLUMNS = ("hostname", "domain", "fqdn", "host", "name")
_FAILURES = (EOFError, OSError, ValueError, zlib.error, zstandard.ZstdError)
_GZIP, _ZSTD, _PARQUET = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PAR1"


class HostnameFile:
    """A file of hostnames, or standard input where `path` is ``-``."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._lines = 0
        self._size = 0

    def blocks(self) -> Iterator[bytes]:
        """See the port."""
        source = "standard input" if self._path == STANDARD_INPUT else self._path
        try:
            for block in whole_lines(_as_utf8(self._chunks(source))):
                yield block
                # Several times faster than bytes.count, and other threads search meanwhile.
                self._lines += int(np.count_nonzero(np.frombuffer(block, np.uint8) == _LINE_FEED))
                self._size += len(block)
        except _FAILURES as error:
            if why := _not_opened(error):
                raise HostnamesMissingError(source=source, problem=why.lower()) from error
            raise HostnamesUnreadableError(
                source=source, problem=_problem(error), lines=self._lines, size=self._size
            ) from error

    def _chunks(self, source: str) -> Iterator[bytes]:
        if self._path == STANDARD_INPUT:
            yield from _decoded(standard_input(), source)
            return
        if Path(self._path).is_dir():
            for path, group in parquet_parts(self._path):
                yield from parquet_blocks(path, group)
            return
        with Path(self._path).open("rb") as file:
            # Nothing is sought, nor is a pipe opened again: its writer has one reader.
            if file.seekable() and file.peek(len(_PARQUET)).startswith(_PARQUET):
                yield from parquet_blocks(self._path)
            else:
                yield from _decoded(file, source)


def read_text(path: str) -> bytes:
    """A whole file of text, or standard input, unpacked and in UTF-8 as hostnames are; its lines may be long.

    Raises TextUnreadableError; also of a pipe to which nobody writes, which else would be waited for without end.
    """
    try:
        with _opened(path) as file:
            if file.peek(len(_PARQUET)).startswith(_PARQUET):
                raise TextUnreadableError(source=path, problem="it is Parquet, and is read as JSON lines alone")
            return b"".join(_as_utf8(_unpacked(file)))
    except _FAILURES as error:
        raise TextUnreadableError(source=path, problem=_problem(error)) from error


def _opened(path: str) -> AbstractContextManager[BufferedReader]:
    if path == STANDARD_INPUT:
        return nullcontext(standard_input())
    return BufferedReader(cast("RawIOBase", BytesIO(read_pipe(path)))) if is_pipe(path) else Path(path).open("rb")


def standard_input() -> BufferedReader:
    """The bytes at standard input. Raises OSError."""
    if sys.stdin is None:  # it was closed before the command began
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), STANDARD_INPUT)
    stream = sys.stdin.buffer
    return stream if isinstance(stream, BufferedReader) else BufferedReader(cast("RawIOBase", stream))


def _not_opened(error: Exception) -> str:
    """Why a file could not be opened, as the system says; "" of what went wrong later, which names no file."""
    return str(error.strerror) if isinstance(error, OSError) and error.filename is not None else ""


def _problem(error: Exception) -> str | Phrase:
    if isinstance(error, TimeoutError) and error.errno is None:
        return Phrase("it is a pipe to which nobody writes")
    if isinstance(error, EOFError):
        return Phrase("the compressed data is cut off")
    return _not_opened(error) or say_cut_off(error) or Phrase("it is damaged ({error})", error=error)


def _decoded(file: BufferedReader, source: str) -> Iterator[bytes]:
    """The bytes of a stream, unpacked; Parquet is refused."""
    if file.peek(len(_PARQUET)).startswith(_PARQUET):
        problem = Phrase("Parquet can be read neither out of a pipe nor from standard input")
        raise HostnamesMissingError(source=source, problem=problem)
    yield from _unpacked(file)


def _unpacked(file: BufferedReader) -> Iterator[bytes]:
    """The bytes of a stream, decompressed where it starts like gzip or Zstandard; nothing is sought."""
    head = file.peek(len(_ZSTD))
    if head.startswith(_GZIP):
        with gzip.open(file) as opened:
            while chunk := opened.read(BLOCK_BYTES):
                yield chunk
    elif head.startswith(_ZSTD):
        yield from _zstd(file)
    else:
        while chunk := file.read1(BLOCK_BYTES):  # what is there: a live stream is not held back
            yield chunk


def _as_utf8(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """`chunks`, out of UTF-16 where they begin with its mark, as some shells write every file."""
    first = next(chunks, b"")
    while len(first) < len(_WIDE[0]) and (more := next(chunks, b"")):  # a pipe may hand out its first byte alone
        first += more
    chunks = itertools.chain((first,), chunks)
    if not first.startswith(_WIDE):
        yield from chunks
        return
    decoder = codecs.getincrementaldecoder("utf-16")(errors="replace")
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8", "replace")
    yield decoder.decode(b"", final=True).encode()


def _zstd(file: BufferedReader) -> Iterator[bytes]:
    factory = zstandard.ZstdDecompressor()
    frame = factory.decompressobj()
    pending = b""
    while chunk := pending or file.read(_COMPRESSED_BYTES):
        yield frame.decompress(chunk)
        pending = b""
        if frame.eof:
            pending = frame.unused_data or file.read(_COMPRESSED_BYTES)
            if not pending:
                return
            frame = factory.decompressobj()
    raise EOFError


def parquet_files(path: str) -> list[str]:
    """The Parquet files of a folder, in the order of their names, or the one file."""
    folder = Path(path)
    return sorted(str(file) for file in folder.rglob("*.parquet")) if folder.is_dir() else [path]


def parquet_parts(path: str) -> list[tuple[str, int]]:
    """(file, row group) of all of them, in order. Raises HostnamesMissingError or HostnamesUnreadableError."""
    import pyarrow.parquet as pq  # noqa: PLC0415  (slow to import; only Parquet pays)

    parts = []
    try:
        for file in parquet_files(path):
            parts += [(file, group) for group in range(pq.ParquetFile(file).num_row_groups)]
    except (FileNotFoundError, PermissionError) as error:
        raise HostnamesMissingError(source=path, problem=str(error.strerror).lower()) from error
    except (OSError, ValueError) as error:
        if not _is_parquet(file):
            problem = Phrase("{file} is no Parquet; folders, and what a cluster reads, hold nothing else", file=file)
            raise HostnamesMissingError(source=path, problem=problem) from error
        raise HostnamesUnreadableError(source=path, problem=_problem(error), lines=0, size=0) from error
    if not parts:
        raise HostnamesMissingError(source=path, problem="no Parquet file in it")
    return parts


def _is_parquet(path: str) -> bool:
    if not Path(path).is_file():  # a pipe, which would wait for another writer
        return False
    with Path(path).open("rb") as file:
        return file.read(len(_PARQUET)) == _PARQUET


def parquet_blocks(path: str, group: int | None = None) -> Iterator[bytes]:
    """The column of hostnames, by its name (`_COLUMNS`), else the first column of texts, of one row group or of all, as
    blocks of lines.
    """
    import pyarrow as pa  # noqa: PLC0415  (slow to import; only Parquet pays)
    import pyarrow.compute as pc  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    with pq.ParquetFile(path) as table:
        texts = [field.name for field in table.schema_arrow if _holds_text(field.type)]
        if not texts:
            raise HostnamesMissingError(source=path, problem="it has no column of texts")
        column = next((name for name in _COLUMNS if name in texts), texts[0])
        groups = None if group is None else [group]
        for batch in table.iter_batches(batch_size=1 << 17, columns=[column], row_groups=groups):
            values = batch.column(0).drop_null()
            if len(values):
                nothing, end = pa.scalar(b"", pa.large_binary()), pa.scalar(b"\n", pa.large_binary())
                if pa.types.is_dictionary(values.type):
                    values = values.dictionary_decode()
                lines = pc.binary_join_element_wise(values.cast(pa.large_binary()), nothing, end)
                yield _joined_bytes(lines)


def _holds_text(kind: Any) -> bool:
    """Whether a column of this Arrow type holds texts, also as numbers into a dictionary of them."""
    import pyarrow as pa  # noqa: PLC0415

    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _joined_bytes(values: Any) -> bytes:
    """The bytes of a large binary array, one value after the other."""
    offsets = values.buffers()[1]
    first = int.from_bytes(offsets[8 * values.offset : 8 * values.offset + 8].to_pybytes(), sys.byteorder)
    end = 8 * (values.offset + len(values))
    last = int.from_bytes(offsets[end : end + 8].to_pybytes(), sys.byteorder)
    return bytes(values.buffers()[2][first:last].to_pybytes())


def whole_lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """`chunks` cut at line ends; a last line without an end gets one; a line over LONGEST_LINE is cut to that."""
    carried = b""
    skipping = False
    for chunk in chunks:
        if skipping:
            end = chunk.find(b"\n")
            if end < 0:
                continue
            chunk = chunk[end + 1 :]  # noqa: PLW2901
            skipping = False
        end = chunk.rfind(b"\n")
        if end >= 0:
            yield carried + chunk[: end + 1]
            carried = chunk[end + 1 :]
        else:
            carried += chunk
        if len(carried) > LONGEST_LINE:
            yield carried[:LONGEST_LINE] + b"\n"
            carried = b""
            skipping = True
    if carried:
        yield carried + b"\n"
