"""What is asked about a page's name beside its addresses."""

import asyncio

from rempart.adapters.egress.lookups import PinnedResolver
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
