"""Every form of the list: byte-stable golden files, and real consumers that accept them."""

import asyncio
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import dns.exception
import dns.message
import dns.query
import dns.rcode
import dns.rdatatype
import pytest

from rempart.edge.mass import MassFile
from rempart.engines.zonefile import (
    FORMATS,
    Entry,
    Heading,
    UnknownFormatError,
    Zone,
    parse_answer,
    write_list,
)
from rempart.engines.zonefile.tiers import COLD, Tiers
from rempart.engines.zonefile.wire import WireZone, messages
from rempart.kernel.hostname import parse_hostname
from rempart.lab.processes import free_port
from tests.waiting import PATIENCE_S, await_that

GOLDEN = Path(__file__).parent / "golden"
ZONE = Zone(name="rpz.rempart.test")
HEADING = Heading(
    title="Names refused by order\nof the test authority",
    serial=7,
    made_at=datetime(2026, 11, 22, 12, tzinfo=UTC),
    contact="https://appeal.example/",
)
ENTRIES = (
    Entry(parse_hostname("forum.example")),
    Entry(parse_hostname("bücher.example")),
    Entry(parse_hostname("only-this.example"), subdomains=False),
    Entry(parse_hostname("silent.test"), answer=parse_answer("nodata")),
    Entry(parse_hostname("explained.test"), answer=parse_answer("192.0.2.80")),
    Entry(parse_hostname("explained-too.test"), answer=parse_answer("2001:db8::80")),
    Entry(parse_hostname("deep.forum.example")),
    Entry(parse_hostname("forum2.example")),
)


def text_of(name: str, entries: tuple[Entry, ...] = ENTRIES) -> str:
    return "".join(write_list(name, entries, HEADING, ZONE))


def checker(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name, path="/usr/sbin:/usr/bin:/sbin:/bin"))), None)
    if found is None:
        pytest.skip(f"{names[0]} is not installed")
    return found


@pytest.mark.parametrize("name", FORMATS)
def test_the_bytes_of_a_form_never_change(name: str) -> None:
    assert text_of(name) == (GOLDEN / FORMATS[name].filename).read_text(encoding="ascii")


@pytest.mark.parametrize("name", FORMATS)
def test_the_order_in_which_entries_come_does_not_matter(name: str) -> None:
    shuffled = list(ENTRIES)
    Random(4).shuffle(shuffled)
    assert text_of(name, tuple(shuffled)) == text_of(name)


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_list_is_a_list(name: str) -> None:
    assert "serial 7" in text_of(name, ())


@pytest.mark.parametrize("name", [form.name for form in FORMATS.values() if not form.exact_names])
def test_a_form_that_cannot_refuse_one_name_alone_leaves_it_out(name: str) -> None:
    assert "only-this.example" not in text_of(name)


def test_squid_is_not_given_a_name_that_its_parent_covers() -> None:
    assert "deep.forum.example" not in text_of("squid")
    assert ".forum2.example" in text_of("squid")


def test_a_form_that_nobody_wrote_is_refused_by_name() -> None:
    with pytest.raises(UnknownFormatError, match="Known: rpz, domains"):
        text_of("spreadsheet")


def policy_zones(tmp_path: Path) -> dict[str, tuple[str, str]]:
    """(the zone's name, its text) of every policy zone that is ever made: the list, an empty one, what an agent serves
    by transfer, and the file of its mass."""
    name = ZONE.name
    tiers = Tiers(name, f"hot.{name}", f"cold.{name}")
    tiers.change(COLD, (), ENTRIES)
    tiers.obey(ENTRIES[0].hostname, lambda _name: None)  # lifted by an entry that lets it pass
    tiers.obey(parse_hostname("new.test"), lambda asked: Entry(asked) if asked == "new.test" else None)
    mass = MassFile(tmp_path / "mass.zone", tiers.cold)
    asyncio.run(written(mass))
    zones = {"the list": (name, text_of("rpz")), "an empty list": (name, text_of("rpz", ()))}
    zones |= {f"served: {zone.zone.name}": (zone.zone.name, transferred(zone)) for zone in tiers.zones}
    return zones | {"the mass's file": (tiers.cold.zone.name, (tmp_path / "mass.zone").read_text())}


