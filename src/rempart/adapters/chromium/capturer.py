"""The worker's side of a capture: start a capture process, wait with a hard limit, read what it found.

In: an address and a policy. Out: a `PageCapture` or one of the port's three errors. Never: a browser in the
worker's own process; a wait without end.
"""

import contextlib
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import rempart
from rempart.adapters.chromium.jobs import Ending, Job, Outcome
from rempart.adapters.chromium.messages import read_message, write_message
from rempart.adapters.chromium.programs import START_SCRIPT, find_installation
from rempart.adapters.egress.addresses import find_host_refusal, parse_networks
from rempart.adapters.egress.requests import Denial, read_ask
from rempart.ports.capturing import (
    BrowserMissingError,
    CapturePolicy,
    CaptureRefusedError,
    PageCapture,
    PageUnreachableError,
)
from rempart.temporary_folders import TemporaryFolder

GRACE_S = 20.0  # for starting and ending the browser, beside the policy's own limit
MAX_MESSAGE = 400_000_000
PIECE = 1 << 20
FOLDER_PREFIX = "rempart-capture-"


class ChromiumCapturer:
    """A `PageCapturer`. May be used from any thread, by several at once; every call is a process of its own.

    `chromium` is where the browser lies. `extra_roots` is a PEM file of authorities trusted beside the system's:
    for the laboratory.
    """

    def __init__(self, chromium: str | Path = START_SCRIPT, *, extra_roots: Path | None = None) -> None:
        self._chromium = Path(chromium)
        self._extra_roots = extra_roots

    def capture(self, url: str, policy: CapturePolicy) -> PageCapture:
        """Look at `url` once.

        Raises CaptureRefusedError, BrowserMissingError, or PageUnreachableError, whose field `capture` holds
        what was seen.
        """
        url = check_address(url, policy)
        installation = find_installation(policy.isolation, self._chromium)
        job = Job(
            url=url,
            policy=policy,
            chromium=str(installation.chromium),
            isolation=installation.isolation,
            bubblewrap=str(installation.bubblewrap or ""),
            extra_roots=str(self._extra_roots or ""),
        )
        return settle(url, _run(job))


def check_address(url: str, policy: CapturePolicy) -> str:
    """`url` in normal form, where the policy allows it as far as its text tells. Raises CaptureRefusedError."""
    ask = read_ask("GET", url, {}, policy)
    if isinstance(ask, Denial):
        raise CaptureRefusedError(url=url[:200], problem=f"{ask.rule}: {ask.detail}")
    refused = find_host_refusal(ask.host, parse_networks(policy.allowed_networks))
    if refused:
        raise CaptureRefusedError(url=url[:200], problem=refused)
    fragment = urlsplit(url).fragment
    return f"{ask.url}#{fragment}" if fragment else ask.url


def settle(url: str, outcome: Outcome) -> PageCapture:
    """What was seen, or the error that the outcome stands for."""
    if outcome.ending is Ending.REFUSED:
        raise CaptureRefusedError(url=url, problem=outcome.problem, capture=outcome.capture)
    if outcome.ending is Ending.UNREACHABLE:
        raise PageUnreachableError(url=url, problem=outcome.problem.rstrip("."), capture=outcome.capture)
    if outcome.capture is None:
        raise BrowserMissingError(problem=outcome.problem)
    return outcome.capture


def _run(job: Job) -> Outcome:
    """Run one capture process. It dies with this thread (setpriv), with its stdin, and at the hard limit."""
    command = [sys.executable, "-m", "rempart.adapters.chromium.session"]
    setpriv = shutil.which("setpriv")
    if setpriv is not None:
        command = [setpriv, "--pdeathsig=KILL", "--", *command]
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(rempart.__file__).parents[1])}
    with (
        tempfile.TemporaryFile() as errors,
        TemporaryFolder(FOLDER_PREFIX) as folder,
    ):
        environment["TMPDIR"] = str(folder.path)  # whatever the browser's driver leaves behind goes with it
        folder.path.chmod(0o711)  # the browser's account may pass through to its profile, not look around
        process = subprocess.Popen(  # noqa: S603 (own program, own arguments)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=environment,
            start_new_session=True,
        )
        try:
            message = _talk(process, write_message(job), job.policy.limits.total_s + GRACE_S)
        finally:
            _end(process)
        if message is None:
            raise PageUnreachableError(url=job.url, problem="the browser hung and was ended", capture=None)
        if not message:
            raise BrowserMissingError(problem=f"the capture process failed: {_cause(errors)}")
    return read_message(Outcome, message)


def _talk(process: "subprocess.Popen[bytes]", job: bytes, seconds: float) -> bytes | None:
    """Hand the job over, read the answer to its end; None when the time is over."""
    assert process.stdin is not None  # noqa: S101 (both are pipes by construction)
    assert process.stdout is not None  # noqa: S101
    deadline = time.monotonic() + seconds
    try:
        process.stdin.write(job + b"\n")
        process.stdin.flush()
    except BrokenPipeError:
        return b""
    answer = bytearray()
    while len(answer) < MAX_MESSAGE:
        ready, _, _ = select.select([process.stdout], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            return None
        piece = os.read(process.stdout.fileno(), PIECE)
        if not piece:
            break
        answer += piece
    return bytes(answer)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the process and all that shares its group, at once; the browser ends with its parent (see `jail`)."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _cause(errors: IO[bytes]) -> str:
    """The first line that is no part of a call trace: a loader's complaint, or the name of the error."""
    errors.seek(0)
    lines = errors.read().decode(errors="replace").splitlines()
    said = (line.strip() for line in lines if line.strip() and not line.startswith((" ", "Traceback")))
    return next(said, "no word of why")[:300]
