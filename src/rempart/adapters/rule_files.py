"""The operator's rules for orders from files: one entry a line, `#` begins a comment; a folder is all its files.

A line of a never-block list that is no hostname refuses the whole file, because a misspelt safeguard is none.
Ranked lists (``rank,name``) of popular names hold odd entries by the thousand; there such lines are passed over.
A file that ends in ``.json`` is a MISP warning list. Files are read again when they change.
"""

import importlib.resources
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from rempart.engines.policy import LegalBasis, NameList, SafeguardLists, Suffixes
from rempart.engines.policy.lists import Network, list_entries, list_ranked
from rempart.kernel.actors import Role
from rempart.kernel.hostname import NotAHostnameError, parse_hostname
from rempart.ports.ordering import OrderRules, RulesUnreadableError


@dataclass(frozen=True, slots=True)
class RuleSources:
    """Where each rule comes from; a path of None means an empty list."""

    bases: tuple[LegalBasis, ...]
    zone: str
    answer: str = "nxdomain"
    never_block: tuple[str, ...] = ()
    never_block_file: Path | None = None
    popular_names_file: Path | None = None
    institutions_file: Path | None = None
    shared_suffixes_file: Path | None = None
    own_names: tuple[str, ...] = ()
    own_networks: tuple[str, ...] = ()
    shared_networks: tuple[str, ...] = ()
    shared_networks_file: Path | None = None
    settable_aside: Mapping[str, frozenset[Role]] = field(default_factory=dict)
    co_hosting_limit: int = 3
    names_below_limit: int = 20
    evidence_max_age: timedelta = timedelta(days=14)
    lift_overblocking: bool = False
    brake_per_hour: int | None = 20
    agents_follow: bool = False

    @property
    def paths(self) -> tuple[Path, ...]:
        """Every file that the rules are read from."""
        names = (self.never_block_file, self.popular_names_file, self.institutions_file, self.shared_suffixes_file)
        return tuple(path for path in (*names, self.shared_networks_file) if path is not None)


class RuleFiles:
    """The `RuleBook` port over `sources`."""

    def __init__(self, sources: RuleSources) -> None:
        self._sources = sources
        self._stamp: tuple[object, ...] | None = None
        self._rules: OrderRules | None = None

    def read(self) -> OrderRules:
        """The rules as they stand now. Raises RulesUnreadableError."""
        stamp = tuple(_stamp(path) for path in self._sources.paths)
        if self._rules is None or stamp != self._stamp:
            self._rules = _read_rules(self._sources)
            self._stamp = stamp
        return self._rules


def _read_rules(sources: RuleSources) -> OrderRules:
    suffix_text = importlib.resources.files("publicsuffixlist").joinpath("public_suffix_list.dat")
    lists = SafeguardLists(
        suffixes=Suffixes(
            suffix_text.read_text(encoding="utf-8").splitlines(), shared=read_names(sources.shared_suffixes_file)
        ),
        never_block=NameList((*_parse(sources.never_block), *read_names(sources.never_block_file))),
        popular=NameList(_read_ranked(sources.popular_names_file)),
        institutions=NameList(read_names(sources.institutions_file)),
        own_names=NameList(_parse(sources.own_names)),
        own_networks=tuple(ip_network(text) for text in sources.own_networks),
        shared_networks=(
            *(ip_network(text) for text in sources.shared_networks),
            *_read_networks(sources.shared_networks_file),
        ),
        settable_aside=sources.settable_aside,
        co_hosting_limit=sources.co_hosting_limit,
        names_below_limit=sources.names_below_limit,
        evidence_max_age=sources.evidence_max_age,
    )
    return OrderRules(
        bases={basis.code: basis for basis in sources.bases},
        lists=lists,
        zone=sources.zone,
        answer=sources.answer,
        lift_overblocking=sources.lift_overblocking,
        brake_per_hour=sources.brake_per_hour,
        agents_follow=sources.agents_follow,
    )


def _parse(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(parse_hostname(name) for name in names)


def _stamp(path: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes when the file, or a file of the folder, does."""
    try:
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        return tuple((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in files)
    except OSError as error:
        raise RulesUnreadableError(path=path, line=0, problem=str(error)) from error


def _lines(path: Path | None) -> Iterator[tuple[Path, int, str]]:
    """(file, line, text) of every entry; a folder is read file by file, in the order of their names."""
    if path is None:
        return
    try:
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            yield from ((file, number, text) for number, text in _entries(file))
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise RulesUnreadableError(path=path, line=0, problem=str(error)) from error


def _entries(file: Path) -> Iterator[tuple[int, str]]:
    """Lines, or the entries of a MISP warning list: one JSON object that holds them under ``list``."""
    with file.open(encoding="utf-8") as lines:
        if file.suffix == ".json":
            yield from enumerate(_misp_entries(json.load(lines)), start=1)
            return
        yield from list_entries(lines)


def _misp_entries(content: Any) -> Iterator[str]:
    entries = content["list"] if isinstance(content, dict) and "list" in content else None
    if not isinstance(entries, list):
        raise ValueError('no MISP warning list: an object with "list" was expected')
    # A leading dot there means "and whatever lies below", which the safeguards mean of every name.
    yield from (str(entry).removeprefix(".") for entry in entries)


def read_names(path: Path | None) -> Iterable[str]:
    """The hostnames of a file or folder. Raises RulesUnreadableError for an entry that is none."""
    for file, number, text in _lines(path):
        try:
            yield parse_hostname(text)
        except NotAHostnameError as error:
            raise RulesUnreadableError(path=file, line=number, problem=error.message) from error


def _read_ranked(path: Path | None) -> Iterable[str]:
    return list_ranked(text for _, _, text in _lines(path))


def _read_networks(path: Path | None) -> Iterator[Network]:
    for file, number, text in _lines(path):
        try:
            yield ip_network(text, strict=False)
        except ValueError as error:
            raise RulesUnreadableError(path=file, line=number, problem=str(error)) from error
