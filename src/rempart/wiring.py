"""Composition root: builds what lies outside from `Config`. The only importer of adapters.

Adapters are imported inside the functions that build them, so that a command that screens names does not load a
browser driver, and `rempart --help` loads none of them.
"""

import functools
import logging
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rempart.config import Config, ConfigError, FormerAddressesConfig, ResolverConfig, SweepsConfig, load_config
from rempart.config_orders import AlarmsConfig, LegalBasisConfig
from rempart.engines.policy import LegalBasis, read_settable_aside
from rempart.kernel.actors import Role
from rempart.kernel.hostname import find_hostname
from rempart.kernel.phrases import Phrase
from rempart.ports import Ports
from rempart.ports.alarming import Bell
from rempart.ports.capturing import CaptureDesk, CaptureLimits, CapturePolicy, PageCapturer
from rempart.ports.hostnames import SweepList
from rempart.ports.naming import Endpoint, PassiveNames, Resolver, ZonePublisher
from rempart.ports.ordering import RuleBook
from rempart.ports.registration import Registries
from rempart.ports.sealing import ExhibitFormat, TimestampAuthority
from rempart.ports.spreading import Crew
from rempart.ports.witnessing import CosigningDesk, WitnessUnavailableError
from rempart.probes.contracts import Place

if TYPE_CHECKING:
    from rempart.engines.pages import Background
    from rempart.ports.glancing import Glancer
    from rempart.ports.pages import CollectionPart, PageIndex, PageReader, PartEntries, PartSigns
    from rempart.probes.observing import Vantage
    from rempart.vantage.settings import NamedResolver, VantageSettings

logger = logging.getLogger("rempart.wiring")


@functools.cache
def current_config() -> Config:
    """The configuration of this process, read once."""
    return load_config()


@functools.cache
def current_ports() -> Ports:
    """Everything outside, for this process."""
    return build_ports(current_config())


def build_ports(config: Config) -> Ports:
    """Everything outside, built from `config`. Opens no connection yet."""
    from rempart.adapters.exhibit_store import FolderStore
    from rempart.adapters.passive_dns import PassiveDnsFile
    from rempart.kernel.clock import SystemClock

    return Ports(
        clock=SystemClock(),
        capturer=build_capturer(config),
        capture_policy=capture_policy(config),
        exhibit_format=build_exhibit_format(config),
        exhibits=FolderStore(config.exhibits_folder, config.keys_folder / "exhibits"),
        publisher=_publisher(config),
        resolvers=tuple(_resolver(subscriber) for subscriber in config.probes.subscribers),
        control=_resolver(config.probes.control) if config.probes.control else None,
        control_names=config.probes.control_names,
        co_hosting=PassiveDnsFile(config.orders.passive_dns),
        registrations=_registrations(config),
        rule_book=build_rule_book(config),
        checkpoint=lambda: sign_checkpoint(config),
        journal_key=journal_verifier_key(config),
        pages=build_page_reader(config.page_networks),
        base_background=functools.partial(load_background, config.page_background),
        background=functools.partial(grow_background, config.page_background),
        background_of=functools.partial(find_background, config.page_background),
        bells=build_bells(config.alarms),
        alarm_roles=frozenset(Role(role) for role in config.alarms.roles),
    )


def build_bells(settings: AlarmsConfig) -> tuple[Bell, ...]:
    """What wakes people: nothing where neither a mail server nor a webhook is configured."""
    from rempart.adapters.bells import MailBell, WebhookBell

    bells: list[Bell] = []
    if settings.smtp_host:
        password = _read_secret(settings.smtp_password_file)
        where = (settings.smtp_host, settings.smtp_port, settings.sender, settings.smtp_security)
        bells.append(MailBell(*where, settings.smtp_user, password))
    if settings.webhooks:
        bells.append(WebhookBell(settings.webhooks, _read_secret(settings.webhook_key_file).encode()))
    return tuple(bells)


