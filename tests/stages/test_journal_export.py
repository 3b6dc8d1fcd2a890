import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from rempart.engines import ledger
from rempart.journal.contracts import ExportUnreadableError, JournalEntry
from rempart.journal.export import verify_export, write_export
from rempart.journal.leaves import canonical, leaf
from rempart.kernel.actors import ActorKind
from rempart.watchlist.contracts import SiteNamed

ORIGIN = "rempart.example/journal"
SEED = Ed25519PrivateKey.generate().private_bytes_raw()
KEY = ledger.encode_verifier_key(ORIGIN, ledger.public_key_of(SEED))


SIZE = 302


def entries() -> Iterator[JournalEntry]:
    for index in range(SIZE):
        event = SiteNamed(site_id=UUID(int=1), hostname=f"chat{index}.example")
        yield JournalEntry(
            index=index,
            at=datetime(2026, 4, 14, 9, 30, tzinfo=UTC),
            act=event.act,
            subject=event.subject,
            actor_kind=ActorKind.PERSON,
            actor_name="analyst A",
            account_id=UUID(int=2),
            reason="Closed",
            facts=event.to_facts(),
            cause=None,
            salt=index.to_bytes(32, "big"),
        )


def sign(seed: bytes) -> str:
    checkpoint = ledger.Checkpoint(origin=ORIGIN, size=SIZE, root=ledger.root(SIZE, node))
    return ledger.sign_checkpoint(checkpoint, ORIGIN, seed)


def node(level: int, position: int) -> bytes:
    return NODES[level, position]


NODES: dict[tuple[int, int], bytes] = {}
for _entry in entries():
    NODES.update(ledger.append(_entry.index, ledger.leaf_hash(leaf(_entry)), node))


@pytest.fixture
def export(tmp_path: Path) -> Path:
    write(tmp_path / "export")
    return tmp_path / "export"


def write(folder: Path, *, public_only: bool = False) -> None:
    write_export(folder, checkpoint=sign(SEED), verifier_key=KEY, entries=entries, node=node, public_only=public_only)


def test_an_untouched_export_is_sound(export: Path) -> None:
    found = verify_export(export, KEY)
    assert (found.sound, found.size, found.opened) == (True, 302, 302)


def test_the_public_export_tells_no_hostname(tmp_path: Path) -> None:
    write(tmp_path / "public", public_only=True)
    assert verify_export(tmp_path / "public", KEY).sound
    for file in (tmp_path / "public").rglob("*"):
        assert file.is_dir() or b"chat" not in file.read_bytes()


def change_entry(folder: Path) -> None:
    path = folder / "entries.jsonl"
    path.write_text(path.read_text().replace("chat7.example", "chit7.example"))


def change_reason(folder: Path) -> None:
    path = folder / "entries.jsonl"
    path.write_text(path.read_text().replace("Closed", "closed", 1))


def drop_last_entry(folder: Path) -> None:
    path = folder / "entries.jsonl"
    path.write_text("\n".join(path.read_text().splitlines()[:-1]) + "\n")


def add_entry(folder: Path) -> None:
    path = folder / "entries.jsonl"
    path.write_text(path.read_text() + path.read_text().splitlines()[0] + "\n")


def change_leaf(folder: Path) -> None:
    path = folder / "tile/entries/000"
    path.write_bytes(path.read_bytes().replace(b"site_named", b"site_nymed", 1))


def change_tile(folder: Path) -> None:
    path = folder / "tile/0/000"
    path.write_bytes(bytes(reversed(path.read_bytes())))


def shorten_checkpoint(folder: Path) -> None:
    path = folder / "checkpoint"
    path.write_text(path.read_text().replace("302", "301"))


def sign_with_another_key(folder: Path) -> None:
    other = Ed25519PrivateKey.generate().private_bytes_raw()
    (folder / "checkpoint").write_text(sign(other))


@pytest.mark.parametrize(
    "forge",
    [
        change_entry,
        change_reason,
        drop_last_entry,
        add_entry,
        change_leaf,
        change_tile,
        shorten_checkpoint,
        sign_with_another_key,
    ],
)
def test_a_forged_export_is_rejected_with_a_reason(export: Path, forge: Callable[[Path], None]) -> None:
    forge(export)
    found = verify_export(export, KEY)
    assert not found.sound
    assert all(found.problems)


def test_a_folder_that_is_no_export_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportUnreadableError, match="no journal export"):
        verify_export(tmp_path)


@pytest.mark.parametrize("lacking", ["checkpoint", "key"])
def test_an_export_that_lacks_a_file_says_which(export: Path, lacking: str) -> None:
    (export / lacking).unlink()
    with pytest.raises(ExportUnreadableError, match=f"there is no file {lacking} in it"):
        verify_export(export)


def test_a_file_in_place_of_an_export_is_said_to_be_no_folder(export: Path) -> None:
    with pytest.raises(ExportUnreadableError, match="it is no folder"):
        verify_export(export / "checkpoint")


def test_a_key_that_is_none_is_not_laid_to_the_export(export: Path) -> None:
    with pytest.raises(ledger.VerifierKeyRejectedError, match="name\\+hash\\+base64"):
        verify_export(export, KEY[:-3])


def test_entries_that_are_no_text_are_wrong_entries(export: Path) -> None:
    (export / "entries.jsonl").write_bytes(b'{"entry": "\x80"}\n')
    found = verify_export(export, KEY)
    assert found.problems[0].startswith("line 1: ")


def test_an_entry_nested_without_end_is_a_wrong_entry(export: Path) -> None:
    (export / "entries.jsonl").write_text("[" * 100_000 + "\n")
    assert verify_export(export, KEY).problems[0].startswith("line 1: cannot be read")


def lie_of_the_time(entry: JournalEntry) -> bytes:
    content = json.loads(leaf(entry)) | {"at": "2025-01-01T00:00:00+00:00"}
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def lie_of_the_place(entry: JournalEntry) -> bytes:
    return leaf(replace(entry, index=SIZE - 1 - entry.index))


@pytest.mark.parametrize("lie", [lie_of_the_time, lie_of_the_place])
def test_a_public_log_that_says_another_time_or_place_than_its_entries_is_not_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lie: Callable[[JournalEntry], bytes]
) -> None:
    """Its owner signs it, and shows the public one day and auditors another."""
    nodes: dict[tuple[int, int], bytes] = {}
    for entry in entries():
        nodes.update(ledger.append(entry.index, ledger.leaf_hash(lie(entry)), lambda *at: nodes[at]))
    checkpoint = ledger.Checkpoint(origin=ORIGIN, size=SIZE, root=ledger.root(SIZE, lambda *at: nodes[at]))
    monkeypatch.setattr("rempart.journal.export.leaf", lie)
    if lie is lie_of_the_place:
        told = [replace(entry, index=SIZE - 1 - entry.index) for entry in entries()]
        monkeypatch.setattr("rempart.journal.export.canonical", lambda entry: canonical(told[entry.index]))
    write_export(
        tmp_path / "export",
        checkpoint=ledger.sign_checkpoint(checkpoint, ORIGIN, SEED),
        verifier_key=KEY,
        entries=entries,
        node=lambda *at: nodes[at],
    )
    found = verify_export(tmp_path / "export", KEY)
    assert len(found.problems) == SIZE
    assert found.problems[0] == "line 1: is not the entry that the public log commits to"


def test_entries_open_their_commitment(export: Path) -> None:
    first = json.loads((export / "entries.jsonl").read_text().splitlines()[0])
    assert first["entry"]["act"] == "watchlist.site_named"
    assert len(bytes.fromhex(first["salt"])) == 32
