"""An export of the journal: a folder that verifies without a database, and the check of such a folder.

Layout: `checkpoint` (signed note), `key` (the log's verifier key, C2SP form), `tile/…` (hash tiles and entry bundles
of the public log, C2SP tlog-tiles), `entries.jsonl` (for auditors only: each entry in canonical form with the salt
that opens its commitment). Without `entries.jsonl` the folder is the public log and tells no hostname.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rempart.engines import ledger
from rempart.journal.contracts import ExportUnreadableError, JournalEntry
from rempart.journal.leaves import canonical, leaf
from rempart.kernel.errors import RempartError
from rempart.kernel.phrases import Phrase

CHECKPOINT, KEY, ENTRIES = "checkpoint", "key", "entries.jsonl"


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of an export found: how many entries it vouches for, and every problem in words."""

    size: int
    opened: int
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def write_export(
    folder: Path,
    *,
    checkpoint: str,
    verifier_key: str,
    entries: Callable[[], Iterable[JournalEntry]],
    node: ledger.Node,
    public_only: bool = False,
) -> int:
    """Write the log up to `checkpoint` into `folder`; how many entries it holds."""
    size = ledger.parse_checkpoint(checkpoint).size
    folder.mkdir(parents=True, exist_ok=True)
    for level, index, width in ledger.list_tiles(size):
        _write(folder / ledger.tile_path(level, index, width), ledger.tile_bytes(level, index, width, node))
    bundle: list[bytes] = []
    with (folder / ENTRIES).open("w", encoding="utf-8") as opened:
        for entry in entries():
            if entry.index >= size:
                break
            bundle.append(leaf(entry))
            if not public_only:
                opened.write(f'{{"entry":{canonical(entry).decode()},"salt":"{entry.salt.hex()}"}}\n')
            if len(bundle) == ledger.TILE_WIDTH or entry.index == size - 1:
                path = ledger.entries_path(entry.index // ledger.TILE_WIDTH, len(bundle))
                _write(folder / path, ledger.encode_entries(bundle))
                bundle.clear()
    if public_only:
        (folder / ENTRIES).unlink()
    (folder / KEY).write_text(verifier_key + "\n", encoding="utf-8")
    (folder / CHECKPOINT).write_text(checkpoint, encoding="utf-8")
    return size


def verify_export(folder: Path, verifier_key: str | None = None) -> Verification:
    """Check everything that `folder` claims: the checkpoint's signature, every tile, every leaf, every entry.

    `verifier_key` is the log's key as known from elsewhere; without it the folder's own is taken, which proves
    that nothing is damaged but not whose log it is. Raises ExportUnreadableError,
    VerifierKeyRejectedError.
    """
    note = _read_text(folder, CHECKPOINT)
    name, public_key = ledger.parse_verifier_key(verifier_key or _read_text(folder, KEY))
    try:
        checkpoint = ledger.verify_checkpoint(note, name, public_key)
    except RempartError as error:
        return Verification(size=0, opened=0, problems=(f"checkpoint: {error.message}",))
    problems: list[str] = []
    try:
        leaves = list(_read_leaves(folder, checkpoint.size))
    except (OSError, RempartError) as error:
        return Verification(size=checkpoint.size, opened=0, problems=(f"entries of the public log: {error}",))
    problems += _tree_problems(folder, checkpoint, leaves)
    opened, entry_problems = _entry_problems(folder, leaves)
    return Verification(size=checkpoint.size, opened=opened, problems=(*problems, *entry_problems))


def _read_text(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        problem = Phrase("there is no file {name} in it", name=name) if folder.exists() else error.strerror
        raise ExportUnreadableError(path=folder, problem=problem) from error
    except NotADirectoryError as error:
        raise ExportUnreadableError(path=folder, problem=Phrase("it is no folder")) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ExportUnreadableError(path=folder, problem=str(error)) from error


def _read_leaves(folder: Path, size: int) -> Iterator[bytes]:
    for index in range(0, size, ledger.TILE_WIDTH):
        width = min(ledger.TILE_WIDTH, size - index)
        bundle = (folder / ledger.entries_path(index // ledger.TILE_WIDTH, width)).read_bytes()
        leaves = ledger.decode_entries(bundle)
        if len(leaves) != width:
            raise ExportUnreadableError(path=folder, problem=f"entries from {index} on: {len(leaves)} of {width}")
        yield from leaves


def _tree_problems(folder: Path, checkpoint: ledger.Checkpoint, leaves: list[bytes]) -> Iterator[str]:
    nodes: dict[tuple[int, int], bytes] = {}
    for index, content in enumerate(leaves):
        nodes.update(ledger.append(index, ledger.leaf_hash(content), lambda *at: nodes[at]))
    if ledger.root(len(leaves), lambda *at: nodes[at]) != checkpoint.root:
        yield "the entries of the public log do not add up to the signed root: one was changed, left out or added"
    for level, index, width in ledger.list_tiles(checkpoint.size):
        path = ledger.tile_path(level, index, width)
        try:
            same = (folder / path).read_bytes() == ledger.tile_bytes(level, index, width, lambda *at: nodes[at])
        except OSError as error:
            yield f"{path}: {error.strerror}"
            continue
        if not same:
            yield f"{path} is not what the entries hash to"


def _entry_problems(folder: Path, leaves: list[bytes]) -> tuple[int, list[str]]:
    path = folder / ENTRIES
    if not path.exists():
        return 0, []
    problems, opened = [], 0
    with path.open(encoding="utf-8", errors="surrogateescape") as lines:  # a line that is no text is a wrong line
        for number, line in enumerate(lines):
            if number >= len(leaves):
                problems.append(f"line {number + 1}: an entry that the log does not have")
            elif problem := _line_problem(line, number, leaves[number]):
                problems.append(f"line {number + 1}: {problem}")
            else:
                opened += 1
    if opened + len(problems) < len(leaves):
        problems.append(f"{len(leaves) - opened - len(problems)} entries of the log are not in {ENTRIES}")
    return opened, problems


def _line_problem(line: str, number: int, expected: bytes) -> str:
    try:
        record = json.loads(line)
        entry, salt = record["entry"], bytes.fromhex(record["salt"])
        content = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        same = ledger.public_leaf(content, salt) == expected and entry["index"] == number
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        return f"cannot be read ({error})"
    return "" if same else "is not the entry that the public log commits to"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
