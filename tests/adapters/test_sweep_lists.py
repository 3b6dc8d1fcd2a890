import json
import os
from pathlib import Path

import pytest

from rempart.adapters.sweep_lists import SweepListFile
from rempart.ports.hostnames import HostnamesMissingError


def test_what_passive_sources_say_is_read_one_or_several(tmp_path: Path) -> None:
    rows = [
        json.dumps({"hostname": "a.example", "name_servers": "NS1.quay.example.", "addresses": ["192.0.2.1"]}),
        json.dumps({"hostname": "b.example", "name_servers": None, "certificate_key": "AB"}),
        json.dumps({"name_servers": ["ns1.quay.example"]}),
        "{" + '"a":' * 60_000,
        "c.example",
    ]
    (tmp_path / "list").write_text("\n".join(rows))
    read = list(SweepListFile(str(tmp_path / "list")).read())
    assert [(one.hostname, one.signs) for one in (read[0], read[1], read[4])] == [
        ("a.example", (("name-server", "ns1.quay.example"), ("address", "192.0.2.1"))),
        ("b.example", (("certificate-key", "ab"),)),
        ("c.example", ()),
    ]
    assert [one.hostname[:2] for one in read[2:4]] == ['{"', '{"']


def test_of_a_wildcard_the_name_below_which_it_stands_is_read(tmp_path: Path) -> None:
    rows = ["*.a.example", json.dumps({"hostname": "*.b.example", "certificate_key": "AB"}), "*.*.c.example"]
    (tmp_path / "list").write_text("\n".join(rows))

    read = list(SweepListFile(str(tmp_path / "list")).read())

    assert [one.hostname for one in read] == ["a.example", "b.example", "*.c.example"]
    assert [one.signs for one in read[:2]] == [(), (("certificate-key", "ab"),)]


def test_a_name_is_read_in_the_form_that_logs_and_passive_sources_have_it_in(tmp_path: Path) -> None:
    """What they say of a host would not be found by a name in capitals, with its last dot or in letters of its own."""
    rows = ["Night.QUAY.example.", "*.Night.example", "dużo.example", json.dumps({"hostname": "QUAY.example"})]
    (tmp_path / "list").write_text("\n".join(rows))
    read = [one.hostname for one in SweepListFile(str(tmp_path / "list")).read()]
    assert read == ["night.quay.example", "night.example", "xn--duo-42a.example", "quay.example"]


def test_notes_are_nothing_and_of_an_address_the_host_is_read(tmp_path: Path) -> None:
    rows = ["# note", "a.example# note", "https://*.b.example/x", "ftp://c.example", "https://", "  ", "#"]
    (tmp_path / "list").write_text("\n".join(rows))
    read = [one.hostname for one in SweepListFile(str(tmp_path / "list")).read()]
    assert read == ["", "a.example", "b.example", "ftp://c.example", "https://", "", ""]


def test_a_row_that_names_no_host_is_refused_and_is_no_note(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    rows = ('{"hostname": ""}', '{"hostname": "# later"}', '{"hostname": null}', '{"hostname": ["a.test"]}', "{}")
    path.write_text("\n".join(rows) + "\n")
    assert [listed.hostname for listed in SweepListFile(str(path)).read()] == list(rows)


def test_a_list_that_comes_by_a_pipe_can_be_read_twice() -> None:
    """As `<(…)` of a shell: it is measured first, and a pipe gives what it holds but once."""
    end, other = os.pipe()
    with os.fdopen(end):
        with os.fdopen(other, "w") as file:
            file.write("a.example\nb.example\n")
        names = SweepListFile(f"/dev/fd/{end}")
        assert len(names) == 2
        assert [[one.hostname for one in names.read()] for _ in range(2)] == [["a.example", "b.example"]] * 2


def test_standard_input_that_is_closed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(HostnamesMissingError, match=r"^standard input: bad file descriptor"):
        SweepListFile("-")
