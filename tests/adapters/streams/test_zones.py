"""Zones: transferred from a real BIND and a real Knot, and in files."""

import contextlib
import gzip
import json
import os
import socketserver
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import dns.message
import dns.name
import dns.query
import dns.rcode
import dns.rdatatype
import dns.rrset
import dns.tsigkeyring
import dns.update
import pytest

from rempart.adapters.streams import zone_transfer
from rempart.adapters.streams.zone_file import ZoneFile
from rempart.adapters.streams.zone_transfer import ZoneTransfer
from rempart.adapters.turns import turn
from rempart.adapters.zone_update import TsigKey
from rempart.lab.knot import KNOTD, KnotPrimary
from rempart.lab.processes import NAMED, Child, LabFolder, copy_program, find_program, free_port
from rempart.ports.naming import Endpoint
from rempart.ports.streams import Batch, HostnameStream, StreamBusyError, StreamDoubtedError, StreamUnreadableError
from tests.serving import serving
from tests.waiting import PATIENCE_S

Serve = Callable[[int, list[str]], Endpoint]


def names_in(stream: HostnameStream, cursor: str | None) -> tuple[list[str], str]:
    batches: list[Batch] = list(stream.read(cursor))
    return [name for batch in batches for name in batch.lines.decode().split()], batches[-1].cursor if batches else ""


def kept_in(folder: Path) -> list[str]:
    """The files in it, but for those that only say whose turn it is."""
    return [file.name for file in folder.iterdir() if file.suffix != ".turn"]


@pytest.fixture
def serve_zone(lab_folder: LabFolder) -> Iterator[Serve]:
    """`serve_zone(serial, names)` starts a BIND that is primary of ``test.`` and lets it be transferred."""
    if find_program(NAMED) is None:
        pytest.skip("not installed: bind9")
    running: list[Child] = []

    def serve(serial: int, names: list[str]) -> Endpoint:
        while running:
            running.pop().end()
        folder, port = lab_folder.make(f"zone{serial}"), free_port("127.0.0.1")
        head = (
            f"$TTL 60\n@ IN SOA ns.test. hostmaster.test. {serial} 60 10 86400 5\n@ IN NS ns.test.\nns IN A 127.0.0.1\n"
        )
        (folder / "zone").write_text(head + "".join(f"{name} IN NS ns.test.\n" for name in names))
        (folder / "named.conf").write_text(
            f'options {{ directory "{folder}"; listen-on port {port} {{ 127.0.0.1; }}; listen-on-v6 {{ none; }};'
            " pid-file none; recursion no; dnssec-validation no; notify no; };\ncontrols { };\n"
            'zone "test" { type primary; file "zone"; allow-transfer { any; }; };\n'
        )
        for file in (folder / "zone", folder / "named.conf"):
            file.chmod(0o644)
        child = Child.start("bind", [copy_program(NAMED, folder), "-f", "-c", folder / "named.conf"], folder)
        running.append(child)
        endpoint = Endpoint("127.0.0.1", port)
        child.await_ready(lambda: _has_zone(endpoint, folder))
        return endpoint

    yield serve
    for child in running:
        child.end()


def _has_zone(endpoint: Endpoint, folder: Path) -> bool:
    try:
        return ZoneTransfer("zone", endpoint, "test", folder, timeout_s=1.0)._serial() > 0
    except (StreamBusyError, StreamUnreadableError):
        return False


def test_a_zone_tells_what_is_new_since_the_last_transfer(serve_zone: Serve, tmp_path: Path) -> None:
    old = [f"name{number}" for number in range(50)]
    learned, cursor = names_in(ZoneTransfer("zone", serve_zone(1, old), "test", tmp_path), None)
    assert learned == []
    changed = ZoneTransfer("zone", serve_zone(2, [*old[1:], "fresh", "fresher"]), "test", tmp_path)
    fresh, after = names_in(changed, cursor)
    assert fresh == ["fresh.test", "fresher.test"]
    assert names_in(changed, after) == ([], "")


