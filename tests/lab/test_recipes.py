"""Each recipe in the real program: a name of the policy zone is refused, another one answers, a lift is obeyed."""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Self

import dns.edns
import dns.exception
import dns.message
import dns.query
import dns.rcode
import pytest
from typer.testing import CliRunner

from rempart.cli import build_app
from rempart.edge.primary import Primary as EdgePrimary
from rempart.engines.zonefile import Entry, Zone, parse_answer
from rempart.engines.zonefile.recipes import Primary, UnknownRecipeError, recipe
from rempart.engines.zonefile.wire import WireZone
from rempart.kernel.hostname import parse_hostname
from rempart.lab.bind import NameServer
from rempart.lab.processes import LabFolder, Program, find_program, free_port, hand_over, unprivileged
from rempart.ports.naming import Endpoint
from tests.edge.test_agent import Loop
from tests.waiting import PATIENCE_S, await_that

ZONES = ("fresh.rempart.test", "hot.rempart.test", "cold.rempart.test")
HOSTS = {"forum.example": ("127.0.0.9",), "other.example": ("127.0.0.8",)}
BLOCKED = parse_hostname("forum.example")


class Sources:
    """The fictional names, and the policy zones behind an agent's primary server."""

    def __init__(self, folder: LabFolder) -> None:
        self.folder = folder
        self.names = NameServer(folder.make("names"), HOSTS)
        self.zones = [WireZone(Zone(name=name)) for name in ZONES]
        self.fresh = self.zones[0]
        self.mass_file = ""
        self.listen = Endpoint("127.0.0.1", free_port("127.0.0.1"))
        self.resolver = Endpoint("127.0.0.1", free_port("127.0.0.1"))
        self._loop = Loop()
        self._primary = EdgePrimary(self.listen, self.zones, [self.resolver])

    def __enter__(self) -> Self:
        self.names.start()
        self._loop.call(self._primary.start())
        return self

    def stop_primary(self) -> None:
        """What is on the resolver's disk is all it has."""
        self._loop.call(self._primary.stop())

    def __exit__(self, *_: object) -> None:
        self.stop_primary()
        self._loop.stop()
        self.names.stop()
        self.folder.remove()

    @property
    def primary(self) -> Primary:
        lists = str(self.folder.path / "list.rpz")
        return Primary(self.listen.address, self.listen.port, ZONES, lists, mass_file=self.mass_file)

    def change(self, *, blocked: bool, answer: str = "nxdomain") -> None:
        async def do() -> None:
            entry = Entry(BLOCKED, answer=parse_answer(answer))
            self.fresh.change(() if blocked else (BLOCKED,), (entry,) if blocked else ())
            self._primary.notify(self.fresh)

        self._loop.call(do())

    def code(self, name: str) -> str:
        return self.said(name)[0]

    def said(self, name: str, within_s: float = PATIENCE_S) -> tuple[str, ...]:
        """The response code, then the addresses."""
        query = dns.message.make_query(name, "A")
        try:
            response = dns.query.udp(query, self.resolver.address, timeout=within_s, port=self.resolver.port)
        except (dns.exception.DNSException, OSError):
            return ("no answer",)
        records = [record.to_text() for rrset in response.answer for record in rrset]
        return (dns.rcode.to_text(response.rcode()), *records)

    def await_said(self, name: str, wanted: tuple[str, ...]) -> None:
        await_that(lambda: self.said(name, within_s=0.5) == wanted, f"{name} as {wanted}", pause_s=0.05)

    def await_code(self, name: str, code: str) -> None:
        await_that(lambda: self.said(name, within_s=0.5)[0] == code, f"{name} as {code}", pause_s=0.05)


@pytest.fixture
def sources() -> Iterator[Sources]:
    with Sources(LabFolder()) as sources:
        yield sources


def unbound(sources: Sources, folder: Path) -> list[str]:
    stub = "".join(
        f'stub-zone:\n  name: "{zone}"\n  stub-addr: {sources.names.address}@{sources.names.port}\n'
        for zone in ("example.", "test.")
    )
    own = f"""server:
  directory: "{folder}"
  chroot: ""
  username: ""
  pidfile: ""
  do-daemonize: no
  use-syslog: no
  interface: {sources.resolver.address}@{sources.resolver.port}
  local-zone: "test." nodefault
"""
    (folder / "unbound.conf").write_text(own + stub + recipe("unbound", sources.primary))
    return ["-d", "-p", "-c", str(folder / "unbound.conf")]


