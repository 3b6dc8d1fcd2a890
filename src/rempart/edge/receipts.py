"""What the agent still owes the hub, kept on disk: questions to the resolver that were begun, receipts not yet kept.

In: changes obeyed, receipts signed, the hub's word that it keeps them. Out: the same again after a kill.
Never: a reason not to serve; a line that cannot be read is left out, and the hub shows the receipt as missing.

No change waits for the disk to have this file. What a power cut takes from it is found again in the state, which was on
disk before anything was served: the file says up to which line of the state all is settled, and whatever was obeyed
after that and has no receipt here is asked again. The hub keeps the first receipt of two.
"""

import json
import logging
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rempart.kernel.hostname import Hostname

logger = logging.getLogger("rempart.edge")

_LONG = 1 << 16  # octets; a file in which all is settled is begun anew then

# An order, the journal index of the change, the name to ask for.
Question = tuple[str, int, Hostname]


class ReceiptFile:
    """`waiting` are the signed receipts that the hub has not said that it has, oldest first.

    `obeyed` is how many lines the state has; whoever writes there keeps it up to date. `recent` is what was obeyed
    after the line that `settled_until` says. `path` None keeps nothing.
    """

    def __init__(self, path: Path | None, obeyed: int = 0, recent: Sequence[Question] = ()) -> None:
        self.waiting: deque[dict[str, str]] = deque()
        self.obeyed = obeyed
        self._owed: dict[tuple[str, int], Hostname] = {}
        self._answered: set[tuple[str, int]] = set()
        if path is None:
            self._file = None
            return
        self._read(path)
        self._owed |= {(order_id, at): name for order_id, at, name in recent if (order_id, at) not in self._answered}
        draft = path.with_suffix(".draft")
        self._file = draft.open("w", encoding="utf-8")
        self._write([*self.waiting, *self._owed_facts(self.owed), {"settled": obeyed}])
        os.fsync(self._file.fileno())
        draft.replace(path)

    @property
    def owed(self) -> tuple[Question, ...]:
        """Questions that were begun and led to no receipt."""
        return tuple((order_id, sequence, name) for (order_id, sequence), name in self._owed.items())

    def owe(self, questions: Sequence[Question]) -> None:
        """These questions will be asked; to be noted before the change that they are about is served."""
        self._owed.update({(order_id, sequence): name for order_id, sequence, name in questions})
        self._write(self._owed_facts(questions))

    def add(self, statement: str, signature: str) -> None:
        """A receipt was signed: its question is no longer owed."""
        receipt = {"receipt": statement, "signature": signature}
        self._take(receipt)
        self._write([receipt])

    def forget(self, count: int) -> None:
        """The hub has the oldest `count`."""
        self._take({"kept": count})
        if self._file is None:
            return
        self._write([{"kept": count}])
        if self.waiting or self._owed:
            return
        if long := self._file.tell() > _LONG:
            self._file.seek(0)
            self._file.truncate()
        self._take({"settled": self.obeyed})
        self._write([{"settled": self.obeyed}])
        if long:
            os.fsync(self._file.fileno())  # a file that says nothing would have nothing asked again

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()

    def _write(self, lines: Iterable[dict[str, Any]]) -> None:
        if self._file is not None:
            self._file.write("".join(json.dumps(facts) + "\n" for facts in lines))
            self._file.flush()

    def _read(self, path: Path) -> None:
        for facts in _lines(path):
            try:
                self._take(facts)
            except (ValueError, KeyError, TypeError, IndexError) as error:
                logger.warning("%s holds a line that says nothing (%s); it is left out", path, error)

    def _take(self, facts: dict[str, Any]) -> None:
        if "kept" in facts:
            for _ in range(facts["kept"]):
                self.waiting.popleft()
        elif "receipt" in facts:
            told = json.loads(facts["receipt"])
            self._owed.pop((told["order_id"], told["sequence"]), None)
            self._answered.add((told["order_id"], told["sequence"]))
            self.waiting.append({"receipt": facts["receipt"], "signature": facts["signature"]})
        elif "settled" in facts:
            self._answered.clear()
        else:
            place = facts["owed"], facts["sequence"]
            self._answered.discard(place)  # the order's term ended before another line came: the word is another now
            self._owed[place] = Hostname(facts["hostname"])

    @staticmethod
    def _owed_facts(questions: Iterable[Question]) -> Iterable[dict[str, Any]]:
        return [{"owed": order_id, "sequence": sequence, "hostname": name} for order_id, sequence, name in questions]


def settled_until(path: Path) -> int | None:
    """The line of the state up to which nothing is owed but what the file holds; None where it does not say."""
    lines = [facts["settled"] for facts in _lines(path) if "settled" in facts]
    return int(lines[-1]) if lines else None


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            facts = json.loads(line)
        except ValueError as error:
            logger.warning("%s holds a line that cannot be read (%s); it is left out", path, error)
            continue
        if isinstance(facts, dict):
            yield facts
