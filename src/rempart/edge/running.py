"""`rempart edge FILE`: read the subscriber's settings, load the state, serve, follow the hub."""

import asyncio
import base64
import contextlib
import gc
import signal
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from rempart.edge.agent import Agent
from rempart.edge.agreed_clock import AgreedClock
from rempart.edge.deltas import Trust
from rempart.edge.link import Credentials, Link, client_context
from rempart.edge.mass import MassFile
from rempart.edge.own_lists import read_own_lists
from rempart.edge.primary import Primary
from rempart.edge.reasons import ReasonFile
from rempart.edge.receipts import ReceiptFile, settled_until
from rempart.edge.state import StateFile, hidden_facts, hub_facts, load_state
from rempart.engines.policy import SafeguardLists
from rempart.engines.policy.mandates import PinnedSigner
from rempart.engines.policy.passkeys import PasskeySite, can_sign
from rempart.engines.zonefile.tiers import TITLES
from rempart.kernel.clock import Clock, SystemClock
from rempart.kernel.errors import InputRejectedError, RempartError
from rempart.key_files import write_once
from rempart.ports.naming import Endpoint

_KNOWN = frozenset(
    {
        "authority",
        "certificate",
        "cold_zone",
        "fresh_limit",
        "fresh_zone",
        "hot_limit",
        "hot_zone",
        "hub",
        "hub_key",
        "hub_name",
        "key",
        "listen",
        "log_key",
        "mass_file",
        "never_block",
        "never_block_file",
        "popular_names_file",
        "quiet_hours",
        "reasons",
        "resolver",
        "signers",
        "state_folder",
        "subscriber",
    }
)


class EdgeSettingsError(InputRejectedError):
    """The settings cannot be used."""

    code = "edge.settings"
    template = "{path}: {problem}."


@dataclass(frozen=True, slots=True)
class EdgeSettings:
    """One subscriber's settings. `hub` None serves what is on disk and follows nobody; `resolver` None asks nobody.

    `zones` and `limits` are those of `rempart.engines.zonefile.tiers`: how many names make up what is fresh, and hot.
    `quiet_hours` (UTC) are when the mass may be changed, which makes some resolvers deaf for seconds; None: always.
    `reasons` is a file that says which order refuses a name, see `rempart.edge.reasons`; `mass_file` one that the
    resolver starts with, see `rempart.edge.mass`.
    """

    subscriber: str
    trust: Trust
    listen: Endpoint
    state_folder: Path
    hub: Endpoint | None = None
    hub_name: str = ""
    credentials: Credentials | None = None
    resolver: Endpoint | None = None
    zones: tuple[str, str, str] = ("fresh.rempart.example", "hot.rempart.example", "cold.rempart.example")
    limits: tuple[int, int] = (500, 10_000)
    quiet_hours: range | None = None
    reasons: Path | None = None
    mass_file: Path | None = None


def read_settings(path: Path) -> EdgeSettings:
    """The settings of a TOML file; paths in it are relative to it. Raises EdgeSettingsError."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        if unknown := sorted(content.keys() - _KNOWN):
            raise EdgeSettingsError(path=path, problem=f"unknown key {unknown[0]}; known: {', '.join(sorted(_KNOWN))}")
        return _settings(content, path.parent)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValueError, TypeError) as error:
        raise EdgeSettingsError(path=path, problem=str(error)) from error
    except KeyError as error:
        raise EdgeSettingsError(path=path, problem=f"{error} is missing") from error


async def run_edge(settings: EdgeSettings, clock: Clock | None = None, started: asyncio.Event | None = None) -> None:
    """Serve until cancelled or told to end (SIGTERM, SIGINT)."""
    settings.state_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = settings.state_folder / "changes.jsonl"
    receipts_path = settings.state_folder / "receipts.jsonl"
    state = load_state(path, settings.zones, settled=settled_until(receipts_path))
    gc.freeze()  # the mass lives as long as the process; looking through it again and again would only cost time
    file, hub = StateFile(path), settings.trust.hub_key.hex()
    begun = []
    if settings.hub and state.shown and all(zone.serial == 1 for zone in state.tiers.zones):  # nothing was ever said
        state.tiers.hide()
        begun.append(hidden_facts())
    if state.follow(hub):
        begun.append(hub_facts(hub))
    file.append(begun)
    state.lines += len(begun)
    resolvers = [settings.resolver] if settings.resolver else []
    primary = Primary(settings.listen, state.tiers.zones, resolvers, lambda: state.shown)
    await primary.start()
    receipts = ReceiptFile(receipts_path, state.lines, state.recent)
    agent = Agent(
        subscriber=settings.subscriber,
        trust=settings.trust,
        state=state,
        file=file,
        primary=primary,
        resolver=settings.resolver,
        key=edge_key(settings.state_folder),
        clock=AgreedClock(clock or SystemClock(), follows=settings.hub is not None),
        limits=settings.limits,
        quiet_hours=settings.quiet_hours,
        reasons=ReasonFile(settings.reasons, state) if settings.reasons else None,
        receipts=receipts,
    )
    for zone in state.tiers.zones:
        primary.notify(zone)
    jobs = [asyncio.create_task(agent.run())]
    if settings.mass_file:
        jobs.append(asyncio.create_task(MassFile(settings.mass_file, state.tiers.cold, lambda: state.shown).run()))
    if settings.hub and settings.credentials:
        context = client_context(settings.credentials)
        jobs.append(asyncio.create_task(Link(agent, settings.hub, settings.hub_name, context).run()))
    end_on_signal(jobs)
    if started is not None:
        started.set()
    try:
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*jobs)
    finally:
        for job in jobs:
            job.cancel()
        await asyncio.gather(*jobs, return_exceptions=True)
        await agent.stop()
        await primary.stop()
        file.close()
        receipts.close()


def edge_key(folder: Path) -> bytes:
    """The agent's own 32-byte Ed25519 seed, made at first use; the hub is told the public half once."""
    path = folder / "receipt.key"
    if not path.exists():
        write_once(path, Ed25519PrivateKey.generate().private_bytes_raw().hex().encode("ascii"))
    return bytes.fromhex(path.read_text(encoding="ascii"))


