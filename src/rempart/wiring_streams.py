"""The part of the composition root that builds streams of hostnames, and what asks whether names exist.

Adapters are imported inside the functions that build them, as in `wiring`.
"""

from dataclasses import replace
from pathlib import Path

from rempart.config import Config, StreamConfig
from rempart.ports.existence import ExistenceCheck
from rempart.ports.naming import Endpoint
from rempart.ports.streams import HostnameStream, StreamUnreadableError


def open_streams(
    settings: StreamConfig, config: Config, *, follows_on: bool = False
) -> tuple[tuple[StreamConfig, HostnameStream], ...]:
    """The streams behind one `[[streams]]` table; a log list stands for each log in it that still takes certificates.

    `follows_on`: the list was followed before, so that a log which is new in it (a shard that has just opened) is read
    from its first entry. Raises StreamUnreadableError for settings that cannot be used, StreamBusyError where a log
    list does not answer.
    """
    if settings.kind != "ct-list":
        return ((settings, _stream(settings, config)),)
    listed = _listed_logs(settings)
    if follows_on:
        listed = [replace(log, from_start=True) for log in listed]
    return tuple((log, _stream(log, config)) for log in listed)


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


def _listed_logs(settings: StreamConfig) -> list[StreamConfig]:
    from rempart.adapters.streams.fetching import Budget, Fetcher
    from rempart.adapters.streams.log_list import read_log_list
    from rempart.kernel.clock import SystemClock

    prefix, _, path = settings.address.rpartition("/")
    fetcher = Fetcher(settings.label, prefix, Budget(settings.requests_per_s))
    try:
        answer = fetcher.get(path)
    finally:
        fetcher.close()
    logs = read_log_list(settings.label, answer.body if answer else b"")
    now = SystemClock().now()
    return [
        replace(settings, label=f"{settings.label}: {log.label}", kind=log.kind, address=log.url, key=log.key)
        for log in logs
        if log.takes(now)
    ]


def _stream(settings: StreamConfig, config: Config) -> HostnameStream:
    from rempart.adapters.streams.certstream import CertstreamFeed
    from rempart.adapters.streams.fetching import Budget, Fetcher
    from rempart.adapters.streams.name_list import NameList
    from rempart.adapters.streams.rfc6962 import Rfc6962Log
    from rempart.adapters.streams.signatures import load_key
    from rempart.adapters.streams.static_ct import StaticLog
    from rempart.adapters.streams.zone_file import ZoneFile
    from rempart.adapters.streams.zone_transfer import ZoneTransfer

    label, budget = settings.label, Budget(settings.requests_per_s)
    key = load_key(label, settings.key) if settings.key else None
    match settings.kind:
        case "static-ct":
            return StaticLog(label, Fetcher(label, settings.address, budget), key, settings.from_start)
        case "rfc6962":
            return Rfc6962Log(label, Fetcher(label, settings.address, budget), key, settings.from_start)
        case "zone" if settings.zone:
            folder = config.data_folder / "zones"
            return ZoneTransfer(label, Endpoint.parse(settings.address), settings.zone, folder)
        case "zone-file" if settings.zone:
            return ZoneFile(label, Path(settings.address), settings.zone, config.data_folder / "zones")
        case "names":
            prefix, _, path = settings.address.rpartition("/")
            return NameList(label, Fetcher(label, prefix, budget), path)
        case "certstream":
            return CertstreamFeed(label, settings.address)
    raise StreamUnreadableError(stream=label, problem=f"kind {settings.kind!r} is not known, or lacks its zone")
