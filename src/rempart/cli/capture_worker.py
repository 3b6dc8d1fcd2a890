"""`rempart capture-worker QUEUE`: look at pages for an installation on another host. Needs a browser, no key, no data.

The installation sets `captures.queued`; its database gives this worker a role of its own (`rempart captures grants`).
"""

import signal
import threading
from pathlib import Path
from typing import Annotated

import typer

from rempart.cli.language import say
from rempart.cli.output import err
from rempart.kernel.errors import InputRejectedError
from rempart.kernel.phrases import Phrase
from rempart.key_files import is_private


class QueueUnreadableError(InputRejectedError):
    """The file with the queue's address cannot be used."""

    code = "capture_worker.queue_unreadable"
    template = "{path} holds no address of a queue: {problem}. Write postgresql://role:password@host/database into it."


def capture_worker(
    queue: Annotated[Path, typer.Argument(help="A file that holds the queue's address, readable by its owner alone.")],
    chromium: Annotated[str, typer.Option(help="The browser.")] = "/usr/bin/chromium",
) -> None:
    """Take errands from the queue and look at one page after another, until it is ended."""
    from rempart import wiring

    over = threading.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: over.set())
    worker = wiring.build_capture_worker(read_queue(queue), chromium)
    err.print(say("Looking at pages for the queue; Ctrl-C ends after the page in hand."))
    worker.run(over)


def read_queue(path: Path) -> str:
    """The address in `path`. Raises QueueUnreadableError for a file that others may read, or that holds none."""
    try:
        if not is_private(path):
            raise QueueUnreadableError(path=path, problem=Phrase("others can read it, run chmod 600 on it"))
        address = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise QueueUnreadableError(path=path, problem=error.strerror or error) from error
    except UnicodeDecodeError as error:
        raise QueueUnreadableError(path=path, problem=str(error)) from error
    if not address.startswith("postgresql://"):
        raise QueueUnreadableError(path=path, problem=Phrase("it does not begin with postgresql://"))
    return address
