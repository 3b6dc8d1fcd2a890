"""The compiled score and the plain reference say the same of every candidate."""

import math
import random
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rempart.engines.names import Hit, NameIndex, WatchedSite, build_index
from rempart.engines.names.blocks import parse_line, screen_block
from rempart.engines.names.compiled.hosts import find_suffix, read_host
from rempart.engines.names.compiled.likeness import decades_of, may_be_one_step
from rempart.engines.names.features import measure
from rempart.engines.names.forms import suffix_of, suffix_rules
from rempart.engines.names.model import Model, least_log_odds, load_model, probability_of
from rempart.engines.names.rarity import ORDER
from rempart.engines.names.scoring import MARGIN, build_scorer
from rempart.engines.names.screening import _judged, screen_hostname
from rempart.kernel.hostname import NotAHostnameError
from tests.examples import examples

LOOSE = replace(load_model(), threshold=0.0)
SITES = (
    WatchedSite("orchid", ("orchidroom.example", "orchidroom2.example", "orchid-room3.test", "orchidroom.co.uk")),
    WatchedSite("velvet", ("velvetparlour.example", "velvet-parlour.test", "velvetparlour.example.com")),
    WatchedSite("vo", ("vo7.example", "vo8.example", "a12b9.example", "1234567890.example")),
    WatchedSite("salon", ("salon44.example", "le-salon45.example", "saloons.example", "xyz.example", "qwjk.test")),
    WatchedSite("joined", ("forumclub.example", "atelier.zone", "forumclub.club")),
    WatchedSite("panel", ("panel.example", "online.example", "qxonline.example")),
    WatchedSite("second", ("orchidroom.test",)),  # letters that another site has too
    WatchedSite("alone", ("quvoxtarimel.example",)),  # a site that never moved
    WatchedSite("long", (f"{'quvoxtarimelnopsebid' * 3}xyz.example",)),  # longer than a machine word with its dots
    WatchedSite("repeated", ("banananana.example", "lalalalala9.example")),
)
UNKNOWN = replace(LOOSE, weights={**LOOSE.weights, "vowels": 1.0})  # with a feature that is not compiled
INDEX = build_index(SITES, model=LOOSE)
STEMS = [watched.profile.stem for watched in INDEX.candidates.watched]
ENDS = (
    "example",
    "test",
    "com",
    "club",
    "zone",
    "co.uk",
    "li",
    "ck",
    "www.ck",
    "github.io",
    "blogspot.com",
    "qq",
    "x.qq",
)
AFFIXES = ("my", "le-", "new", "-live", "x", "forum", "-", "official", "2", "44", "-45", "9")


def changed(stem: str, source: random.Random) -> str:
    """A variant of a label, near or far."""
    at, other = sorted((source.randrange(len(stem) + 1), source.randrange(len(stem) + 1)))
    letter = source.choice("abcdefghilmnoprstuvwxyz0123456789-")
    ways = [
        stem,
        stem[:at] + letter + stem[at:],
        stem[:at] + stem[other:],
        stem[at:] + stem[:at],
        stem[at:other],
        stem + source.choice(AFFIXES),
        source.choice(AFFIXES) + stem,
        stem.replace("o", "0"),
        f"{stem}{source.choice(STEMS).label}",
        "xn--" + (stem[:at] + source.choice("áöñе") + stem[at + 1 :]).encode("punycode").decode(),
    ]
    return source.choice(ways).strip("-")[:63].strip("-") or "x"


def hostnames(seed: int, count: int) -> Iterator[str]:
    """Hostnames that continue stems, perhaps in a subdomain."""
    source = random.Random(seed)
    for _ in range(count):
        label = changed(source.choice(STEMS).label, source)
        for _ in range(source.randrange(3)):
            label = label if label.startswith("xn--") else changed(label, source)
        front = source.choice(("", "", "www.", "a.", "*.", f"{changed(source.choice(STEMS).label, source)}."))
        name = f"{front}{label}.{source.choice(ENDS)}"
        yield source.choice((name, name, name.upper()))


