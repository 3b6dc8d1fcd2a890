"""Noticing, where the machine is busy: a look that failed is no end of the story."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from rempart.demo import noticing
from rempart.demo.spoken import list_label
from rempart.demo.story import NotVerifiedError
from rempart.kernel.phrases import Phrase
from rempart.lab import hostnames
from rempart.sightings.contracts import StreamState


def row(state: StreamState = StreamState.READING, **changes: Any) -> SimpleNamespace:
    same = {"label": list_label(), "kind": "names", "entries": 5, "names": 10**7, "duplicates": 0, "behind": 0}
    return SimpleNamespace(**{**same, "state": state, "lost": 0, "lag_s": None, **changes})


def wait_for(look: Callable[[], object], **_words: str) -> object:
    """The first thing seen of twenty looks."""
    return next(filter(None, (look() for _ in range(20))))


def take_list(monkeypatch: pytest.MonkeyPatch, *rows: SimpleNamespace) -> list[Phrase]:
    """What the step says, and what the list is; each look at coverage after the first shows the next of `rows`."""
    seen, said = iter([row(names=0), *rows]), list[Phrase]()
    monkeypatch.setattr(noticing, "_streams", lambda _cast: (next(seen, rows[-1]),))
    monkeypatch.setattr(
        noticing, "make_stream", lambda hidden, _, seed: hostnames.make_stream(hidden, None, seed, count=20)
    )
    new_names = SimpleNamespace(put_list=lambda _names: None)
    cast: Any = SimpleNamespace(
        setting=SimpleNamespace(background=None, new_names=new_names), wait_for=wait_for, say=said.append
    )
    _, origin = noticing._take_list(cast)
    return [*said, origin]


def test_a_look_that_failed_is_made_good_by_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    silent = row(StreamState.SILENT)
    assert "generated names" in str(take_list(monkeypatch, silent, silent, row(behind=3), row(), silent)[-1])


def test_an_entry_that_is_lost_ends_the_story(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotVerifiedError, match="2 lost"):
        take_list(monkeypatch, row(lost=2))
