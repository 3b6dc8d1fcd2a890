"""A certificate log of RFC 6962: get-sth, get-sth-consistency, get-entries, get-proof-by-hash.

Every entry that is read is hashed on to the tree of those before it; at the end, the log's tree head must come out.
Of that tree the proof of consistency tells all that is needed, wherever reading began.
"""

import base64
import contextlib
import json
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from rempart.adapters.streams.certificates import EntryMalformedError, LogEntry, names_of, read_leaf_input
from rempart.adapters.streams.cursors import Find, TreeCursor, parse_cursor
from rempart.adapters.streams.fetching import Fetcher, GarbledError, Read
from rempart.adapters.streams.keys import find_holders
from rempart.adapters.streams.signatures import LogKey, TreeHead
from rempart.adapters.streams.unproven import Unproven
from rempart.engines import ledger
from rempart.ports.streams import (
    Batch,
    Holder,
    StreamBusyError,
    StreamDistrustedError,
    StreamUnreadableError,
    WatchedKeys,
)

_UINT64 = 2**64
# Finds that wait for their proof, and their names: of more the first in turn are given up. The cursor holds
# them.
_MOST_FINDS = 1000
_MOST_NAMES = 10_000


@dataclass(slots=True)
class Rfc6962Log(Unproven):
    """The `HostnameStream` of one log. A log may answer with fewer entries than asked; `window` is what is asked.

    A tree head older than `merge_delay_s` and a little is told as stale, after what it holds was read; 0: it may be.
    `from_start` reads the whole archive, also of a log that began to be read at its end. Certificates whose key is one
    of `keys` are told, where `key` is known and the log proves that it holds them; those for whose proof it gives no
    answer wait in the cursor, and are asked about again at the next look.
    """

    label: str
    fetcher: Fetcher
    key: LogKey | None = None
    from_start: bool = False
    window: int = 256
    merge_delay_s: float = 0.0
    keys: WatchedKeys = field(default_factory=WatchedKeys)
    wall: Callable[[], float] = time.time
    _finds: deque[Find] = field(default_factory=deque)
    _proves: bool = True
    _older: TreeHead | None = None  # that was asked about last, whether what was verified begins with it

    def read(self, cursor: str | None) -> Iterator[Batch]:
        """As `HostnameStream.read`."""
        head, self._proves = self._tree_head(), True
        yield from self._read(cursor, head)
        head.check_age(self.label, self.merge_delay_s, self.wall())

    def forgive(self, cursor: str) -> str:
        """As `HostnameStream.forgive`: it is read on from where it was."""
        return parse_cursor(self.label, cursor).forgiven().text()

    def close(self) -> None:
        """As `HostnameStream.close`."""
        self.fetcher.close()

    def _read(self, cursor: str | None, head: TreeHead) -> Iterator[Batch]:
        """Every entry from `cursor` to `head`, once that goes on from this."""
        is_first = True
        if cursor is None:
            known = TreeCursor.at(head, from_start=self.from_start)
        else:
            known = parse_cursor(self.label, cursor)
            is_first = known.size == 0 < head.size
            if known.is_older(self.label, head):
                self._check_older(known, head)
                return
            known = self._go_on(known, head)
        if set(self._finds) != set(known.finds):  # else they stay in the order in which it is their turn
            self._finds = deque(known.finds)
        known = replace(known, size=head.size, root=head.root.hex(), signed_ms=head.timestamp_ms)
        if is_first:  # what is verified counts from now on, also where nothing new comes
            yield self._batch(known)
        while known.next < head.size:
            entries = self._entries(known.next, min(known.next + self.window, head.size) - 1)
            fresh = [entry for at, entry in enumerate(entries, known.next) if at not in range(*known.handed)]
            known = _after(known, entries)
            yield from self._with_holders(known, fresh, head) if self.key else (self._batch(known, fresh),)
        waiting = len(self._finds)
        holders, problem = self._proven(head)
        if len(self._finds) < waiting:
            yield replace(self._batch(known), holders=holders)
        if problem:
            raise problem
        # After them: what a log shows deserves a look, also where it contradicts its own tree.
        if known.peaks is not None and ledger.root_of_peaks(known.peaks) != head.root:
            raise StreamDistrustedError(stream=self.label, problem="its entries do not add up to its tree head")

    def _go_on(self, known: TreeCursor, head: TreeHead) -> TreeCursor:
        """`known`, once its tree is the beginning of that of `head`; with the peaks that the proof of it holds."""
        peaks = self._check_consistency(known.size, bytes.fromhex(known.root), head)
        if known.peaks is None and known.next == known.size:
            known = replace(known, peaks=peaks)
        known = known.within(head.size)
        return known.whole() if self.from_start else known

    def _check_older(self, known: TreeCursor, head: TreeHead) -> None:
        """An earlier tree must be the beginning of the one that was verified; each is asked about once."""
        if head != self._older:
            self._older = head
            # A front end that is behind knows nothing of the later tree yet.
            with contextlib.suppress(StreamBusyError, StreamUnreadableError):
                self._check_consistency(head.size, head.root, known.head, once=True)
        known.check_behind(self.label, head, self.wall())

    def _batch(self, known: TreeCursor, entries: Sequence[LogEntry] = ()) -> Batch:
        """`entries`, after which reading goes on from `known` with the finds that wait now."""
        lines, lost = _names(entries)
        return Batch(
            lines,
            replace(known, finds=tuple(self._finds)).text(),
            len(entries),
            behind=sum(map(len, known.unread())),
            lost=lost,
            newest_at=entries[-1].at if entries else None,
            skipped=known.begun or 0,
        )

    def _with_holders(self, known: TreeCursor, entries: list[LogEntry], head: TreeHead) -> Iterator[Batch]:
        """The batch of `entries`, with those that are proven to hold a key that is looked for; its names come whatever
        becomes of that.

        Where one is not proven, the certificates are not counted as looked through.
        """
        found = [
            Find(ledger.leaf_hash(entries[at].leaf), holder) for at, holder in find_holders(entries, self.keys.digests)
        ]
        self._finds += [find for find in found if find not in self._finds]
        holders, problem = self._proven(head)
        # Only now: a log that answers proves any number of them.
        while len(self._finds) > _MOST_FINDS or sum(len(find.holder.names) for find in self._finds) > _MOST_NAMES:
            self._finds.popleft()
        whole = all(find.holder in holders for find in found)
        yield replace(self._batch(known, entries), certificates=len(entries) if whole else 0, holders=holders)
        if problem:
            raise problem

    def _proven(self, head: TreeHead) -> tuple[tuple[Holder, ...], StreamDistrustedError | None]:
        """Of the finds that wait those that the log proves, and what contradicted its tree after them, if anything.
        Where it does not answer, they wait for the next look: names are not to be held up.
        """
        holders = list[Holder]()
        while self._finds and self._proves:
            find = self._finds.popleft()
            try:
                if self._is_proven(find.leaf, head):
                    holders.append(find.holder)
            except StreamBusyError:
                self._finds.append(find)  # last: another may be proven before it
                self._proves = False
            except StreamDistrustedError as error:
                return tuple(holders), error
        return tuple(holders), None

    def _is_proven(self, leaf: bytes, head: TreeHead) -> bool:
        """Whether the log proves that a leaf is in the tree that it signed; not every log has such proofs.

        All entries together are proven at the end only, which may be hours away: the few that matter are asked for.
        Raises StreamBusyError, StreamDistrustedError.
        """
        asked = urlencode({"hash": base64.b64encode(leaf).decode(), "tree_size": head.size})
        value = self.fetcher.get_once(f"ct/v1/get-proof-by-hash?{asked}", _read_json)
        if value is None:
            return False
        try:
            index, proof = value["leaf_index"], [base64.b64decode(step) for step in value["audit_path"]]
        except (KeyError, ValueError, TypeError) as error:
            raise StreamDistrustedError(stream=self.label, problem="its inclusion proof is none") from error
        if type(index) is not int:
            raise StreamDistrustedError(stream=self.label, problem="its inclusion proof is none")
        if not ledger.verify_inclusion(leaf, index, head.size, proof, head.root):
            problem = f"an entry that it handed out is not in its tree of {head.size}"
            raise StreamDistrustedError(stream=self.label, problem=problem)
        return True

    def _tree_head(self) -> TreeHead:
        head, signature = self._found("ct/v1/get-sth", _read_tree_head)
        if self.key:
            self.key.check(head, signature)
        return head

    def _check_consistency(
        self, size: int, root: bytes, head: TreeHead, *, once: bool = False
    ) -> tuple[bytes, ...] | None:
        """That the tree of `size` and `root` is the beginning of that of `head`; its peaks, None where nothing tells.

        Raises StreamDistrustedError.
        """
        if size == head.size:
            if root != head.root:
                raise StreamDistrustedError(stream=self.label, problem=f"two roots for {size} entries: a fork")
            return None
        if size == 0:
            return ()
        value = self._found(f"ct/v1/get-sth-consistency?first={size}&second={head.size}", _read_json, once=once)
        try:
            proof = [base64.b64decode(step) for step in value["consistency"]]
        except (KeyError, ValueError, TypeError) as error:
            raise StreamDistrustedError(stream=self.label, problem="its consistency proof is none") from error
        peaks = ledger.proven_peaks(size, root, head.size, head.root, proof)
        if peaks is None:
            problem = f"the tree of {head.size} does not go on from that of {size}: a fork"
            raise StreamDistrustedError(stream=self.label, problem=problem)
        return peaks

    def _entries(self, first: int, last: int) -> list[LogEntry]:
        value = self._found(f"ct/v1/get-entries?start={first}&end={last}", _read_json)
        try:
            entries = [
                read_leaf_input(base64.b64decode(entry["leaf_input"]), base64.b64decode(entry["extra_data"]))
                for entry in value["entries"]
            ]
        except (KeyError, ValueError, TypeError) as error:
            raise StreamDistrustedError(stream=self.label, problem=f"entries from {first} on are none") from error
        if not entries or len(entries) > last - first + 1:
            raise StreamBusyError(stream=self.label, problem=f"{len(entries)} entries from {first} to {last}")
        return entries

    def _found(self, path: str, read: Callable[[bytes], Read], *, once: bool = False) -> Read:
        value = (self.fetcher.get_once if once else self.fetcher.get_as)(path, read)
        if value is None:
            raise StreamUnreadableError(
                stream=self.label, problem=f"there is no {path.partition('?')[0]} at its address"
            )
        return value