def test_a_server_without_the_zone_is_named(serve_zone: Serve, tmp_path: Path) -> None:
    endpoint = serve_zone(1, ["name"])
    with pytest.raises(StreamUnreadableError, match="has no zone example"):
        names_in(ZoneTransfer("zone", endpoint, "example", tmp_path), None)


def test_a_server_that_is_not_there_is_busy(tmp_path: Path) -> None:
    nobody = Endpoint("127.0.0.1", free_port("127.0.0.1"))
    with pytest.raises(StreamBusyError):
        names_in(ZoneTransfer("zone", nobody, "test", tmp_path, timeout_s=0.5), None)


@pytest.fixture
def transfers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The kinds of transfer that were asked for."""
    kinds: list[str] = []
    real = dns.query.xfr

    def ask(*arguments: Any, **options: Any) -> Any:
        kinds.append(dns.rdatatype.to_text(arguments[2]))
        return real(*arguments, **options)

    monkeypatch.setattr(dns.query, "xfr", ask)
    return kinds


class KnotZone:
    """A Knot that is primary of ``test.``, gives it to the holder of a key, and has its differences."""

    def __init__(self, folder: Path) -> None:
        self.primary = KnotPrimary(folder, ("test",))
        self.primary.start()
        shared = self.primary.publisher_key
        self.key = TsigKey(shared.name, shared.secret, shared.algorithm)
        self.endpoint = Endpoint(self.primary.address, self.primary.port)

    def stream(self, folder: Path) -> ZoneTransfer:
        return ZoneTransfer("zone", self.endpoint, "test", folder, key=self.key)

    def change(self, *, add: Iterable[tuple[str, str]] = (), delete: Iterable[tuple[str, str]] = ()) -> None:
        keyring = dns.tsigkeyring.from_text({self.key.name: self.key.secret})
        name = dns.name.from_text(self.key.name)
        update = dns.update.UpdateMessage("test", keyring=keyring, keyname=name, keyalgorithm=self.key.algorithm)
        for owner, server in add:
            update.add(owner, 60, "NS", server)
        for owner, server in delete:
            update.delete(owner, "NS", server)
        answer = dns.query.tcp(update, self.endpoint.address, port=self.endpoint.port, timeout=PATIENCE_S)
        assert answer.rcode() == dns.rcode.NOERROR


@pytest.fixture
def knot(lab_folder: LabFolder) -> Iterator[KnotZone]:
    if find_program(KNOTD) is None:
        pytest.skip("not installed: knot")
    zone = KnotZone(lab_folder.make("knot"))
    yield zone
    zone.primary.stop()


@pytest.mark.slow
def test_later_transfers_are_the_differences_alone(knot: KnotZone, tmp_path: Path, transfers: list[str]) -> None:
    knot.change(add=[(f"name{number}", f"ns{side}.test.") for number in range(50) for side in (1, 2)])
    learned, cursor = names_in(knot.stream(tmp_path), None)
    assert (learned, transfers) == ([], ["AXFR"])
    knot.change(add=[("fresh", "ns1.test."), ("name1", "ns3.test.")], delete=[("name0", "ns1.test.")])
    knot.change(add=[("fresher", "ns1.test."), ("brief", "ns1.test.")])
    knot.change(delete=[("brief", "ns1.test."), ("name7", "ns1.test."), ("name7", "ns2.test.")])
    fresh, cursor = names_in(knot.stream(tmp_path), cursor)
    assert fresh == ["fresh.test", "fresher.test"]
    knot.change(add=[("name7", "ns1.test."), ("name0", "ns9.test.")])
    assert names_in(knot.stream(tmp_path), cursor)[0] == ["name7.test"]
    assert transfers == ["AXFR", "IXFR", "IXFR"]


@pytest.mark.slow
def test_a_reading_that_stopped_before_its_cursor_was_kept_counts_no_difference_twice(
    knot: KnotZone, tmp_path: Path, transfers: list[str]
) -> None:
    knot.change(add=[(f"name{number}", "ns1.test.") for number in range(50)])
    _, cursor = names_in(knot.stream(tmp_path), None)
    knot.change(delete=[("name3", "ns1.test.")])
    names_in(knot.stream(tmp_path), cursor)
    assert names_in(knot.stream(tmp_path), cursor) == ([], '{"serial":3,"names":49}')
    knot.change(add=[("name3", "ns1.test.")])
    assert names_in(knot.stream(tmp_path), cursor)[0] == ["name3.test"]
    assert transfers == ["AXFR", "IXFR", "IXFR"]


@pytest.mark.slow
def test_a_zone_for_holders_of_a_key_is_refused_without_it(knot: KnotZone, tmp_path: Path) -> None:
    with pytest.raises(StreamBusyError, match="NOTAUTH"):
        names_in(ZoneTransfer("zone", knot.endpoint, "test", tmp_path), None)


@contextlib.contextmanager
def answering(answer: Callable[[dns.message.Message], dns.message.Message]) -> Iterator[Endpoint]:
    """A name server over TCP that answers each question as `answer` does, and closes."""

    class Server(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            query = dns.message.from_wire(
                self.rfile.read(int.from_bytes(self.rfile.read(2), "big")), one_rr_per_rrset=True
            )
            wire = answer(query).to_wire()
            self.wfile.write(len(wire).to_bytes(2, "big") + wire)

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Server)
    with serving(server):
        yield Endpoint("127.0.0.1", server.server_address[1])


def zone_answer(records: Callable[[dns.rdatatype.RdataType], list[str]]) -> Callable[..., dns.message.Message]:
    """Records by the type that is asked: ``SOA 7`` or an owner with one name server; None there is refused."""

    def answer(query: dns.message.Message) -> dns.message.Message:
        response = dns.message.make_response(query)
        for record in records(query.question[0].rdtype):
            if record == "NOTIMP":
                response.set_rcode(dns.rcode.NOTIMP)
            elif record.startswith("SOA "):
                soa = f"ns.test. hostmaster.test. {record[4:]} 60 10 86400 5"
                response.answer.append(dns.rrset.from_text("test.", 60, "IN", "SOA", soa))
            else:
                response.answer.append(dns.rrset.from_text(f"{record}.test.", 60, "IN", "NS", "ns.test."))
        return response

    return answer


OLD = [f"name{number}" for number in range(20)]


def learn(folder: Path, ixfr: list[str]) -> tuple[list[str], str]:
    """What is new at serial 7 after `OLD` at serial 6, from a server that answers IXFR with `ixfr`."""
    (folder / "test.names").write_text(";serial 6\n" + "".join(f"{name}.test 1\n" for name in sorted(OLD)))
    now = {
        dns.rdatatype.SOA: ["SOA 7"],
        dns.rdatatype.IXFR: ixfr,
        dns.rdatatype.AXFR: ["SOA 7", *OLD[1:], "fresh", "SOA 7"],
    }
    with answering(zone_answer(lambda kind: now[kind])) as endpoint:
        stream = ZoneTransfer("zone", endpoint, "test", folder, timeout_s=PATIENCE_S)
        return names_in(stream, '{"serial": 6, "names": 20}')


@pytest.mark.parametrize(
    ("ixfr", "kinds"),
    [
        (["SOA 7", "SOA 6", "name0", "SOA 7", "fresh", "SOA 7"], ["IXFR"]),
        (["SOA 7", *OLD[1:], "fresh", "SOA 7"], ["IXFR"]),  # the whole zone in place of its differences
        (["NOTIMP"], ["IXFR", "AXFR"]),
        (["SOA 7", "SOA 6", "nobody", "SOA 7", "fresh", "SOA 7"], ["IXFR", "AXFR"]),  # takes away what is not there
        (["SOA 5"], ["IXFR", "AXFR"]),
    ],
)
def test_differences_are_taken_where_they_can_be_had_and_fit(
    ixfr: list[str], kinds: list[str], tmp_path: Path, transfers: list[str]
) -> None:
    fresh, cursor = learn(tmp_path, ixfr)
    assert (fresh, json.loads(cursor)) == (["fresh.test"], {"serial": 7, "names": 20})
    assert transfers == kinds


@pytest.mark.parametrize("ixfr", [["SOA 7", "SOA 6", "name0"], ["SOA 7", "SOA 6", "name0", "SOA 7", "fresh"]])
def test_differences_that_end_in_the_middle_change_nothing(ixfr: list[str], tmp_path: Path) -> None:
    with pytest.raises(StreamBusyError, match="the transfer failed"):
        learn(tmp_path, ixfr)
    assert (tmp_path / "test.names").read_text().startswith(";serial 6\n")


def test_names_that_an_earlier_version_kept_are_compared_with_a_whole_transfer(
    tmp_path: Path, transfers: list[str]
) -> None:
    (tmp_path / "test.names").write_text("".join(f"{name}.test\n" for name in sorted(OLD)))
    records = {dns.rdatatype.SOA: ["SOA 7"], dns.rdatatype.AXFR: ["SOA 7", *OLD, "fresh", "SOA 7"]}
    with answering(zone_answer(lambda kind: records[kind])) as endpoint:
        stream = ZoneTransfer("zone", endpoint, "test", tmp_path, timeout_s=PATIENCE_S)
        assert names_in(stream, '{"serial": 6, "names": 20}')[0] == ["fresh.test"]
    assert transfers == ["AXFR"]


def test_a_transfer_that_ends_in_the_middle_is_not_taken_for_the_zone(tmp_path: Path) -> None:
    cut = {dns.rdatatype.SOA: ["SOA 7"], dns.rdatatype.AXFR: ["SOA 7", *OLD]}
    with answering(zone_answer(lambda kind: cut[kind])) as endpoint:
        cut_off = ZoneTransfer("zone", endpoint, "test", tmp_path, timeout_s=PATIENCE_S)
        for cursor in (None, '{"serial": 6, "names": 1}'):
            with pytest.raises(StreamBusyError, match="transfer"):
                names_in(cut_off, cursor)
    assert kept_in(tmp_path) == []


@contextlib.contextmanager
def zone_at(folder: Path, serial: int, names: list[str]) -> Iterator[ZoneTransfer]:
    """A zone that is transferred whole, from a server that has no differences."""
    records = {dns.rdatatype.SOA: [f"SOA {serial}"], dns.rdatatype.IXFR: ["NOTIMP"]}
    records[dns.rdatatype.AXFR] = [f"SOA {serial}", *names, f"SOA {serial}"]
    with answering(zone_answer(lambda kind: records[kind])) as endpoint:
        yield ZoneTransfer("zone", endpoint, "test", folder, timeout_s=PATIENCE_S)


def read_in_doubt(stream: HostnameStream, cursor: str) -> list[str]:
    """What a reading that ends in doubt gave before; its cursor stays."""
    found: list[Batch] = []
    with pytest.raises(StreamDoubtedError, match=r"\d+ of \d+ names are gone at once"):
        found.extend(stream.read(cursor))
    assert {batch.cursor for batch in found} <= {cursor}
    return [name for batch in found for name in batch.lines.decode().split()]


@pytest.fixture
def learned(tmp_path: Path) -> str:
    """The cursor after `OLD` at serial 6."""
    with zone_at(tmp_path, 6, OLD) as zone:
        return names_in(zone, None)[1]


def test_a_transfer_that_lost_much_tells_what_is_new_and_is_believed_when_a_second_one_agrees(
    tmp_path: Path, learned: str
) -> None:
    with zone_at(tmp_path, 7, [*OLD[:8], "fresh"]) as zone:
        assert read_in_doubt(zone, learned) == ["fresh.test"]
    with zone_at(tmp_path, 7, [*OLD[:8], "fresh"]) as again:
        fresh, after = names_in(again, learned)
    assert (fresh, json.loads(after)) == (["fresh.test"], {"serial": 7, "names": 9})
    with zone_at(tmp_path, 8, [*OLD[:8], "fresh", "fresher"]) as zone:
        assert names_in(zone, after)[0] == ["fresher.test"]
    assert kept_in(tmp_path) == ["test.names"]


def test_transfers_that_lost_different_parts_are_doubted_one_after_the_other(tmp_path: Path, learned: str) -> None:
    for serial, part in ((7, OLD[:8]), (8, OLD[:14]), (9, OLD[12:]), (10, OLD[::2])):
        with zone_at(tmp_path, serial, part) as zone:
            assert read_in_doubt(zone, learned) == []
    with zone_at(tmp_path, 11, [*OLD, "fresh"]) as whole:
        assert names_in(whole, learned)[0] == ["fresh.test"]
    assert kept_in(tmp_path) == ["test.names"]


def test_an_empty_zone_is_never_believed_by_itself(tmp_path: Path, learned: str) -> None:
    for serial in (7, 8, 9):
        with zone_at(tmp_path, serial, []) as zone:
            assert read_in_doubt(zone, learned) == []


def test_an_empty_zone_is_not_learned_either(tmp_path: Path) -> None:
    with zone_at(tmp_path, 6, []) as zone:
        for cursor in (None, '{"serial": 5, "names": 20}'):
            with pytest.raises(StreamBusyError, match="no delegation in it"):
                names_in(zone, cursor)
    with zone_at(tmp_path, 7, OLD) as zone:
        assert names_in(zone, None)[0] == []


def test_a_doubted_zone_that_a_person_lets_go_on_is_learned_as_it_is(tmp_path: Path, learned: str) -> None:
    with zone_at(tmp_path, 7, OLD[:8]) as zone:
        assert read_in_doubt(zone, learned) == []
    with zone_at(tmp_path, 8, OLD[:8]) as zone:
        assert names_in(zone, None) == ([], '{"serial":8,"names":8}')
    assert kept_in(tmp_path) == ["test.names"]


def test_deletions_told_as_differences_are_doubted_too_and_settled_by_a_whole_transfer(
    tmp_path: Path, learned: str, transfers: list[str]
) -> None:
    transfers.clear()
    records = {
        dns.rdatatype.SOA: ["SOA 7"],
        dns.rdatatype.IXFR: ["SOA 7", "SOA 6", *OLD[8:], "SOA 7", "SOA 7"],
        dns.rdatatype.AXFR: ["SOA 7", *OLD[:8], "SOA 7"],
    }
    with answering(zone_answer(lambda kind: records[kind])) as endpoint:
        zone = ZoneTransfer("zone", endpoint, "test", tmp_path, timeout_s=PATIENCE_S)
        assert read_in_doubt(zone, learned) == []
        assert names_in(zone, learned) == ([], '{"serial":7,"names":8}')
    assert transfers == ["IXFR", "AXFR"]


def test_the_loss_that_is_taken_is_small() -> None:
    assert zone_transfer.LARGEST_LOSS <= 0.2


def zone_text(names: list[str], *, absolute: bool = True) -> bytes:
    end = ".test." if absolute else ""
    soa = "test. 60 in soa ns.test. hostmaster.test. 1 60 10 86400 5"
    head = f"$ORIGIN test.\n$TTL 60\n{soa}\ntest.\t60\tin\tns\tns.test.\n"
    records = (f"{name}{end}\t3600\tin\tns\tns1.host.example.\n{name}{end} NS ns2.host.example.\n" for name in names)
    return (head + "".join(records) + "ns.test.\t60\tin\ta\t192.0.2.1\n").encode()


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("absolute", [True, False])
@pytest.mark.parametrize("ordered", [True, False])
def test_a_zone_file_tells_what_is_new_since_the_last_one(
    tmp_path: Path, pack: Callable[[bytes], bytes], absolute: bool, ordered: bool
) -> None:
    path = tmp_path / ("zone.gz" if pack is gzip.compress else "zone.txt")
    names = [f"name{number:02}" for number in range(50)]

    def write(held: list[str]) -> None:
        path.write_bytes(pack(zone_text(sorted(held, reverse=not ordered), absolute=absolute)))

    def open_file() -> ZoneFile:
        return ZoneFile("zone", path, "test", tmp_path / "kept")

    write(names)
    learned, cursor = names_in(open_file(), None)
    assert (learned, json.loads(cursor)["names"]) == ([], 50)
    assert names_in(open_file(), cursor) == ([], "")
    write([*names[1:], "Fresh", "zz"])
    fresh, after = names_in(open_file(), cursor)
    assert fresh == ["fresh.test", "zz.test"]
    write([*names[:20], "zz", "zzz"])
    for _ in range(2):
        assert set(read_in_doubt(open_file(), after)) <= {"name00.test", "zzz.test"}
    write([*names, "zz", "zzz"])
    assert names_in(open_file(), after)[0] == ["name00.test", "zzz.test"]


def write_zone(path: Path, names: list[str], version: int) -> None:
    path.write_bytes(zone_text(names))
    os.utime(path, (version, version))


def test_a_zone_file_that_lost_much_tells_what_is_new_and_is_believed_when_the_next_one_agrees(tmp_path: Path) -> None:
    path, kept = tmp_path / "zone.txt", tmp_path / "kept"
    stream = ZoneFile("zone", path, "test", kept)
    write_zone(path, OLD, version=1)
    _, cursor = names_in(stream, None)
    write_zone(path, [*OLD[:8], "fresh"], version=2)
    assert read_in_doubt(stream, cursor) == ["fresh.test"]
    assert read_in_doubt(ZoneFile("zone", path, "test", kept), cursor) == [], "the same file need not be read twice"
    write_zone(path, OLD[8:], version=3)
    assert read_in_doubt(stream, cursor) == []
    write_zone(path, [*OLD[8:], "fresher"], version=4)
    fresh, after = names_in(stream, cursor)
    assert (fresh, json.loads(after)["names"]) == (["fresher.test"], 13)
    assert kept_in(kept) == ["test.file-names"]
    write_zone(path, [*OLD[8:], "fresher", "freshest"], version=5)
    assert names_in(stream, after)[0] == ["freshest.test"]


def test_an_error_page_in_place_of_a_zone_file_is_never_believed(tmp_path: Path) -> None:
    path = tmp_path / "zone.txt"
    stream = ZoneFile("zone", path, "test", tmp_path / "kept")
    write_zone(path, OLD, version=1)
    _, cursor = names_in(stream, None)
    for version in (2, 3, 4):
        path.write_bytes(b"<h1>Come back later</h1>\n" * version)
        os.utime(path, (version, version))
        assert read_in_doubt(stream, cursor) == []


def test_an_error_page_in_place_of_a_zone_file_is_not_learned_either(tmp_path: Path) -> None:
    path = tmp_path / "zone.txt"
    stream = ZoneFile("zone", path, "test", tmp_path / "kept")
    for known in ([], OLD):  # at the first look, and after a person let it go on from its present end
        path.write_bytes(b"<h1>Come back later</h1>\n")
        with pytest.raises(StreamBusyError, match="no delegation in it"):
            names_in(stream, None)
        write_zone(path, [*OLD, "fresh"] if known else OLD, version=2 + bool(known))
        learned, cursor = names_in(stream, None)
        assert (learned, json.loads(cursor)["names"]) == ([], len(OLD) + bool(known))


def test_two_processes_do_not_read_one_zone_at_once(tmp_path: Path) -> None:
    path = tmp_path / "zone.txt"
    write_zone(path, OLD, version=1)
    with zone_at(tmp_path, 6, OLD) as zone:
        for stream, names in ((zone, "test.names"), (ZoneFile("zone", path, "test", tmp_path), "test.file-names")):
            draft = tmp_path / f"{names}.draft"
            draft.write_text("half a zone, as the other process has it\n")
            with turn(tmp_path / f"{names}.turn", wait=False) as ours:
                assert ours
                with pytest.raises(StreamBusyError, match="another process"):
                    names_in(stream, None)
                assert draft.exists()
            assert names_in(stream, None)[0] == []
            assert not draft.exists()


def test_a_zone_file_that_is_missing_or_cut_off_is_read_later(tmp_path: Path) -> None:
    path = tmp_path / "zone.gz"
    stream = ZoneFile("zone", path, "test", tmp_path / "kept")
    with pytest.raises(StreamBusyError, match="No such file"):
        names_in(stream, None)
    path.write_bytes(gzip.compress(zone_text(["name"] * 3000))[:-20])
    with pytest.raises(StreamBusyError):
        names_in(stream, None)
    assert not (tmp_path / "kept" / "test.file-names").exists()
