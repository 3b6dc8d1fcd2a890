"""What the doctor names is what `make` installs, and what the READMEs say is installed."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rempart.cli import build_app, doctor
from rempart.config import CONFIG_VARIABLE

ROOT = Path(__file__).parents[2]
LIST = ROOT / "src" / "rempart" / "lab" / "debian.txt"


def _rows() -> list[list[str]]:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return [line.split(maxsplit=3) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("readme", ["README.md", "LISEZMOI.md"])
def test_each_readme_names_exactly_the_packages_that_make_installs(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    paragraph = next(part for part in text.split("\n\n") if "apt" in part and "`bind9`" in part)
    named = set(re.findall(r"`([a-z0-9-]+)`", paragraph)) - {"apt"}
    assert named == {package for _, package, _, _ in _rows()}


def test_the_doctor_fails_on_what_rempart_needs_and_only_mentions_what_tests_need(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(doctor, "find_program", lambda name: None if name == "kresd" else f"/usr/bin/{name}")
    said = CliRunner().invoke(build_app(["doctor"]), ["doctor"])
    assert said.exit_code == 0, said.output
    assert "absent  knot-resolver: not found; needed for the tests: its recipe." in said.output

    monkeypatch.setattr(doctor, "find_program", lambda name: None if name == "chromium" else f"/usr/bin/{name}")
    said = CliRunner().invoke(build_app(["doctor"]), ["doctor"])
    assert said.exit_code == 3
    assert "missing chromium: not found; needed for captures. Install it: apt-get install chromium" in said.output


def test_each_row_says_whose_it_is() -> None:
    assert {whose for _, _, whose, _ in _rows()} == {"rempart", "demo", "tests"}


def test_the_doctor_says_where_bubblewrap_cannot_jail_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_isolation_problem", lambda: "no user namespaces")
    said = CliRunner().invoke(build_app(["doctor"]), ["doctor"])
    assert said.exit_code == 0
    assert "absent  isolation: bubblewrap does not work here (no user namespaces)" in said.output


def test_the_doctor_names_a_configured_file_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "rempart.toml"
    file.write_text('data_folder = "data"\n[orders]\nnever_block_file = "never.txt"\n', encoding="utf-8")
    monkeypatch.setenv(CONFIG_VARIABLE, str(file))
    said = CliRunner().invoke(build_app(["doctor"]), ["doctor"])
    assert said.exit_code == 3
    assert f"missing configured file: {tmp_path / 'never.txt'} is not there" in said.output
    (tmp_path / "never.txt").touch()
    assert CliRunner().invoke(build_app(["doctor"]), ["doctor"]).exit_code == 0


def test_the_doctor_says_what_over_blocking_goes_unnoticed_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "rempart.toml"
    file.write_text('data_folder = "data"\n', encoding="utf-8")
    monkeypatch.setenv(CONFIG_VARIABLE, str(file))
    said = CliRunner().invoke(build_app(["doctor"]), ["doctor"]).output
    assert "absent  resolver without the list: no order is taken" in said
    assert "absent  passive DNS: who else lives on an address is not known" in said
    (tmp_path / "names.jsonl").touch()
    file.write_text(
        'data_folder = "data"\n[orders]\npassive_dns = "names.jsonl"\n'
        '[probes]\ncontrol = { label = "open", address = "127.0.0.1@5353" }\n',
        encoding="utf-8",
    )
    said = CliRunner().invoke(build_app(["doctor"]), ["doctor"]).output
    assert "resolver without the list: 127.0.0.1@5353" in said
    assert f"passive DNS: {tmp_path / 'names.jsonl'}" in said
