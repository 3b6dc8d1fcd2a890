"""A name server on loopback that answers what a test tells it to, and something else the next time if told so."""

import contextlib
import socketserver
from collections.abc import Iterator, Sequence

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

from tests.serving import serving

Answers = Sequence[str]  # addresses of either family; "SERVFAIL" and "NXDOMAIN" stand for themselves


class NameServer:
    """`answers` by name: a list of successive answers, the last of which is repeated."""

    def __init__(self, answers: dict[str, list[Answers]], aliases: dict[str, str] | None = None) -> None:
        self.answers = answers
        self.aliases = aliases or {}
        self.servers: dict[tuple[str, str], list[str]] = {}  # answers of the types NS and MX by (name, type)
        self.asked: list[tuple[str, str]] = []
        self._server = socketserver.ThreadingUDPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        self._server.owner = self  # type: ignore[attr-defined]

    @property
    def where(self) -> str:
        return "{}@{}".format(*self._server.server_address)

    @contextlib.contextmanager
    def running(self) -> Iterator["NameServer"]:
        with serving(self._server):
            yield self

    def answer(self, query: dns.message.Message) -> dns.message.Message:
        response = dns.message.make_response(query)
        question = query.question[0]
        name = question.name.to_text(omit_final_dot=True)
        record_type = dns.rdatatype.to_text(question.rdtype)
        times = sum(asked == (name, record_type) for asked in self.asked)
        self.asked.append((name, record_type))
        if servers := self.servers.get((name, record_type)):
            response.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", record_type, *servers))
            return response
        owner = self.aliases.get(name, name)
        rounds = self.answers.get(owner, [["NXDOMAIN"]])
        answers = rounds[min(times, len(rounds) - 1)]
        response.flags |= dns.flags.AA
        if owner != name:
            response.answer.append(dns.rrset.from_text(f"{name}.", 0, "IN", "CNAME", f"{owner}."))
        if answers and answers[0].isupper() and answers[0].isalpha():
            response.set_rcode(dns.rcode.from_text(answers[0]))
            return response
        wanted = [address for address in answers if (":" in address) == (record_type == "AAAA")]
        if wanted and record_type in ("A", "AAAA"):
            response.answer.append(dns.rrset.from_text(f"{owner}.", 0, "IN", record_type, *wanted))
        return response


class _Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        data, socket = self.request
        owner: NameServer = self.server.owner  # type: ignore[attr-defined]
        socket.sendto(owner.answer(dns.message.from_wire(data)).to_wire(), self.client_address)