def _settings(content: Mapping[str, Any], folder: Path) -> EdgeSettings:
    try:
        hub = Endpoint.parse(content["hub"]) if "hub" in content else None
        resolver = Endpoint.parse(content["resolver"]) if "resolver" in content else None
        listen = Endpoint.parse(content["listen"])
    except RempartError as error:
        raise ValueError(error.message) from error
    credentials = None
    if hub is not None:
        files = [folder / content[name] for name in ("authority", "certificate", "key")]
        credentials = Credentials(*files)
    signers = tuple(signer_from(one) for one in content["signers"])
    return EdgeSettings(
        subscriber=str(content["subscriber"]),
        trust=Trust(
            bytes.fromhex(content["hub_key"]),
            str(content["log_key"]),
            signers,
            never=_never(content, folder),
            zones=_zones(content),
        ),
        listen=listen,
        state_folder=folder / content["state_folder"],
        hub=hub,
        hub_name=str(content.get("hub_name", "")),
        credentials=credentials,
        resolver=resolver,
        zones=_zones(content),
        limits=(int(content.get("fresh_limit", 500)), int(content.get("hot_limit", 10_000))),
        quiet_hours=_hours(content.get("quiet_hours")),
        reasons=folder / content["reasons"] if "reasons" in content else None,
        mass_file=folder / content["mass_file"] if "mass_file" in content else None,
    )


def signer_from(content: Mapping[str, Any]) -> PinnedSigner:
    """One pinned key: `public_key` in hex (Ed25519), or `passkey` in base64url (COSE) with its `rp_id` and `origin`.

    Raises KeyError, ValueError.
    """
    person, role = str(content["person"]), str(content["role"])
    if "passkey" not in content:
        return PinnedSigner(person, role, bytes.fromhex(content["public_key"]))
    text = str(content["passkey"])
    key = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if not can_sign(key):
        raise ValueError(f"the passkey of {person} is neither ES256 nor Ed25519")
    return PinnedSigner(person, role, key, PasskeySite(str(content["rp_id"]), str(content["origin"])))


def _never(content: Mapping[str, Any], folder: Path) -> SafeguardLists:
    """What this subscriber refuses to have blocked, whoever signed."""
    files = {key: folder / content[key] for key in ("never_block_file", "popular_names_file") if key in content}
    try:
        return read_own_lists(content.get("never_block", ()), **files)
    except RempartError as error:
        raise ValueError(error.message) from error


def _zones(content: Mapping[str, Any]) -> tuple[str, str, str]:
    fresh, hot, cold = (str(content.get(f"{title}_zone", f"{title}.rempart.example")) for title in TITLES)
    return fresh, hot, cold


def _hours(value: Any) -> range | None:
    """``[2, 5]``: from two o'clock UTC until five, when the zone of the mass may be changed."""
    if value is None:
        return None
    start, end = value
    if not 0 <= start < end <= 24:
        raise ValueError(f"quiet_hours {value} is no span of hours of one day")
    return range(start, end)


def end_on_signal(jobs: Sequence[asyncio.Task[Any]]) -> None:
    """Cancel `jobs` when this process is told to end (SIGTERM, SIGINT)."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        # Only the main thread's loop can listen to signals; a test's loop in another thread is cancelled instead.
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, lambda: [job.cancel() for job in jobs] and None)
