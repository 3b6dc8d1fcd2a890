"""A name that is gone for good, whose name server leaves the SOA out, beside resolvers that refused it until now."""

import socket
import threading
from collections.abc import Iterator

import dns.flags
import dns.message
import dns.query
import dns.rcode
import pytest

from tests.edge.test_agent import fresh
from tests.edge.test_lost_state import Beside, beside  # noqa: F401 (a fixture)
from tests.waiting import PATIENCE_S, await_that

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("edge")]


@pytest.fixture
def beside_nothing(beside: Beside) -> Iterator[Beside]:  # noqa: F811
    """The names' server says of every name that it does not exist, in few words."""
    beside.names.stop()
    over = threading.Event()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind((beside.names.address, beside.names.port))
        server.settimeout(0.1)

        def serve() -> None:
            while not over.is_set():
                try:
                    asked, asker = server.recvfrom(4096)
                except TimeoutError:
                    continue
                response = dns.message.make_response(dns.message.from_wire(asked))
                response.flags |= dns.flags.AA
                response.set_rcode(dns.rcode.NXDOMAIN)
                server.sendto(response.to_wire(), asker)

        thread = threading.Thread(target=serve)
        thread.start()
        yield beside
        over.set()
        thread.join()


@pytest.mark.parametrize("beside", ["unbound", "bind", "powerdns"], indirect=True)
def test_it_is_lifted_by_what_its_resolver_does_not_say(beside_nothing: Beside) -> None:
    """Unbound refuses with authority, BIND with our SOA, PowerDNS with a code; none of them passes the truth on so."""
    hub = beside_nothing.hub
    hub.say(hub.hub.serve(fresh("gone")))
    await_that(lambda: [one["blocked"] for one in hub.receipts] == [True])
    await_that(lambda: is_refusal(beside_nothing), "a refusal")  # the truth looked like one until then
    hub.say(hub.hub.say("end", "gone"))
    await_that(lambda: [one["blocked"] for one in hub.receipts] == [True, False])


def is_refusal(beside: Beside) -> bool:  # noqa: F811
    """Whether the resolver says of the name what no name server would have it say."""
    query = dns.message.make_query("gone.example", "A", use_edns=0)
    resolver = beside.resolver
    answer = dns.query.udp(query, resolver.address, timeout=PATIENCE_S, port=resolver.port)
    return bool(answer.flags & dns.flags.AA or answer.additional or answer.authority or answer.options)
