"""One `rempart.toml` becomes one frozen `Config`. The only reader of files and environment at start.

With no file at all there is a working default: a data folder of its own, SQLite, nothing published.
An unknown key is refused with the nearest known spelling, because a misspelt safeguard is no safeguard.
"""

import dataclasses
import difflib
import os
import re
import secrets
import tomllib
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from rempart.config_orders import AlarmsConfig, OrdersConfig
from rempart.config_streams import StreamConfig, WatchConfig, find_stream_problem
from rempart.config_values import (
    find_address_problem,
    find_database_problem,
    find_network_problem,
    find_web_problem,
)
from rempart.kernel.errors import InputRejectedError
from rempart.kernel.phrases import Phrase
from rempart.key_files import write_once

CONFIG_VARIABLE = "REMPART_CONFIG"
LANGUAGE_VARIABLE = "REMPART_LANG"
LANGUAGES = ("en", "fr")
CATALOGUE, CATALOGUES = "django", Path(__file__).parent / "web" / "locale"  # the words of each but the first
DEFAULT_FILE = "rempart.toml"

# What a value of each kind is called by whoever writes one.
_KINDS = {
    str: Phrase("a text in quotation marks"),
    int: Phrase("a whole number"),
    float: Phrase("a number"),
    bool: Phrase("true or false"),
    Path: Phrase("a path in quotation marks"),
}


class ConfigError(InputRejectedError):
    """`rempart.toml` cannot be used as it is written."""

    code = "config.unusable"
    template = "{path}: {problem}"


@dataclass(frozen=True, slots=True)
class DatabaseConfig:
    """`url` is ``sqlite`` (a file in the data folder) or ``postgresql://user:password@host:port/name``."""

    url: str = "sqlite"


@dataclass(frozen=True, slots=True)
class WebConfig:
    """Where the pages are served. `public_url` is how visitors reach them; https turns secure cookies on.

    `help_contacts` are lines such as "Help line, day and night: …", shown to whoever makes a report.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = "http://127.0.0.1:8000"
    allowed_hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    threads: int = 8
    organisation: str = "Rempart"
    help_contacts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CapturesConfig:
    """What a capture may do; see `rempart.ports.capturing.CapturePolicy` for the words.

    `pictures_a_day` is how many grey pictures one person may look at in 24 hours. `queued`: pages are looked at by
    `rempart capture-worker` on other hosts, which share nothing with this one but a table of PostgreSQL. So many
    `rules_pages` (rules, terms, legal notice, contact) that the page links to on its host are fetched after it, as
    text, and the `error_page` that it answers where nothing is. `redirects` and `frame_depth`: see `CaptureLimits`.
    """

    media: Literal["never-fetch", "hash-and-forget"] = "never-fetch"
    isolation: Literal["auto", "bubblewrap", "sandbox"] = "auto"
    ports: tuple[int, ...] = (80, 443)
    allowed_networks: tuple[str, ...] = ()
    resolver: str | None = None
    chromium: str = "/usr/bin/chromium"
    pictures_a_day: int = 20
    queued: bool = False
    rules_pages: int = 3
    error_page: bool = True
    redirects: int = 20
    frame_depth: int = 8


@dataclass(frozen=True, slots=True)
class AuthorityConfig:
    """One RFC 3161 authority: where it answers, and the PEM file of the roots it is pinned to."""

    name: str
    url: str
    roots: Path


@dataclass(frozen=True, slots=True)
class WitnessConfig:
    """Another organisation that cosigns our journal's checkpoints: where it answers, its key in C2SP form."""

    url: str
    key: str


