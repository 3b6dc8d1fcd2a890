"""Witnesses over HTTP (C2SP tlog-witness): asking others for a cosignature, and giving it to others.

What a witness saw is on the disk before its cosignature leaves, and no two processes look at it at once: a witness that
forgets could be shown two logs.
"""

import http.client
import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from rempart.adapters.turns import turn
from rempart.engines import ledger
from rempart.key_files import secret_in, write_anew
from rempart.ports.sealing import SignerUnavailableError
from rempart.ports.witnessing import Prove, WitnessUnavailableError

ADD_CHECKPOINT = "/add-checkpoint"
_ANSWER_LIMIT = 10_000
_CONFLICT = 409
_SIZE = re.compile(r"(0|[1-9][0-9]{0,17})\n?\Z")
_SIZE_TYPE = "text/x.tlog.size"


@dataclass(frozen=True, slots=True)
class HttpWitness:
    """The `Witness` port: one witness at `url`, its key known from elsewhere."""

    name: str
    url: str
    public_key: bytes
    timeout_s: float = 3.0

    def cosign(self, note: str, prove: Prove) -> str:
        """Its signature line for the checkpoint `note`. Raises WitnessUnavailableError."""
        # We keep no record of what each witness saw: it says so itself when we guess wrong.
        status, body = self._ask(ledger.encode_request(0, (), note))
        if status == _CONFLICT and _SIZE.match(body):
            size = int(body)
            if size <= ledger.parse_checkpoint(note).size:
                status, body = self._ask(ledger.encode_request(size, prove(size), note))
        if status != 200:
            raise self._unavailable(f"it answered {status}: {' '.join(body.split())[:200]}")
        # One line and no more: what else it says would become a part of our head, and of every proof with it.
        line = next((line for line in body.split("\n") if line.startswith(f"\u2014 {self.name} ")), "")
        longer = ledger.attach_cosignatures(note, [line])
        try:
            held = bool(line) and ledger.verify_cosignature(longer, self.name, self.public_key) is not None
        except ledger.NoteRejectedError as error:
            raise self._unavailable(error.message) from error
        if not held:
            raise self._unavailable("its answer is no cosignature of its key")
        return line

    def _ask(self, request: str) -> tuple[int, str]:
        parts = urlsplit(self.url)
        maker = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = maker(parts.netloc, timeout=self.timeout_s)
        try:
            connection.request("POST", parts.path.rstrip("/") + ADD_CHECKPOINT, request.encode())
            answer = connection.getresponse()
            return answer.status, answer.read(_ANSWER_LIMIT).decode("utf-8", errors="replace")
        except (OSError, http.client.HTTPException) as error:
            raise self._unavailable(f"{error or type(error).__name__}") from error
        finally:
            connection.close()

    def _unavailable(self, problem: str) -> WitnessUnavailableError:
        return WitnessUnavailableError(witness=self.name, problem=problem)


class WitnessDesk:
    """Our own side as a witness of other logs: key and memory in `folder`, made at first use.

    `logs` maps the origin of each log that we watch to its Ed25519 key.
    """

    def __init__(self, folder: Path, name: str, logs: Mapping[str, bytes]) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.name = name
        self._logs = dict(logs)
        self._folder, self._memory = folder, folder / "seen.json"
        try:
            self._key = secret_in(folder / "witness-key")
        except ValueError as error:
            raise SignerUnavailableError(problem=str(error)) from error
        self._lock = threading.Lock()

    @property
    def verifier_key(self) -> str:
        """The key to hand out, in C2SP form."""
        return ledger.encode_witness_key(self.name, ledger.public_key_of(self._key))

    def answer(self, request: str, at: int) -> tuple[int, str, str]:
        """Status, content type and body of the answer to an ``add-checkpoint`` request; `at` in seconds since 1970."""
        with self._lock, turn(self._folder / ".turn", wait=True):
            seen = self._recall()
            try:
                origin, cosigned = ledger.cosign(
                    request, logs=self._logs, seen=seen, name=self.name, private_key=self._key, at=at
                )
            except ledger.CosigningRefusedError as error:
                if error.status == _CONFLICT:
                    return _CONFLICT, _SIZE_TYPE, f"{error.size}\n"
                return error.status, "text/plain; charset=utf-8", f"{error.message}\n"
            self._remember(seen | {origin: cosigned.seen})
        return 200, "text/plain; charset=utf-8", f"{cosigned.line}\n"

    def _recall(self) -> dict[str, ledger.Seen]:
        try:
            rows = json.loads(self._memory.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return {origin: ledger.Seen(row["size"], bytes.fromhex(row["root"])) for origin, row in rows.items()}

    def _remember(self, seen: Mapping[str, ledger.Seen]) -> None:
        rows = {origin: {"size": head.size, "root": head.root.hex()} for origin, head in seen.items()}
        write_anew(self._memory, json.dumps(rows, indent=1, sort_keys=True).encode())