async def written(mass: MassFile) -> None:
    job = asyncio.create_task(mass.run())
    try:
        async with asyncio.timeout(PATIENCE_S):
            while mass.serial is None:  # noqa: ASYNC110 - it is a file that is waited for
                await asyncio.sleep(0.01)
    finally:
        job.cancel()


def transferred(zone: WireZone) -> str:
    """The zone as a resolver has it after a whole transfer."""
    lines = []
    for raw in messages(1, zone.apex, dns.rdatatype.AXFR, zone.whole()):
        message = dns.message.from_wire(raw, xfr=True, one_rr_per_rrset=True)
        lines += [rrset.to_text() for rrset in message.answer]
    return "\n".join(lines[:-1]) + "\n"  # the SOA stands at both ends


@pytest.mark.longer
def test_bind_and_knot_accept_every_zone(tmp_path: Path) -> None:
    bind, knot = checker("named-checkzone"), checker("kzonecheck")
    zones = policy_zones(tmp_path)
    assert len(zones) == 6
    for title, (name, text) in zones.items():
        file = tmp_path / f"{name}.zone"
        file.write_text(text)
        for command in ([bind, "-i", "none", name, str(file)], [knot, "-o", name, str(file)]):
            run = subprocess.run(command, capture_output=True, text=True, check=False)
            assert run.returncode == 0, f"{title}: {run.stdout}{run.stderr}"


