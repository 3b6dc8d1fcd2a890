"""What the edge agent obeys: nothing but what two pinned people signed and the public log holds."""

import contextlib
import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from rempart.edge.deltas import Delta, DeltaRejectedError, Kind, Trust, read_line, sign_line
from rempart.edge.state import (
    EdgeState,
    StateFile,
    StateUnreadableError,
    change_facts,
    delta_facts,
    hub_facts,
    load_state,
)
from rempart.engines import ledger
from rempart.engines.policy import NameList, SafeguardLists, Suffixes
from rempart.engines.policy.mandates import Mandate, PinnedSigner, sign_mandate
from rempart.engines.zonefile.tiers import Tiers
from rempart.kernel.hostname import parse_hostname

NOW = datetime(2026, 11, 22, tzinfo=UTC)
HUB, LOG, FIRST, SECOND, STRANGER = (bytes([number]) * 32 for number in range(1, 6))
ORIGIN = "rempart.test/journal"
ZONES = ("fresh.test", "hot.test", "cold.test")
PINS = (
    PinnedSigner("A", "analyst", ledger.public_key_of(FIRST)),
    PinnedSigner("B", "reviewer", ledger.public_key_of(SECOND)),
)
TRUST = Trust(
    hub_key=ledger.public_key_of(HUB),
    log_key=ledger.encode_verifier_key(ORIGIN, ledger.public_key_of(LOG)),
    signers=PINS,
)


@dataclass
class Hub:
    """A hub with a log of its own; whoever holds it holds the hub's and the log's keys, but no signer's."""

    nodes: dict[tuple[int, int], bytes] = field(default_factory=dict)
    size: int = 0

    def log(self, facts: dict[str, Any], act: str = "orders.mandate_completed") -> bytes:
        """Append an entry; its canonical bytes."""
        content = {"act": act, "at": NOW.isoformat(timespec="microseconds"), "facts": facts, "index": self.size}
        canonical = json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
        leaf = ledger.leaf_hash(ledger.public_leaf(canonical, bytes(32)))
        self.nodes.update(ledger.append(self.size, leaf, lambda *at: self.nodes[at]))
        self.size += 1
        return canonical

    def proof(self, canonical: bytes) -> str:
        head = ledger.Checkpoint(ORIGIN, self.size, ledger.root(self.size, lambda *at: self.nodes[at]))
        index = json.loads(canonical)["index"]
        hashes = ledger.inclusion_proof(index, self.size, lambda *at: self.nodes[at])
        note = ledger.sign_checkpoint(head, ORIGIN, LOG)
        record = ledger.InclusionRecord(index, hashes, note, ledger.encode_extra(canonical, bytes(32)))
        return ledger.encode_proof(record)

    def serve(self, mandate: Mandate, *seeds: bytes, logged: Mandate | None = None) -> dict[str, Any]:
        """An item that asks for the mandate to be served, logged as usual."""
        said = logged or mandate
        canonical = self.log({"order_id": said.order_id, "number": said.number, "sha256": said.digest})
        signatures = [sign_mandate(mandate, seed) for seed in seeds or (FIRST, SECOND)]
        return {
            "sequence": self.size - 1,
            "kind": "serve",
            "order_id": mandate.order_id,
            "mandate": mandate.to_json(),
            "signatures": [
                {"public_key": one.public_key.hex(), "signature": one.signature.hex()} for one in signatures
            ],
            "proof": self.proof(canonical),
        }

    def say(self, kind: str, order_id: str) -> dict[str, Any]:
        self.log({"order_id": order_id}, act=f"orders.{kind}")
        return {"sequence": self.size - 1, "kind": kind, "order_id": order_id}


def mandate(order_id: str = "one", hostname: str = "forum.example", **other: Any) -> Mandate:
    whole = Mandate(
        order_id=order_id,
        number=0,
        hostname=parse_hostname(hostname),
        subdomains=True,
        answer="nxdomain",
        legal_basis="court",
        issued_at=NOW,
        expires_at=NOW + timedelta(days=30),
    )
    return replace(whole, **other)


def empty() -> EdgeState:
    return EdgeState(Tiers(*ZONES))


def read(item: dict[str, Any], *, after: int = -1, key: bytes = HUB, now: datetime = NOW) -> Delta:
    return read_line(sign_line(item, key), TRUST, after=after, now=now)


def test_a_mandate_signed_by_two_and_logged_is_obeyed() -> None:
    delta = read(Hub().serve(mandate()))
    assert (delta.kind, delta.mandate) == (Kind.SERVE, mandate())


