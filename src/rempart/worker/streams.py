"""Streams in the background: one thread a stream, each at its own pace, so that a slow log delays no other."""

import logging
import random
import threading
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.db import connections

from rempart import wiring, wiring_streams
from rempart.config_streams import LISTS, StreamConfig
from rempart.glances.keys import StreamKeys
from rempart.journal.growth import DATABASE_AWAY
from rempart.kernel.actors import SYSTEM, Actor
from rempart.kernel.clock import Clock
from rempart.kernel.errors import RempartError
from rempart.pipeline.confirmed import ConfirmedKeys
from rempart.ports.streams import HostnameStream, ListedStream, StreamBusyError, StreamStaleError, StreamUnreadableError
from rempart.sightings.following import LIST_PAUSE_S, follow_stream, note_failure, note_list
from rempart.sightings.queries import list_listed
from rempart.worker.endurance import outlast

logger = logging.getLogger("rempart.worker")

RETRY_PAUSE_S = 60.0
LONGEST_PAUSE_S = 600.0
# A connection that is used each second or so is kept, up to so many of them: a server has room for about a hundred.
KEPT_CONNECTIONS = 50
KEPT_PAUSE_S = 10.0
_KEEPER = ""  # the thread that begins the others: no stream has this label


def stream_keys(actor: Actor = SYSTEM) -> StreamKeys:
    """What looks for the TLS keys of closed sites in the certificates of streams."""
    ports = wiring.current_ports
    return StreamKeys(
        lambda: ports().background(), lambda: ports().rule_book.read().lists.suffixes, ConfirmedKeys(actor), actor
    )


def open_table(
    settings: StreamConfig,
    followed: dict[tuple[str, str], str],
    keys: StreamKeys,
    *,
    actor: Actor,
    besides: Collection[str] = (),
    once: bool = False,
) -> wiring_streams.Opened:
    """The streams of one table of the configuration, but for those that `followed` knows; a list is kept as read.

    `besides` are labels that are followed already: they are read to their end, whatever the list says of them now.
    `once` as in `wiring_streams.open_streams`. What goes wrong is kept on the table's row, and raised: a RempartError.
    """
    label, kind, now = settings.label, settings.kind, wiring.current_ports().clock.now
    known = list_listed(label, viewer=actor) if kind in LISTS else ()
    try:
        opened = _opened(settings, keys, known, once=once)
        found = wiring_streams.leave_out_doubles(opened, followed)
        if kind in LISTS:
            left_out = {each: why for each, why in found.left_out if each not in besides}
            note_list(
                label=label,
                kind=kind,
                streams=found.listed,
                actor=actor,
                now=now(),
                left_out=left_out,
                besides=besides,
            )
        elif found.left_out:
            raise StreamUnreadableError(stream=label, problem=found.left_out[0][1])
    except RempartError as error:
        pause_s = 0.0 if once else RETRY_PAUSE_S
        note_failure(label=label, kind=kind, error=error, actor=actor, now=now(), every_s=pause_s)
        raise
    return found


