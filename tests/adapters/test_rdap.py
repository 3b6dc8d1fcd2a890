"""Registration data from a local server that speaks RDAP as registries do, in all their variety."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from rempart.adapters.rdap import RdapClient
from rempart.adapters.streams.fetching import Budget
from rempart.kernel.hostname import Hostname
from rempart.ports.registration import RegistrationUnavailableError
from tests.fakes.ct_logs import Answer, CertificateLog, LogServer


def card(**fields: str) -> list[object]:
    return ["vcard", [["version", {}, "text", "4.0"], *([name, {}, "text", value] for name, value in fields.items())]]


ABUSE = {"objectClassName": "entity", "roles": ["abuse"], "vcardArray": card(email="abuse@registrar.example")}
REGISTRAR = {"roles": ["registrar"], "vcardArray": card(fn="Registrar R"), "entities": [ABUSE]}
DOMAIN = {
    "objectClassName": "domain",
    "ldhName": "chat-c3.test",
    "events": [
        {"eventAction": "registration", "eventDate": "2026-04-10T08:00:00Z"},
        {"eventAction": "last changed", "eventDate": "2026-04-11T10:00:00+02:00"},
        {"eventAction": "expiration", "eventDate": "soon"},
    ],
    "entities": [REGISTRAR],
    "nameservers": [{"ldhName": "NS2.HOST.EXAMPLE"}, {"ldhName": "ns1.host.example"}, {"unicodeName": "?"}],
    "status": ["active"],
}


@pytest.fixture
def answers() -> dict[str, object]:
    return {"domain/chat-c3.test": DOMAIN}


@pytest.fixture
def server(answers: dict[str, object]) -> Iterator[LogServer]:
    with LogServer(CertificateLog()) as running:

        def answer(path: str) -> Answer:
            if path == "dns.json":
                table = {"services": [[["test"], [f"{running.url}/"]], [["example"], ["ftp://nowhere.example/"]]]}
                return 200, {}, json.dumps(table).encode()
            found = answers.get(path)
            if isinstance(found, str):
                return 302, {"Location": found}, b""
            if isinstance(found, bytes):
                return 200, {}, found
            return (404, {}, b"{}") if found is None else (200, {}, json.dumps(found).encode())

        running.faults = answer
        yield running


@pytest.fixture
def client(server: LogServer) -> RdapClient:
    return RdapClient(f"{server.url}/dns.json", allow_http=True, budget=Budget(rate=10_000.0))


def test_the_registered_name_above_a_hostname_is_asked_for(client: RdapClient) -> None:
    found = client.look_up(Hostname("www.rooms.chat-c3.test"))
    assert found is not None
    assert (found.name, found.registrar, found.abuse_address) == (
        "chat-c3.test",
        "Registrar R",
        "abuse@registrar.example",
    )
    assert found.registered_at == datetime(2026, 4, 10, 8, tzinfo=UTC)
    assert found.changed_at == datetime(2026, 4, 11, 8, tzinfo=UTC)
    assert found.expires_at is None
    assert found.name_servers == ("ns1.host.example", "ns2.host.example")
    assert json.loads(found.raw) == DOMAIN


def test_a_registry_that_points_to_the_registrar_is_followed(
    client: RdapClient, server: LogServer, answers: dict[str, object]
) -> None:
    link = {"rel": "related", "type": "application/rdap+json", "href": f"{server.url}/registrar/chat-c3.test"}
    answers["domain/chat-c3.test"] = {**DOMAIN, "entities": [], "links": [link]}
    answers["registrar/chat-c3.test"] = DOMAIN
    found = client.look_up(Hostname("chat-c3.test"))
    assert found is not None
    assert found.abuse_address == "abuse@registrar.example"


def test_an_unknown_name_or_a_registry_without_service_is_none(client: RdapClient) -> None:
    assert client.look_up(Hostname("unknown.test")) is None
    assert client.look_up(Hostname("chat-c3.example")) is None
    assert client.look_up(Hostname("co.uk")) is None


@pytest.mark.parametrize("body", [b"<html>busy</html>", b"[]", b"\xff"])
def test_what_is_no_rdap_is_tried_again(client: RdapClient, answers: dict[str, object], body: bytes) -> None:
    answers["domain/chat-c3.test"] = body
    with pytest.raises(RegistrationUnavailableError):
        client.look_up(Hostname("chat-c3.test"))


@pytest.mark.parametrize(
    "entities",
    [None, "x", [None], [{"roles": "abuse"}], [{"roles": ["abuse"], "vcardArray": ["vcard"]}], [{"entities": [{}]}]],
)
def test_odd_contacts_are_no_contacts(client: RdapClient, answers: dict[str, object], entities: object) -> None:
    answers["domain/chat-c3.test"] = {**DOMAIN, "entities": entities}
    found = client.look_up(Hostname("chat-c3.test"))
    assert found is not None
    assert found.abuse_address == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"events": ["registration", None, {"eventAction": []}]},
        {"events": [{"eventAction": "registration", "eventDate": "0001-01-01T00:00:00+14:00"}]},
        {"nameservers": ["ldhName", 3]},
        {
            "entities": [{**REGISTRAR, "entities": []}],
            "links": ["related", {"rel": "related", "href": "https://[x"}],
        },
    ],
)
def test_an_answer_of_odd_shape_tells_what_it_can(
    client: RdapClient, answers: dict[str, object], changes: dict[str, object]
) -> None:
    answers["domain/chat-c3.test"] = {**DOMAIN, **changes}
    found = client.look_up(Hostname("chat-c3.test"))
    assert found is not None
    assert found.registrar == "Registrar R"


def test_a_redirect_is_followed_and_each_hop_costs_of_the_budget(server: LogServer, answers: dict[str, object]) -> None:
    slept: list[float] = []
    budget = Budget(rate=1.0, monotonic=lambda: 0.0, sleep=slept.append)
    client = RdapClient(f"{server.url}/dns.json", allow_http=True, budget=budget)
    answers["domain/chat-c3.test"] = "/elsewhere"
    answers["elsewhere"] = f"{server.url}/moved"
    answers["moved"] = DOMAIN
    found = client.look_up(Hostname("chat-c3.test"))
    assert found is not None
    assert found.registrar == "Registrar R"
    assert len(server.requests) == 4
    assert slept == [1.0, 2.0, 3.0]


@pytest.mark.parametrize(
    ("target", "why"), [("ftp://nowhere.example/", "nobody may be asked"), ("/domain/chat-c3.test", "on and on")]
)
def test_a_redirect_that_may_not_be_followed_is_said(
    client: RdapClient, server: LogServer, answers: dict[str, object], target: str, why: str
) -> None:
    answers["domain/chat-c3.test"] = target
    with pytest.raises(RegistrationUnavailableError, match=why):
        client.look_up(Hostname("chat-c3.test"))
    assert len(server.requests) <= 7


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("https://rdap.registrar.example/", True),
        ("https://8.8.4.4/", True),
        ("http://rdap.registrar.example/", False),
        ("https://127.0.0.1/", False),
        ("https://[fd00::1]/", False),
        ("https://10.0.0.1:8443/", False),
        ("https://127.0.0.1./", False),
        ("https://127.1/", False),
        ("https://0x7f.1/", False),
        ("https://2130706433/", False),
        ("https://127\u30020\u30020\u30021/", False),
        ("https://134743044/", True),
        ("https://localhost/", False),
        ("https://LOCALHOST./", False),
        ("https://house.localhost/", False),
        ("https://registry/", False),
        ("https://[x", False),
    ],
)
def test_a_stranger_sends_nobody_into_the_house(address: str, may: bool) -> None:
    assert RdapClient("https://registry.example/dns.json")._may_ask(address) is may


@pytest.mark.parametrize("depth", [100, 990, 100_000])
def test_an_answer_that_is_too_deep_is_said(client: RdapClient, answers: dict[str, object], depth: int) -> None:
    nested = '{"entities":[' * (depth // 2) + "]}" * (depth // 2)
    answers["domain/chat-c3.test"] = f'{{"ldhName":"chat-c3.test","entities":[{nested}]}}'.encode()
    with pytest.raises(RegistrationUnavailableError, match=r"deep|recursion"):
        client.look_up(Hostname("chat-c3.test"))


def test_control_characters_are_left_out_of_what_is_kept(client: RdapClient, answers: dict[str, object]) -> None:
    registrar = {"roles": ["registrar"], "vcardArray": card(fn="Registrar\0 R")}
    odd = {"entities": [registrar], "nameservers": [{"ldhName": "ns\0.example"}], "status": ["ac\0tive\ud800", 3]}
    answers["domain/chat-c3.test"] = {**DOMAIN, **odd}
    found = client.look_up(Hostname("chat-c3.test"))
    assert found is not None
    assert (found.registrar, found.name_servers) == ("Registrar R", ("ns .example",))
    assert found.statuses == ("ac tive", "3")
    assert json.loads(found.raw.encode()) == {**DOMAIN, **odd}, "and all of it as it came, in UTF-8"


def test_a_broken_row_of_the_bootstrap_hides_no_other(server: LogServer, client: RdapClient) -> None:
    usual = server.faults

    def answer(path: str) -> Answer | None:
        addresses = [["https://[x"], ["https://[x", f"{server.url}/"]]
        rows = [None, [], [["test"]], [3, 4], *([["test"], each] for each in addresses)]
        return (200, {}, json.dumps({"services": rows}).encode()) if path == "dns.json" else usual(path)

    server.faults = answer
    assert client.look_up(Hostname("chat-c3.test")) is not None


def test_an_answer_without_end_is_cut_off(client: RdapClient, answers: dict[str, object]) -> None:
    answers["domain/chat-c3.test"] = b" " * 2_000_000
    with pytest.raises(RegistrationUnavailableError, match="without end"):
        client.look_up(Hostname("chat-c3.test"))


def test_plain_http_is_not_asked_unless_allowed(server: LogServer) -> None:
    strict = RdapClient(f"{server.url}/dns.json")
    assert strict.look_up(Hostname("chat-c3.test")) is None


def test_a_registry_that_asks_for_patience_is_left_alone_and_others_are_not(
    server: LogServer, answers: dict[str, object]
) -> None:
    now = [0.0]
    client = RdapClient(
        f"{server.url}/dns.json", allow_http=True, budget=Budget(rate=10_000.0), monotonic=lambda: now[0]
    )
    usual = server.faults
    client.look_up(Hostname("other.test"))
    asks = {"domain/chat-c3.test": (429, {"Retry-After": "60"}, b"slow down")}
    server.faults = lambda path: asks.get(path) or usual(path)
    with pytest.raises(RegistrationUnavailableError, match=r"domain/chat-c3\.test: HTTP 429\. "):
        client.look_up(Hostname("chat-c3.test"))
    asked = len(server.requests)
    with pytest.raises(RegistrationUnavailableError, match=r"127\.0\.0\.1 asked for patience"):
        client.look_up(Hostname("chat-c3.test"))
    assert len(server.requests) == asked
    asks.clear()
    now[0] = 61.0
    assert client.look_up(Hostname("chat-c3.test")) is not None


@pytest.mark.parametrize("related", [b"no JSON", "ftp://nowhere.example/"])
def test_what_a_registry_says_stands_where_its_registrar_does_not_answer(
    client: RdapClient, server: LogServer, answers: dict[str, object], related: object
) -> None:
    links = [{"rel": "related", "href": f"{server.url}/registrar"}]
    answers["domain/chat-c3.test"] = {**DOMAIN, "entities": [{**REGISTRAR, "entities": []}], "links": links}
    answers["registrar"] = related
    found = client.look_up(Hostname("chat-c3.test"))
    assert found is not None
    assert (found.registrar, found.abuse_address) == ("Registrar R", "")
    assert "registrar" in server.requests
    assert "registrar" in found.missing
    answers["registrar"] = DOMAIN
    found = client.look_up(Hostname("chat-c3.test"))
    assert found is not None
    assert (found.abuse_address, found.missing) == ("abuse@registrar.example", "")


def test_an_answer_that_comes_drop_by_drop_is_given_up(server: LogServer) -> None:
    seconds = iter(range(10_000))
    client = RdapClient(
        f"{server.url}/dns.json",
        allow_http=True,
        budget=Budget(rate=10_000.0),
        monotonic=lambda: float(next(seconds)),  # a second each time that somebody looks
        longest_s=0.5,
    )
    with pytest.raises(RegistrationUnavailableError, match="drop by drop"):
        client.look_up(Hostname("chat-c3.test"))


@pytest.mark.parametrize("table", [None, b"{}", b'{"services": []}'])
def test_a_bootstrap_that_is_none_is_said(client: RdapClient, server: LogServer, table: bytes | None) -> None:
    server.faults = lambda _path: (404, {}, b"") if table is None else (200, {}, table)
    for _time in range(2):
        with pytest.raises(RegistrationUnavailableError, match="it lists no services"):
            client.look_up(Hostname("chat-c3.test"))
