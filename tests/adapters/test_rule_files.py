"""The operator's rules from files."""

from pathlib import Path

import pytest

from rempart.adapters.rule_files import RuleFiles, RuleSources
from rempart.engines.policy import LegalBasis
from rempart.ports.ordering import RulesUnreadableError

BASIS = LegalBasis(code="court", text="Court order", article="1", country="FR")


def test_lists_are_read_and_read_again_when_they_change(tmp_path: Path) -> None:
    path = tmp_path / "never"
    path.write_text("# comment\nhelp.example  # the help line\n\nBÜCHER.example.\n", encoding="utf-8")
    book = RuleFiles(RuleSources(bases=(BASIS,), zone="rpz.test", never_block=("own.example",), never_block_file=path))
    never_block = book.read().lists.never_block
    assert all(name in never_block for name in ("help.example", "xn--bcher-kva.example", "own.example"))
    assert book.read() is book.read()
    path.write_text("other.example\n", encoding="utf-8")
    assert "other.example" in book.read().lists.never_block


def test_a_ranked_list_may_hold_odd_names(tmp_path: Path) -> None:
    path = tmp_path / "popular.csv"
    path.write_text("1,search.example\n2,no name at all\nplain.example\n", encoding="utf-8")
    popular = RuleFiles(RuleSources(bases=(), zone="rpz.test", popular_names_file=path)).read().lists.popular
    assert len(popular) == 2


def test_a_misspelt_safeguard_refuses_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "never"
    path.write_text("help.example\nhelp example\n", encoding="utf-8")
    with pytest.raises(RulesUnreadableError, match="line 2"):
        RuleFiles(RuleSources(bases=(), zone="rpz.test", never_block_file=path)).read()


def test_folders_and_misp_warning_lists_are_lists_too(tmp_path: Path) -> None:
    popular, networks = tmp_path / "popular", tmp_path / "networks"
    popular.mkdir()
    networks.mkdir()
    (popular / "a.json").write_text('{"name": "x", "type": "hostname", "list": [".search.example", "share.example"]}')
    (popular / "b.csv").write_text("1,video.example\n")
    (networks / "cdn.txt").write_text("198.51.100.0/24\n2001:db8::/32\n")
    sources = RuleSources(bases=(), zone="rpz.test", popular_names_file=popular, shared_networks_file=networks)
    book = RuleFiles(sources)
    lists = book.read().lists
    assert all(name in lists.popular for name in ("search.example", "share.example", "video.example"))
    assert [str(network) for network in lists.shared_networks] == ["198.51.100.0/24", "2001:db8::/32"]
    (popular / "c.txt").write_text("news.example\n")
    assert "news.example" in book.read().lists.popular
    (popular / "d.json").write_text('["no", "warning", "list"]')
    with pytest.raises(RulesUnreadableError, match="warning list"):
        book.read()
    (popular / "d.json").unlink()
    (networks / "cdn.txt").write_text("198.51.100.0/99\n")
    with pytest.raises(RulesUnreadableError, match="line 1"):
        book.read()


def test_a_missing_file_refuses_orders(tmp_path: Path) -> None:
    with pytest.raises(RulesUnreadableError):
        RuleFiles(RuleSources(bases=(), zone="rpz.test", popular_names_file=tmp_path / "absent")).read()


def test_the_public_suffix_list_comes_with_its_private_section(tmp_path: Path) -> None:
    path = tmp_path / "shared"
    path.write_text("dyn.example\n", encoding="utf-8")
    suffixes = RuleFiles(RuleSources(bases=(), zone="rpz.test", shared_suffixes_file=path)).read().lists.suffixes
    assert suffixes.is_suffix("dyn.example")
    assert not suffixes.is_suffix("forum.dyn.example")
    assert suffixes.registrable("a.b.forum.example") == "forum.example"