@dataclass(slots=True)
class StreamLoop:
    """Follows every configured stream until stopped; the log list is read again each day for new shards."""

    _over: threading.Event = field(default_factory=threading.Event)
    _threads: dict[str, threading.Thread] = field(default_factory=dict)
    _sources: dict[tuple[str, str], str] = field(default_factory=dict)  # by what each is followed
    _keys: StreamKeys = field(default_factory=stream_keys)

    def start(self) -> None:
        """Start a thread that starts a thread for each stream."""
        self._begin(_KEEPER, self._keep_list)

    def stop(self) -> None:
        """Let each stream finish the batch in hand."""
        self._over.set()
        for thread in list(self._threads.values()):
            thread.join()

    def _begin(self, label: str, target: object, *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, name=label or "streams", daemon=True)  # type: ignore[arg-type]
        self._threads[label] = thread
        thread.start()

    def _keep_list(self) -> None:
        while True:
            # Lists last: what is configured by itself is followed as it says.
            tables = sorted(wiring.current_config().streams, key=lambda settings: settings.kind in LISTS)
            pauses = [self._try_open(settings) for settings in tables]
            connections.close_all()
            if self._over.wait(min(pauses, default=LIST_PAUSE_S)):
                return

    def _try_open(self, settings: StreamConfig) -> float:
        """`_open`, whatever goes wrong, also while a failure is being noted."""
        pauses = list[float]()
        outlast(lambda: pauses.append(self._open(settings)), self._over)
        return pauses[0] if pauses else RETRY_PAUSE_S

    def _open(self, settings: StreamConfig) -> float:
        """Begin to follow what is new of one table of the configuration; in how many seconds to look again."""
        if settings.label in self._threads:
            return LIST_PAUSE_S
        try:
            found = open_table(settings, self._sources, self._keys, actor=SYSTEM, besides=self._threads.keys())
        except RempartError as error:
            # The row on the coverage page says it too; this line is for whoever reads the log.
            logger.warning("%s", error.message)
            return RETRY_PAUSE_S
        for each, stream in found.streams:
            if each.label in self._threads:
                stream.close()
            else:
                self._begin(each.label, self._follow, each, stream)
        return LIST_PAUSE_S

    def _follow(self, settings: StreamConfig, stream: HostnameStream) -> None:
        clock = wiring.current_ports().clock
        failures, stale = 0, ""
        kept = settings.pause_s <= KEPT_PAUSE_S and len(self._threads) <= KEPT_CONNECTIONS
        while True:
            began = time.monotonic()
            try:
                _look(settings, stream, clock, self._keys)
                failures = 0
            except StreamStaleError as error:  # it answered, and was read to its end
                failures = 0
                if error.message != stale:
                    logger.warning("%s", error.message)
                stale = error.message
            except RempartError as error:
                logger.warning("%s", error.message)
                failures += 1
            except DATABASE_AWAY as error:
                logger.warning("the database did not answer: %s", error)
                connections.close_all()
            except Exception:  # also what came of noting a failure
                logger.exception("%s met what nobody foresaw; it is tried again", settings.label)
                connections.close_all()
                failures += 1
            if not kept:
                connections.close_all()
            # A look begins `pause_s` after the last one began; after a failure the source is left alone in full.
            spent = 0.0 if failures else time.monotonic() - began
            if self._over.wait(max(pause_after(failures, settings.pause_s) - spent, 0.0)):
                stream.close()
                connections.close_all()
                return


def _opened(
    settings: StreamConfig, keys: StreamKeys, known: Sequence[ListedStream], *, once: bool
) -> wiring_streams.Opened:
    try:
        config = wiring.current_config()
        return wiring_streams.open_streams(settings, config, known=known, keys=keys.watched, once=once)
    except RempartError:
        raise
    except Exception as error:
        raise _unforeseen(settings.label, error) from error


def _look(settings: StreamConfig, stream: HostnameStream, clock: Clock, keys: StreamKeys) -> None:
    kind, every_s = settings.kind, settings.pause_s
    try:
        follow_stream(stream=stream, kind=kind, actor=SYSTEM, clock=clock, every_s=every_s, keys=keys)
    except (RempartError, *DATABASE_AWAY):
        raise
    except Exception as error:
        busy, now = _unforeseen(stream.label, error), clock.now()
        note_failure(
            label=stream.label, kind=settings.kind, error=busy, actor=SYSTEM, now=now, every_s=settings.pause_s
        )
        raise busy from error


def _unforeseen(label: str, error: Exception) -> StreamBusyError:
    """What no adapter reckons with (nonsense from a source, a full disk), as a failure that ends no thread."""
    logger.error("%s met what nobody foresaw; it is tried again", label, exc_info=error)
    return StreamBusyError(stream=label, problem=f"{type(error).__name__}: {error}")


def pause_after(failures: int, every_s: float) -> float:
    """Seconds until the next look: the usual pause, and after failures in a row ever longer ones, with jitter."""
    if not failures:
        return every_s
    longest = max(LONGEST_PAUSE_S, every_s)
    return random.uniform(every_s / 2, min(every_s * 2.0 ** min(failures - 1, 16), longest))
