"""What is told from measurements is what the plain way tells."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rempart.engines.names import Hit, NameIndex, WatchedSite, build_index
from rempart.engines.names.blocks import parse_line, screen_block, search_block
from rempart.engines.names.screening import screen_hostname
from rempart.engines.names.telling import sure_of
from rempart.kernel.hostname import NotAHostnameError
from tests.engines.names.test_scoring import INDEX, LOOSE, UNKNOWN, assert_same, hostnames
from tests.examples import examples


@pytest.mark.slow
@examples(40)
@given(st.integers(0, 2**32), st.sampled_from([(0.0, math.inf), (0.3, 4.0), (1.0, 0.1), (0.02, 6.0)]))
def test_what_was_measured_is_told_as_the_plain_way_tells_it(seed: int, asked: tuple[float, float]) -> None:
    lines = list(hostnames(seed, 40))
    hits = screen_block(
        "".join(f"{line}\n" for line in lines).encode(), NameIndex(INDEX.candidates, LOOSE, *asked)
    ).hits
    plain = NameIndex(INDEX.candidates, UNKNOWN, *asked)
    told = [hit for line in lines for hit in told_of(line, plain)]
    assert_same(hits, tuple(told))


def told_of(line: str, index: NameIndex) -> tuple[Hit, ...]:
    try:
        return screen_hostname(parse_line(line.encode()), index)
    except NotAHostnameError:
        return ()


def test_nearly_all_that_is_told_was_measured() -> None:
    index = NameIndex(INDEX.candidates, LOOSE, 0.3, 4.0)
    found = search_block("".join(f"{line}\n" for line in hostnames(7, 400)).encode(), index)
    assert found.measurements is not None
    sure = [measured is not None for measured in sure_of(found.measurements, index)]
    assert len(sure) > 100
    assert sum(sure) > 0.8 * len(sure)  # numbers too long and a stem longer than a machine word are among them


@pytest.mark.longer
@pytest.mark.parametrize("hostname", ["orchidroom9.example", "velvetparlours.test", "my-orchidroom.co.uk"])
def test_what_is_just_enough_is_told_by_the_plain_way(hostname: str) -> None:
    loose = NameIndex(INDEX.candidates, LOOSE, 0.0, math.inf)
    best = screen_hostname(hostname, loose)[0]
    clear = max(hit.likeness for hit in screen_hostname(hostname, loose))
    for index in (replace(loose, threshold=best.score), replace(loose, threshold=1.0, clear=clear)):
        assert screen_block(f"{hostname}\n".encode(), index).hits == screen_hostname(hostname, index)
        assert screen_hostname(hostname, index)
        found = search_block(f"{hostname}\n".encode(), index).measurements
        assert found is not None
        assert None in list(sure_of(found, index))


def test_a_number_too_long_for_the_compiled_passes_is_told_the_plain_way() -> None:
    index = build_index([WatchedSite("counter", ("orchidroom12345678901.example",))], threshold=0.0)
    block = b"orchidroom12345678902.example\n"
    hits = screen_block(block, index).hits
    assert [reason.code for hit in hits for reason in hit.reasons][1] == "names.series_next"
    assert hits == screen_hostname("orchidroom12345678902.example", index)
