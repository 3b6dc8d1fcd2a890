"""A live feed of the certstream form: JSON messages over WebSocket, the names of one certificate each.

Such a feed has no memory: what passed while nobody listened is gone, and nobody can say how much it was. It is a
complement to the logs themselves, never their replacement; the coverage page shows when it was last heard.
"""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from rempart.adapters.streams.certificates import moment_of
from rempart.adapters.streams.unproven import LearnedAnew
from rempart.ports.streams import Batch, StreamBusyError

LARGEST_MESSAGE = 2**23  # a certificate with 10,000 names, in its fullest form
LARGEST_BATCH = 1000


@dataclass(slots=True)
class CertstreamFeed(LearnedAnew):
    """The `HostnameStream` of one feed; a batch each `every_s` seconds, or sooner when much comes.

    `read` goes on until the feed ends or stays silent for `silence_s`, and then raises StreamBusyError.
    """

    label: str
    url: str
    every_s: float = 1.0
    silence_s: float = 60.0
    monotonic: Callable[[], float] = time.monotonic

    def read(self, cursor: str | None) -> Iterator[Batch]:  # noqa: ARG002 (a live feed cannot be resumed)
        """As `HostnameStream.read`; the cursor says when the feed was last heard, nothing can be resumed from it."""
        try:
            with connect(self.url, max_size=LARGEST_MESSAGE, open_timeout=self.silence_s) as feed:
                yield from self._batches(feed.recv)
        except TimeoutError as error:
            raise StreamBusyError(stream=self.label, problem=f"silent for {self.silence_s:.0f} s") from error
        except (OSError, WebSocketException) as error:
            raise StreamBusyError(stream=self.label, problem=f"the feed ended ({error})") from error

    def close(self) -> None:
        """Nothing stays open between two readings."""

    def _batches(self, receive: Callable[[float], str | bytes]) -> Iterator[Batch]:
        while True:
            messages = [receive(self.silence_s)]
            until = self.monotonic() + self.every_s
            ended: WebSocketException | None = None
            while ended is None and len(messages) < LARGEST_BATCH and (left := until - self.monotonic()) > 0:
                try:
                    messages.append(receive(left))
                except TimeoutError:
                    break
                except WebSocketException as error:
                    ended = error  # what was heard before the end is handed out first
            yield _batch(messages)
            if ended:
                raise ended


def _batch(messages: list[str | bytes]) -> Batch:
    names: list[str] = []
    newest, lost = 0.0, 0
    for message in messages:
        try:
            value = json.loads(message)
            if value.get("message_type") == "heartbeat":
                continue
            found = value["data"]["leaf_cert"]["all_domains"] if isinstance(value["data"], dict) else value["data"]
            names += ["".join(str(name).split()) for name in found]
            seen = float(value["data"].get("seen", 0)) if isinstance(value["data"], dict) else 0.0
            newest = max(newest, seen if moment_of(seen * 1000) else 0.0)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            lost += 1
    return Batch(
        lines="".join(f"{name}\n" for name in names).encode("utf-8", "replace"),
        cursor="live",
        entries=len(messages),
        lost=lost,
        newest_at=moment_of(newest * 1000),
    )
