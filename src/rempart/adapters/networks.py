"""Whose network an address lies in: its prefix, and the operator that an offline table of the installation names.

The table is text, one prefix a line, with the number of its autonomous system after it, as public archives of routing
tables publish them: ``192.0.2.0/24 64500`` or ``192.0.2.0 24 64500``, by spaces or tabs. Nobody is asked.
"""

from collections.abc import Iterable, Iterator
from ipaddress import ip_address, ip_network
from pathlib import Path

from rempart.engines.pages import Fact
from rempart.ports.pages import NetworksUnreadableError

_PREFIX = {4: 24, 6: 48}  # the smallest parts that the world's routers pass on


class NetworkTable:
    """Longest-prefix look-up in a file of prefixes, read once."""

    def __init__(self, path: Path) -> None:
        self._networks: dict[tuple[int, int], dict[int, str]] = {}
        for number, line in enumerate(_lines(path), 1):
            fields = line.split()
            try:
                prefix = fields[0] if "/" in fields[0] else f"{fields[0]}/{fields[1]}"
                network = ip_network(prefix, strict=False)
                system = _first_number(fields[1] if "/" in fields[0] else fields[2])
            except (ValueError, IndexError) as error:
                raise NetworksUnreadableError(path=path, line=number, problem=str(error) or "too short") from error
            known = self._networks.setdefault((network.version, network.prefixlen), {})
            # Several announce some prefixes ("64500_64501", "{64500,64501}"): the first stands for them.
            known[int(network.network_address)] = system

    def system_of(self, address: str) -> str:
        """The number of the autonomous system of the smallest network around `address`, as ``AS64500``, else ""."""
        parsed = ip_address(address)
        for length in range(parsed.max_prefixlen, -1, -1):
            known = self._networks.get((parsed.version, length))
            if known is None:
                continue
            below = parsed.max_prefixlen - length
            if system := known.get(int(parsed) >> below << below):
                return f"AS{system}"
        return ""


def network_facts(facts: Iterable[Fact], table: NetworkTable | None) -> Iterator[Fact]:
    """The prefix of each address among `facts`, and its operator where `table` knows it."""
    for fact in facts:
        if fact.kind != "address":
            continue
        try:
            parsed = ip_address(fact.value)
        except ValueError:
            continue
        prefix = ip_network(f"{parsed}/{_PREFIX[parsed.version]}", strict=False)
        yield Fact("prefix", str(prefix), fact.record)
        if table and (system := table.system_of(fact.value)):
            yield Fact("autonomous-system", system, fact.record)


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="ascii") as file:
            yield from (line for line in file if line.strip() and not line.startswith("#"))
    except (OSError, UnicodeDecodeError) as error:
        raise NetworksUnreadableError(path=path, line=0, problem=str(error)) from error


def _first_number(text: str) -> str:
    digits = text.upper().removeprefix("AS").lstrip("{").replace(",", "_").partition("_")[0].rstrip("}")
    if not digits.isdigit():
        raise ValueError(f"{text} is no number of an autonomous system")
    return digits