STOLEN_HUB: dict[str, Any] = {
    "no human signature": lambda hub: hub.serve(mandate()) | {"signatures": []},
    "one human signature": lambda hub: hub.serve(mandate(), FIRST),
    "the same one twice": lambda hub: hub.serve(mandate(), FIRST, FIRST),
    "a stranger as second": lambda hub: hub.serve(mandate(), FIRST, STRANGER),
    "signatures over another name": lambda hub: (
        hub.serve(mandate()) | {"mandate": mandate(hostname="innocent.example").to_json()}
    ),
    "a longer term than was signed": lambda hub: (
        hub.serve(mandate()) | {"mandate": mandate(expires_at=NOW + timedelta(days=99)).to_json()}
    ),
    "a mandate that was not logged": lambda hub: hub.serve(mandate(), logged=mandate("other")),
    "a proof of something else": lambda hub: hub.serve(mandate()) | {"proof": hub.serve(mandate("two"))["proof"]},
    "a term that is over": lambda hub: hub.serve(mandate(expires_at=NOW)),
    "another order's mandate": lambda hub: hub.serve(mandate()) | {"order_id": "two"},
    "nonsense instead of a proof": lambda hub: hub.serve(mandate()) | {"proof": "none"},
    "no mandate at all": lambda hub: {key: v for key, v in hub.serve(mandate()).items() if key != "mandate"},
}


@pytest.mark.parametrize("attack", STOLEN_HUB)
def test_a_stolen_hub_can_block_nothing(attack: str) -> None:
    item = STOLEN_HUB[attack](Hub())
    with pytest.raises(DeltaRejectedError):
        read(item)


OWN_LISTS = SafeguardLists(
    suffixes=Suffixes(["example", "test", "pages.test"]),
    never_block=NameList(["help.example"]),
    popular=NameList(["search.example"]),
)
SUBSCRIBER = replace(TRUST, never=OWN_LISTS, zones=("fresh.a-subscriber-with-a-long-zone.test",))
LONG = ".".join(["a" * 60] * 3 + ["a" * 30, "example"])
DECEIVED = {
    "a search engine": (mandate(hostname="search.example"), "very popular names"),
    "a page of it": (mandate(hostname="maps.search.example"), "very popular names"),
    "help for victims": (mandate(hostname="help.example"), "never-block list"),
    "a place of strangers": (mandate(hostname="pages.test"), "public suffix"),
    "the state": (mandate(hostname="town.gouv.example"), "public institutions"),
    "a network, as a name": (mandate(hostname="24.0.113.0.203.rpz-ip"), "addresses or name servers"),
    "a name too long for this zone": (mandate(hostname=LONG), "too long to stand in the zone"),
    "an answer that is none": (mandate(answer="refused"), "no answer for a refused name"),
    "no look again in this age of the world": (mandate(recheck_days=10**15), "looks again"),
    "issued at the end of time": (mandate(issued_at=datetime.max.replace(tzinfo=UTC)), "looks again"),
}


@pytest.mark.parametrize("attack", DECEIVED)
def test_what_this_subscriber_never_refuses_it_does_not_refuse_whoever_signed(attack: str) -> None:
    """Two people were deceived by the page of a stolen hub; whatever would stop the agent is not taken in either."""
    wanted, problem = DECEIVED[attack]
    hub = Hub()
    with pytest.raises(DeltaRejectedError, match=problem):
        read_line(sign_line(hub.serve(wanted), HUB), SUBSCRIBER, after=-1, now=NOW)
    good = sign_line(hub.serve(mandate()), HUB)
    assert read_line(good, SUBSCRIBER, after=-1, now=NOW).mandate == mandate()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
SERVING = Hub().serve(mandate())


@given(
    st.sampled_from(["serve", "end", "recheck", "none"]), st.sampled_from([*SERVING, "looked_at", "public_key"]), JSON
)
def test_whatever_the_hub_signs_is_obeyed_or_rejected_and_never_stops_the_agent(
    kind: str, field: str, value: object
) -> None:
    item = SERVING | {"kind": kind, "looked_at": NOW.isoformat(), "public_key": "00", "signature": "00", field: value}
    with contextlib.suppress(DeltaRejectedError):
        read(item)


@pytest.mark.parametrize(
    "text",
    [
        '{"sequence": 1e999, "kind": "end", "order_id": "one"}',
        '{"sequence": 1, "kind": "end", "order_id": ' + "[" * 100_000 + "]" * 100_000 + "}",
        "[" * 100_000,
    ],
    ids=["a number without end", "brackets in brackets", "brackets that never close"],
)
def test_json_that_breaks_readers_is_one_line_that_is_not_obeyed(text: str) -> None:
    signature = Ed25519PrivateKey.from_private_bytes(HUB).sign(b"rempart-delta-v1\n" + text.encode())
    for line in (json.dumps({"item": text, "signature": signature.hex()}), text):
        with pytest.raises(DeltaRejectedError):
            read_line(line, TRUST, after=-1, now=NOW)


def test_without_the_hub_s_key_not_even_that_is_looked_at() -> None:
    with pytest.raises(DeltaRejectedError, match="not signed by the hub"):
        read(Hub().serve(mandate()), key=STRANGER)


def test_an_old_line_again_is_not_obeyed() -> None:
    item = Hub().serve(mandate())
    with pytest.raises(DeltaRejectedError, match="an old line again"):
        read(item, after=item["sequence"])


def test_a_line_from_beyond_every_log_is_not_obeyed() -> None:
    """A receipt could not name it: no hub would keep it."""
    assert read(Hub().say("end", "one") | {"sequence": 2**63 - 1}).sequence == 2**63 - 1
    with pytest.raises(DeltaRejectedError, match="no log has"):
        read(Hub().say("end", "one") | {"sequence": 2**63})