def _read_json(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise GarbledError("no JSON") from error
    if not isinstance(value, dict):
        raise GarbledError("no JSON object")
    return value


def _read_tree_head(body: bytes) -> tuple[TreeHead, bytes]:
    """The head and its signature, not verified yet. A size or time that no signed head can state is garbled."""
    value = _read_json(body)
    try:
        size, timestamp_ms = value["tree_size"], value["timestamp"]
        if not all(type(number) is int and 0 <= number < _UINT64 for number in (size, timestamp_ms)):
            raise GarbledError("no tree head")
        head = TreeHead(size, base64.b64decode(value["sha256_root_hash"]), timestamp_ms)
        return head, base64.b64decode(value["tree_head_signature"])
    except (KeyError, ValueError, TypeError) as error:
        raise GarbledError("no tree head") from error


def _after(known: TreeCursor, entries: list[LogEntry]) -> TreeCursor:
    """The cursor after `entries`."""
    at, peaks = known.next, known.peaks
    for entry in entries if peaks is not None else ():
        peaks = ledger.add_to_peaks(at, peaks or (), ledger.leaf_hash(entry.leaf))
        at += 1
    return replace(known, next=known.next + len(entries), peaks=peaks)


def _names(entries: Sequence[LogEntry]) -> tuple[bytes, int]:
    lines, lost = [], 0
    for entry in entries:
        try:
            lines += ["".join(name.split()) + "\n" for name in names_of(entry.certificate)]
        except EntryMalformedError:
            lost += 1
    return "".join(lines).encode(), lost
