"""The part of the composition root that builds streams of hostnames, and what asks whether names exist.

Adapters are imported inside the functions that build them, as in `wiring`.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rempart.config import Config
from rempart.config_streams import StreamConfig
from rempart.ports.existence import ExistenceCheck
from rempart.ports.naming import Endpoint
from rempart.ports.streams import HostnameStream, ListedStream, StreamUnreadableError, WatchedKeys

if TYPE_CHECKING:
    import httpx

    from rempart.adapters.streams.fetching import Budget


@dataclass(frozen=True, slots=True)
class Opened:
    """The streams behind one table of the configuration, what to keep of those of a list, and (label, why) of those in
    it that are left out."""

    streams: tuple[tuple[StreamConfig, HostnameStream], ...]
    left_out: tuple[tuple[str, str], ...] = ()
    listed: tuple[ListedStream, ...] = ()


def open_streams(
    settings: StreamConfig,
    config: Config,
    *,
    known: Sequence[ListedStream] = (),
    keys: WatchedKeys | None = None,
    once: bool = False,
) -> Opened:
    """The streams behind one `[[streams]]` table; a list (`LISTS`) stands for each log or zone file in it.

    `known` are the streams of a list that was followed before: a log which is new in it (a shard that has just opened)
    is read from its first entry. `keys` are those that certificates are looked through for. `once`: nobody looks again
    soon, so that nothing is waited for. Raises StreamUnreadableError for settings that cannot be used, StreamBusyError
    where a list does not answer.
    """
    keys = keys or WatchedKeys()
    access = _access(settings, keys, once=once)
    if settings.kind == "ct-list":
        return _open_logs(settings, config, known, access)
    if settings.kind != "zone-list":
        return Opened(((settings, _stream(settings, config, access)),))
    found = _listed_zones(settings, access)
    listed = tuple(ListedStream(each.label, each.kind) for each in found)
    return Opened(tuple((each, _stream(each, config, access)) for each in found), listed=listed)


def _open_logs(settings: StreamConfig, config: Config, known: Sequence[ListedStream], access: "_Access") -> Opened:
    logs, left_out = _listed_logs(settings, access, known)
    whole = {each.label for each in known if each.from_start}
    labels = {each.label for each in known}
    streams, listed = [], []
    for log, log_id in logs:
        is_new = bool(known) and log.label not in labels
        listed.append(ListedStream(log.label, log.kind, log_id, from_start=is_new or log.label in whole))
        begun = replace(log, from_start=log.from_start or listed[-1].from_start)
        streams.append((begun, _stream(begun, config, _access(begun, access.keys, once=access.once))))
    return Opened(tuple(streams), left_out, tuple(listed))


def leave_out_doubles(found: Opened, followed: dict[tuple[str, str], str]) -> Opened:
    """`found` without what is followed under another label: a source has one budget, and one memory.

    `followed` says under which label each source is, and learns those of `found`.
    """
    streams, left_out = [], list(found.left_out)
    for each, stream in found.streams:
        holder = followed.setdefault(each.source, each.label)
        if holder == each.label:
            streams.append((each, stream))
        else:
            stream.close()
            left_out.append((each.label, f"it is followed already, as {holder}"))
    return Opened(tuple(streams), tuple(left_out), found.listed)


@dataclass(frozen=True, slots=True)
class _Access:
    """What all requests of one table share: how often, by which right, one large file at a time, the keys in it; and
    whether nobody looks again soon."""

    budget: "Budget"
    auth: "httpx.Auth | None"
    turn: threading.Lock
    keys: WatchedKeys
    once: bool


def _access(settings: StreamConfig, keys: WatchedKeys, *, once: bool) -> _Access:
    from rempart.adapters.streams.fetching import Budget

    return _Access(Budget(settings.requests_per_s), _auth(settings), threading.Lock(), keys, once)


def _auth(settings: StreamConfig) -> "httpx.Auth | None":
    import httpx

    from rempart.adapters.streams.logins import BearerToken, TokenLogin, check_sealed, read_secret

    label = settings.label
    if settings.secret_file is None or settings.kind == "zone":
        return None
    secret = read_secret(label, settings.secret_file)
    check_sealed(label, settings.address)
    if settings.login is None:
        return httpx.BasicAuth(settings.user, secret) if settings.user else BearerToken(secret)
    check_sealed(label, settings.login)
    if settings.user is None:
        raise StreamUnreadableError(stream=label, problem="its login needs a user")
    return TokenLogin(label, settings.login, settings.user, secret)


def build_existence_check(config: Config) -> ExistenceCheck | None:
    """What tells whether forecast names exist; None where no resolver is configured for it."""
    from rempart.adapters.existence import DnsExistence
    from rempart.adapters.resolver import DnsResolver
    from rempart.adapters.streams.fetching import Budget

    settings = config.watch
    if settings.resolver is None:
        return None
    resolver = DnsResolver("watch", Endpoint.parse(settings.resolver), tries=1)
    return DnsExistence(resolver, Budget(settings.queries_per_s))


def _fetch_list(settings: StreamConfig, access: _Access) -> bytes:
    from rempart.adapters.streams.fetching import Fetcher

    prefix, _, path = settings.address.rpartition("/")
    fetcher = Fetcher(settings.label, prefix, access.budget, auth=access.auth)
    try:
        answer = fetcher.get(path)
    finally:
        fetcher.close()
    return answer.body if answer else b""


def _listed_logs(
    settings: StreamConfig, access: _Access, known: Sequence[ListedStream]
) -> tuple[list[tuple[StreamConfig, str]], tuple[tuple[str, str], ...]]:
    """(log, its id) of those that are followed, and (label, why) of the others."""
    from rempart.adapters.streams.log_list import read_log_list
    from rempart.kernel.clock import SystemClock

    logs = read_log_list(settings.label, _fetch_list(settings, access), known)
    now = SystemClock().now()
    judged = [(log, log.left_out(now) or _why_keyless(log.key)) for log in logs]
    # What lets in to the list is not for the logs.
    each = replace(settings, user=None, secret_file=None, login=None)
    followed = [
        (
            replace(
                each,
                label=f"{settings.label}: {log.label}",
                kind=log.kind,
                address=log.url,
                key=log.key,
                merge_delay_s=log.merge_delay_s,
            ),
            log.log_id,
        )
        for log, why in judged
        if not why
    ]
    return followed, tuple((f"{settings.label}: {log.label}", why) for log, why in judged if why)


def _why_keyless(key: str) -> str:
    """Why a listed log cannot be verified; empty where it can."""
    from rempart.adapters.streams.signatures import load_key

    try:
        load_key("", key)
    except StreamUnreadableError:
        return "its key in the list is none that Rempart can verify with"
    return ""


def _listed_zones(settings: StreamConfig, access: _Access) -> list[StreamConfig]:
    from rempart.adapters.streams.zone_list import read_zone_list

    zones = read_zone_list(settings.label, settings.address, _fetch_list(settings, access))
    return [
        replace(settings, label=f"{settings.label}: {each.zone}", kind="zone-file", address=each.url, zone=each.zone)
        for each in zones
    ]


def _stream(settings: StreamConfig, config: Config, access: _Access) -> HostnameStream:
    from rempart.adapters.streams.certstream import CertstreamFeed
    from rempart.adapters.streams.fetching import Fetcher
    from rempart.adapters.streams.name_list import NameList
    from rempart.adapters.streams.rfc6962 import Rfc6962Log
    from rempart.adapters.streams.signatures import load_key
    from rempart.adapters.streams.static_ct import PARTIAL_WAIT_S, StaticLog

    label, budget, auth = settings.label, access.budget, access.auth
    key = load_key(label, settings.key) if settings.key else None
    match settings.kind:
        case "static-ct":
            fetcher, delay_s = Fetcher(label, settings.address, budget, auth=auth), settings.merge_delay_s
            return StaticLog(
                label,
                fetcher,
                key,
                settings.from_start,
                merge_delay_s=delay_s,
                keys=access.keys,
                whole=settings.keys,
                partial_wait_s=0.0 if access.once else PARTIAL_WAIT_S,
            )
        case "rfc6962":
            fetcher, delay_s = Fetcher(label, settings.address, budget, auth=auth), settings.merge_delay_s
            return Rfc6962Log(label, fetcher, key, settings.from_start, merge_delay_s=delay_s, keys=access.keys)
        case "zone" | "zone-file" if settings.zone:
            return _zone(settings, settings.zone, config.data_folder / "zones", access)
        case "names":
            prefix, _, path = settings.address.rpartition("/")
            return NameList(label, Fetcher(label, prefix, budget, auth=auth), path)
        case "certstream":
            return CertstreamFeed(label, settings.address)
    raise StreamUnreadableError(stream=label, problem=f"kind {settings.kind!r} is not known, or lacks its zone")


def _zone(settings: StreamConfig, zone: str, folder: Path, access: _Access) -> HostnameStream:
    from rempart.adapters.streams.download import Download
    from rempart.adapters.streams.logins import read_secret
    from rempart.adapters.streams.zone_file import ZoneFile
    from rempart.adapters.streams.zone_transfer import ZoneTransfer
    from rempart.adapters.zone_update import TsigKey

    label = settings.label
    if settings.kind == "zone":
        key = None
        if settings.user and settings.secret_file:
            key = TsigKey(settings.user, read_secret(label, settings.secret_file))
        return ZoneTransfer(label, Endpoint.parse(settings.address), zone, folder, key=key)
    if not settings.is_far_file:
        return ZoneFile(label, Path(settings.address), zone, folder)
    path = folder / f"{zone.strip('.')}.download"
    download = Download(label, settings.address, path, access.budget, access.auth, turn=access.turn)
    return ZoneFile(label, path, zone, folder, download)
