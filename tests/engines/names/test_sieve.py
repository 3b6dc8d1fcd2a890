"""The compiled sieve and the plain reference say the same of every line."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numba import njit

from rempart.engines.names import WatchedSite, build_index
from rempart.engines.names.blocks import parse_line, screen_block
from rempart.engines.names.candidates import RARE, SWAPPED_PART, is_candidate, rare_among
from rempart.engines.names.compiled import machine, words
from rempart.engines.names.dossiers import open_dossier
from rempart.engines.names.forms import label_form, latin
from rempart.engines.names.model import load_model
from rempart.engines.names.patterns import patterns_of
from rempart.engines.names.screening import NameIndex, screen_hostname
from rempart.engines.names.sieve import letter_tables
from rempart.engines.names.watched import Index, build_candidates
from rempart.kernel.hostname import NotAHostnameError
from tests.examples import examples

ROOT = Path(__file__).resolve().parents[3]
SITES = (
    WatchedSite("orchid", ("orchidroom.example", "orchidroom2.example", "orchid-room3.test")),
    WatchedSite("velvet", ("velvetparlour.example", "velvet-parlour.test")),
    WatchedSite("vo", ("vo7.example", "vo8.example", "1234567890.example")),
    WatchedSite("salon", ("salon44.example", "le-salon45.example", "saloons.example", "xyz.example", "qwjk.test")),
    WatchedSite("joined", ("forumclub.example", "atelier.zone")),
    WatchedSite("panel", ("panel.example", "online.example", "qxonline.example")),
)
INDEX = build_index(SITES, threshold=0.0)

LABELS = """
forum club atelier atelierzone zone
orchidroom orchidroom4 0rch1droom orchid-room orchdiroom orchidrom roomorchid velvetparlour velvetparlours vo
vo9 salon46 le-salon46 garden bakery xn--orchdroom-lza www mail a 1 99 -x x- a_b parlour velvet room-orchid
ORCHIDROOM é VO9 vo-9 saloons saolons saloon sallons salons qwjkx xqwjk xyz xyzt axyz cpanel online 1234567891
0x 0x4f 0XFF 0x4g 00x4 12345678901 xn--vo9-hoa xn--slons-cta xn--saloon-cya xn--a-ecp xn--99999999999 xn-- x--y
"""
labels = st.sampled_from(LABELS.split())
hosts = st.lists(labels | st.text("abcdehilmnoprstuv0123456789-._*", max_size=12), min_size=1, max_size=4).map(".".join)
lines = st.one_of(
    hosts,
    hosts.map(lambda host: f"*.{host}"),
    hosts.map(lambda host: f"{host}."),
    hosts.map(lambda host: f" {host}\t\r"),
    hosts.map(str.upper),
    st.text(max_size=20),
    st.sampled_from(["", " ", "192.0.2.7", "*. vo9.example", "orchidroom.club.\x1c", "a\x00.example", "é.example"]),
)


def plainly(block: bytes, index: NameIndex = INDEX) -> tuple[Any, ...]:
    """Line by line: names, other lines, hits as told, and every (hostname, stem) that is a candidate."""
    found = block.split(b"\n")[:-1]
    names = no_names = 0
    hits, candidates = [], set()
    for line in found:
        if not line.strip():
            continue
        hostname = named(line)
        if hostname is None:
            no_names += 1
            continue
        names += 1
        hits += [f"{hostname} {hit.site} {hit.score:.6f}" for hit in screen_hostname(hostname, index)]
        candidates |= {(hostname, at) for at in referred(hostname, index.candidates)}
    return len(found), names, no_names, hits, candidates


def named(line: bytes) -> str | None:
    try:
        return parse_line(line)
    except NotAHostnameError:
        return None


def referred(hostname: str, index: Index) -> Iterator[int]:
    """Positions of all stems that are a candidate for a label but the last, by the reference."""
    *names, _ = found = hostname.split(".")
    for number, label in enumerate(names):
        form, behind = label_form(label), found[number + 1]
        yield from (at for at, watched in enumerate(index.watched) if is_candidate(form, watched.profile, behind))


def fast(block: bytes, index: NameIndex = INDEX) -> tuple[Any, ...]:
    result = screen_block(block, index)
    sieve = index.candidates.sieve
    scan = sieve.scan(block)
    candidates = set()
    for start, end, _, stem in scan.pairs.tolist():  # a number on a line that is no name is found here too
        if (hostname := named(block[start:end])) is not None:
            candidates |= {(hostname, member) for member in sieve.members[stem]}
    for start, end, _ in scan.odd.tolist():  # what the compiled pass leaves to the slow way
        if (hostname := named(block[start:end])) is not None:
            plain = ".".join(map(latin, hostname.split(".")))
            last = hostname.count(".")
            candidates |= {(hostname, member) for label, member in sieve.find_in(plain) if label < last}
    hits = [f"{hit.hostname} {hit.site} {hit.score:.6f}" for hit in result.hits]
    assert len(list(result.rejected())) == result.no_names
    return result.lines, result.names, result.no_names, hits, candidates


@pytest.mark.parametrize("last", ["0x", "0xab", "0XCd", "0x4.", "0xabcdef0123456789"])
def test_what_browsers_read_as_an_address_is_no_name_wherever_it_stands_in_the_text(last: str) -> None:
    for before in range(1, 70):  # over the border of what is read at once, too
        found = fast(f"{'a' * before}.example\norchidroom4.{last}\nvo9.{last}g.example\n".encode())
        assert found[:3] == (3, 2 - before // 64, 1 + before // 64), before


@pytest.mark.longer
@examples(200)
@given(st.lists(lines, max_size=20))
def test_both_ways_find_the_same_names_candidates_and_hits(found: list[str]) -> None:
    block = "".join(f"{line}\n" for line in found).encode("utf-8", "surrogatepass")
    *found_fast, candidates = fast(block)
    *found_plainly, wanted = plainly(block)
    assert found_fast == found_plainly
    assert wanted <= candidates


def variants(stem: str, source: random.Random) -> str:
    at = source.randrange(len(stem))
    letter = source.choice("abcdefghilmnoprstuvwxyz0123456789-")
    changed = [
        stem[:at] + letter + stem[at:],
        stem[:at] + stem[at + 1 :],
        stem[:at] + letter + stem[at + 1 :],
        stem[:at] + stem[at + 1 : at + 2] + stem[at : at + 1] + stem[at + 2 :],
        stem[at:] + stem[:at],
        stem + str(source.randrange(1000)),
        source.choice(["my", "le-", "new"]) + stem,
        stem + source.choice(["bis", "-live", "x"]),
        "xn--" + (stem[:at] + source.choice("áöñе") + stem[at + 1 :]).encode("punycode").decode(),
    ]
    return source.choice(changed).strip("-") or "x"


LONG = build_index([WatchedSite(f"s{size}", (f"{'quvoxtarimelnopsebid'[:size]}.example",)) for size in range(3, 20)])


@pytest.mark.slow
@given(st.integers(0, 2**32))
@examples(20)
def test_no_variant_of_a_stem_of_any_length_is_passed_over(seed: int) -> None:
    source = random.Random(seed)
    stems = [watched.profile.stem.label for watched in LONG.candidates.watched]
    names = [variants(source.choice(stems), source) for _ in range(60)]
    names += [variants(name, source) for name in names if not name.startswith("xn--")]
    block = "".join(f"{name}.example\n" for name in names).encode()
    assert fast(block, LONG)[4] == plainly(block, LONG)[4]


def test_no_group_that_is_looked_for_has_a_dot_but_at_its_ends() -> None:
    short = build_index([WatchedSite("short", ("qxjclub.example", "wvkz.online", "zvqonline.example"))])
    for index in (INDEX, LONG, short):
        for profile in (watched.profile for watched in index.candidates.watched if len(watched.profile.dotted) > 4):
            groups = [pattern.gram for pattern in patterns_of(profile, [1.0] * len(profile.dotted))]
            assert groups
            assert not [group for group in groups if "." in group[1:4]]


def test_three_letters_that_read_as_the_stem_only_with_their_suffix_are_found() -> None:
    index = build_index([WatchedSite("short", ("qxjclub.example",))], threshold=0.0)
    block = b"qxj.club\nwww.qxj.club\nqxj.example\nqx-j.club\n"
    found, wanted = fast(block, index), plainly(block, index)
    assert found == wanted
    assert {"qxj.club", "www.qxj.club", "qx-j.club"} <= {hostname for hostname, _ in found[4]}


def test_both_ways_ask_as_much_of_a_part_that_changes_its_place() -> None:
    assert words.TURNED_PART == SWAPPED_PART


def test_ordinary_names_are_passed_over() -> None:
    block = b"".join(b"bakery%d.garden.example\n" % number for number in range(1000))
    scan = INDEX.candidates.sieve.scan(block)
    assert (len(scan.pairs), len(scan.odd), scan.names) == (0, 0, 1000)


@pytest.mark.slow
def test_a_block_of_many_chunks_gives_what_its_lines_give() -> None:
    line = b"bakery.example\norchidroom9.example\nno name\n\nxn--orchdroom-lza.test\nwww.vo9.example\n"
    result = screen_block(line * 5000, INDEX)
    once = screen_block(line, INDEX)
    assert (result.lines, result.names, result.no_names) == (30_000, 20_000, 5000)
    assert len(result.hits) == 5000 * len(once.hits)
    assert [entry.line for entry in result.rejected()][:2] == [3, 9]


def test_a_table_too_small_for_one_chunk_is_made_larger() -> None:
    many = build_index([WatchedSite(f"s{at}", (f"vo{at}.example",)) for at in range(40)], threshold=0.0)
    result = many.candidates.sieve.scan(b"vo20.example\n" * 4000)
    assert len(result.pairs) == 4000 * 11  # its own number, and the sites for which it is one of the next ten


@pytest.mark.parametrize("line", [b"x" * 10_000_000, b"\x00" * 5000, b"\xff\xfe" * 3000, b"." * 5000])
def test_lines_that_are_no_names_break_nothing(line: bytes) -> None:
    block = b"bakery.example\n" + line + b"\norchidroom9.example\n"
    result = screen_block(block, INDEX)
    assert (result.names, result.no_names) == (2, 1)
    assert [entry.line for entry in result.rejected()] == [2]
    assert [hit.hostname for hit in result.hits] == ["orchidroom9.example"]


@pytest.mark.longer
def test_the_letters_of_other_alphabets_are_those_of_the_slow_way() -> None:
    table, _ = letter_tables()
    for point in range(0x80, 0x3000):
        letters = bytes(letter for letter in table[point - 0x80] if letter).decode()
        assert letters == latin(chr(point)), hex(point)
    silent = range(0x3400, 0xA000)
    assert all(not latin(chr(point)) for point in silent[::7])


squeeze: Any = machine.squeeze
squeezed_by_byte = njit(machine._squeeze)


@njit
def squeezed(word: Any, kept: Any) -> Any:
    return squeeze(word, kept)


@pytest.mark.slow
@given(st.binary(min_size=8, max_size=8), st.lists(st.booleans(), min_size=8, max_size=8))
def test_bytes_are_moved_together_with_and_without_a_step_of_the_processor_for_it(
    word: bytes, kept: list[bool]
) -> None:
    wanted = int.from_bytes(bytes(byte for byte, keep in zip(word, kept, strict=True) if keep), "little")
    mask = int.from_bytes(bytes(255 * keep for keep in kept), "little")
    arguments = np.uint64(int.from_bytes(word, "little")), np.uint64(mask)
    assert int(squeezed(*arguments)) == wanted
    assert int(machine._squeeze(*arguments)) == wanted
    assert int(squeezed_by_byte(*arguments)) == wanted


squeeze_row: Any = machine.squeeze_row
look_up: Any = machine.look_up
row_squeezed_by_word = njit(machine._squeeze_row)
looked_up_by_byte = njit(machine._look_up)
rows = st.binary(min_size=64, max_size=64)


@njit
def row_squeezed(array: Any, at: Any, kept: Any, target: Any, to: Any) -> None:
    squeeze_row(array, at, kept, target, to)


@njit
def row_looked_up(array: Any, at: Any, table: Any, target: Any, to: Any) -> None:
    look_up(array, at, table, target, to)


@pytest.mark.slow
@given(rows, st.integers(0, 2**64 - 1), st.integers(0, 8))
def test_a_row_is_moved_together_with_and_without_a_step_of_the_processor_for_it(
    row: bytes, kept: int, to: int
) -> None:
    wanted = bytes(byte for at, byte in enumerate(row) if kept >> at & 1)
    array = np.frombuffer(b"." * 3 + row, np.uint8).copy()
    for move in (row_squeezed, row_squeezed_by_word):
        target = np.full(80, 7, np.uint8)
        move(array, 3, np.uint64(kept), target, to)
        assert target[:to].tolist() == [7] * to
        assert target[to : to + len(wanted)].tobytes() == wanted
        assert target[to + 64 :].tolist() == [7] * (16 - to)


@pytest.mark.slow
@given(rows, st.randoms(use_true_random=False))
def test_a_row_is_looked_up_with_and_without_a_step_of_the_processor_for_it(row: bytes, source: random.Random) -> None:
    table = np.array(source.choices(range(256), k=256), np.uint8)
    array = np.frombuffer(b"." * 3 + row, np.uint8).copy()
    for look in (row_looked_up, looked_up_by_byte):
        target = np.full(72, 7, np.uint8)
        look(array, 3, table, target, 5)
        assert target.tolist() == [7] * 5 + [int(table[byte]) for byte in row] + [7] * 3


def scanned() -> list[Any]:
    """What the compiled pass says of every label of this file."""
    block = b"".join(f"{label}.{label}.example\n".encode() for label in LABELS.split())
    scan = INDEX.candidates.sieve.scan(block)
    return [scan.names, scan.pairs.tolist(), scan.odd.tolist()]


_ON_ANOTHER_PROCESSOR = """
import json
from numba.core.registry import cpu_target
from tests.engines.names import test_sieve

