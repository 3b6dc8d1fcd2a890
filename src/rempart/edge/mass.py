"""The mass as a zone file that the resolver reads when it starts, written by the agent.

Unbound writes a transferred zone's whole file after each change and answers nobody meanwhile: over a second for a
million names. Where its process may read this file and not write beside it, it leaves the writing to the agent, and a
restart still begins with every name refused.
"""

import asyncio
import logging
import os
import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from rempart.engines.zonefile.rpz import record_lines, rpz_head
from rempart.engines.zonefile.wire import WireZone

logger = logging.getLogger("rempart.edge")

_LOOK_S = 1.0
_RETRY_S = 60.0
_NAMES_A_TURN = 500  # a few milliseconds: orders come first
_PAUSE_S = 0.001
_HEAD_LINES = 4
_SOA = re.compile(r"@ SOA \S+ \S+ (\d+) ")


class MassFile:
    """The file at `path`, which says what `zone` says, some seconds later; it is replaced whole, never half-written.

    It is left as it is while `is_shown` says no.
    """

    def __init__(self, path: Path, zone: WireZone, is_shown: Callable[[], bool] = lambda: True) -> None:
        self._is_shown = is_shown
        self._path = path
        self._zone = zone

    async def run(self) -> None:
        """Write the file whenever the zone is another than the one in it, until cancelled."""
        written = self.serial
        while True:
            pause = _LOOK_S
            try:
                if self._is_shown() and self._zone.serial != written and await self._write():
                    written = self.serial
            except OSError as error:  # blocking goes on without it
                logger.error("The mass is not in %s (%s); it is tried again in a minute.", self._path, error)
                pause = _RETRY_S
            await asyncio.sleep(pause)

    @property
    def serial(self) -> int | None:
        """The serial of the zone in the file, None where there is none."""
        try:
            with self._path.open(encoding="ascii", errors="replace") as file:
                found = (_SOA.match(line) for line in islice(file, _HEAD_LINES))
                return next((int(one[1]) for one in found if one), None)
        except OSError:
            return None

    async def _write(self) -> bool:
        """Whether the zone stayed as it was meanwhile, and so is in the file now."""
        serial, draft = self._zone.serial, self._path.with_name(f"{self._path.name}.part")
        with draft.open("w", encoding="ascii") as file:
            for lines in self._turns(serial):
                file.write(lines)
                await asyncio.sleep(_PAUSE_S)
                if self._zone.serial != serial:
                    return False
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o644)  # another user's resolver reads it
        draft.replace(self._path)
        return True

    def _turns(self, serial: int) -> Iterator[str]:
        yield "".join(f"{line}\n" for line in rpz_head(serial, self._zone.zone))
        names = self._zone.names
        for start in range(0, len(names), _NAMES_A_TURN):
            entries = (self._zone.get(name) for name in names[start : start + _NAMES_A_TURN])
            yield "".join(f"{line}\n" for entry in entries if entry is not None for line in record_lines(entry))
