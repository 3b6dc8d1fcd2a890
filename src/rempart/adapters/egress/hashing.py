"""Hash a medium in a process of its own (`hashing_jail`), then forget it.

In: bytes in memory. Out: its hashes and size. Never: a decoder in this process; a file; a wait without end.
"""

import asyncio
import contextlib
import json
import struct
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import rempart
from rempart.kernel.errors import OutsideUnavailableError

HASH_S = 15.0
NAMES = ("sha256", "sha1", "md5", "pdq")
_START = "import sys; sys.path.insert(0, sys.argv[1]); from rempart.adapters.egress.hashing_jail import main; main()"


class HashingError(OutsideUnavailableError):
    """The hashing process did not answer."""

    code = "captures.hashing"
    template = "The medium could not be hashed: {problem}. Its record says so; capture the page again if it is needed."


@dataclass(frozen=True, slots=True)
class Hashed:
    """What is left of a medium. `hashes`: sha256, sha1, md5, and pdq where it is a picture that can be read.

    `problem` says why there is no PDQ; `decoder` is the program that read the picture, with its version.
    """

    hashes: dict[str, str] = field(default_factory=dict)
    pdq_quality: int | None = None
    width: int | None = None
    height: int | None = None
    frames: int | None = None
    decoder: str = ""
    problem: str = ""


class HashingJail:
    """Hashes one medium after another; the jailed process is started at the first and ended by `close`."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._one_at_a_time = asyncio.Lock()

    async def hash_medium(self, data: bytes) -> Hashed:
        """What `data` is. Raises HashingError where not even the digests came."""
        said: dict[str, Any] = {}
        async with self._one_at_a_time:
            try:
                async with asyncio.timeout(HASH_S):
                    ended = await self._ask(self._process or await self._start(), data, said)
            except (TimeoutError, OSError, ValueError):
                ended = False
            if not ended:  # a limit ended it, or the time is over; what it said before counts
                await self._end()
                said.setdefault("problem", "the decoder did not come to its end")
        hashes = {name: str(said.pop(name)) for name in NAMES if name in said}
        if not hashes:
            raise HashingError(problem="its process ended without a word")
        return Hashed(hashes, **said)

    async def close(self) -> None:
        """End the process."""
        async with self._one_at_a_time:
            await self._end()

    async def _ask(self, process: asyncio.subprocess.Process, data: bytes, said: dict[str, Any]) -> bool:
        """Hand `data` over and gather what comes into `said`; whether it came to its end."""
        assert process.stdin is not None  # noqa: S101 (both are pipes by construction)
        assert process.stdout is not None  # noqa: S101
        process.stdin.write(struct.pack(">Q", len(data)) + data)
        with contextlib.suppress(ConnectionError):  # it may have died of the medium
            await process.stdin.drain()
        while line := await process.stdout.readline():
            if line == b"{}\n":
                return True
            said |= json.loads(line)
        return False

    async def _start(self) -> asyncio.subprocess.Process:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-I",
            "-c",
            _START,
            str(Path(rempart.__file__).parents[1]),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},  # a fork keeps one thread
        )
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
