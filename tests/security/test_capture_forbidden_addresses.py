"""The attack: make the capture connect to what only the capture's machine can reach.

Every way to name such an address is tried against the real proxy, with the address of each end and the middle of
every special-purpose range. No connection may even be tried: the suite counts the tries.
"""

import subprocess
import sys

import pytest

from rempart.adapters.egress.addresses import find_refusal
from tests.adapters.egress.names import Answers, NameServer
from tests.adapters.egress.origin import Origin, Reply
from tests.adapters.egress.through import fetch, make_policy
from tests.security.special_addresses import BAD_V4, BAD_V6, GLOBAL_V4, GLOBAL_V6, embed

LITERALS = BAD_V4 + BAD_V6 + [form for address in BAD_V4 for form in embed(address)]
ODD_HOSTS = [
    "0",
    "1",
    "127.1",
    "127.0.1",
    "0x7f.1",
    "0x7f000001",
    "2130706433",
    "017700000001",
    "0177.0.0.1",
    "0x7f.0x0.0x0.0x1",
    "127.0.0.1.",
    "2852039166",
    "0xa9fea9fe",
    "0251.0376.0251.0376",
    "169.254.43518",
    "10.1",
    "3232235521",
    "0xc0.0xa8.0.1",
    "00127.0.0.1",
    "127.0.0.01",
    "256.1.1.1",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "intranet",
    "metadata",
    "ip6-localhost",
    "127.0.0.1%00",
    "127.0.0.1%2f",
    "[::1%251]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:127.0.0.1]",
    "[::127.0.0.1]",
    "a@127.0.0.1",
    "user:pass@127.0.0.1",
    "_",
    "-.example",
    "a..example",
    "*.example",
    "1.2.3",
    "1.2.3.4.5",
    "0x",
    "0x.0x.0x.0x",
    "127.0.0.1:80:80",
    "[::1]:99999999",
    "[::1",
    "::1",
]


def _proxied(tries: list[str], url_count: int) -> list[str]:
    """The tries without the test client's own connections to the proxy (one for each address)."""
    tried = [host for host in tries if host != "127.0.0.1"] + ["127.0.0.1"] * (tries.count("127.0.0.1") - url_count)
    print(f"{url_count} cases of forbidden addresses, {len(tried)} tried")
    return tried


def test_no_literal_address_of_a_special_range_is_ever_tried(tries: list[str]) -> None:
    urls = [f"http://[{address}]/" if ":" in address else f"http://{address}/" for address in LITERALS]
    seen = fetch(make_policy(allowed=()), *urls)
    assert len(urls) >= 500
    assert [rule for rule in seen.rules if rule != "network"] == []
    assert len(seen.refusals) == len(urls)
    assert seen.exchanges == []
    assert _proxied(tries, len(urls)) == []


def test_no_odd_spelling_of_a_host_is_ever_tried(tries: list[str]) -> None:
    with NameServer({}).running() as names:
        seen = fetch(make_policy(allowed=(), resolver=names.where), *(f"http://{host}/" for host in ODD_HOSTS))
    assert len(ODD_HOSTS) >= 40
    assert {answer[0] for answer in seen.answers} == {403}
    assert _proxied(tries, len(ODD_HOSTS)) == []
    assert names.asked == []  # none of them is a name either