def bind(sources: Sources, folder: Path) -> list[str]:
    text = recipe("bind", sources.primary)
    options = "".join(line.removeprefix("//   ") + "\n" for line in text.splitlines() if line.startswith("//   "))
    forward = "".join(
        f'zone "{zone}" {{ type forward; forward only; forwarders {{ {sources.names.address} port'
        f" {sources.names.port}; }}; }};\n"
        for zone in ("example", "test")
    )
    own = f"""options {{
  directory "{folder}"; pid-file none; session-keyfile "{folder}/session.key"; managed-keys-directory "{folder}";
  listen-on port {sources.resolver.port} {{ {sources.resolver.address}; }}; listen-on-v6 {{ none; }};
  dnssec-validation no; recursion yes; empty-zones-enable no;
{options}}};
controls {{ }};
"""
    (folder / "named.conf").write_text(own + forward + text)
    return ["-f", "-c", str(folder / "named.conf")]


def powerdns(sources: Sources, folder: Path) -> list[str]:
    (folder / "rpz.lua").write_text(recipe("powerdns", sources.primary))
    names = f"{sources.names.address}:{sources.names.port}"
    (folder / "recursor.conf").write_text(
        f"local-address={sources.resolver.address}\nlocal-port={sources.resolver.port}\nsocket-dir={folder}\n"
        f"forward-zones=example={names},test={names}\ndont-query=\ndnssec=off\nthreads=1\n"
        f"lua-config-file={folder}/rpz.lua\ndisable-packetcache=yes\nconfig-dir={folder}\nsecurity-poll-suffix=\n"
    )
    return [f"--config-dir={folder}", "--daemon=no", "--disable-syslog=yes"]


RESOLVERS: dict[str, tuple[Program, Callable[[Sources, Path], list[str]]]] = {
    "unbound": (Program("unbound", "unbound", ("usr/sbin/unbound",)), unbound),
    "bind": (Program("named", "bind9", ("usr/sbin/named",)), bind),
    "powerdns": (Program("pdns_recursor", "pdns-recursor", ("usr/sbin/pdns_recursor",)), powerdns),
}


