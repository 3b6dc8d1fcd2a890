"""What the agent still owes the hub, kept on disk: questions to the resolver that were begun, receipts not yet kept.

In: changes obeyed, receipts signed, the hub's word that it keeps them. Out: the same again after a kill.
Never: a reason not to serve; a line that cannot be read is left out, and the hub shows the receipt as missing.
"""

import json
import logging
from collections import deque
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rempart.kernel.hostname import Hostname

logger = logging.getLogger("rempart.edge")

# An order, the journal index of the change, the name to ask for.
Question = tuple[str, int, Hostname]


class ReceiptFile:
    """`waiting` are the signed receipts that the hub has not said that it has, oldest first.

    Lines are written through to the operating system and not forced to the disk: they outlive a killed process, not a
    power cut. `path` None keeps nothing.
    """

    def __init__(self, path: Path | None) -> None:
        self.waiting: deque[dict[str, str]] = deque()
        self._owed: dict[tuple[str, int], Hostname] = {}
        if path is None:
            self._file = None
            return
        if path.exists():
            self._read(path)
        draft = path.with_suffix(".draft")
        self._file = draft.open("w", encoding="utf-8")
        self._write([*self._owed_facts(self.owed), *self.waiting])
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
        if self.waiting or self._owed:
            self._write([{"kept": count}])
        else:
            self._file.seek(0)
            self._file.truncate()

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()

    def _write(self, lines: Iterable[dict[str, Any]]) -> None:
        if self._file is not None:
            self._file.write("".join(json.dumps(facts) + "\n" for facts in lines))
            self._file.flush()

    def _read(self, path: Path) -> None:
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                self._take(json.loads(line))
            except (ValueError, KeyError, TypeError, IndexError) as error:
                logger.warning("%s holds a line that cannot be read (%s); it is left out", path, error)

    def _take(self, facts: dict[str, Any]) -> None:
        if "kept" in facts:
            for _ in range(facts["kept"]):
                self.waiting.popleft()
        elif "receipt" in facts:
            told = json.loads(facts["receipt"])
            self._owed.pop((told["order_id"], told["sequence"]), None)
            self.waiting.append({"receipt": facts["receipt"], "signature": facts["signature"]})
        else:
            self._owed[facts["owed"], facts["sequence"]] = Hostname(facts["hostname"])

    @staticmethod
    def _owed_facts(questions: Iterable[Question]) -> Iterable[dict[str, Any]]:
        return [{"owed": order_id, "sequence": sequence, "hostname": name} for order_id, sequence, name in questions]
