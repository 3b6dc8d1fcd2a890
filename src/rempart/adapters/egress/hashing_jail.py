"""The process that hashes media: it gets bytes, says what they are, and forgets them.

In: on stdin, 8 bytes of length, then the medium; again and again. Out: on stdout lines of JSON for each: the digests,
what the picture looks like, how many frames it has, then an empty object. Never: a file, a socket, another program;
more pixels than it may have.

One parent that has read its libraries forks a child for each medium. Before the child touches it, the kernel takes
away (seccomp) all but reading, writing and memory; limits stand on processor time, memory and file size. The digests
leave before the decoder starts, so that a decoder that a bomb kills takes nothing with it. A machine where this
cannot be had gets no hashes: nothing weaker is tried.
"""

import contextlib
import ctypes
import hashlib
import io
import json
import os
import platform
import pwd
import resource
import struct
import sys
import warnings
from collections.abc import Iterator, Mapping

import numpy as np
import PIL
from PIL import Image

from rempart.engines.pictures import SIDE, hash_pixels

DIGESTS = ("sha256", "sha1", "md5")
MAX_PIXELS = 25_000_000
LARGEST_SIDE = 2_048  # beyond it the picture is shrunk by whole numbers first, which PDQ's own blur would do too
MEMORY_BYTES = 1 << 30
CPU_S = 8
PIECE = 1 << 20
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "ICO", "AVIF", "JPEG2000")
# What decoders raise at hostile bytes. Any other error ends the child, whose digests are out already.
DECODER_ERRORS = (OSError, ValueError, LookupError, TypeError, ArithmeticError, RuntimeError, SyntaxError, MemoryError)
DECODER = f"Pillow {PIL.__version__}"

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _PR_SET_PDEATHSIG, _FILTER, _SIGKILL = 38, 22, 1, 2, 9
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050001  # the last: EPERM
# Architecture word and numbers of: read write mmap mprotect munmap brk rt_sigaction rt_sigprocmask rt_sigreturn
# madvise mremap exit futex sched_yield clock_gettime exit_group gettid getrandom restart_syscall sigaltstack
_CALLS = {
    "x86_64": (
        0xC000003E,
        (0, 1, 9, 10, 11, 12, 13, 14, 15, 28, 25, 60, 202, 24, 228, 231, 186, 318, 219, 131),
    ),
    "aarch64": (
        0xC00000B7,
        (63, 64, 222, 226, 215, 214, 134, 135, 139, 233, 216, 93, 98, 124, 113, 94, 178, 278, 128, 132),
    ),
}


def main() -> None:
    """Answer until stdin ends."""
    if platform.machine() not in _CALLS:
        sys.exit(f"no list of system calls for {platform.machine()}")
    warnings.simplefilter("ignore")
    _warm_up()
    _give_up_root()
    while len(head := _read(8)) == 8:
        (length,) = struct.unpack(">Q", head)
        child = os.fork()
        if child == 0:
            _serve(length)
        _, status = os.waitpid(child, 0)
        if status != 0:  # killed by a limit, perhaps before all was read: the next one gets a fresh process
            sys.exit(1)


def _serve(length: int) -> None:
    """The child: locked in, it hashes what it reads and ends."""
    _lock_in()
    data = _read(length)
    _say({name: hashlib.new(name, data, usedforsecurity=False).hexdigest() for name in DIGESTS})
    for finding in describe(data):
        _say(finding)
    _say({})
    os._exit(0)


def _read(length: int) -> bytes:
    """So many bytes of stdin, fewer at its end; without a buffer, which parent and child would both have."""
    data = bytearray()
    while len(data) < length and (piece := os.read(0, min(length - len(data), PIECE))):
        data += piece
    return bytes(data)


def _say(answer: Mapping[str, object]) -> None:
    line = json.dumps(answer).encode() + b"\n"
    while line:
        line = line[os.write(1, line) :]