def test_dnsmasq_accepts_the_file(tmp_path: Path) -> None:
    program = checker("dnsmasq")
    file = tmp_path / "list.conf"
    file.write_text(text_of("dnsmasq"))
    run = subprocess.run([program, "--test", f"--conf-file={file}"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_unbound_accepts_the_file(tmp_path: Path) -> None:
    program = checker("unbound-checkconf")
    (tmp_path / "list.conf").write_text(text_of("unbound"))
    file = tmp_path / "unbound.conf"
    file.write_text(
        f'server:\n  username: ""\n  chroot: ""\n  directory: "{tmp_path}"\n  include: "{tmp_path}/list.conf"\n'
    )
    run = subprocess.run([program, file], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def compiled(tmp_path: Path, text: str, kind: str, transformation: str) -> list[str]:
    """The rules that AdGuard's compiler makes of a list."""
    program = Path(__file__).parents[3] / "node_modules/.bin/hostlist-compiler"
    if not program.exists():
        pytest.skip("hostlist-compiler is not installed")
    source, made = tmp_path / "list.txt", tmp_path / "made.txt"
    source.write_text(text)
    job = {"name": "t", "sources": [{"source": str(source), "type": kind}], "transformations": [transformation]}
    (tmp_path / "job.json").write_text(json.dumps(job))
    command = [str(program), "-c", str(tmp_path / "job.json"), "-o", str(made)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return [line for line in made.read_text().splitlines() if line and line[0] not in "!#"]


@pytest.mark.slow
def test_adguard_s_compiler_keeps_every_rule(tmp_path: Path) -> None:
    rules = [line for line in text_of("adguard").splitlines() if not line.startswith("!")]
    # What it does not know it drops.
    assert compiled(tmp_path, "\n".join([*rules, "||*^$no-such-option"]), "adblock", "Validate") == rules


def test_squid_accepts_the_file_without_a_word(tmp_path: Path) -> None:
    program = checker("squid")
    (tmp_path / "list.acl").write_text(text_of("squid"))
    file = tmp_path / "squid.conf"
    file.write_text(
        f'acl refused dstdomain "{tmp_path}/list.acl"\nhttp_access deny refused\nhttp_port 127.0.0.1:3128\n'
    )
    run = subprocess.run([program, "-k", "parse", "-f", file], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "subdomain" not in run.stderr
    assert "ERROR" not in run.stderr


@contextmanager
def dnsmasq(tmp_path: Path, *options: str) -> Iterator[Callable[[str, str], dns.message.Message]]:
    """A real dnsmasq that knows no other server; `ask(name, type)` of it."""
    port = free_port("127.0.0.1")
    command = [checker("dnsmasq"), "--keep-in-foreground", "--no-resolv", "--no-hosts", "--bind-interfaces"]
    command += [f"--port={port}", "--listen-address=127.0.0.1", "--conf-file=/dev/null", "--pid-file=", "--user=root"]
    child = subprocess.Popen([*command, *options], stderr=subprocess.DEVNULL, cwd=tmp_path)

    def ask(name: str, record_type: str, within_s: float = PATIENCE_S) -> dns.message.Message:
        return dns.query.udp(dns.message.make_query(name, record_type), "127.0.0.1", timeout=within_s, port=port)

    def answers() -> bool:
        with suppress(dns.exception.DNSException, OSError):
            return bool(ask("nothing.test", "A", 0.5))
        return False

    try:
        await_that(answers, "dnsmasq", pause_s=0.05)
        yield ask
    finally:
        child.terminate()
        child.wait(timeout=PATIENCE_S)


def addresses(answer: dns.message.Message) -> list[str]:
    return [record.to_text() for rrset in answer.answer for record in rrset]


@pytest.mark.slow
def test_dnsmasq_answers_with_what_the_hosts_file_says_and_of_no_other_name(tmp_path: Path) -> None:
    file = tmp_path / "hosts"
    file.write_text(text_of("hosts"))
    with dnsmasq(tmp_path, f"--addn-hosts={file}") as ask:
        for entry in ENTRIES:
            said = {kind: addresses(ask(entry.hostname, kind)) for kind in ("A", "AAAA")}
            page = entry.answer.address
            wanted = {"A": ["0.0.0.0"], "AAAA": ["::"]}
            if page:
                wanted = {"A": [] if entry.answer.is_ipv6 else [page], "AAAA": [page] if entry.answer.is_ipv6 else []}
            assert said == wanted, entry.hostname
        for name in ("www.forum.example", "innocent.example", "example"):
            assert addresses(ask(name, "A")) == []


@pytest.mark.slow
def test_dnsmasq_refuses_what_its_own_form_says(tmp_path: Path) -> None:
    file = tmp_path / "list.conf"
    file.write_text(text_of("dnsmasq"))
    with dnsmasq(tmp_path, f"--conf-file={file}") as ask:
        assert dns.rcode.to_text(ask("www.forum.example", "A").rcode()) == "NXDOMAIN"
        assert addresses(ask("explained.test", "A")) == ["192.0.2.80"]


def test_glibc_reads_the_hosts_file(tmp_path: Path) -> None:
    """What `getent` finds where this file is the machine's own."""
    file = tmp_path / "hosts"
    file.write_text(text_of("hosts"))
    names = ["forum.example", "xn--bcher-kva.example", "explained.test", "innocent.example"]
    inside = [checker("bwrap"), "--ro-bind", "/", "/", "--ro-bind", str(file), "/etc/hosts", "--unshare-net"]
    run = subprocess.run(
        [*inside, checker("getent"), "-s", "hosts:files", "hosts", *names],
        capture_output=True,
        text=True,
        check=False,
    )
    found = dict(line.split()[::-1] for line in run.stdout.splitlines())
    # It asks for the address of the newer family first.
    assert found == {"forum.example": "::", "xn--bcher-kva.example": "::", "explained.test": "192.0.2.80"}, run.stderr


@pytest.mark.slow
@pytest.mark.parametrize("name", ["domains", "hosts"])
def test_adguard_s_compiler_reads_names_and_hosts_and_refuses_each(name: str, tmp_path: Path) -> None:
    made = compiled(tmp_path, text_of(name), "hosts" if name == "hosts" else "adblock", "Compress")
    # It writes one rule with subdomains and leaves out what that covers.
    listed = {entry.hostname for entry in ENTRIES}
    wanted = {f"||{one}^" for one in listed if not any(one.endswith(f".{other}") for other in listed)}
    assert set(made) == wanted


def test_squid_reads_plain_names_as_exact_ones(tmp_path: Path) -> None:
    program = checker("squid")
    (tmp_path / "names").write_text(text_of("domains"))
    file = tmp_path / "squid.conf"
    file.write_text(f'acl refused dstdomain "{tmp_path}/names"\nhttp_access deny refused\nhttp_port 127.0.0.1:3128\n')
    run = subprocess.run([program, "-k", "parse", "-f", file], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "ERROR" not in run.stderr
