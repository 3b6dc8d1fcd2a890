import time

import dns.message
import dns.query
import dns.rcode
import dns.tsigkeyring
import dns.update
import dns.xfr
import dns.zone
import pytest

from rempart.lab.bind import POLICY_ZONE, NameServer, new_key
from rempart.lab.sites import FORMER_NAMES, SiteKind, hostnames_of, site_of
from rempart.lab.small_internet import SmallInternet
from tests.waiting import PATIENCE_S, await_that

pytestmark = pytest.mark.slow

REOPENED = site_of(SiteKind.REOPENED).hostname


def send(server: NameServer, update: dns.update.UpdateMessage) -> str:
    response = dns.query.udp(update, server.address, port=server.port, timeout=PATIENCE_S / 2)
    return dns.rcode.to_text(response.rcode())


def change_policy(internet: SmallInternet, *, blocked: bool) -> float:
    """Block or lift the reopened site; returns the seconds until the subscribed resolver answers accordingly."""
    update = internet.name_server.policy_update()
    if blocked:
        update.add(REOPENED, 5, "CNAME", ".")
    else:
        update.delete(REOPENED)
    start = time.perf_counter()
    assert send(internet.name_server, update) == "NOERROR"
    expected = "NXDOMAIN" if blocked else "NOERROR"
    await_that(lambda: internet.resolver.response_code(REOPENED) == expected, expected, pause_s=0.0)
    return time.perf_counter() - start


def test_a_signed_update_reaches_the_subscriber_well_within_a_second_and_lifts_as_fast(
    small_internet: SmallInternet,
) -> None:
    assert small_internet.resolver.response_code(REOPENED) == "NOERROR"
    assert small_internet.control.response_code(REOPENED) == "NOERROR"
    blocks, lifts = [], []
    for _ in range(10):
        blocks.append(change_policy(small_internet, blocked=True))
        assert small_internet.control.response_code(REOPENED) == "NOERROR"
        lifts.append(change_policy(small_internet, blocked=False))
    # A brake that is forgotten in the configuration slows down all but the first; a busy machine only some.
    assert sorted(blocks)[2] < 0.5
    assert sorted(lifts)[2] < 0.5


def test_an_update_signed_with_another_key_is_refused(small_internet: SmallInternet) -> None:
    stranger = new_key(small_internet.name_server.publisher_key.name)
    keyring = dns.tsigkeyring.from_text({stranger.name: stranger.secret})
    update = dns.update.UpdateMessage(POLICY_ZONE, keyring=keyring, keyalgorithm=stranger.algorithm)
    update.add(REOPENED, 5, "CNAME", ".")
    with pytest.raises(dns.tsig.PeerBadSignature):
        send(small_internet.name_server, update)
    assert small_internet.resolver.response_code(REOPENED) == "NOERROR"


def test_an_unsigned_update_is_refused(small_internet: SmallInternet) -> None:
    update = dns.update.UpdateMessage(POLICY_ZONE)
    update.add(REOPENED, 5, "CNAME", ".")
    assert send(small_internet.name_server, update) == "REFUSED"


def test_the_key_of_the_registry_cannot_touch_the_policy_zone(small_internet: SmallInternet) -> None:
    key = small_internet.name_server.registry_key
    update = dns.update.UpdateMessage(POLICY_ZONE, keyring=dns.tsigkeyring.from_text({key.name: key.secret}))
    update.add(REOPENED, 5, "CNAME", ".")
    assert send(small_internet.name_server, update) == "REFUSED"


def test_the_policy_zone_is_handed_to_nobody_else(small_internet: SmallInternet) -> None:
    zone = dns.zone.Zone(POLICY_ZONE)
    server = small_internet.name_server
    with pytest.raises(dns.xfr.TransferError, match="REFUSED"):
        dns.query.inbound_xfr("127.0.0.1", zone, port=server.port, source="127.0.0.99", timeout=PATIENCE_S / 2)


def test_the_holder_of_the_key_may_read_the_policy_zone(small_internet: SmallInternet) -> None:
    key = small_internet.name_server.publisher_key
    zone = dns.zone.Zone(POLICY_ZONE)
    query, _ = dns.xfr.make_query(
        zone, keyring=dns.tsigkeyring.from_text({key.name: key.secret}), keyname=dns.name.from_text(key.name)
    )
    dns.query.inbound_xfr(
        "127.0.0.1", zone, query, port=small_internet.name_server.port, source="127.0.0.99", timeout=PATIENCE_S / 2
    )
    assert zone.get_soa().minimum == 5


def test_names_outside_the_laboratory_do_not_exist(small_internet: SmallInternet) -> None:
    assert small_internet.resolver.response_code("www.outside.invalid") == "NXDOMAIN"


def test_the_control_names_resolve_on_both_resolvers(small_internet: SmallInternet) -> None:
    names = hostnames_of(SiteKind.CONTROL)
    assert len(names) == 10
    for name in names:
        assert small_internet.resolver.response_code(name) == small_internet.control.response_code(name) == "NOERROR"


def test_a_closed_name_leaves_the_dns_and_a_new_name_comes_in_while_everything_runs(
    own_internet: SmallInternet,
) -> None:
    own_internet.close_site()
    assert own_internet.control.response_code(FORMER_NAMES[-1]) == "NXDOMAIN"
    moved = own_internet.move_site()
    assert own_internet.control.response_code(moved.hostname) == "NOERROR"
