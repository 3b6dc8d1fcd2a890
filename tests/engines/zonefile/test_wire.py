"""The zone in the wire format, read back by dnspython, which shares no code with it."""

from collections.abc import Iterator

import dns.message
import dns.name
import dns.rdatatype
import dns.xfr
import dns.zone
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rempart.engines.zonefile import Entry, NameTooLongError, Zone, parse_answer
from rempart.engines.zonefile.wire import WireZone, messages
from rempart.kernel.hostname import parse_hostname

ZONE = Zone(name="hot.rempart.test")
ORIGIN = dns.name.from_text(ZONE.name)
NAMES = [parse_hostname(f"{letter}.example") for letter in "abcdefgh"]
ANSWERS = [parse_answer(text) for text in ("nxdomain", "nodata", "192.0.2.1", "2001:db8::1")]


def transfer(wire: WireZone, zone: dns.zone.Zone, *, whole: bool) -> None:
    """Bring dnspython's copy up to date by the messages that a subscriber would get."""
    kind = dns.rdatatype.AXFR if whole else dns.rdatatype.IXFR
    serial = None if whole else zone.get_soa().serial
    runs = wire.whole() if serial is None else wire.changes_since(serial)
    assert runs is not None
    with dns.xfr.Inbound(zone, kind, serial=serial) as inbound:
        for raw in messages(7, wire.apex, kind, runs):
            query = dns.message.from_wire(raw, xfr=True, origin=ORIGIN, one_rr_per_rrset=not whole)
            inbound.process_message(query)


def held(zone: dns.zone.Zone) -> dict[str, str]:
    return {
        name.to_text(): f"{dns.rdatatype.to_text(rdataset.rdtype)} {rdataset[0].to_text()}"
        for name, rdataset in zone.iterate_rdatasets()
        if name != dns.name.empty
    }


def expected(entries: list[Entry]) -> Iterator[tuple[str, str]]:
    texts = {"nxdomain": "CNAME .", "nodata": "CNAME *."}
    for entry in entries:
        answer = entry.answer
        text = texts.get(answer.kind) or f"{'AAAA' if answer.is_ipv6 else 'A'} {answer.address}"
        yield entry.hostname, text
        if entry.subdomains:
            yield f"*.{entry.hostname}", text


def test_a_whole_transfer_says_what_the_zone_holds() -> None:
    entries = [Entry(name, bool(at % 2), ANSWERS[at % 4]) for at, name in enumerate(NAMES)]
    wire = WireZone(ZONE, serial=5)
    wire.load(entries)
    zone = dns.zone.Zone(ORIGIN)
    transfer(wire, zone, whole=True)
    assert held(zone) == dict(expected(entries))
    soa = zone.get_soa()
    assert (soa.serial, soa.minimum) == (5, 5)


change = st.tuples(
    st.lists(st.sampled_from(NAMES), max_size=3),
    st.lists(st.builds(Entry, st.sampled_from(NAMES), st.booleans(), st.sampled_from(ANSWERS)), max_size=3),
)


@pytest.mark.longer
@given(st.lists(change, min_size=1, max_size=8), st.data())
def test_changes_since_any_serial_lead_to_the_same_zone(
    changes: list[tuple[list[object], list[Entry]]], data: st.DataObject
) -> None:
    wire = WireZone(ZONE)
    known = dns.zone.Zone(ORIGIN)
    transfer(wire, known, whole=True)
    truth: dict[object, Entry] = {}
    updated_at = data.draw(st.integers(0, len(changes) - 1))
    for number, (removed, added) in enumerate(changes):
        wire.change(removed, added)  # type: ignore[arg-type]
        for name in removed:
            truth.pop(name, None)
        truth.update({entry.hostname: entry for entry in added})
        if number == updated_at:
            transfer(wire, known, whole=False)
    transfer(wire, known, whole=False)
    assert held(known) == dict(expected(list(truth.values())))


@pytest.mark.parametrize("whole", [True, False])
def test_a_transfer_says_one_state_of_the_zone_whatever_changes_while_it_lasts(whole: bool) -> None:
    """A resolver takes seconds for a million names, and orders begin and end meanwhile."""
    wire = WireZone(ZONE)
    for name in NAMES[:4]:
        wire.change((), [Entry(name)])
    at_first, runs = (wire.whole() if whole else wire.changes_since(1) for _ in range(2))
    assert at_first is not None
    assert runs is not None
    expected, begun = [*at_first], [next(runs) for _ in range(3)]
    wire.change([NAMES[0]], [Entry(NAMES[5])])
    assert [*begun, *runs] == expected


def test_a_serial_that_never_was_gets_no_changes() -> None:
    wire = WireZone(ZONE, serial=9)
    assert wire.changes_since(8) is None
    assert wire.changes_since(9) is not None


@pytest.mark.longer
def test_many_entries_travel_in_messages_of_bearable_size() -> None:
    wire = WireZone(ZONE)
    wire.load(Entry(parse_hostname(f"name-{number}.example")) for number in range(1500))
    sizes = [len(raw) for raw in messages(1, wire.apex, dns.rdatatype.AXFR, wire.whole())]
    assert len(sizes) > 5
    assert max(sizes) < 20_000
    zone = dns.zone.Zone(ORIGIN)
    transfer(wire, zone, whole=True)
    assert len(held(zone)) == 3000


def test_a_name_that_does_not_fit_is_refused() -> None:
    with pytest.raises(NameTooLongError):
        WireZone(ZONE).change([], [Entry(parse_hostname(".".join(["a" * 60] * 4)))])
