"""The operator's lists in the form in which safeguards ask them: a name, its parents, and what lies below it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from heapq import nsmallest
from ipaddress import IPv4Network, IPv6Network

from publicsuffixlist import PublicSuffixList

from rempart.kernel.actors import Role
from rempart.kernel.hostname import Hostname, find_hostname


def list_parents(name: str) -> Iterator[str]:
    """The name's parents, nearest first, without the root."""
    _, _, parent = name.partition(".")
    while parent:
        yield parent
        _, _, parent = parent.partition(".")


def list_entries(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """(line number from 1, entry) of a list as text: one entry a line, `#` begins a comment."""
    for number, line in enumerate(lines, start=1):
        if text := line.partition("#")[0].strip():
            yield number, text


def list_ranked(entries: Iterable[str]) -> Iterator[Hostname]:
    """The hostnames of a ranked list (``rank,name``, or names alone); it holds odd entries, which are passed over."""
    for text in entries:
        if (name := find_hostname(text.rpartition(",")[2])) is not None:
            yield name


class NameList:
    """A set of names that can also be asked for what lies above and below. Empty where nothing was configured."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = frozenset(names)
        self._parents = frozenset(parent for name in self._names for parent in list_parents(name))

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def find_covering(self, name: str, top: str = "") -> str | None:
        """`name` or the nearest of its parents that is listed; parents above `top` are not looked at."""
        if name in self._names:
            return name
        for parent in list_parents(name) if name != top else ():
            if parent in self._names:
                return parent
            if parent == top:
                break
        return None

    def sample(self, seed: str, most: int) -> tuple[str, ...]:
        """`most` of the names at most, chosen by hash: the same for the same seed."""
        return tuple(nsmallest(most, self._names, key=lambda name: sha256(f"{seed} {name}".encode()).digest()))

    def has_below(self, name: str) -> bool:
        """Whether a listed name lies below `name`."""
        return name in self._parents


class Suffixes:
    """Public suffixes with the private section, and the operator's own: names under which strangers hold names.

    `lines` is the text of the Public Suffix List; `shared` adds dynamic-DNS and hosting names that it lacks.
    """

    def __init__(self, lines: Iterable[str], shared: Iterable[str] = ()) -> None:
        rules = [line.strip() for line in lines]
        rules = [rule for rule in rules if rule and not rule.startswith("//")] + list(shared)
        self._list = PublicSuffixList(rules)
        plain = (rule.removeprefix("*.") for rule in rules if not rule.startswith("!"))
        self._above = NameList(name.encode("idna").decode() if not name.isascii() else name for name in plain)

    def is_suffix(self, name: str) -> bool:
        """Whether strangers can register names directly below `name`."""
        return bool(self._list.is_public(name))

    def is_above_suffix(self, name: str) -> bool:
        """Whether a suffix lies below `name`, so that blocking its subdomains would block strangers."""
        return self._above.has_below(name)

    def registrable(self, name: str) -> str:
        """The part of `name` that one owner registered; `name` itself where it is a suffix."""
        return self._list.privatesuffix(name) or name


Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class SafeguardLists:
    """Everything that the operator (and the law) says may not be blocked, and where the limits lie.

    `co_hosting_limit`: so many unrelated registrable names on one address or certificate make it shared hosting;
    `names_below_limit`: so many names below one, on as many addresses not its own, make it a place of strangers.
    `settable_aside`: the code of a safeguard, and the roles that may set it aside with reasons.
    """

    suffixes: Suffixes
    never_block: NameList = field(default_factory=NameList)
    popular: NameList = field(default_factory=NameList)
    institutions: NameList = field(default_factory=NameList)
    own_names: NameList = field(default_factory=NameList)
    own_networks: tuple[Network, ...] = ()
    shared_networks: tuple[Network, ...] = ()
    settable_aside: Mapping[str, frozenset[Role]] = field(default_factory=dict)
    co_hosting_limit: int = 3
    names_below_limit: int = 20
    evidence_max_age: timedelta = timedelta(days=14)

    def are_related(self, name: str, others: Iterable[Hostname]) -> bool:
        """Whether `name` has the same registrable part as one of `others`."""
        return self.suffixes.registrable(name) in {self.suffixes.registrable(other) for other in others}
