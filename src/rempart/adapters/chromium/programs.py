"""Which browser and which isolation this machine has.

In: where programs may lie. Out: an `Installation`, or BrowserMissingError. Never: a browser without its sandbox.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rempart.ports.capturing import BrowserMissingError

# Debian's start script reads the caller's environment and files; the program itself is what runs in the jail.
START_SCRIPT = Path("/usr/bin/chromium")
PROGRAM = Path("/usr/lib/chromium/chromium")
PROBE_S = 10
AUTO, BUBBLEWRAP, SANDBOX = "auto", "bubblewrap", "sandbox"


@dataclass(frozen=True, slots=True)
class Installation:
    """The programs a capture uses. `isolation` is ``bubblewrap``, or ``sandbox``: Chromium's own alone."""

    chromium: Path
    isolation: str
    bubblewrap: Path | None = None


def find_installation(wanted: str = AUTO, chromium: Path = START_SCRIPT) -> Installation:
    """The browser at `chromium` with the isolation `wanted`: ``auto`` takes bubblewrap where it works.

    Raises BrowserMissingError where there is no Chromium, or not the isolation that was asked for by name.
    """
    if wanted not in (AUTO, BUBBLEWRAP, SANDBOX):
        raise BrowserMissingError(problem=f"the isolation {wanted!r} is not one of auto, bubblewrap, sandbox")
    if chromium == START_SCRIPT:
        chromium = PROGRAM
    if not os.access(chromium, os.X_OK):
        raise BrowserMissingError(problem=f"there is no Chromium at {chromium} (Debian package chromium)")
    if wanted != SANDBOX:
        bubblewrap = shutil.which("bwrap")
        problem = find_bubblewrap_problem(bubblewrap)
        if bubblewrap is not None and not problem:
            return Installation(chromium, BUBBLEWRAP, Path(bubblewrap))
        if wanted == BUBBLEWRAP:
            raise BrowserMissingError(problem=f"bubblewrap does not work here ({problem})")
    return Installation(chromium, SANDBOX)


@lru_cache(maxsize=2)
def find_bubblewrap_problem(bubblewrap: str | None) -> str:
    """Why bubblewrap cannot isolate a browser on this machine; empty where it can. Asked once per process."""
    if bubblewrap is None:
        return "the Debian package bubblewrap is not installed"
    # The same mounts as the jail's: inside a container, user namespaces may be allowed and a new /proc not.
    mounts = ("--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/dev/shm")  # noqa: S108 (of the probe)
    command = [bubblewrap, "--unshare-all", *mounts, "--", "/usr/bin/unshare", "--user", "/bin/true"]
    setpriv = shutil.which("setpriv")
    if os.geteuid() == 0 and setpriv is not None:
        command = [setpriv, "--reuid=65534", "--regid=65534", "--clear-groups", "--", *command]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PROBE_S, check=False)  # noqa: S603 (own arguments)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return "" if done.returncode == 0 else done.stderr.decode(errors="replace").strip()[:200] or "no user namespaces"
