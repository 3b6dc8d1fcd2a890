"""What is asked about a page's name beside its addresses."""

import asyncio

import pytest

from rempart.adapters.egress.lookups import PinnedResolver, _Answered, _pin
from rempart.kernel.clock import SystemClock
from tests.adapters.egress.names import NameServer


def test_name_and_mail_servers_are_asked_at_the_top_of_the_zone_and_stay_facts() -> None:
    names = NameServer({})
    names.servers = {
        ("quay.example", "NS"): ["ns1.quay-names.example.", "ns2.quay-names.example."],
        ("quay.example", "MX"): ["10 post.quay.example."],
    }
    with names.running():
        resolver = PinnedResolver(server=names.where, allowed=(), clock=SystemClock())
        asyncio.run(resolver.ask_zone("www.quay.example"))
        asyncio.run(resolver.ask_zone("192.0.2.7"))
    told = {(fact.name, fact.record_type): fact.answers for fact in resolver.facts}
    assert "ns1.quay-names.example." in " ".join(told["quay.example", "NS"])
    assert told["quay.example", "MX"] == ("quay.example. 60 IN MX 10 post.quay.example.",)
    assert set(names.asked) == {("www.quay.example", "NS"), ("quay.example", "NS"), ("quay.example", "MX")}
    assert not any(fact.refused for fact in resolver.facts)


@pytest.mark.parametrize(
    ("a", "aaaa", "code", "exists"),
    [
        ("NXDOMAIN", "NXDOMAIN", "NXDOMAIN", False),
        ("NXDOMAIN", "SERVFAIL", "NXDOMAIN", False),
        ("NOERROR", "NOERROR", "NOERROR", False),
        ("NOERROR", "SERVFAIL", "SERVFAIL", True),
        ("SERVFAIL", "NOERROR", "SERVFAIL", True),
    ],
)
def test_a_name_is_gone_only_where_its_name_servers_say_so_for_both_families(
    a: str, aaaa: str, code: str, *, exists: bool
) -> None:
    pin = _pin("quay.example", [_Answered((), a), _Answered((), aaaa)])
    assert (pin.problem, pin.exists) == (f"quay.example has no address ({code})", exists)