assert cpu_target.target_context.codegen().magic_tuple()[1:] == ("generic", "")
print(json.dumps(test_sieve.scanned()))
"""


@pytest.mark.slow
def test_a_processor_without_a_step_of_its_own_finds_the_same(tmp_path: Path) -> None:
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    changed = {"NUMBA_CPU_NAME": "generic", "NUMBA_CACHE_DIR": str(tmp_path), "PYTHONPATH": paths}
    command = [sys.executable, "-c", _ON_ANOTHER_PROCESSOR]
    told = subprocess.run(command, env={**os.environ, **changed}, check=True, stdout=subprocess.PIPE).stdout
    names, pairs, odd = here = scanned()
    assert names
    assert pairs
    assert odd
    assert json.loads(told) == here


def test_more_sites_ask_more_of_a_stretch_so_that_chance_makes_no_more_candidates_of_all_than_of_a_thousand() -> None:
    assert rare_among(3) == rare_among(1_000) == RARE
    assert 10_000 * 10.0 ** -rare_among(10_000) == pytest.approx(1_000 * 10.0**-RARE)
    dossier, background, part = open_dossier("site", ("qovarrimbelta.example",)), load_model().background, "xarrimbexs"
    few = build_candidates([dossier], background)
    many = Index((dossier,) * 1_000_000, few.watched, background)
    assert (few.find(label_form(part)), many.find(label_form(part))) == ({0}, set())
    profile = few.watched[0].profile
    assert is_candidate(label_form(part), profile)
    assert not is_candidate(label_form(part), profile, rare=rare_among(1_000_000))
