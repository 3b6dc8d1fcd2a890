"""The browser that looks at one page: Debian's Chromium by Playwright, locked in, behind the egress proxy.

In: an address and a `CapturePolicy`. Out: a `PageCapture`. Never: a browser without its sandbox, a profile used
twice, a way to the network but the proxy, a process that outlives the worker that asked for it.

    from rempart.adapters.chromium import ChromiumCapturer

    capture = ChromiumCapturer().capture("https://forum.example/", CapturePolicy())

The worker starts one capture process (`session`), which holds the proxy and drives the browser; the browser is
started through `jail`. A capture process serves one capture.
"""

from rempart.adapters.chromium.capturer import ChromiumCapturer
from rempart.adapters.chromium.programs import Installation, find_bubblewrap_problem, find_installation

__all__ = ["ChromiumCapturer", "Installation", "find_bubblewrap_problem", "find_installation"]
