"""The fast first stage and the plain way say the same of every line."""

import random
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rempart.engines.names import WatchedSite, build_index
from rempart.engines.names import blocks as screening_blocks
from rempart.engines.names.blocks import BlockResult, screen_block
from rempart.engines.names.candidates import is_candidate
from rempart.engines.names.forms import label_form
from rempart.engines.names.screening import NameIndex

SITES = (
    WatchedSite("orchid", ("orchidroom.example", "orchidroom2.example", "orchid-room3.test")),
    WatchedSite("velvet", ("velvetparlour.example", "velvet-parlour.test")),
    WatchedSite("vo", ("vo7.example", "vo8.example")),
    WatchedSite("salon", ("salon44.example", "le-salon45.example")),
)
INDEX = build_index(SITES, threshold=0.0)

LABELS = """
orchidroom orchidroom4 0rch1droom orchid-room orchdiroom orchidrom velvetparlour velvetparlours vo vo9 salon46
le-salon46 garden bakery xn--orchdroom-lza www mail a 1 99 -x x- a_b parlour velvet room-orchid ORCHIDROOM é
"""
labels = st.sampled_from(LABELS.split())
hosts = st.lists(labels | st.text("abcdehilmnoprstuv0123456789-._*", max_size=12), min_size=1, max_size=4).map(".".join)
lines = st.one_of(
    hosts, hosts.map(lambda host: f"*.{host}"), st.text(max_size=20), st.sampled_from(["", " ", "192.0.2.7"])
)


def plainly(block: bytes, index: NameIndex = INDEX) -> BlockResult:
    with patch.object(screening_blocks, "LARGE", len(block) + 1):
        return screen_block(block, index)


def fast(block: bytes, index: NameIndex = INDEX) -> BlockResult:
    with patch.object(screening_blocks, "LARGE", 0):
        return screen_block(block, index)


@settings(max_examples=150)
@given(st.lists(lines, max_size=20))
def test_both_ways_give_the_same_hits_names_and_rejects(found: list[str]) -> None:
    block = "".join(f"{line}\n" for line in found).encode("utf-8", "surrogatepass")
    assert fast(block) == plainly(block)


def variants(stem: str, source: random.Random) -> str:
    at = source.randrange(len(stem))
    letter = source.choice("abcdefghilmnoprstuvwxyz0123456789-")
    changed = [
        stem[:at] + letter + stem[at:],
        stem[:at] + stem[at + 1 :],
        stem[:at] + letter + stem[at + 1 :],
        stem[:at] + stem[at + 1 : at + 2] + stem[at : at + 1] + stem[at + 2 :],
        stem + str(source.randrange(1000)),
        source.choice(["my", "le-", "new"]) + stem,
        stem + source.choice(["bis", "-live", "x"]),
    ]
    return source.choice(changed).strip("-") or "x"


def test_no_candidate_is_ever_passed_over() -> None:
    source = random.Random(5)
    profiles = [watched.profile for watched in INDEX.candidates.watched]
    names = [variants(variants(source.choice(profiles).stem.label, source), source) for _ in range(3000)]
    block = "".join(f"{name}.example\n" for name in names).encode()
    starts, ends, passed = INDEX.sieve.sift(block)
    looked = {block[start:end].decode() for start, end in zip(starts.tolist(), ends.tolist(), strict=True)}
    assert passed + len(starts) == len(names)
    for name in set(names):
        form = label_form(name)
        if any(is_candidate(form, profile) for profile in profiles):
            assert f"{name}.example" in looked


def test_ordinary_names_are_passed_over() -> None:
    block = b"".join(b"bakery%d.garden.example\n" % number for number in range(1000))
    starts, _ends, passed = INDEX.sieve.sift(block)
    assert (len(starts), passed) == (0, 1000)


@pytest.mark.parametrize("line", [b"x" * 10_000_000, b"\x00" * 5000, b"\xff\xfe" * 3000, b"." * 5000])
def test_lines_that_are_no_names_break_nothing(line: bytes) -> None:
    block = b"bakery.example\n" + line + b"\norchidroom9.example\n"
    result = fast(block)
    assert (result.names, len(result.rejected)) == (2, 1)
    assert result.rejected[0].line == 2
    assert [hit.hostname for hit in result.hits] == ["orchidroom9.example"]
