"""What registries say of a page's name and address lies in its exhibit, or why they say nothing."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from rempart.adapters.exhibit.facts import write_facts
from rempart.adapters.exhibit.records import list_records
from rempart.adapters.rdap import RdapClient
from rempart.adapters.registered_capturer import NOT_ASKED, RegisteredCapturer
from rempart.ports.capturing import CapturePolicy, PageCapture, PageUnreachableError
from tests.factories.captures import make_capture
from tests.fakes.ct_logs import Answer, CertificateLog, LogServer

RAW = b'{"objectClassName": "domain",  "ldhName": "FORUM.example", "note": "as it came"}'
NETWORK = b'{"objectClassName":"ip network","handle":"NET-1"}'


class OneCapture:
    """A capturer that brings one capture, or nothing but it."""

    def __init__(self, capture: PageCapture, *, reached: bool = True) -> None:
        self._capture = capture
        self._reached = reached

    def capture(self, url: str, policy: CapturePolicy) -> PageCapture:
        if not self._reached:
            raise PageUnreachableError(url=url, problem="silent", capture=self._capture)
        return self._capture


@pytest.fixture
def registries() -> Iterator[RdapClient]:
    with LogServer(CertificateLog()) as server:
        here = [f"{server.url}/"]
        pages = {
            "dns.json": json.dumps({"services": [[["example"], here]]}).encode(),
            "ipv4.json": json.dumps({"services": [[["192.0.0.0/2"], ["ftp://no"]], [["8.0.0.0/7"], here]]}).encode(),
            "ipv6.json": json.dumps({"services": [[["2600::/12"], here]]}).encode(),
            "domain/forum.example": RAW,
            "ip/8.8.4.4": NETWORK,
        }

        def answer(path: str) -> Answer:
            return (200, {}, pages[path]) if path in pages else (404, {}, b"{}")

        server.faults = answer
        yield RdapClient(f"{server.url}/dns.json", allow_http=True)


def look(capture: PageCapture, registries: RdapClient | None) -> PageCapture:
    return RegisteredCapturer(OneCapture(capture), registries).capture("https://forum.example/", CapturePolicy())


def answered_from(*addresses: str) -> PageCapture:
    exchange = make_capture().exchanges[1]
    exchanges = tuple(replace(exchange, peer_address=address) for address in addresses)
    return make_capture(exchanges=exchanges, rdap={})


def test_the_records_are_kept_as_they_came(registries: RdapClient) -> None:
    seen = look(answered_from("8.8.4.4", "8.8.4.4"), registries)
    assert seen.rdap == {"domain:forum.example": RAW.decode(), "ip:8.8.4.4": NETWORK.decode()}
    assert seen.rdap_missing == {}
    kept = {record.uri: record.block for record in list_records(seen) if record.uri.startswith("urn:rdap:")}
    assert kept == {"urn:rdap:domain:forum.example": RAW, "urn:rdap:ip:8.8.4.4": NETWORK}


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("127.0.0.7", "special-purpose"),
        ("8.8.8.8", "does not know it"),
        ("1.1.1.1", "no RDAP service"),
        ("200.1.1.1", "no RDAP service"),
        ("2600::1", "does not know it"),
    ],
)
def test_what_is_absent_is_a_stated_fact(registries: RdapClient, address: str, why: str) -> None:
    seen = look(answered_from(address), registries)
    assert why in seen.rdap_missing[f"ip:{address}"]
    assert json.loads(write_facts(seen))["rdap_missing"] == seen.rdap_missing


def test_a_registry_that_is_down_stops_no_capture(registries: RdapClient) -> None:
    silent = RdapClient("http://127.0.0.1:1/dns.json", timeout_s=0.5, allow_http=True)
    seen = look(answered_from("8.8.4.4"), silent)
    assert seen.rdap == {}
    assert set(seen.rdap_missing) == {"domain:forum.example", "ip:8.8.4.4"}


def test_without_a_registry_to_ask_the_exhibit_says_so() -> None:
    seen = look(answered_from("8.8.4.4"), None)
    assert seen.rdap_missing == {"domain:forum.example": NOT_ASKED, "ip:8.8.4.4": NOT_ASKED}


def test_a_page_that_did_not_answer_has_its_registration_too(registries: RdapClient) -> None:
    silent = OneCapture(replace(answered_from(), final_url=""), reached=False)
    with pytest.raises(PageUnreachableError) as caught:
        RegisteredCapturer(silent, registries).capture("https://forum.example/", CapturePolicy())
    seen = caught.value.fields["capture"]
    assert isinstance(seen, PageCapture)
    assert list(seen.rdap) == ["domain:forum.example"]
