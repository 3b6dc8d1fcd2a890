"""Log lists of version 3: which logs are followed, which are left out and why, and lists that are broken in places."""

import base64
import hashlib
import json
from dataclasses import replace
from math import inf, nan
from pathlib import Path

import pytest

from rempart.adapters.streams.log_list import GRACE, read_log_list
from rempart.adapters.streams.static_ct import StaticLog
from rempart.config import Config
from rempart.config_streams import StreamConfig
from rempart.kernel.stream_labels import LONGEST_LISTED
from rempart.ports.streams import ListedStream, StreamUnreadableError
from rempart.wiring_streams import open_streams
from tests.fakes.ct_logs import START as NOW
from tests.fakes.ct_logs import CertificateLog, LogServer

LOG_LIST = {
    "version": "90.1",
    "operators": [
        {
            "name": "Operator O",
            "logs": [
                {
                    "description": "O old",
                    "key": "AA==",
                    "url": "https://old.log.example/",
                    "state": {"usable": {"timestamp": "2024-01-01T00:00:00Z"}},
                    "temporal_interval": {
                        "start_inclusive": "2025-01-01T00:00:00Z",
                        "end_exclusive": "2026-01-01T00:00:00Z",
                    },
                },
                {"key": "AA==", "url": "https://bad.log.example/", "state": {"rejected": {}}},
            ],
            "tiled_logs": [
                {
                    "description": "O new",
                    "mmd": 60,
                    "key": "AA==",
                    "submission_url": "https://write.log.example/",
                    "monitoring_url": "https://read.log.example/",
                    "state": {"usable": {}},
                    "temporal_interval": {
                        "start_inclusive": "2026-01-01T00:00:00Z",
                        "end_exclusive": "2027-01-01T00:00:00Z",
                    },
                },
                {
                    "description": "O frozen",
                    "mmd": 60,
                    "key": "AA==",
                    "monitoring_url": "https://frozen.log.example/",
                    "state": {"readonly": {"final_tree_head": {"tree_size": 7, "sha256_root_hash": "AA=="}}},
                },
                {"log_type": "prod"},
            ],
        }
    ],
}


def test_the_log_list_gives_logs_of_both_protocols_and_says_which_are_left_out_and_why() -> None:
    logs = read_log_list("list", json.dumps(LOG_LIST).encode())
    assert [(log.label, log.kind, log.url, log.left_out(NOW)) for log in logs] == [
        ("O old", "rfc6962", "https://old.log.example", "its certificates have all expired, the last on 2026-01-01"),
        ("https://bad.log.example/", "rfc6962", "https://bad.log.example", "the browsers have rejected it"),
        ("O new", "static-ct", "https://read.log.example", ""),
        ("O frozen", "static-ct", "https://frozen.log.example", ""),
        ("a log of Operator O", "static-ct", "", "its entry in the list lacks its address or its key"),
    ]


def test_a_log_list_says_how_often_each_log_signs_anew() -> None:
    delays = {log.label: log.merge_delay_s for log in read_log_list("list", json.dumps(LOG_LIST).encode())}
    assert [delays[label] for label in ("O old", "O new", "O frozen")] == [86400.0, 60.0, 0.0]


def test_a_shard_is_read_to_its_end_after_its_last_certificate_has_expired() -> None:
    old = read_log_list("list", json.dumps(LOG_LIST).encode())[0]
    assert old.expires_before is not None
    assert not old.left_out(old.expires_before + GRACE / 2)
    assert old.left_out(old.expires_before + GRACE)


@pytest.mark.parametrize("end", ["9999-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00"])
def test_a_shard_without_an_end_in_sight_is_read(end: str) -> None:
    log = {"key": "AA==", "url": "https://log.example/", "temporal_interval": {"end_exclusive": end}}
    (found,) = read_log_list("list", json.dumps({"operators": [{"logs": [log]}]}).encode())
    assert not found.left_out(NOW)


