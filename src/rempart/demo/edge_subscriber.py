"""A subscriber of the story that believes nobody but the two signers: feed, edge agent and an Unbound beside it.

In: the installation's folder and its configuration. Out: three running programs, a line between them over mutual TLS.
Never: a signer's key on disk; the hub knows signatures only.
"""

import secrets
import socket
import sys
from contextlib import ExitStack
from pathlib import Path

import dns.exception
import dns.message
import dns.query
import dns.rdatatype

from rempart.config import Config
from rempart.edge.running import edge_key
from rempart.engines import ledger
from rempart.engines.zonefile.tiers import TITLES
from rempart.kernel.actors import Role
from rempart.kernel.phrases import Phrase
from rempart.lab.certificates import Authority
from rempart.lab.processes import Child, Part, free_port
from rempart.lab.unbound import Resolver

NAME = "resolver-2"
SIGNERS = (Role.ANALYST, Role.REVIEWER)
_ADDRESS = "127.0.0.1"
_FOLDER = "edge"
_LOOK_S = 0.3

_FEED = """
[feed]
listen = "{address}@{port}"
authority = "{folder}/{authority}"
certificate = "{folder}/hub.crt"
key = "{folder}/hub.key"

[[feed.subscribers]]
name = "{name}"
receipt_key = "{receipt_key}"
"""

_SETTINGS = """\
subscriber = "{name}"
hub = "{address}@{port}"
hub_name = "hub.rempart.test"
hub_key = "{hub_key}"
log_key = "{log_key}"
listen = "{address}@{listen}"
resolver = "{address}@{resolver}"
fresh_zone = "{zones[0]}"
hot_zone = "{zones[1]}"
cold_zone = "{zones[2]}"
state_folder = "{folder}/state"
authority = "{folder}/{authority}"
certificate = "{folder}/{name}.crt"
key = "{folder}/{name}.key"
"""

_SIGNER = """
[[signers]]
person = "{role}"
role = "{role}"
public_key = "{public_key}"
"""


class EdgeSubscriber(Part):
    """`resolver` asks the agent only; `signing_keys` are the signers' own, in their hands (here: in memory)."""

    def __init__(self, folder: Path, resolver_folder: Path, name_server: tuple[str, int]) -> None:
        self._folder = folder
        self._running = ExitStack()
        self._children: list[Child] = []
        self._hub_port, self._listen = free_port(_ADDRESS), free_port(_ADDRESS)
        self._zones = tuple(f"{title}.rempart.test" for title in TITLES)
        self.resolver = Resolver("resolver-behind-agent", resolver_folder, self._zones)
        self.resolver.name_server = name_server
        self.resolver.policy_primary = (_ADDRESS, self._listen)
        self.signing_keys = {role: secrets.token_bytes(32) for role in SIGNERS}
        self._home = folder / _FOLDER
        self._home.mkdir(mode=0o700)
        authority = Authority(self._home, "authority")
        for name in ("hub", NAME):
            authority.issue(name)
        self._authority = authority.path.name

    def feed_section(self) -> str:
        """What `rempart.toml` must say of this subscriber."""
        return _FEED.format(
            address=_ADDRESS,
            port=self._hub_port,
            folder=_FOLDER,
            authority=self._authority,
            name=NAME,
            receipt_key=ledger.public_key_of(edge_key(self._home / "state")).hex(),
        )

    def write_settings(self, config: Config) -> None:
        """Write ``edge.toml``: the agent's settings, with the keys of hub, log and signers pinned."""
        text = _SETTINGS.format(
            name=NAME,
            address=_ADDRESS,
            port=self._hub_port,
            hub_key=ledger.public_key_of(config.feed_key()).hex(),
            log_key=ledger.encode_verifier_key(config.journal_origin, ledger.public_key_of(config.journal_key())),
            listen=self._listen,
            resolver=self.resolver.port,
            zones=self._zones,
            folder=_FOLDER,
            authority=self._authority,
        )
        for role, key in self.signing_keys.items():
            text += _SIGNER.format(role=role.value, public_key=ledger.public_key_of(key).hex())
        (self._folder / "edge.toml").write_text(text)

    def start(self) -> None:
        """Start the feed, the agent, then its resolver; the database is ready. Raises PartNotReadyError."""
        with ExitStack() as starting:
            feed = self._start_rempart(starting, "feed")
            feed.await_ready(self._feed_listens)
            agent = self._start_rempart(starting, "edge", "edge.toml")
            agent.await_ready(self._agent_serves)
            self._children = [feed, agent]
            starting.enter_context(self.resolver)
            self._running = starting.pop_all()

    def stop(self) -> None:
        """Stop the resolver, the agent, then the feed."""
        self._running.close()

    def trouble(self) -> Phrase:
        """The end of what feed and agent printed."""
        told = " ".join(f"[{child.part}] {child.log_tail()}" for child in self._children)
        return Phrase("read what feed and agent printed: {log}", log=told)

    def _start_rempart(self, starting: ExitStack, *words: str) -> Child:
        command = [sys.executable, "-m", "rempart", *words]
        child = Child.start(words[0], command, self._folder, as_we_are=True)
        starting.callback(child.end)
        return child

    def _agent_serves(self) -> bool:
        query = dns.message.make_query(self._zones[0], dns.rdatatype.SOA)
        try:
            return bool(dns.query.udp(query, _ADDRESS, timeout=_LOOK_S, port=self._listen).answer)
        except (dns.exception.DNSException, OSError):
            return False

    def _feed_listens(self) -> bool:
        try:
            with socket.create_connection((_ADDRESS, self._hub_port), timeout=_LOOK_S):
                return True
        except OSError:
            return False
