from pathlib import Path

import pytest

from rempart.adapters.networks import NetworkTable, network_facts
from rempart.engines.pages import Fact
from rempart.ports.pages import NetworksUnreadableError

TABLE = """# prefix and autonomous system
192.0.2.0/24 64500
192.0.2.128/25\tAS64501
198.51.100.0 24 64502_64503
2001:db8::/32 {64504,64505}
"""


def table(folder: Path, text: str = TABLE) -> NetworkTable:
    path = folder / "networks.txt"
    path.write_text(text, encoding="ascii")
    return NetworkTable(path)


def test_the_smallest_network_around_an_address_names_its_operator(tmp_path: Path) -> None:
    known = table(tmp_path)
    asked = ("192.0.2.7", "192.0.2.200", "198.51.100.9", "2001:db8::1", "203.0.113.1")
    assert [known.system_of(address) for address in asked] == ["AS64500", "AS64501", "AS64502", "AS64504", ""]


def test_addresses_tell_their_prefix_and_with_a_table_their_operator(tmp_path: Path) -> None:
    facts = (Fact("address", "192.0.2.7", "r"), Fact("name-server", "ns.example"), Fact("address", "no address"))
    assert list(network_facts(facts, None)) == [Fact("prefix", "192.0.2.0/24", "r")]
    assert list(network_facts(facts, table(tmp_path)))[1] == Fact("autonomous-system", "AS64500", "r")
    assert [fact.value for fact in network_facts((Fact("address", "2001:db8:1:2::3"),), None)] == ["2001:db8:1::/48"]


@pytest.mark.parametrize("line", ["192.0.2.0/24", "192.0.2.0/99 64500", "quay 24 64500", "192.0.2.0/24 quay"])
def test_a_line_that_says_nothing_is_told_by_its_number(tmp_path: Path, line: str) -> None:
    with pytest.raises(NetworksUnreadableError, match="line 2"):
        table(tmp_path, f"198.51.100.0/24 64500\n{line}\n")


def test_a_table_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NetworksUnreadableError, match=r"none\.txt"):
        NetworkTable(tmp_path / "none.txt")