@pytest.mark.parametrize("answered", ["with one", "with several", "in both families", "behind an alias"])
def test_no_name_that_answers_with_special_addresses_alone_is_ever_tried(answered: str, tries: list[str]) -> None:
    bad = BAD_V4 + BAD_V6 + [form for address in BAD_V4 for form in embed(address)]
    bad = bad if answered == "with one" else bad[:: len(bad) // 40]
    beside = {"with several": ["10.0.0.7", "::1"], "in both families": ["169.254.169.254", "fd00::7"]}.get(answered, [])
    answers: dict[str, list[Answers]] = {
        f"n{number}.example": [[address, *beside]] for number, address in enumerate(bad)
    }
    aliases = {f"a{name}": name for name in answers}
    hosts = list(aliases if answered == "behind an alias" else answers)
    with NameServer(answers, aliases).running() as names:
        seen = fetch(make_policy(allowed=(), resolver=names.where), *(f"http://{host}/" for host in hosts))
    assert len(hosts) >= 40
    assert seen.rules == ["network"] * len(hosts)
    assert _proxied(tries, len(hosts)) == []
    for refusal, host, address in zip(seen.refusals, hosts, bad, strict=True):
        assert refusal.detail.startswith(f"{host} has no public address: ")
        assert address in refusal.detail


def test_a_name_that_changes_its_answer_keeps_the_first_one(tries: list[str]) -> None:
    """Rebinding with a lifetime of zero: allowed at first, forbidden ever after; the pin is what is used."""
    with Origin({"/": b"<p>one</p>"}).running() as origin:
        answers: dict[str, list[Answers]] = {"moving.example": [["127.0.0.1"], ["127.0.0.2"], ["169.254.169.254"]]}
        with NameServer(answers).running() as names:
            policy = make_policy(origin.port, allowed=("127.0.0.1/32",), resolver=names.where)
            url = f"http://moving.example:{origin.port}/"
            seen = fetch(policy, url, url, url)
    assert [exchange.peer_address for exchange in seen.exchanges] == ["127.0.0.1"] * 3
    assert set(tries) == {"127.0.0.1"}
    assert sorted(names.asked) == [("moving.example", "A"), ("moving.example", "AAAA")]


def test_what_the_policy_opens_opens_nothing_else(tries: list[str]) -> None:
    urls = ["http://127.0.0.2/", "http://[::ffff:127.0.0.1]/", "http://[::1]/", "http://10.0.0.1/", "http://0.0.0.0/"]
    seen = fetch(make_policy(allowed=("127.0.0.1/32",)), *urls)
    assert seen.rules == ["network"] * len(urls)
    assert _proxied(tries, len(urls)) == []


@pytest.mark.parametrize(
    "url",
    [
        "http://name.example:22/",
        "http://name.example:6379/",
        "http://name.example:0/",
        "https://name.example:8443/",
        "ftp://name.example/",
        "file:///etc/passwd",
        "gopher://name.example/",
        "data:text/html,x",
        "chrome://settings/",
        "http:///nothing",
        "http://name.example:port/",
    ],
)
def test_other_schemes_and_ports_are_refused_before_the_name_is_asked_for(url: str) -> None:
    with NameServer({}).running() as names:
        seen = fetch(make_policy(allowed=(), resolver=names.where), url)
    assert seen.answers[0][0] == 403
    assert seen.rules[0] in {"scheme", "port", "address"}
    assert names.asked == []


def test_a_redirect_is_handed_to_the_browser_and_judged_again(tries: list[str]) -> None:
    targets = [f"http://{address}/" for address in BAD_V4]
    with Origin(
        {f"/{n}": Reply(status=302, headers={"Location": to}) for n, to in enumerate(targets)}
    ).running() as site:
        policy = make_policy(site.port, allowed=("127.0.0.1/32",))
        hops = [url for n, to in enumerate(targets) for url in (f"{site.url}/{n}", to) if to != "http://127.0.0.1/"]
        seen = fetch(policy, *hops)
    inside = [host for host in tries if host != "127.0.0.1"]
    print(f"{len(targets)} cases of forbidden addresses, {len(inside)} tried")
    assert seen.rules == ["network"] * len(targets)
    assert inside == []


@pytest.mark.parametrize("address", [GLOBAL_V4, GLOBAL_V6, f"64:ff9b::{GLOBAL_V4}", "172.15.255.255", "172.32.0.0"])
def test_the_rest_of_the_internet_is_not_refused(address: str) -> None:
    assert find_refusal(address) == ""


@pytest.mark.parametrize("text", ["", "name.example", "127.1", "0x7f000001", "fe80::1%eth0", "[::1]", "1.2.3.4/8"])
def test_what_is_no_address_in_canonical_form_is_refused(text: str) -> None:
    assert find_refusal(text) != ""


def test_a_public_address_of_this_very_machine_is_refused() -> None:
    if not _can_make_a_network():
        pytest.skip("needs unshare, ip, IPv6, and a kernel that lets this account make and set up a network of its own")
    asked = f"{sys.executable} -c '{_ASK}' {GLOBAL_V4} {GLOBAL_V6} 45.45.45.46"
    assert _in_a_network([*_OURS, asked]) == [f"{GLOBAL_V4} is this machine", f"{GLOBAL_V6} is this machine", ""]
    assert _in_a_network([*_ANYTHING, asked]) == ["", "", ""]


_OURS = ("ip link set lo up", f"ip addr add {GLOBAL_V4}/32 dev lo", f"ip addr add {GLOBAL_V6}/128 dev lo")
_ANYTHING = tuple(f"echo 1 > /proc/sys/net/ipv{version}/ip_nonlocal_bind" for version in (4, 6))
_ASK = """
import sys
from rempart.adapters.egress.addresses import find_refusal
for address in sys.argv[1:]:
    print(find_refusal(address))
"""


def _in_a_network(steps: list[str]) -> list[str]:
    """What `steps` print in a network that nobody else sees and that ends with them."""
    ran = subprocess.run(
        ["unshare", "-rn", "sh", "-ec", "\n".join(steps)], capture_output=True, text=True, check=True, timeout=60
    )
    return ran.stdout.splitlines()


def _can_make_a_network() -> bool:
    try:
        _in_a_network([*_OURS, *_ANYTHING])
    except (OSError, subprocess.SubprocessError):
        return False
    return True
