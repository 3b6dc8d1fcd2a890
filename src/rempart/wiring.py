"""Composition root: builds what lies outside from `Config`. The only importer of adapters.

Adapters are imported inside the functions that build them, so that a command that screens names does not load a
browser driver, and `rempart --help` loads none of them.
"""

import functools

from rempart.config import Config, load_config
from rempart.ports import Ports


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