@pytest.mark.parametrize(
    "delay", [nan, inf, -inf, 1e300, pytest.param(10**400, id="10**400"), 604801, 0, -1, "soon", None, []]
)
def test_a_log_with_a_merge_delay_that_would_let_it_show_an_old_state_for_ever_is_left_out(delay: object) -> None:
    why = "its merge delay in the list is none of at most seven days"
    log = {"key": "AA==", "monitoring_url": "https://log.example/", "mmd": delay}
    logs = [log, {**log, "mmd": 604800}, {**log, "state": {"retired": {}}}]
    found = read_log_list("list", json.dumps({"operators": [{"tiled_logs": logs}]}).encode())
    assert [(each.left_out(NOW), each.merge_delay_s) for each in found] == [(why, 0.0), ("", 604800.0), ("", 0.0)]


@pytest.mark.parametrize("content", [b"", b"[]", b'{"operators": 3}', b'{"operators": [{"logs": [{}]}]}'])
def test_what_is_no_log_list_is_said(content: bytes) -> None:
    with pytest.raises(StreamUnreadableError, match="no log list"):
        read_log_list("list", content)


@pytest.mark.parametrize(
    "changes",
    [
        {"mmd": "soon"},
        {"monitoring_url": 5},
        {"state": "x", "temporal_interval": {"end_exclusive": "never"}},
        {"temporal_interval": 7},
        {"key": ["AA=="]},
        {"state": [["x"]]},
        {"mmd": 10**400},
    ],
)
def test_a_broken_entry_of_a_log_list_hides_no_other(changes: dict[str, object]) -> None:
    log = {"description": "L", "key": "AA==", "monitoring_url": "https://log.example/"}
    listed = {"operators": [{"name": "O", "tiled_logs": [log | changes, log | {"description": "M"}, None]}]}
    broken, whole, nothing = read_log_list("list", json.dumps(listed).encode())
    assert (broken.label, whole.label, nothing.label) == ("L", "M", "a log of O")
    assert [bool(each.left_out(NOW)) for each in (broken, whole, nothing)] == [True, False, True]


def test_an_operator_of_a_log_list_that_says_nothing_hides_no_other() -> None:
    log = {"description": "L", "key": "AA==", "monitoring_url": "https://log.example/"}
    listed = {"operators": [None, {"name": ["O"], "logs": None, "tiled_logs": [log]}]}
    nothing, whole = read_log_list("list", json.dumps(listed).encode())
    assert (nothing.label, whole.label, whole.operator) == ("a log of an operator", "L", "['O']")
    assert [bool(each.left_out(NOW)) for each in (nothing, whole)] == [True, False]


def test_a_log_may_expire_at_the_end_of_time() -> None:
    log = {"key": "AA==", "url": "https://log.example/", "temporal_interval": {"end_exclusive": "9999-12-31T23:59:59Z"}}
    (found,) = read_log_list("list", json.dumps({"operators": [{"logs": [log]}]}).encode())
    assert not found.left_out(NOW)


@pytest.mark.parametrize("changes", [{"temporal_interval": None}, {"state": {}}, {"temporal_interval": {}}])
def test_what_a_log_list_leaves_open_keeps_no_log_from_being_read(changes: dict[str, object]) -> None:
    log = {"description": "L", "key": "AA==", "monitoring_url": "https://log.example/", **changes}
    (found,) = read_log_list("list", json.dumps({"operators": [{"tiled_logs": [log]}]}).encode())
    assert not found.left_out(NOW)


def test_a_day_of_a_log_list_without_an_offset_is_taken_for_utc() -> None:
    log = {
        "key": "AA==",
        "url": "https://log.example/",
        "temporal_interval": {"end_exclusive": f"{NOW - 2 * GRACE:%Y-%m-%dT%H:%M:%S}"},
    }
    (found,) = read_log_list("list", json.dumps({"operators": [{"logs": [log]}]}).encode())
    assert "expired" in found.left_out(NOW)


def labels_of(*logs: dict[str, str], known: tuple[ListedStream, ...] = ()) -> list[str]:
    listed = json.dumps({"operators": [{"name": "O", "tiled_logs": logs}]}).encode()
    return [log.label for log in read_log_list("list", listed, known)]


