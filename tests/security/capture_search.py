"""Where a medium could have been left: in the files of a capture under way, in what it brought back, in its exhibit."""

import contextlib
import gzip
import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from rempart.adapters.chromium.capturer import FOLDER_PREFIX
from rempart.adapters.exhibit import container
from rempart.adapters.exhibit.packaging import write_package
from rempart.ports.capturing import PageCapture
from tests.security.capture_media_tricks import find_leaks


@contextlib.contextmanager
def again_and_again(look: Callable[[], None], pause_s: float) -> Iterator[None]:
    """Look each `pause_s`, in a thread of its own, until the block is over."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(pause_s):
            look()

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def files_of_captures(*more: Path) -> Iterator[Path]:
    """Every file of the captures under way, profiles of their browsers included, and of the folders `more`."""
    for folder in (*more, *Path(tempfile.gettempdir()).glob(f"{FOLDER_PREFIX}*")):
        for root, _, names in os.walk(folder):
            yield from (Path(root, name) for name in names)


def find_in_capture(capture: PageCapture, cores: dict[int, bytes]) -> set[int]:
    """Which of `cores` are in a body, the document, a frame or the text, in whatever writing."""
    kept = [exchange.body for exchange in capture.exchanges] + [capture.dom.encode(), capture.text.encode()]
    kept += [frame.dom.encode() for frame in capture.frames]
    return set().union(*(find_leaks(body, cores) for body in kept))


def list_written(capture: PageCapture) -> list[bytes]:
    """The files of its exhibit, unpacked."""
    files = container.read_zip(write_package(capture).content)
    return [gzip.decompress(part) if name.endswith(".gz") else part for name, part in files.items()]
