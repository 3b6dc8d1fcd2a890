import dataclasses
import re
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from rempart.config import CONFIG_VARIABLE, Config, ConfigError, load_config

REFERENCE = Path(__file__).parents[1] / "docs" / "reference" / "configuration.md"


def read(folder: Path, text: str) -> Config:
    file = folder / "rempart.toml"
    file.write_text(text, encoding="utf-8")
    return load_config(file)


def test_without_any_file_there_is_a_working_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(CONFIG_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    config = load_config()
    assert config.data_folder == tmp_path / "share" / "rempart"
    assert config.database.url == "sqlite"
    assert config.publication.primary is None


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[web]\nprot = 1", "did you mean web.port?"),
        ("[capture]\nmedia = 'never-fetch'", "did you mean captures?"),
        ("[[timestamps]]\nname='a'\nurl='b'\nroot='c'", "did you mean timestamps[0].roots?"),
        ("colour = 'red'", "known here: data_folder"),
    ],
)
def test_an_unknown_key_is_refused_with_the_nearest_spelling(tmp_path: Path, text: str, hint: str) -> None:
    with pytest.raises(ConfigError) as refused:
        read(tmp_path, text)
    assert hint in refused.value.message


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[web]\nport = 'eight'", "web.port must be a whole number, not 'eight'"),
        ("[web]\nport = true", "web.port must be a whole number, not True"),
        ("web = 3", "web must be a table"),
        ("[web]\nallowed_hosts = 'one'", "web.allowed_hosts must be a list"),
        ("[[timestamps]]\nname = 'a'\nurl = 'b'", "timestamps[0].roots is missing"),
        ("[web\n", "it is no TOML"),
        ("[timestamps]\nname = 'a'", "timestamps must be a list of tables, each under [[timestamps]]"),
        ("data_folder = 3", "data_folder must be a path in quotation marks, not 3"),
        ("[captures]\nmedia = 'fetch-and-keep'", "captures.media must be one of never-fetch, hash-and-forget"),
        ("[captures]\nisolation = 'none'", "captures.isolation must be one of auto, bubblewrap, sandbox"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(ConfigError) as refused:
        read(tmp_path, text)
    assert problem in refused.value.message


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "[database]\nurl = 'mysql://a@b/c'",
            "database.url must be sqlite, or postgresql://user:password@host:port/name",
        ),
        ("[database]\nurl = 'postgresql://host'", "database.url must be sqlite"),
        ("[database]\nurl = 'postgresql://u@host:port/name'", "database.url must be sqlite"),
        ("[web]\npublic_url = 'rempart.example'", "as in https://rempart.example"),
        ("[web]\nport = 70000", "web.port must be a port"),
        ("[watch]\nsightings_per_day = -3", "must not be less than 0"),
        ("[watch]\nresolver = 'ns.example'", "watch.resolver must be an address"),
        ("[publication]\nprimary = '192.0.2.1:53'", "publication.primary must be an address"),
        ("[publication]\nnotify = ['192.0.2.1@0']", "publication.notify must be an address"),
        ("[probes.control]\nlabel = 'a'\naddress = 'b'", "probes.control.address must be an address"),
        ("[orders]\nown_networks = ['192.0.2.1/24']", "orders.own_networks must be networks"),
    ],
)
def test_a_value_that_would_fail_when_it_is_first_used_is_refused_at_start(
    tmp_path: Path, text: str, problem: str
) -> None:
    with pytest.raises(ConfigError) as refused:
        read(tmp_path, text)
    assert problem in refused.value.message


def stream(label: str, kind: str = "static-ct", address: str = "https://log.example", rest: str = "") -> str:
    return f"[[streams]]\nlabel = {label!r}\nkind = {kind!r}\naddress = {address!r}\n{rest}\n"


@pytest.mark.parametrize(
    ("tables", "problem"),
    [
        ((stream("A"), stream("B", address="https://log.example/")), "'A' and 'B' read one source; leave out one"),
        ((stream("A"), stream("A", address="https://other.example")), "'A' of [[streams]] stands twice"),
        ((stream("A" * 121),), "one line of at most 120 characters"),
        ((stream("A" * 39, "ct-list"),), "one line of at most 38 characters"),
        ((stream("A" * 39, "zone-list"),), "one line of at most 38 characters"),
        ((stream(""),), "one line of at most 120 characters"),
        ((stream("A", "names", "log.example/list"),), "must begin with https:// or http://"),
        ((stream("A", "certstream", "https://feed.example"),), "must begin with wss:// or ws://"),
        ((stream("A", "zone-file", "/srv/zone"),), "it lacks its zone"),
        ((stream("A", "zone", "ns.example", "zone = 'test'"),), "as in 192.0.2.53@53"),
        ((stream("A", rest="requests_per_s = 0"),), "requests_per_s must be a number above 0"),
        ((stream("A", rest="requests_per_s = nan"),), "requests_per_s must be a number above 0"),
        ((stream("A", rest="every_s = -1"),), "every_s and merge_delay_s must be numbers of seconds"),
        ((stream("forecast names"),), "is what Rempart calls a stream of its own; choose another"),
        ((stream("taken by hand"),), "is what Rempart calls a stream of its own"),
        (
            (stream("L: A"), stream("L", "ct-list", "https://log.example/all.json")),
            "could be that of a log or zone in the list 'L'",
        ),
        (
            tuple(stream(name, "zone-file", f"/srv/{name}", "zone = 'test.'") for name in "AB"),
            "'A' and 'B' read one source",
        ),
    ],
)
def test_streams_that_would_hide_each_other_are_refused(tmp_path: Path, tables: tuple[str, ...], problem: str) -> None:
    with pytest.raises(ConfigError) as refused:
        read(tmp_path, "".join(tables))
    assert problem in refused.value.message


def test_streams_of_different_sources_stand_side_by_side(tmp_path: Path) -> None:
    tables = [stream("A" * 38, "ct-list", "https://log.example/all.json"), stream("B"), stream("C", "rfc6962")]
    zone = "zone = 'test'"
    tables += [stream("D", "zone", "192.0.2.53@53", zone), stream("E", "zone-file", "/srv/zone", zone)]
    assert len(read(tmp_path, "".join(tables)).streams) == 5


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path / "missing.toml")


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    config = read(tmp_path, "data_folder = 'data'\n[publication]\nkey_file = '../key'")
    assert config.data_folder == tmp_path / "data"
    assert config.publication.key_file == tmp_path.parent / "key"


def test_keys_are_made_once_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    config = read(tmp_path, "data_folder = 'data'")
    assert config.journal_key() == config.journal_key()
    assert config.secret_key() == config.secret_key()
    assert len(config.journal_key()) == 32
    for file in config.keys_folder.iterdir():
        assert file.stat().st_mode & 0o077 == 0
    assert config.keys_folder.stat().st_mode & 0o077 == 0


def keys_of(cls: Any) -> set[str]:
    keys = set()
    for field in dataclasses.fields(cls):
        hint = get_type_hints(cls)[field.name]
        inner = next((option for option in (hint, *get_args(hint)) if dataclasses.is_dataclass(option)), None)
        keys |= {field.name} if inner is None else {f"{field.name}.{key}" for key in keys_of(inner)}
    return keys


def test_the_reference_names_every_key_and_no_other() -> None:
    documented = set(re.findall(r"^\| `([a-z_.]+)` \|", REFERENCE.read_text(encoding="utf-8"), re.MULTILINE))
    assert documented == keys_of(Config) - {"source"}
