"""Start Chromium in its jail and meet it: the jail opens the only socket, the proxy takes it over.

In: a `Job` and a proxy. Out: a running browser of Playwright. Never: an argument that weakens the sandbox.
"""

import asyncio
import os
import pwd
import shlex
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Playwright, async_playwright
from playwright.async_api import Error as PlaywrightError

from rempart.adapters.chromium import jail
from rempart.adapters.chromium.jobs import Job
from rempart.adapters.chromium.programs import BUBBLEWRAP
from rempart.adapters.egress.proxy import EgressProxy
from rempart.ports.capturing import BrowserMissingError

LAUNCH_S = 25.0

_ARGUMENTS = (
    "--disable-quic",
    "--disable-gpu",
    "--disable-3d-apis",
    "--disable-remote-fonts",
    "--disable-domain-reliability",
    "--disable-client-side-phishing-detection",
    "--disable-notifications",
    "--disable-speech-api",
    "--disable-print-preview",
    "--disable-file-system",
    "--disable-databases",
    "--disable-logging",
    "--disable-crash-reporter",
    "--deny-permission-prompts",
    "--no-pings",
    "--block-new-web-contents",
    "--autoplay-policy=user-gesture-required",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--js-flags=--no-expose-wasm,--max-old-space-size=512",
    "--disk-cache-size=1",
    "--media-cache-size=1",
)


@asynccontextmanager
async def open_browser(job: Job, proxy: EgressProxy, folder: Path) -> AsyncIterator[Browser]:
    """A browser in the job's isolation whose only way out is `proxy`. Raises BrowserMissingError."""
    address, handover = await _open_door(job, proxy, folder)
    async with async_playwright() as playwright:
        try:
            browser = await _launch(playwright, job, folder, address, proxy.identity.key_fingerprint)
        except PlaywrightError as error:
            raise BrowserMissingError(problem=_find_cause(str(error))) from error
        finally:
            if handover is not None:
                handover.cancel()
        try:
            yield browser
        finally:
            await browser.close()


async def _open_door(job: Job, proxy: EgressProxy, folder: Path) -> tuple[str, "asyncio.Task[None] | None"]:
    """The proxy's address as the browser will see it, and the task that waits for the jail's socket."""
    if job.isolation != BUBBLEWRAP:
        listener = socket.create_server(("127.0.0.1", 0))
        await proxy.serve(listener)
        return f"http://127.0.0.1:{listener.getsockname()[1]}", None
    meeting = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    meeting.bind(str(folder / "door"))
    meeting.listen(1)
    meeting.settimeout(0)  # for the event loop
    return f"http://127.0.0.1:{jail.PROXY_PORT}", asyncio.create_task(_take_over(meeting, proxy))


async def _take_over(meeting: socket.socket, proxy: EgressProxy) -> None:
    """Receive the jail's listening socket, answer on it, then let the jail go on."""
    with meeting:
        guest, _ = await asyncio.get_running_loop().sock_accept(meeting)
    with guest:
        guest.settimeout(LAUNCH_S)
        _, descriptors, _, _ = await asyncio.to_thread(socket.recv_fds, guest, 64, 1)
        await proxy.serve(socket.socket(fileno=descriptors[0]))
        guest.send(b"!")


async def _launch(playwright: Playwright, job: Job, folder: Path, proxy_address: str, fingerprint: str) -> Browser:
    return await playwright.chromium.launch(
        executable_path=_write_starter(job, folder),
        headless=True,
        chromium_sandbox=True,
        proxy={"server": proxy_address},
        args=[*_ARGUMENTS, f"--ignore-certificate-errors-spki-list={fingerprint}"],
        timeout=LAUNCH_S * 1000,
        handle_sigint=False,
        handle_sigterm=False,
        handle_sighup=False,
    )


def _write_starter(job: Job, folder: Path) -> Path:
    """Playwright starts one file: this one, which starts the jail with what it has to know."""
    command = [sys.executable, "-I", "-S", jail.__file__, "--isolation", job.isolation, "--chromium", job.chromium]
    if job.isolation == BUBBLEWRAP:
        command += ["--rendezvous", str(folder / "door"), "--bubblewrap", job.bubblewrap]
    else:
        command += ["--profile", str(_make_profile(folder))]
    starter = folder / "chromium"
    starter.write_text(f'#!/bin/sh\nexec {shlex.join(command)} "$@"\n', encoding="utf-8")
    starter.chmod(0o700)
    return starter


def _make_profile(folder: Path) -> Path:
    """An empty folder for the browser, of the account that it will run as; gone with `folder` after the capture."""
    profile = folder / "profile"
    profile.mkdir(mode=0o700)
    if os.geteuid() == 0:
        account = pwd.getpwnam("nobody")
        os.chown(profile, account.pw_uid, account.pw_gid)
        folder.chmod(0o711)  # it may pass through, not look around
    return profile


def _find_cause(report: str) -> str:
    """The telling line of Playwright's report on a failed start."""
    lines = [line.strip() for line in report.splitlines() if line.strip()]
    said = [line.split("[err]", 1)[1].strip() for line in lines if "[err]" in line and "<launching>" not in line]
    telling = [line for line in said if "jail:" in line or "bwrap:" in line or "sandbox" in line.lower()]
    return f"Chromium did not start: {(telling or said[-1:] or lines[:1] or ['no word of why'])[0][:300]}"
