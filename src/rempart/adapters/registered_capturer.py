"""A capturer that also asks the registries who holds the page's name and address, at the same moment.

In: another `PageCapturer`, the registries or None. Out: its captures, with the registries' records as they came; where
there is none, the reason. Never: a capture that fails because a registry does.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlsplit

from rempart.kernel.hostname import NotAHostnameError, parse_hostname
from rempart.ports.capturing import CapturePolicy, PageCapture, PageCapturer, PageUnreachableError
from rempart.ports.registration import RegistryRecord, RegistryRecords

MAX_ADDRESSES = 4
NOT_ASKED = "no registry is asked here (rdap_bootstrap in rempart.toml)"


@dataclass(frozen=True, slots=True)
class RegisteredCapturer:
    """The `PageCapturer` port around `capturer`. `registries` None: nobody is asked, and the exhibit says so."""

    capturer: PageCapturer
    registries: RegistryRecords | None

    def capture(self, url: str, policy: CapturePolicy) -> PageCapture:
        """As `PageCapturer.capture`."""
        try:
            return self._with_records(self.capturer.capture(url, policy))
        except PageUnreachableError as error:
            seen = error.fields.get("capture")
            if not isinstance(seen, PageCapture):
                raise
            fields = {**error.fields, "capture": self._with_records(seen)}
            raise PageUnreachableError(**fields) from error

    def _with_records(self, capture: PageCapture) -> PageCapture:
        questions = _list_questions(capture, self.registries)
        if not questions:
            return capture
        with ThreadPoolExecutor(len(questions), "rdap") as pool:
            records = list(pool.map(lambda ask: ask(), questions))
        return replace(
            capture,
            rdap={record.subject: record.text for record in records if record.text},
            rdap_missing={record.subject: record.problem for record in records if not record.text},
        )


def _list_questions(capture: PageCapture, registries: RegistryRecords | None) -> list[Callable[[], RegistryRecord]]:
    """One for the name, one for each address that the page's own host answered from."""
    host = urlsplit(capture.final_url or capture.url).hostname or ""
    peers = [one.peer_address for one in capture.exchanges if urlsplit(one.url).hostname == host and one.peer_address]
    addresses = list(dict.fromkeys(peers))[:MAX_ADDRESSES]
    try:
        name = parse_hostname(host)
    except NotAHostnameError:
        name = None
    subjects = [*([f"domain:{name}"] if name else []), *(f"ip:{address}" for address in addresses)]
    if registries is None:
        return [partial(RegistryRecord, subject, problem=NOT_ASKED) for subject in subjects]
    of_name = [partial(registries.fetch_name, name)] if name else []
    return [*of_name, *(partial(registries.fetch_address, address) for address in addresses)]
