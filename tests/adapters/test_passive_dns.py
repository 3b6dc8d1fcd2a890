"""Neighbours on an address from a passive DNS file."""

import json
from pathlib import Path

import pytest

from rempart.adapters.passive_dns import PassiveDnsFile
from rempart.ports.naming import PassiveDnsUnreadableError


def write(path: Path, *records: dict[str, object]) -> None:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def record(name: str, rdata: object, kind: str = "A") -> dict[str, object]:
    return {"rrname": name, "rrtype": kind, "rdata": rdata, "time_first": 1, "time_last": 2, "count": 3}


def test_names_on_an_address_come_sorted_and_in_normal_form(tmp_path: Path) -> None:
    path = tmp_path / "pdns.jsonl"
    write(
        path,
        record("B.example.", "192.0.2.1"),
        record("a.example", ["192.0.2.1", "192.0.2.2"]),
        record("a.example", "192.0.2.1"),
        record("mail.example", "192.0.2.1", kind="MX"),
        record("six.example", "2001:0db8::0001", kind="AAAA"),
        record("_not a name", "192.0.2.1"),
    )
    source = PassiveDnsFile(path)
    assert source.names_on("192.0.2.1") == ("a.example", "b.example")
    assert source.names_on("192.0.2.2") == ("a.example",)
    assert source.names_on("2001:db8::1") == ("six.example",)
    assert source.names_on("192.0.2.9") == ()


def test_the_homes_of_names_below_are_gathered_by_their_label(tmp_path: Path) -> None:
    path = tmp_path / "pdns.jsonl"
    write(
        path,
        record("host.example", "192.0.2.1"),
        record("a.host.example", ["192.0.2.2", "192.0.2.3"]),
        record("deep.a.host.example", "2001:db8::1", kind="AAAA"),
        record("b.host.example", "ns.test", kind="NS"),
        record("otherhost.example", "192.0.2.4"),
    )
    assert PassiveDnsFile(path).homes_below("host.example") == {
        "a.host.example": {"192.0.2.2", "192.0.2.3", "2001:db8::1"},
        "b.host.example": set(),
    }
    assert PassiveDnsFile(None).homes_below("host.example") == {}


def test_a_file_that_grew_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "pdns.jsonl"
    write(path, record("a.example", "192.0.2.1"))
    source = PassiveDnsFile(path)
    assert source.names_on("192.0.2.1") == ("a.example",)
    write(path, record("a.example", "192.0.2.1"), record("b.example", "192.0.2.1"))
    assert source.names_on("192.0.2.1") == ("a.example", "b.example")


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"rrname": "a.example"}', '{"rrtype": "A", "rrname": "a.example", "rdata": "x"}']
)
def test_a_half_written_file_is_named_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "pdns.jsonl"
    path.write_text(json.dumps(record("a.example", "192.0.2.1")) + "\n" + line, encoding="utf-8")
    with pytest.raises(PassiveDnsUnreadableError, match="line 2"):
        PassiveDnsFile(path).names_on("192.0.2.1")


def test_a_missing_file_is_an_error_and_none_configured_is_not(tmp_path: Path) -> None:
    with pytest.raises(PassiveDnsUnreadableError):
        PassiveDnsFile(tmp_path / "absent").names_on("192.0.2.1")
    assert PassiveDnsFile(None).names_on("192.0.2.1") == ()
