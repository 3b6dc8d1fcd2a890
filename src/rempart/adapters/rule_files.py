"""The operator's rules for orders from files: one hostname a line, `#` begins a comment.

A line of a never-block list that is no hostname refuses the whole file, because a misspelt safeguard is none.
Ranked lists (``rank,name``) of popular names hold odd entries by the thousand; there such lines are passed over.
Files are read again when they change.
"""

import importlib.resources
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

from rempart.engines.policy import LegalBasis, NameList, SafeguardLists, Suffixes
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
    co_hosting_limit: int = 3
    evidence_max_age: timedelta = timedelta(days=14)
    lift_overblocking: bool = False

    @property
    def paths(self) -> tuple[Path, ...]:
        """Every file that the rules are read from."""
        named = (self.never_block_file, self.popular_names_file, self.institutions_file, self.shared_suffixes_file)
        return tuple(path for path in named if path is not None)


class RuleFiles:
    """The `RuleBook` port over `sources`."""

    def __init__(self, sources: RuleSources) -> None:
        self._sources = sources
        self._stamp: tuple[tuple[int, int], ...] | None = None
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
        shared_networks=tuple(ip_network(text) for text in sources.shared_networks),
        co_hosting_limit=sources.co_hosting_limit,
        evidence_max_age=sources.evidence_max_age,
    )
    return OrderRules(
        bases={basis.code: basis for basis in sources.bases},
        lists=lists,
        zone=sources.zone,
        answer=sources.answer,
        lift_overblocking=sources.lift_overblocking,
    )


def _parse(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(parse_hostname(name) for name in names)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError as error:
        raise RulesUnreadableError(path=path, line=0, problem=str(error)) from error
    return status.st_mtime_ns, status.st_size


def _lines(path: Path | None) -> Iterator[tuple[int, str]]:
    if path is None:
        return
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if text := line.partition("#")[0].strip():
                    yield number, text
    except (OSError, UnicodeDecodeError) as error:
        raise RulesUnreadableError(path=path, line=0, problem=str(error)) from error


def read_names(path: Path | None) -> Iterable[str]:
    """The hostnames of a file, one a line. Raises RulesUnreadableError for a line that is none."""
    for number, text in _lines(path):
        try:
            yield parse_hostname(text)
        except NotAHostnameError as error:
            raise RulesUnreadableError(path=path, line=number, problem=error.message) from error


def _read_ranked(path: Path | None) -> Iterable[str]:
    for _, text in _lines(path):
        try:
            yield parse_hostname(text.rpartition(",")[2])
        except NotAHostnameError:
            continue
