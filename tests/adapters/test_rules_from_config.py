"""The operator's file becomes rules: the legal basis with its clocks, the lists behind the safeguards."""

from datetime import timedelta
from pathlib import Path

import pytest

from rempart.config import Config, load_config
from rempart.engines.policy import SafeguardPolicyError
from rempart.kernel.actors import Role
from rempart.wiring import build_rule_book

TEXT = """
data_folder = "data"

[web]
public_url = "https://rempart.operator.example"

[publication]
zone = "rpz.operator.example"
policy = "nodata"

[orders]
never_block = ["help.example"]
shared_suffixes_file = "shared"
own_networks = ["192.0.2.0/28"]
co_hosting_limit = 2
evidence_max_age_days = 7

[[orders.legal_bases]]
code = "fr-lcen-6-1"
text = "Loi n° 2004-575 du 21 juin 2004"
article = "6-1"
removal_first_hours = 24
prior_notice_hours = 12
emergency = true
recheck_days = 90
proposers = ["legal-officer"]
redress = "Administrative court"
oversight = "Qualified person"
"""


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    (tmp_path / "shared").write_text("dyn.example\n", encoding="utf-8")
    path = tmp_path / "rempart.toml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_every_rule_of_the_file_is_in_force(config_file: Path) -> None:
    rules = build_rule_book(load_config(config_file)).read()
    basis = rules.bases["fr-lcen-6-1"]
    assert (basis.removal_first, basis.prior_notice) == (timedelta(hours=24), timedelta(hours=12))
    assert basis.emergency
    assert basis.proposers == {Role.LEGAL_OFFICER}
    assert basis.redress == "Administrative court"
    assert (rules.zone, rules.answer) == ("rpz.operator.example", "nodata")
    lists = rules.lists
    assert lists.suffixes.is_suffix("dyn.example")
    assert "help.example" in lists.never_block
    assert (lists.co_hosting_limit, lists.evidence_max_age) == (2, timedelta(days=7))
    assert str(lists.own_networks[0]) == "192.0.2.0/28"


def test_where_edge_agents_follow_is_known_from_the_feed(config_file: Path) -> None:
    assert not build_rule_book(load_config(config_file)).read().agents_follow
    config_file.write_text(f'{TEXT}\n[feed]\nlisten = "127.0.0.1@8853"\n', encoding="utf-8")
    assert build_rule_book(load_config(config_file)).read().agents_follow


def test_the_installation_cannot_be_ordered_to_silence_itself(config_file: Path) -> None:
    lists = build_rule_book(load_config(config_file)).read().lists
    assert "rempart.operator.example" in lists.own_names


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://127.0.0.1:8000", None),
        ("https://[::ffff:192.0.2.7]", None),
        ("http://localhost:8000", None),
        ("https://Meldestelle-Überall.example./", "xn--meldestelle-berall-x6b.example"),
    ],
)
def test_however_visitors_reach_the_installation_its_rules_are_read(
    config_file: Path, url: str, name: str | None
) -> None:
    config_file.write_text(TEXT.replace("https://rempart.operator.example", url), encoding="utf-8")
    lists = build_rule_book(load_config(config_file)).read().lists
    assert name is None or name in lists.own_names


def test_who_may_set_a_safeguard_aside_is_the_operator_s_to_say(config_file: Path) -> None:
    shipped = build_rule_book(load_config(config_file)).read().lists.settable_aside
    assert shipped == dict.fromkeys(
        ("policy.shared_hosting", "policy.shared_network", "policy.shared_certificate"), frozenset({Role.LEGAL_OFFICER})
    )
    table = '\n[[orders.set_aside]]\nsafeguard = "{}"\nroles = ["analyst"]\n'
    config_file.write_text(TEXT + table.format("policy.owner_changed"), encoding="utf-8")
    lists = build_rule_book(load_config(config_file)).read().lists
    assert lists.settable_aside == {"policy.owner_changed": {Role.ANALYST}}
    config_file.write_text(TEXT + table.format("policy.public_suffix"), encoding="utf-8")
    with pytest.raises(SafeguardPolicyError, match="nobody's to set aside"):
        build_rule_book(load_config(config_file))


def test_without_a_file_there_is_france_s_legal_basis_with_its_clocks_and_the_public_suffixes() -> None:
    rules = build_rule_book(Config(data_folder=Path("unused"))).read()
    (basis,) = rules.bases.values()
    assert (basis.code, basis.removal_first, basis.prior_notice) == (
        "fr-lcen-6-1",
        timedelta(hours=24),
        timedelta(hours=12),
    )
    assert rules.lists.suffixes.is_suffix("co.uk")
    assert len(rules.lists.own_names) == 0
