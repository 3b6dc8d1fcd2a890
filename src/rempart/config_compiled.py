"""Where compiled code is kept: the part of `config` that a command needs which reads no configuration."""

import atexit
import hashlib
import os
import shutil
import tempfile
from pathlib import Path


def prepare_compiled_code() -> None:
    """Say where compiled loops are kept between runs, unless the environment says so already.

    They are pickles that are executed, so the folder is the user's own; it is named after the sources, because numba
    does not see that a function called by a compiled one has changed. Without a home that can be written to, every run
    compiles anew, in a folder that goes with the process.
    """
    if os.environ.get("NUMBA_CACHE_DIR"):  # noqa: TID251 (config is the one reader)
        return
    sources = sorted((Path(__file__).parent / "engines" / "names" / "compiled").glob("*.py"))
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:16]
    root = os.environ.get("XDG_CACHE_HOME")  # noqa: TID251 (config is the one reader)
    folder = (Path(root) if root else Path.home() / ".cache") / "rempart" / f"compiled-{digest}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK) and folder.stat().st_uid == os.getuid()
    except OSError:
        writable = False
    if not writable:
        folder = Path(tempfile.mkdtemp(prefix="rempart-compiled-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["NUMBA_CACHE_DIR"] = str(folder)  # noqa: TID251 (config is the one place)