def log_of(description: str, number: int) -> dict[str, str]:
    key = base64.b64encode(bytes([number])).decode()
    return {"description": description, "key": key, "monitoring_url": f"https://{number}.log.example/"}


def kept(description: str, number: int) -> ListedStream:
    return ListedStream(f"list: {description}", "static-ct", hashlib.sha256(bytes([number])).hexdigest())


@pytest.mark.parametrize("called", ["The log of O", "The log of O, " + "x" * 80])
def test_logs_that_share_a_label_are_told_apart_whatever_their_order(called: str) -> None:
    first, second, other = log_of(called, 1), log_of(called, 2), log_of("other", 3)
    marked = labels_of(first, second, other)
    assert len(set(marked)) == 3
    assert marked[2] == "other"
    assert all(len(label) <= LONGEST_LISTED and label[:12] == called[:12] for label in marked[:2])
    assert labels_of(other, second, first) == marked[::-1]


@pytest.mark.parametrize("order", [1, -1])
def test_a_log_keeps_its_label_whatever_it_and_others_are_called_by_now(order: int) -> None:
    """Under another label it would be read anew, from its first entry."""
    known = (kept("O", 1), kept("O 2026h1", 2))
    listed = [log_of("O", 3), log_of("O", 1), log_of("O, renamed", 2)][::order]
    new, same, renamed = labels_of(*listed, known=known)[::order]
    assert (same, renamed) == ("O", "O 2026h1")
    assert new.startswith("O ")
    assert new not in (same, renamed)


def test_what_an_earlier_version_followed_without_an_id_keeps_its_label() -> None:
    known = (ListedStream("list: O", "static-ct"),)
    first, second = labels_of(log_of("O", 1), log_of("O", 2), known=known)
    assert (first, second[:2]) == ("O", "O ")


def test_a_log_whose_key_nobody_can_read_is_left_out_and_the_others_are_read(tmp_path: Path) -> None:
    with LogServer(CertificateLog()) as server:
        keys = {"A": server.log.public_key, "B": "AA==", "C": "no base64"}
        logs = [{"description": name, "key": key, "monitoring_url": server.url} for name, key in keys.items()]
        listed = json.dumps({"operators": [{"name": ["O"], "tiled_logs": logs}]}).encode()
        server.faults = lambda path: (200, {}, listed) if path == "all.json" else None
        settings = StreamConfig("list", "ct-list", f"{server.url}/all.json", requests_per_s=1000.0)
        found = open_streams(settings, Config(data_folder=tmp_path))
        why = "its key in the list is none that Rempart can verify with"
        assert [shard.label for shard, _ in found.streams] == ["list: A"]
        assert found.left_out == (("list: B", why), ("list: C", why))
        for _, stream in found.streams:
            stream.close()


def test_a_log_that_is_new_in_a_list_is_read_from_its_first_entry(tmp_path: Path) -> None:
    with LogServer(CertificateLog()) as server:
        log = {"description": "L", "key": server.log.public_key, "monitoring_url": server.url, "mmd": 60}
        listed = {"operators": [{"name": "O", "tiled_logs": [log], "logs": []}]}
        server.faults = lambda path: (200, {}, json.dumps(listed).encode()) if path == "all.json" else None
        settings = StreamConfig("list", "ct-list", f"{server.url}/all.json", requests_per_s=1000.0)
        (first,) = open_streams(settings, Config(data_folder=tmp_path)).listed
        assert (first.label, first.from_start) == ("list: L", False)
        cases = [([], False), ([first], False), ([kept("other", 1)], True), ([replace(first, from_start=True)], True)]
        for known, from_start in cases:
            found = open_streams(settings, Config(data_folder=tmp_path), known=known)
            ((shard, stream),) = found.streams
            assert (shard.label, shard.kind, shard.from_start) == ("list: L", "static-ct", from_start)
            assert found.listed == (replace(first, from_start=from_start),)
            assert isinstance(stream, StaticLog)
            assert stream.merge_delay_s == 60.0
            stream.close()