def run_copy(program: Program, arguments: list[str], folder: Path) -> subprocess.Popen[bytes]:
    """Run a copy of the program as the laboratory does: Debian confines the originals to the system's folders."""
    found = find_program(program)
    if found is None:
        pytest.skip(f"{program.name} is not installed")
    copy = folder / program.name
    copy.write_bytes(found.read_bytes())
    copy.chmod(0o755)
    hand_over(folder)
    return subprocess.Popen(
        unprivileged([copy, *arguments]), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", RESOLVERS)
def test_a_resolver_with_the_recipe_refuses_and_lifts(name: str, sources: Sources) -> None:
    program, configure = RESOLVERS[name]
    folder = sources.folder.make(name)
    child = run_copy(program, configure(sources, folder), folder)
    try:
        for known in HOSTS:  # which it remembers then
            sources.await_code(known, "NOERROR")
        sources.change(blocked=True)
        sources.await_code("forum.example", "NXDOMAIN")
        assert sources.code("other.example") == "NOERROR"
        for answer, said in (("nodata", ("NOERROR",)), ("127.0.0.80", ("NOERROR", "127.0.0.80"))):
            sources.change(blocked=True, answer=answer)
            for asked in ("forum.example", "www.forum.example"):
                sources.await_said(asked, said)
        sources.change(blocked=False)
        sources.await_said("forum.example", ("NOERROR", *HOSTS["forum.example"]))
    finally:
        child.terminate()
        child.wait(timeout=PATIENCE_S)


@pytest.mark.slow
def test_knot_resolver_with_the_recipe_refuses_what_the_file_says(sources: Sources) -> None:
    program = Program("kresd", "knot-resolver", ("usr/sbin/kresd",))
    if not Path("/usr/share/lua/5.1/cqueues.lua").exists():
        pytest.skip("lua-cqueues is not installed")
    folder = sources.folder.make("knot")
    zone = "$TTL 5\n@ SOA localhost. h. 1 60 10 86400 5\n@ NS localhost.\nforum.example CNAME .\n"
    zone += "silent.example CNAME *.\nshown.example A 127.0.0.80\n"
    Path(sources.primary.file).write_text(zone)
    config = folder / "kresd.conf"
    config.write_text(
        f"net.listen('{sources.resolver.address}', {sources.resolver.port})\nmodules.load('policy')\n"
        "trust_anchors.remove('.')\ncache.size = 10 * MB\n"
        + recipe("knot", sources.primary)
        + f"policy.add(policy.all(policy.STUB('{sources.names.address}@{sources.names.port}')))\n"
    )
    child = run_copy(program, ["-n", "-q", "-c", str(config), str(folder)], folder)
    try:
        sources.await_code("other.example", "NOERROR")
        assert sources.code("forum.example") == "NXDOMAIN"
        assert [code for code, _ in extended_errors(sources, "forum.example")] == [16]
        assert sources.said("silent.example") == ("NOERROR",)
        assert sources.said("shown.example") == ("NOERROR", "127.0.0.80")
    finally:
        child.terminate()
        child.wait(timeout=PATIENCE_S)


@pytest.mark.slow
@pytest.mark.parametrize("cached", [False, True], ids=["no cache", "a cache of seconds"])
def test_dnsdist_with_the_recipe_passes_refusal_and_lift_on(cached: bool, sources: Sources) -> None:
    """In front of an Unbound with the policy zones; a name that was asked before is refused all the same."""
    program, configure = RESOLVERS["unbound"]
    front = Endpoint("127.0.0.1", free_port("127.0.0.1"))
    behind, folder = sources.folder.make("behind"), sources.folder.make("dnsdist")
    text = recipe("dnsdist", Primary(sources.resolver.address, sources.resolver.port, ZONES))
    if cached:
        text = text.replace("-- pc", "pc").replace("-- getPool", "getPool")
    config = folder / "dnsdist.conf"
    # Its own look at the resolver asks for a name of the root, which there is not on loopback.
    own = f'setLocal("{front.address}:{front.port}")\nsetSecurityPollSuffix("")\n'
    config.write_text(f"{own}{text}getServer(0):setUp()\n")
    children = [run_copy(program, configure(sources, behind), behind)]
    try:
        sources.await_code("forum.example", "NOERROR")
        distributor = Program("dnsdist", "dnsdist", ("usr/bin/dnsdist",))
        children.append(run_copy(distributor, ["--supervised", "--disable-syslog", "-C", str(config)], folder))
        sources.resolver = front
        for known in HOSTS:
            sources.await_code(known, "NOERROR")
        sources.change(blocked=True)
        sources.await_code("forum.example", "NXDOMAIN")
        assert sources.code("other.example") == "NOERROR"
        sources.change(blocked=False)
        sources.await_code("forum.example", "NOERROR")
    finally:
        for child in children:
            child.terminate()
            child.wait(timeout=PATIENCE_S)


def test_a_recipe_is_printed_by_the_command_and_an_unknown_one_refused() -> None:
    words = ["lists", "recipe", "unbound", "--primary", "127.0.0.1@5300", "--zone", "z.test"]
    printed = CliRunner().invoke(build_app(words), words).stdout
    assert "primary: 127.0.0.1@5300" in printed
    assert 'name: "z.test"' in printed
    with pytest.raises(UnknownRecipeError, match="unbound, bind"):
        recipe("stone", Primary("127.0.0.1", 53, ZONES))


def extended_errors(sources: Sources, name: str) -> list[tuple[int, str | None]]:
    query = dns.message.make_query(name, "A", use_edns=0)
    response = dns.query.udp(query, sources.resolver.address, timeout=PATIENCE_S, port=sources.resolver.port)
    return [(int(option.code), option.text) for option in response.options if isinstance(option, dns.edns.EDEOption)]


@pytest.mark.slow
def test_powerdns_tells_the_number_of_the_order_that_refuses_a_name(sources: Sources) -> None:
    folder = sources.folder.make("powerdns")
    arguments = powerdns(sources, folder)
    zones = (
        (folder / "rpz.lua").read_text().replace(', extendedErrorCode=16, extendedErrorExtra="Blocked by order"', "")
    )
    (folder / "rpz.lua").write_text(zones)
    reasons = folder / "reasons.tsv"
    reasons.write_text("forum.example\t*\torder-41\nother.example\t=\torder-42\nother.example\t=\t\n")
    (folder / "orders.lua").write_text(recipe("powerdns-orders", replace(sources.primary, reasons=str(reasons))))
    with (folder / "recursor.conf").open("a") as config:
        config.write(f"lua-dns-script={folder}/orders.lua\n")
    child = run_copy(RESOLVERS["powerdns"][0], arguments, folder)
    try:
        sources.await_code("other.example", "NOERROR")
        sources.change(blocked=True)
        sources.await_code("forum.example", "NXDOMAIN")
        told = [(16, "Blocked by order order-41")]
        assert extended_errors(sources, "forum.example") == told
        assert extended_errors(sources, "www.forum.example") == told
        assert extended_errors(sources, "other.example") == []
        with reasons.open("a") as file:
            file.write("forum.example\t*\torder-43\n")
        told = [(16, "Blocked by order order-43")]
        await_that(lambda: extended_errors(sources, "forum.example") == told, "the later order", pause_s=0.1)
    finally:
        child.terminate()
        child.wait(timeout=PATIENCE_S)