def test_not_one_of_many_altered_lines_is_obeyed() -> None:
    """Every alteration of a good line, at any place, by any byte."""
    line = sign_line(Hub().serve(mandate()), HUB)
    noise = Random(6)
    obeyed = 0
    for _ in range(3000):
        at = noise.randrange(len(line))
        altered = line[:at] + chr(noise.randrange(32, 127)) + line[at + 1 :]
        if json_equal(altered, line):
            continue
        try:
            read_line(altered, TRUST, after=-1, now=NOW)
        except DeltaRejectedError:
            continue
        obeyed += 1
    assert obeyed == 0


def json_equal(altered: str, line: str) -> bool:
    """Whether the altered line still says the same (white space outside of strings, the case of hex digits)."""
    try:
        one, two = json.loads(altered), json.loads(line)
    except ValueError:
        return False
    if not isinstance(one, dict) or one.keys() != two.keys():
        return False
    return bool(one["item"] == two["item"] and str(one["signature"]).lower() == two["signature"])


def test_what_was_ended_stays_ended_even_if_the_hub_says_it_again() -> None:
    hub, state = Hub(), empty()
    state.obey(read(hub.serve(mandate())))
    assert state.wanted(parse_hostname("forum.example")) is not None
    state.obey(read(hub.say("end", "one")))
    state.obey(read(hub.serve(mandate())))
    assert state.wanted(parse_hostname("forum.example")) is None
    state.obey(read(hub.serve(mandate(number=1))))
    assert state.wanted(parse_hostname("forum.example")) is not None


def test_a_suspended_name_is_answered_until_it_is_resumed() -> None:
    hub, state, name = Hub(), empty(), parse_hostname("forum.example")
    state.obey(read(hub.serve(mandate())))
    state.obey(read(hub.say("suspend", "one")))
    assert state.wanted(name) is None
    state.obey(read(hub.say("resume", "one")))
    assert state.wanted(name) is not None
    assert state.obey(read(hub.say("end", "unknown"))) is None


def test_two_orders_for_one_name_hold_until_both_are_over() -> None:
    hub, state, name = Hub(), empty(), parse_hostname("forum.example")
    state.obey(read(hub.serve(mandate("one", subdomains=False))))
    state.obey(read(hub.serve(mandate("two"))))
    entry = state.wanted(name)
    assert entry is not None
    assert entry.subdomains
    state.obey(read(hub.say("end", "two")))
    entry = state.wanted(name)
    assert entry is not None
    assert not entry.subdomains


def served(state: EdgeState) -> dict[str, Any]:
    fresh = state.tiers.fresh
    return {"sequence": state.sequence, "fresh": fresh.names, "serial": fresh.serial, "over": state.over}


def test_the_state_comes_back_from_disk_with_its_history(tmp_path: Any) -> None:
    hub, state = Hub(), empty()
    path = tmp_path / "changes.jsonl"
    file = StateFile(path)
    for item in (hub.serve(mandate()), hub.serve(mandate("two", "other.example")), hub.say("end", "one")):
        delta = read(item)
        name = state.obey(delta)
        assert name is not None
        file.append([delta_facts(delta, state.serve(name))])
    file.close()
    again = load_state(path, ZONES)
    assert served(again) == served(state)
    assert again.tiers.fresh.changes_since(1) is not None
    with path.open("ab") as half:
        half.write(b'{"sequence": 9, "kind')
    assert served(load_state(path, ZONES)) == served(state)
    assert not path.read_bytes().endswith(b"kind")


def test_a_hub_with_a_new_key_is_followed_although_the_thief_of_the_old_one_ran_ahead(tmp_path: Any) -> None:
    hub, path = Hub(), tmp_path / "changes.jsonl"
    file, state = StateFile(path), empty()
    assert state.follow("old")
    file.append([hub_facts("old")])
    for item in (hub.serve(mandate()), hub.say("resume", "one") | {"sequence": 10**15}):
        delta = read(item, after=state.sequence)
        name = state.obey(delta)
        file.append([delta_facts(delta, state.serve(name) if name else ())])
    assert not load_state(path, ZONES).follow("old")
    state = load_state(path, ZONES)
    assert (state.hub, state.sequence) == ("old", 10**15)
    assert state.follow("new")
    file.append([hub_facts("new")])
    file.close()
    again = load_state(path, ZONES)
    assert (again.hub, again.sequence) == ("new", -1)
    assert served(again)["fresh"] == ("forum.example",)
    again.obey(read(hub.serve(mandate("two", "other.example")), after=again.sequence))
    assert again.wanted(parse_hostname("other.example")) is not None


def test_a_damaged_state_stops_the_start_instead_of_serving_less(tmp_path: Any) -> None:
    path = tmp_path / "changes.jsonl"
    path.write_text("nonsense\n" + json.dumps(change_facts([])) + "\n")
    with pytest.raises(StateUnreadableError, match="line 1"):
        load_state(path, ZONES)