def describe(data: bytes) -> Iterator[dict[str, object]]:
    """Size and decoder, PDQ and quality, frames of a picture, as far as it can be read; ``problem`` says why not."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            width, height = picture.size
            yield {"width": width, "height": height, "decoder": DECODER}
            if width * height > MAX_PIXELS:  # the header alone was read until here
                yield {"problem": f"more than {MAX_PIXELS:,} pixels"}
                return
            pdq, quality = hash_pixels(_read_pixels(picture))
            yield {"pdq": pdq, "pdq_quality": quality}
            yield {"frames": int(getattr(picture, "n_frames", 1))}
    except DECODER_ERRORS as error:
        yield {"decoder": DECODER, "problem": f"not read: {type(error).__name__}"}


def _read_pixels(picture: Image.Image) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    """The first frame as RGB. Transparency is dropped and 16 bits become 8, as hashers of known lists do it."""
    factor = -(-max(picture.size) // LARGEST_SIDE)
    if picture.mode.startswith(("I;16", "I")):
        values = np.asarray(picture, dtype=np.float64)
        scale = 257 if values.max(initial=0) > 255 else 1
        picture = Image.fromarray(np.clip(values / scale, 0, 255).astype(np.uint8))
    pixels = picture.convert("RGB")
    if factor > 1 and min(pixels.size) // factor >= SIDE:
        pixels = pixels.reduce(factor)
    return np.asarray(pixels)


def _warm_up() -> None:
    """Read one picture of every format, so that all that decoders load late is there: later nothing can be opened."""
    Image.init()
    Image.MAX_IMAGE_PIXELS = None  # our own bound is stricter and leaves the size as a fact
    for name in DIGESTS:
        hashlib.new(name, b"", usedforsecurity=False).hexdigest()
    picture, other = (Image.new("RGB", (80, 80), colour) for colour in ((1, 2, 3), (200, 100, 9)))
    for form in FORMATS:
        for mode in ("RGB", "L", "P", "I;16") if form in ("PNG", "GIF", "TIFF") else ("RGB",):
            content = io.BytesIO()
            with contextlib.suppress(OSError, KeyError, ValueError):  # a format that this Pillow cannot write
                both = [
                    one.convert("L").convert(mode) if mode == "I;16" else one.convert(mode) for one in (picture, other)
                ]
                more = {"save_all": True, "append_images": both[1:]} if form in ("GIF", "WEBP", "TIFF") else {}
                both[0].save(content, form, **more)
            list(describe(content.getvalue()))


def _give_up_root() -> None:
    if os.geteuid() == 0:
        account = pwd.getpwnam("nobody")
        os.setgroups([])
        os.setresgid(account.pw_gid, account.pw_gid, account.pw_gid)
        os.setresuid(account.pw_uid, account.pw_uid, account.pw_uid)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)


def _lock_in() -> None:
    """Limits, then the filter of system calls. Ends the process where the kernel refuses."""
    for limit, amount in (
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CPU, CPU_S),
        (resource.RLIMIT_NOFILE, 3),
        (resource.RLIMIT_AS, MEMORY_BYTES),
    ):
        resource.setrlimit(limit, (amount, amount))
    architecture, calls = _CALLS[platform.machine()]
    steps = [(_LOAD, 0, 0, 4), (_JUMP_IF_EQUAL, 1, 0, architecture), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, 0)]
    steps += [(_JUMP_IF_EQUAL, len(calls) - number, 0, call) for number, call in enumerate(calls)]
    steps += [(_RETURN, 0, 0, _REFUSE), (_RETURN, 0, 0, _ALLOW)]
    program = b"".join(struct.pack("=HBBI", *step) for step in steps)
    code = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("@HP", len(steps), ctypes.addressof(code))
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or library.prctl(_PR_SET_SECCOMP, _FILTER, header, 0, 0):
        os._exit(2)


if __name__ == "__main__":
    main()