def as_told(hits: tuple[Hit, ...]) -> list[tuple[object, ...]]:
    """The hits with their sentences."""
    reasons = [[(reason.code, reason.text) for reason in hit.reasons] for hit in hits]
    return [(hit.hostname, hit.site, hit.former, why) for hit, why in zip(hits, reasons, strict=True)]


def figures(hits: tuple[Hit, ...]) -> list[float]:
    """Every number in the hits: sums in another order differ in the last digits."""
    return [value for hit in hits for value in (hit.score, hit.likeness, *(reason.weight for reason in hit.reasons))]


def assert_same(hits: tuple[Hit, ...], others: tuple[Hit, ...]) -> None:
    assert as_told(hits) == as_told(others)
    assert figures(hits) == pytest.approx(figures(others), abs=1e-9)


def with_weights(seed: int) -> Model:
    """The model with other weights for everything."""
    source = random.Random(seed)
    return replace(LOOSE, weights={name: source.uniform(-1, 1) for name in LOOSE.weights}, bias=source.uniform(-2, 2))


@pytest.mark.parametrize("weight", [-1.0, 0.0, 1.0])
def test_the_score_is_compiled_once_whatever_the_weights(weight: float) -> None:
    scorer = build_scorer(INDEX.candidates, replace(LOOSE, weights=dict.fromkeys(LOOSE.weights, weight)))
    usual = build_scorer(INDEX.candidates, LOOSE)
    assert scorer is not None
    assert usual is not None
    assert [type(part) for part in scorer.weights] == [type(part) for part in usual.weights]


@pytest.mark.longer
@examples(25)
@given(st.integers(0, 2**32))
def test_every_candidate_has_the_same_log_odds_both_ways(seed: int) -> None:
    model = with_weights(seed)
    scorer = build_scorer(INDEX.candidates, model)
    assert scorer is not None
    block = "".join(f"{name}\n" for name in hostnames(seed, 40)).encode()
    rows, scores = scorer.likely(block, INDEX.candidates.sieve.scan(block).pairs, -math.inf)
    for (start, end, number, stem), score in zip(rows.tolist(), scores.tolist(), strict=True):
        try:
            hostname = parse_line(block[start:end])
        except NotAHostnameError:
            continue
        ((_, sites),) = _judged([(hostname, [(number, stem)])], INDEX.candidates, model)
        if sites and math.isfinite(score):
            ((dossier, (verdict,)),) = sites
            values = measure(verdict.evidence, dossier, model.priors)
            wanted = model.bias + sum(model.weights[name] * x for group in values.values() for name, x in group.items())
            assert score == pytest.approx(wanted, abs=1e-9), (hostname, dossier.site, verdict.evidence.stem.letters)


@pytest.mark.longer
@examples(25)
@given(st.integers(0, 2**32), st.floats(-6.0, 6.0))
def test_what_is_left_out_early_has_less_than_the_least(seed: int, least: float) -> None:
    scorer = build_scorer(INDEX.candidates, with_weights(seed))
    assert scorer is not None
    block = "".join(f"{name}\n" for name in hostnames(seed, 40)).encode()
    pairs = INDEX.candidates.sieve.scan(block).pairs
    every, scores = scorer.likely(block, pairs, -math.inf)
    kept, of_kept = scorer.likely(block, pairs, least)
    enough = scores >= least - MARGIN
    assert kept.tolist() == every[enough].tolist()
    assert of_kept == pytest.approx(scores[enough], abs=MARGIN)


@given(st.text("abc", min_size=7, max_size=20), st.text("abc", max_size=9), st.text("abc", max_size=9), st.data())
def test_a_stretch_one_typing_step_from_the_stem_is_never_ruled_out(
    stem: str, before: str, behind: str, data: st.DataObject
) -> None:
    at, letter = data.draw(st.integers(0, len(stem) - 1)), data.draw(st.sampled_from("abc"))
    head, tail = stem[:at], stem[at:]
    near = data.draw(
        st.sampled_from(
            [head + letter + tail, head + letter + tail[1:], head + tail[1:], head + tail[1::-1] + tail[2:]]
        )
    )
    text, of_stem = (np.frombuffer(word.encode() + bytes(80), np.uint8) for word in (f".{before}{near}{behind}.", stem))
    begin = 1 + len(before)
    for start in {begin, begin + len(near) - len(stem)}:
        assert may_be_one_step(text, start, of_stem, 0, len(stem))


