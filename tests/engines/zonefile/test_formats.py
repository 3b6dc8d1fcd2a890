"""Every form of the list: byte-stable golden files, and real consumers that accept them."""

import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from rempart.engines.zonefile import (
    FORMATS,
    Entry,
    Heading,
    UnknownFormatError,
    Zone,
    parse_answer,
    write_list,
)
from rempart.kernel.hostname import parse_hostname

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


def test_bind_accepts_the_zone(tmp_path: Path) -> None:
    program = checker("named-checkzone")
    file = tmp_path / "zone"
    file.write_text(text_of("rpz"))
    run = subprocess.run([program, "-i", "none", ZONE.name, file], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_knot_accepts_the_zone(tmp_path: Path) -> None:
    program = checker("kzonecheck")
    file = tmp_path / f"{ZONE.name}.zone"
    file.write_text(text_of("rpz"))
    run = subprocess.run([program, "-o", ZONE.name, file], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


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


def test_adguard_s_compiler_keeps_every_rule(tmp_path: Path) -> None:
    program = Path(__file__).parents[3] / "node_modules/.bin/hostlist-compiler"
    if not program.exists():
        pytest.skip("hostlist-compiler is not installed")
    rules = [line for line in text_of("adguard").splitlines() if not line.startswith("!")]
    source, made = tmp_path / "list.txt", tmp_path / "made.txt"
    source.write_text("\n".join([*rules, "||*^$no-such-option"]))  # what it does not know it drops
    job = {"name": "t", "sources": [{"source": str(source)}], "transformations": ["Validate"]}
    (tmp_path / "job.json").write_text(json.dumps(job))
    command = [str(program), "-c", str(tmp_path / "job.json"), "-o", str(made)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert [line for line in made.read_text().splitlines() if line and not line.startswith("!")] == rules


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
