import gzip
from pathlib import Path

import pytest

from rempart.lab.hostnames import GENERATED_COUNT, find_background, make_stream

HIDDEN = ("vorlimo4.example", "vorlima.example")


def test_the_hidden_names_stand_at_the_same_places_for_the_same_seed(tmp_path: Path) -> None:
    background = tmp_path / "names.txt.gz"
    background.write_bytes(gzip.compress("".join(f"name{i}.example\n" for i in range(500)).encode()))
    stream = make_stream(HIDDEN, background, seed=7)
    assert stream == make_stream(HIDDEN, background, seed=7)
    assert stream.hidden != make_stream(HIDDEN, background, seed=8).hidden
    assert {stream.names[line - 1] for line in stream.hidden.values()} == set(HIDDEN)
    assert str(stream.origin) == "500 real names of names.txt.gz"


def test_without_a_background_the_list_is_made_and_says_so(tmp_path: Path) -> None:
    stream = make_stream(HIDDEN, find_background(tmp_path), seed=7)
    assert len(stream.names) == GENERATED_COUNT + len(HIDDEN)
    assert "generated" in str(stream.origin)
    assert all(name.endswith((".example", ".test")) for name in stream.names)


def test_the_real_background_is_found_beside_the_repository() -> None:
    background = find_background(Path.cwd())
    if background is None:
        pytest.skip("../shared/data/background-ee.txt.gz is not there")
    assert len(make_stream((), background, seed=7).names) == 201_881