@pytest.mark.longer
@examples(25)
@given(st.integers(0, 2**32), st.sampled_from([0.0, 0.02, 0.5, 0.9, 0.9999, 1.0]))
def test_what_is_kept_gives_the_hits_that_all_candidates_give(seed: int, threshold: float) -> None:
    block = "".join(f"{name}\n" for name in hostnames(seed, 40)).encode()
    every = screen_block(block, NameIndex(INDEX.candidates, LOOSE, 0.0)).hits
    kept = screen_block(block, NameIndex(INDEX.candidates, LOOSE, threshold)).hits
    assert_same(kept, tuple(hit for hit in every if hit.score >= threshold))


@pytest.mark.longer
@examples(25)
@given(st.integers(0, 2**32), st.sampled_from([0.5, 1.0]), st.sampled_from([0.1, 3.0, 5.0, 7.0]))
def test_clear_likenesses_are_the_same_both_ways(seed: int, threshold: float, clear: float) -> None:
    block = "".join(f"{name}\n" for name in hostnames(seed, 40)).encode()
    compiled = NameIndex(INDEX.candidates, LOOSE, threshold, clear)
    plain = NameIndex(INDEX.candidates, UNKNOWN, threshold, clear)
    assert_same(screen_block(block, compiled).hits, screen_block(block, plain).hits)


@examples(200)
@given(st.text("abcdefghijkmnopqrstuvwxyz", min_size=2, max_size=61))
def test_the_rarity_of_a_label_is_the_same_both_ways(letters: str) -> None:
    scorer, dotted = INDEX.scorer, f".{letters}."
    assert scorer is not None
    text = np.frombuffer(dotted.encode(), np.uint8)
    room = np.zeros((text.size + 1, ORDER))
    assert decades_of(text, text.size, scorer.counts, room) == pytest.approx(
        LOOSE.background.decades(dotted), abs=MARGIN / 10
    )


def test_a_suffix_for_examples_that_no_site_used_is_as_common_for_both() -> None:
    index = build_index((WatchedSite("site", ("orchidroom.example", "orchidroom2.example")),))
    told = screen_block(b"orchidrooms.test\n", index).hits
    assert len(told) == 1
    assert_same(told, screen_hostname("orchidrooms.test", index))


def test_the_shipped_model_has_a_compiled_score() -> None:
    """A new feature needs its line in `compiled.score` too; until then all candidates are judged the slow way."""
    assert build_scorer(INDEX.candidates, load_model()) is not None


def test_a_model_with_a_feature_that_is_not_compiled_is_judged_the_plain_way() -> None:
    index = NameIndex(INDEX.candidates, UNKNOWN, 0.5)
    assert index.scorer is None
    block = b"orchidroom9.example\nvelvetparlours.test\nbakery.example\n"
    assert_same(screen_block(block, index).hits, screen_block(block, NameIndex(INDEX.candidates, LOOSE, 0.5)).hits)


RULES = sorted(rule.removeprefix("!").removeprefix("*.") for rule in suffix_rules()[0] if rule.isascii())


@pytest.mark.longer
@examples(100)
@given(st.sampled_from(RULES), st.lists(st.sampled_from(["a", "www", "b-c", "com"]), max_size=3))
def test_the_public_suffix_is_that_of_the_list(rule: str, labels: list[str]) -> None:
    scorer = INDEX.scorer
    assert scorer is not None
    host = ".".join([*labels, rule])
    line, begins, rows = (np.zeros(300, kind) for kind in (np.uint8, np.int64, np.int64))
    size, count = read_host(np.frombuffer(host.encode(), np.uint8), 0, len(host), line, begins)
    depth, _ = find_suffix(line, size, begins, count, scorer.suffixes, rows)
    assert ".".join(host.split(".")[-depth:]) == suffix_of(host)


@given(st.floats(0.0, 1.0))
def test_log_odds_below_the_least_never_give_the_probability(probability: float) -> None:
    least = least_log_odds(probability)
    assert least == -math.inf or probability_of(least - MARGIN) < probability