@dataclass(frozen=True, slots=True)
class ResolverConfig:
    """One recursive resolver to probe: what to call it and ``address@port``."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class PublicationConfig:
    """The primary of the response policy zone, and the TSIG key (RFC 8945) that may update it.

    `key_file` holds the base64 secret. Without `primary` nothing is published and orders say so. With `cold_zone`,
    `zone` keeps the newest `hot_names` and the mass moves to the other. `notify` (``address@port``) are subscribers
    to tell of a change ourselves, for primaries that wait before they do (Knot: a second).
    """

    primary: str | None = None
    zone: str = "rpz.rempart.example"
    cold_zone: str | None = None
    hot_names: int = 1000
    notify: tuple[str, ...] = ()
    key_name: str = "rempart"
    key_algorithm: str = "hmac-sha256"
    key_file: Path | None = None
    policy: str = "nxdomain"


@dataclass(frozen=True, slots=True)
class VantageConfig:
    """One vantage point: the common name of its certificate, which the feed's authority signed, and where it stands."""

    name: str
    country: str = ""
    network: int = 0


@dataclass(frozen=True, slots=True)
class ProbesConfig:
    """`subscribers` should refuse; `control` is a resolver without the list; `control_names` must keep resolving.

    Each of `vantages` looks at every order after each change, and again every `every_hours`.
    """

    subscribers: tuple[ResolverConfig, ...] = ()
    control: ResolverConfig | None = None
    control_names: tuple[str, ...] = ()
    vantages: tuple[VantageConfig, ...] = ()
    every_hours: int = 24


@dataclass(frozen=True, slots=True)
class SubscriberConfig:
    """One edge agent: the common name of its certificate, and its receipt key (64 hex digits, `rempart edge-key`)."""

    name: str
    receipt_key: str