def _read_secret(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        problem = Phrase("the file cannot be read: {problem}. Check the path.", problem=str(error))
        raise ConfigError(path=path, problem=problem) from error


def _registrations(config: Config) -> Registries | None:
    from rempart.adapters.rdap import RdapClient

    return RdapClient(config.rdap_bootstrap) if config.rdap_bootstrap else None


def build_rule_book(config: Config) -> RuleBook:
    """The operator's rules for orders: legal bases, and the lists behind the safeguards."""
    from rempart.adapters.rule_files import RuleFiles, RuleSources

    settings = config.orders
    return RuleFiles(
        RuleSources(
            bases=tuple(_legal_basis(basis) for basis in settings.legal_bases),
            zone=config.publication.zone,
            answer=config.publication.policy,
            never_block=settings.never_block,
            never_block_file=settings.never_block_file,
            popular_names_file=settings.popular_names_file,
            institutions_file=settings.institutions_file,
            shared_suffixes_file=settings.shared_suffixes_file,
            own_names=(*settings.own_names, *_own_name(config)),
            own_networks=settings.own_networks,
            shared_networks=settings.shared_networks,
            shared_networks_file=settings.shared_networks_file,
            settable_aside=read_settable_aside((one.safeguard, one.roles) for one in settings.set_aside),
            co_hosting_limit=settings.co_hosting_limit,
            names_below_limit=settings.names_below_limit,
            evidence_max_age=timedelta(days=settings.evidence_max_age_days),
            lift_overblocking=settings.lift_overblocking,
            brake_per_hour=settings.brake_per_hour or None,
            agents_follow=config.feed.listen is not None,
        )
    )


def _legal_basis(basis: LegalBasisConfig) -> LegalBasis:
    def hours(count: int | None) -> timedelta | None:
        return None if count is None else timedelta(hours=count)

    return LegalBasis(
        code=basis.code,
        text=basis.text,
        article=basis.article,
        country=basis.country,
        longest_term=timedelta(days=basis.longest_term_days),
        recheck_every=timedelta(days=basis.recheck_days),
        proposers=frozenset(Role(role) for role in basis.proposers),
        countersigners=frozenset(Role(role) for role in basis.countersigners),
        removal_first=hours(basis.removal_first_hours),
        prior_notice=hours(basis.prior_notice_hours),
        emergency=basis.emergency,
        redress=basis.redress,
        oversight=basis.oversight,
        offence=basis.offence,
    )


def _own_name(config: Config) -> tuple[str, ...]:
    """The name that visitors reach us by; an order must not be able to silence the report form or an appeal."""
    name = find_hostname(urlsplit(config.web.public_url).hostname or "")  # none where it is an address, or localhost
    return (name,) if name else ()


def build_capturer(config: Config) -> PageCapturer:
    """The browser behind its proxy, and the registries beside it."""
    from rempart.adapters.registered_capturer import RegisteredCapturer

    return RegisteredCapturer(_looker(config), _registrations(config))


def _looker(config: Config) -> PageCapturer:
    """The browser of this host, or the queue of those that look for us."""
    from rempart.adapters.chromium import ChromiumCapturer

    if not config.captures.queued:
        return ChromiumCapturer(config.captures.chromium)
    if not config.database.url.startswith("postgresql://"):
        path = config.source or "the configuration"
        raise ConfigError(path=path, problem="captures.queued needs PostgreSQL (database.url); or set it to false.")
    from rempart.adapters.capture_queue import QueuedCapturer

    return QueuedCapturer(config.database.url)


def build_capture_worker(database: str, chromium: str) -> CaptureDesk:
    """A worker that looks at pages for others: it knows the queue at `database` and a browser, nothing else."""
    from rempart.adapters.capture_queue import CaptureWorker
    from rempart.adapters.chromium import ChromiumCapturer

    return CaptureWorker(database, ChromiumCapturer(chromium))


def capture_worker_grants(role: str) -> str:
    """The SQL that gives `role` a capture worker's rights and no others. Raises InputRejectedError."""
    from rempart.adapters.capture_queue import write_grants

    return write_grants(role)


def build_exhibit_format(config: Config, *, stamped: bool = True) -> ExhibitFormat:
    """WACZ with our seal; not `stamped`: signed alone, for a command that cannot wait for an authority."""
    from rempart.adapters.exhibit import WaczExhibits
    from rempart.adapters.signer import SignerProcess

    return WaczExhibits(SignerProcess(config.keys_folder), _authorities(config) if stamped else ())


def seal_trust_files(config: Config) -> tuple[list[Path], list[Path]]:
    """What verifies this installation's own seals: its public key (none before the first seal), its pinned roots."""
    from rempart.adapters.signer import PUBLIC_KEY

    public = config.keys_folder / PUBLIC_KEY
    return [public] if public.exists() else [], [authority.roots for authority in config.timestamps]


def capture_policy(config: Config) -> CapturePolicy:
    """What a capture may do on this installation."""
    settings = config.captures
    return CapturePolicy(
        media=settings.media,
        isolation=settings.isolation,
        ports=settings.ports,
        allowed_networks=settings.allowed_networks,
        resolver=settings.resolver,
        rules_pages=settings.rules_pages,
        error_page=settings.error_page,
        limits=CaptureLimits(redirects=settings.redirects, frame_depth=settings.frame_depth),
    )


def find_isolation_problem() -> str:
    """Why a browser cannot be jailed by bubblewrap on this machine; empty where it can."""
    import shutil

    from rempart.adapters.chromium.programs import find_bubblewrap_problem

    return find_bubblewrap_problem(shutil.which("bwrap"))


def _authorities(config: Config) -> tuple[TimestampAuthority, ...]:
    from rempart.adapters.timestamp_authority import HttpTimestampAuthority, load_roots

    return tuple(
        HttpTimestampAuthority(authority.name, authority.url, load_roots(authority.roots))
        for authority in config.timestamps
    )


def _resolver(resolver: ResolverConfig) -> Resolver:
    from rempart.adapters.resolver import DnsResolver

    return DnsResolver(resolver.label, Endpoint.parse(resolver.address))


def vantage_places(config: Config) -> dict[str, Place]:
    """Where each vantage point stands, as the operator told."""
    return {one.name: Place(one.country, one.network) for one in config.probes.vantages}


def build_vantage(settings: "VantageSettings") -> "Vantage":
    """Whom a vantage point asks."""
    from rempart.adapters.page_look import HttpPageLooker
    from rempart.adapters.resolver import DnsResolver
    from rempart.probes.observing import Vantage

    def build(resolvers: "Iterable[NamedResolver]") -> tuple[Resolver, ...]:
        return tuple(DnsResolver(one.label, one.endpoint) for one in resolvers)

    return Vantage(
        resolvers=build(settings.resolvers),
        control=build([settings.control])[0] if settings.control else None,
        elsewhere=build(settings.elsewhere),
        pages=HttpPageLooker(port=settings.page_port, tls_port=settings.tls_port) if settings.page_port else None,
        every_page=settings.every_page,
    )


def _publisher(config: Config) -> ZonePublisher | None:
    from rempart.adapters.hot_and_cold import HotAndCold
    from rempart.adapters.zone_update import SignedZone, TsigKey
    from rempart.kernel.clock import SystemClock

    settings = config.publication
    if settings.primary is None or settings.key_file is None:
        return None
    secret = settings.key_file.read_text(encoding="ascii").strip()
    key = TsigKey(settings.key_name, secret, settings.key_algorithm)
    primary, notified = Endpoint.parse(settings.primary), [Endpoint.parse(text) for text in settings.notify]

    def zone(name: str) -> SignedZone:
        return SignedZone(primary, name, key, SystemClock(), notify=notified)

    return HotAndCold(zone(settings.zone), zone(settings.cold_zone)) if settings.cold_zone else zone(settings.zone)


def sign_checkpoint(config: Config | None = None) -> str:
    """The journal's present checkpoint, signed with this installation's key and cosigned by its witnesses."""
    from rempart.journal.services import sign_checkpoint as sign

    config = config or current_config()
    note = sign(origin=config.journal_origin, key=config.journal_key())
    return _cosigned(note, config) if config.witnesses else note


def _cosigned(note: str, config: Config) -> str:
    """`note` with the cosignature of each witness that answers; one that does not is logged and left out."""
    from rempart.adapters.witnesses import HttpWitness
    from rempart.engines import ledger
    from rempart.journal import queries

    size, lines = ledger.parse_checkpoint(note).size, []
    for settings in config.witnesses:
        name, key = ledger.parse_witness_key(settings.key)
        try:
            witness = HttpWitness(name, settings.url, key)
            lines.append(witness.cosign(note, lambda old: ledger.consistency_proof(old, size, queries.node)))
        except WitnessUnavailableError as error:
            logger.warning("%s", error.message)
    return ledger.attach_cosignatures(note, lines)


def build_witness_desk(folder: Path, name: str, logs: tuple[str, ...]) -> CosigningDesk:
    """This installation as a witness of other `logs` (verifier keys). Raises NoteRejectedError."""
    from rempart.adapters.witnesses import WitnessDesk
    from rempart.engines import ledger

    return WitnessDesk(folder, name, dict(ledger.parse_verifier_key(log) for log in logs))


def journal_verifier_key(config: Config | None = None) -> str:
    """The public key of the journal's log in the form that C2SP tools take."""
    from rempart.engines import ledger

    config = config or current_config()
    return ledger.encode_verifier_key(config.journal_origin, ledger.public_key_of(config.journal_key()))


def export_journal(folder: Path, *, public_only: bool = False) -> int:
    """Write the journal with a fresh checkpoint into `folder`; how many entries."""
    from rempart.journal import queries
    from rempart.journal.export import write_export

    return write_export(
        folder,
        checkpoint=sign_checkpoint(),
        verifier_key=journal_verifier_key(),
        entries=queries.iterate_entries,
        node=queries.node,
        public_only=public_only,
    )


def build_page_reader(networks: Path | None = None) -> "PageReader":
    """Reads exhibits and HTML files as pages to compare; `networks` is a table of whose the addresses are."""
    from rempart.adapters.networks import NetworkTable
    from rempart.adapters.page_files import PageFiles

    return PageFiles(NetworkTable(networks) if networks else None)


@functools.cache
def load_background(path: Path | None = None) -> "Background":
    """The operator's background model, or the one that comes with Rempart; read once a process."""
    return build_page_reader().read_background(str(path) if path else "")


def grow_background(path: Path | None = None) -> "Background":
    """The base model with the hosts that were counted here. Needs the database."""
    from rempart.matches.backgrounds import current_background

    return current_background(load_background(path))


def find_background(path: Path | None, sha256: str) -> "Background":
    """The background of `sha256` where it was in use here or came along at any time, else today's."""
    from rempart.matches import backgrounds

    def find_base(sha256: str) -> "Background | None":
        base = load_background(path)
        return base if base.sha256 == sha256 else build_page_reader().find_background(sha256)

    kept = find_base(sha256) or backgrounds.find_background(sha256, find_base=find_base)
    return kept or grow_background(path)


def take_turn(config: Config, work: str, *, wait: bool) -> AbstractContextManager[bool]:
    """This process's turn at `work`, which has one budget for all; false where it is another's and `wait` is."""
    from rempart.adapters.turns import turn

    return turn(config.data_folder / f"{work}.turn", wait=wait)


def build_former_glancer(config: Config) -> "Glancer":
    """Light looks at former addresses: each is one known address of a closed site, so robots.txt is not asked."""
    settings = config.former_addresses
    return _glancer(config, settings, network_requests_per_s=settings.requests_per_s, obey_robots=False)


def build_sweep_glancer(config: Config, *, obey_robots: bool) -> "Glancer":
    """Light looks at hostnames that nobody reported."""
    settings = config.sweeps
    return _glancer(config, settings, network_requests_per_s=settings.network_requests_per_s, obey_robots=obey_robots)


def _glancer(
    config: Config, pace: FormerAddressesConfig | SweepsConfig, *, network_requests_per_s: float, obey_robots: bool
) -> "Glancer":
    from rempart.adapters.glances import PoliteGlancer
    from rempart.adapters.rule_files import read_names
    from rempart.kernel.clock import SystemClock
    from rempart.kernel.hostname import parse_hostname
    from rempart.ports.glancing import GLANCE_LIMITS, GlancePolicy

    settings = config.sweeps
    policy = GlancePolicy(
        capture=replace(capture_policy(config), limits=GLANCE_LIMITS),
        requests_per_s=pace.requests_per_s,
        network_requests_per_s=network_requests_per_s,
        host_pause_s=settings.host_pause_s,
        at_once=pace.at_once,
        obey_robots=obey_robots,
        opt_out=frozenset((*map(parse_hostname, settings.opt_out), *read_names(settings.opt_out_file))),
        opt_out_networks=settings.opt_out_networks,
        user_agent=settings.user_agent,
    )
    return PoliteGlancer(policy, SystemClock())


def open_sweep_list(path: str) -> SweepList:
    """A list of hostnames to sweep; standard input, for ``-``, is copied first, so that it can be read twice."""
    from rempart.adapters.sweep_lists import SweepListFile

    return SweepListFile(path)


def build_passive_sources(config: Config) -> PassiveNames:
    """What passive DNS knows of hostnames, without a question to anybody."""
    from rempart.adapters.passive_dns import PassiveDnsFile

    return PassiveDnsFile(config.orders.passive_dns)


def open_page_index(path: str, *, create: bool, background: str = "") -> AbstractContextManager["PageIndex"]:
    """An index of pages; `create` begins a new one by the background of that SHA-256, in an older one's place."""
    from rempart.adapters.page_index import open_index

    return open_index(path, create=create, background=background)


def build_crew(address: str | None = None, *, ray: bool = False, cores: int = 1) -> Crew:
    """Who does many pieces of work: this process, so many `cores` of this machine or, with `ray`, a cluster.

    Raises ClusterMissingError.
    """
    from rempart.adapters.crews import CoresCrew, LocalCrew, RayCrew

    if ray:
        return RayCrew(address)
    return CoresCrew(cores) if cores > 1 else LocalCrew()


def part_worker() -> "Callable[[CollectionPart, Background], PartEntries]":
    """What makes entries for the index of a part of a collection; a function that other machines know by name."""
    from rempart.adapters.page_entries import enter_part

    return enter_part


def sign_reader() -> "Callable[[CollectionPart, None], PartSigns]":
    """What reads the signs of a part of a collection for a background; other machines know it by name too."""
    from rempart.adapters.page_entries import signs_of_part

    return signs_of_part
