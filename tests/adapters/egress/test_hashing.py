"""The attack: a picture that breaks the decoder, fills the memory or never ends. The digests come all the same."""

import asyncio
import hashlib
import io
import os
import random
import struct
import subprocess
import sys
import textwrap
import time
from collections.abc import Sequence

import pytest
from PIL import Image

from rempart.adapters.egress import hashing
from rempart.adapters.egress.hashing import Hashed, HashingError, HashingJail
from rempart.adapters.egress.hashing_jail import MAX_PIXELS
from tests.factories.png import write_png
from tests.factories.shapes import SHAPES, make_shape
from tests.waiting import PATIENCE_S

pytestmark = pytest.mark.slow


def hash_all(contents: Sequence[bytes]) -> list[Hashed]:
    async def run() -> list[Hashed]:
        jail = HashingJail()
        try:
            return [await jail.hash_medium(content) for content in contents]
        finally:
            await jail.close()

    return asyncio.run(run())


def test_one_process_hashes_many_media_and_forgets_each() -> None:
    contents = [make_shape(name) for name in SHAPES] + [b"ID3\x04 a sound", b""]
    seen = hash_all(contents)
    for content, hashed in zip(contents, seen, strict=True):
        assert hashed.hashes["sha256"] == hashlib.sha256(content).hexdigest()
        assert hashed.hashes["sha1"] == hashlib.sha1(content).hexdigest()
        assert hashed.hashes["md5"] == hashlib.md5(content).hexdigest()
    assert all("pdq" in hashed.hashes and hashed.decoder.startswith("Pillow ") for hashed in seen[: len(SHAPES)])
    assert (seen[0].width, seen[0].height, seen[0].frames) == (256, 256, 1)
    assert [hashed.problem for hashed in seen[-2:]] == ["not read: UnidentifiedImageError"] * 2


def test_a_picture_of_too_many_pixels_is_judged_by_its_header() -> None:
    bomb = write_png(60_000, 60_000, b"\0" * 1000)
    started = time.monotonic()
    hashed, after = hash_all([bomb, make_shape("square")])
    assert (hashed.width, hashed.height) == (60_000, 60_000)
    assert hashed.problem == f"more than {MAX_PIXELS:,} pixels"
    assert hashed.hashes["sha256"] == hashlib.sha256(bomb).hexdigest()
    assert "pdq" not in hashed.hashes
    assert "pdq" in after.hashes
    assert time.monotonic() - started < PATIENCE_S


def test_an_animation_without_end_loses_its_count_of_frames_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    a_second = "import rempart.adapters.egress.hashing_jail as jail; jail.CPU_S = 1; jail.main()"
    monkeypatch.setattr(hashing, "_START", f"import sys; sys.path.insert(0, sys.argv[1]); {a_second}")
    content = io.BytesIO()
    Image.new("P", (100, 100), 5).save(content, "GIF")
    frame = b"," + struct.pack("<4HB", 0, 0, 1, 1, 0) + bytes.fromhex("0202440100")  # of one pixel
    hashed, after = hash_all([content.getvalue()[:-1] + frame * 2_000_000 + b";", make_shape("square")])
    assert (hashed.frames, hashed.problem) == (None, "the decoder did not come to its end")
    assert "pdq" in hashed.hashes
    assert "pdq" in after.hashes


def test_broken_pictures_never_end_the_capture() -> None:
    chance = random.Random("broken")
    broken = []
    for n in range(150):
        damaged = bytearray(make_shape(chance.choice([name for name in SHAPES if name != "large"])))
        for _ in range(chance.randrange(1, 30)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        broken.append(bytes(damaged[: chance.randrange(1, len(damaged))] if n % 3 == 0 else damaged))
    for content, hashed in zip(broken, hash_all(broken), strict=True):
        assert hashed.hashes["sha256"] == hashlib.sha256(content).hexdigest()


def test_without_its_process_there_is_an_error_and_no_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashing, "_START", "raise SystemExit(3)")
    with pytest.raises(HashingError, match="ended without a word"):
        hash_all([b"x"])


@pytest.mark.parametrize(
    "act",
    [
        "open('/etc/passwd')",
        "open('/tmp/kept', 'w')",
        "__import__('socket').socket()",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "os.kill(os.getppid(), 9)",
        "os.listdir('/')",
    ],
)
def test_in_the_jail_nothing_is_possible_but_reading_and_writing_what_is_open(act: str) -> None:
    program = f"""
        import os, socket
        from rempart.adapters.egress.hashing_jail import _lock_in
        _lock_in()
        try:
            {act}
        except PermissionError:
            os.write(1, b"refused")
        os._exit(0)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        capture_output=True,
        timeout=PATIENCE_S,
        check=False,
        env=os.environ,
    )
    assert done.stdout == b"refused", done.stderr.decode()
