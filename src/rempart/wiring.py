"""Composition root: builds what lies outside from `Config`. The only importer of adapters.

Adapters are imported inside the functions that build them, so that a command that screens names does not load a
browser driver, and `rempart --help` loads none of them.
"""

import functools
from pathlib import Path

from rempart.config import Config, load_config
from rempart.ports import Ports
from rempart.ports.hostnames import HostnameSource


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
    raise RuntimeError(config)


def sign_checkpoint(config: Config | None = None) -> str:
    """The journal's present checkpoint, signed with this installation's key."""
    from rempart.journal.services import sign_checkpoint as sign

    config = config or current_config()
    return sign(origin=config.journal_origin, key=config.journal_key())


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


def open_hostnames(path: str) -> HostnameSource:
    """The hostnames of a file or, for ``-``, of standard input."""
    from rempart.adapters.hostname_files import HostnameFile

    return HostnameFile(path)