@dataclass(frozen=True, slots=True)
class FeedConfig:
    """The door for edge agents: ``address@port``, and in PEM the authority of both ends, our certificate and key."""

    listen: str | None = None
    authority: Path | None = None
    certificate: Path | None = None
    key: Path | None = None
    subscribers: tuple[SubscriberConfig, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferralsConfig:
    """Who is told of a case, besides the hoster: labels and addresses for the notice."""

    police: str = "police-portal@police.example"
    hotline: str = "hotline@hotline.example"


@dataclass(frozen=True, slots=True)
class WorkerConfig:
    """Background work: how long a step may be silent before another worker takes it, and how often it is tried."""

    lease_s: float = 60.0
    poll_s: float = 0.5
    attempts: int = 6
    backoff_s: float = 2.0


@dataclass(frozen=True, slots=True)
class FormerAddressesConfig:
    """The watch over closed sites' former addresses, done by the worker where `watch` is true.

    Name look-ups and page requests together never exceed `requests_per_s`; an address is looked at again `every_s`
    seconds after its last look, or as soon as the budget allows; `at_once` looks are open at a time.
    """

    watch: bool = False
    requests_per_s: float = 20.0
    every_s: float = 900.0
    at_once: int = 32


@dataclass(frozen=True, slots=True)
class SweepBasisConfig:
    """One text of law that entitles this body to look at hostnames that nobody reported."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class SweepsConfig:
    """Light passes over lists of new hostnames; refused until a legal basis is configured.

    Rates as in `rempart.ports.glancing.GlancePolicy`. `error_page`: where a closed site's own error page is known, ask
    each host with a page for one address that cannot exist. `opt_out`, and the lines of `opt_out_file`, are hostnames
    never looked at, nor what lies below them; `opt_out_networks` (CIDR) neither. They hold for former addresses too.
    """

    legal_bases: tuple[SweepBasisConfig, ...] = ()
    requests_per_s: float = 100.0
    network_requests_per_s: float = 20.0
    host_pause_s: float = 1.0
    at_once: int = 64
    error_page: bool = True
    user_agent: str = "Mozilla/5.0 (compatible)"
    opt_out: tuple[str, ...] = ()
    opt_out_file: Path | None = None
    opt_out_networks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that an operator can set."""

    data_folder: Path
    database: DatabaseConfig = DatabaseConfig()
    web: WebConfig = WebConfig()
    captures: CapturesConfig = CapturesConfig()
    timestamps: tuple[AuthorityConfig, ...] = ()
    witnesses: tuple[WitnessConfig, ...] = ()
    publication: PublicationConfig = PublicationConfig()
    probes: ProbesConfig = ProbesConfig()
    feed: FeedConfig = FeedConfig()
    orders: OrdersConfig = field(default_factory=OrdersConfig)
    alarms: AlarmsConfig = field(default_factory=AlarmsConfig)
    referrals: ReferralsConfig = ReferralsConfig()
    worker: WorkerConfig = WorkerConfig()
    streams: tuple[StreamConfig, ...] = ()
    watch: WatchConfig = field(default_factory=WatchConfig)
    former_addresses: FormerAddressesConfig = FormerAddressesConfig()
    sweeps: SweepsConfig = SweepsConfig()
    rdap_bootstrap: str | None = None
    journal_origin: str = "rempart.example/journal"
    page_background: Path | None = None
    page_networks: Path | None = None
    source: Path | None = field(default=None, compare=False)

    @property
    def keys_folder(self) -> Path:
        """Where key files live, readable by the owner alone."""
        return self.data_folder / "keys"

    @property
    def exhibits_folder(self) -> Path:
        """Where sealed exhibits live."""
        return self.data_folder / "exhibits"

    def secret_key(self) -> str:
        """The web application's signing secret, made at first use."""
        return self._kept("web-secret", secrets.token_bytes(48)).hex()

    def journal_key(self) -> bytes:
        """The Ed25519 seed (32 bytes) that signs the log's checkpoints, made at first use."""
        return self._kept("journal-ed25519", secrets.token_bytes(32))

    def feed_key(self) -> bytes:
        """The Ed25519 seed (32 bytes) that signs the lines for edge agents, made at first use."""
        return self._kept("feed-ed25519", secrets.token_bytes(32))

    def _kept(self, name: str, fresh: bytes) -> bytes:
        path = self.keys_folder / name
        if not path.exists():
            write_once(path, fresh)
        return path.read_bytes()


def default_data_folder() -> Path:
    """``$XDG_DATA_HOME/rempart``, or ``~/.local/share/rempart``."""
    root = os.environ.get("XDG_DATA_HOME")  # noqa: TID251 (config is the one reader)
    return (Path(root) if root else Path.home() / ".local" / "share") / "rempart"


def load_config(path: Path | None = None) -> Config:
    """Read `path`, else the file named by REMPART_CONFIG, else ./rempart.toml, else the defaults.

    Raises ConfigError for a file that is missing, no TOML, or holds a key or value that is not known
    or cannot be.
    """
    named = path or _named_file()
    if named is None:
        return Config(data_folder=default_data_folder())
    try:
        content = tomllib.loads(named.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        problem = Phrase("the file cannot be read: {problem}. Check the path.", problem=str(error))
        raise ConfigError(path=named, problem=problem) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(path=named, problem=Phrase("it is no TOML: {fault}.", fault=str(error))) from error
    content.setdefault("data_folder", str(default_data_folder()))
    config: Config = _build(Config, content, where="", path=named)
    if unusable := find_stream_problem(config.streams) or _find_value_problem(config):
        raise ConfigError(path=named, problem=unusable)
    return dataclasses.replace(config, source=named)


def _find_value_problem(config: Config) -> Phrase | None:
    captures, publication, probes = config.captures, config.publication, config.probes
    addresses = [
        ("captures.resolver", captures.resolver),
        ("publication.primary", publication.primary),
        *(("publication.notify", address) for address in publication.notify),
        *(("probes.subscribers.address", subscriber.address) for subscriber in probes.subscribers),
        ("probes.control.address", probes.control.address if probes.control else None),
        ("feed.listen", config.feed.listen),
        ("watch.resolver", config.watch.resolver),
    ]
    networks = [
        ("captures.allowed_networks", captures.allowed_networks),
        ("orders.own_networks", config.orders.own_networks),
        ("orders.shared_networks", config.orders.shared_networks),
        ("sweeps.opt_out_networks", config.sweeps.opt_out_networks),
    ]
    if (config.watch.sightings_per_day or 0) < 0:
        return Phrase("watch.sightings_per_day must not be less than 0.")
    return (
        find_database_problem(config.database.url)
        or find_web_problem(config.web.public_url, config.web.port)
        or find_address_problem(addresses)
        or find_network_problem(networks)
    )


def list_paths(part: Any) -> Iterator[Path]:
    """Every path that a configuration, or a part of it, names."""
    for one in dataclasses.fields(part):
        value = getattr(part, one.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Path):
                yield item
            elif dataclasses.is_dataclass(item):
                yield from list_paths(item)


def use_file(path: Path) -> None:
    """Let this process and its children read `path`; to be called before anything asks for the configuration."""
    os.environ[CONFIG_VARIABLE] = str(path)  # noqa: TID251 (config is the one place)


def find_language() -> str:
    """In which of `LANGUAGES` whoever started this process is spoken to: what REMPART_LANG says, else the terminal.

    As POSIX has it, of LC_ALL, LC_MESSAGES and LANG the first that is set counts ("fr_CA.UTF-8"); any other language
    is English.
    """
    asked = (os.environ.get(name) for name in (LANGUAGE_VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG"))  # noqa: TID251
    language = re.split("[_.@-]", next(filter(None, asked), ""))[0].lower()
    return language if language in LANGUAGES else LANGUAGES[0]


def use_language(language: str) -> None:
    """Let this process and its children speak `language`, with what `gettext` looks up for libraries."""
    for name in (LANGUAGE_VARIABLE, "LANGUAGE"):
        os.environ[name] = language  # noqa: TID251 (config is the one place)


def _named_file() -> Path | None:
    named = os.environ.get(CONFIG_VARIABLE)  # noqa: TID251 (config is the one reader)
    if named:
        return Path(named)
    here = Path(DEFAULT_FILE)
    return here if here.is_file() else None


def _build(cls: Any, content: Mapping[str, Any], *, where: str, path: Path) -> Any:
    hints = get_type_hints(cls)
    known = {f.name: f for f in dataclasses.fields(cls) if f.name != "source"}
    for key in content:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = Phrase("known here: {keys}.", keys=", ".join(known))
            if near:
                hint = Phrase("did you mean {key}?", key=f"{where}{near[0]}")
            raise ConfigError(path=path, problem=Phrase("unknown key {key}; {hint}", key=f"{where}{key}", hint=hint))
    for name, known_field in known.items():
        required = known_field.default is dataclasses.MISSING and known_field.default_factory is dataclasses.MISSING
        if required and name not in content:
            raise ConfigError(path=path, problem=Phrase("{key} is missing.", key=f"{where}{name}"))
    return cls(**{key: _value(hints[key], value, f"{where}{key}", path) for key, value in content.items()})


def _value(hint: Any, value: Any, where: str, path: Path) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (option for option in get_args(hint) if option is not type(None))
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            of_tables = Phrase("a list of tables, each under [[{key}]]", key=where)
            wanted = of_tables if dataclasses.is_dataclass(get_args(hint)[0]) else Phrase("a list")
            raise _refuse(where, wanted, value, path)
        return tuple(_value(get_args(hint)[0], item, f"{where}[{i}]", path) for i, item in enumerate(value))
    if get_origin(hint) is Literal:
        return _choice(get_args(hint), value, where, path)
    if dataclasses.is_dataclass(hint):
        if not isinstance(value, dict):
            raise _refuse(where, Phrase("a table, under [{key}]", key=where), value, path)
        return _build(hint, value, where=f"{where}.", path=path)
    return _scalar(hint, value, where, path)


def _scalar(hint: Any, value: Any, where: str, path: Path) -> Any:
    if hint is Path and isinstance(value, str):
        return (path.parent / Path(value).expanduser()).resolve()
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, hint) or (isinstance(value, bool) and hint is not bool):
        raise _refuse(where, _KINDS[hint], value, path)
    return value


def _refuse(where: str, wanted: Phrase, value: Any, path: Path) -> ConfigError:
    said = "..." if isinstance(value, dict | list) else repr(value)
    problem = Phrase("{key} must be {wanted}, not {value}.", key=where, wanted=wanted, value=said)
    return ConfigError(path=path, problem=problem)


def _choice(choices: tuple[str, ...], value: Any, where: str, path: Path) -> Any:
    if value not in choices:
        raise _refuse(where, Phrase("one of {choices}", choices=", ".join(choices)), value, path)
    return value
