"""Hash a medium in a process of its own, then forget it.

In: bytes in memory. Out: SHA-256, SHA-1 and MD5 in hexadecimal. Never: a file; a decoder. The child has no way to
write or to grow (resource limits), gets the bytes through a pipe and ends after one.
"""

import asyncio
import json
import sys

from rempart.kernel.errors import OutsideUnavailableError

HASH_S = 10.0
NAMES = ("sha256", "sha1", "md5")
_PROGRAM = """
import hashlib, json, resource, sys
for limit, amount in ((resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_CPU, 10),
                      (resource.RLIMIT_NOFILE, 3), (resource.RLIMIT_AS, 512 << 20)):
    resource.setrlimit(limit, (amount, amount))
states = [hashlib.new(name, usedforsecurity=False) for name in ("sha256", "sha1", "md5")]
while piece := sys.stdin.buffer.read(65536):
    for state in states:
        state.update(piece)
print(json.dumps({state.name: state.hexdigest() for state in states}))
"""


class HashingError(OutsideUnavailableError):
    """The hashing process did not answer."""

    code = "captures.hashing"
    template = "The medium could not be hashed: {problem}."


async def hash_medium(data: bytes) -> dict[str, str]:
    """The digests of `data`. Raises HashingError."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        "-S",
        "-c",
        _PROGRAM,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(data), HASH_S)
    except TimeoutError as error:
        process.kill()
        await process.wait()
        raise HashingError(problem=f"no answer within {HASH_S:g} s") from error
    if process.returncode != 0:
        raise HashingError(problem=f"the process ended with {process.returncode}")
    digests = json.loads(output)
    return {name: str(digests[name]) for name in NAMES}
