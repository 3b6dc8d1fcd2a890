"""The settings of one vantage point, from a TOML file."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rempart.edge.link import Credentials
from rempart.kernel.errors import InputRejectedError, RempartError
from rempart.ports.naming import Endpoint

_KNOWN = frozenset(
    {"authority", "certificate", "control", "elsewhere", "every_page", "hub", "hub_name", "key", "page_port"}
    | {"resolvers", "tls_port", "vantage"}
)


class VantageSettingsError(InputRejectedError):
    """The settings cannot be used."""

    code = "vantage.settings"
    template = "{path}: {problem}. docs/explanation/blocking.md shows a whole file."


@dataclass(frozen=True, slots=True)
class NamedResolver:
    """One resolver: what to call it, and where it answers."""

    label: str
    endpoint: Endpoint


@dataclass(frozen=True, slots=True)
class VantageSettings:
    """`resolvers` should refuse what is ordered; `control` is one without the list; `elsewhere` are others that people
    might turn to. `page_port`: where a block page is looked at, None nowhere; `tls_port`: where hands are shaken over
    TLS as well, None nowhere; `every_page`: and at the site itself too.
    """

    vantage: str
    hub: Endpoint
    hub_name: str
    credentials: Credentials
    resolvers: tuple[NamedResolver, ...]
    control: NamedResolver | None = None
    elsewhere: tuple[NamedResolver, ...] = ()
    page_port: int | None = 80
    tls_port: int | None = 443
    every_page: bool = False


def read_settings(path: Path) -> VantageSettings:
    """The settings of a TOML file; paths in it are relative to it. Raises VantageSettingsError."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        if unknown := sorted(content.keys() - _KNOWN):
            raise VantageSettingsError(
                path=path, problem=f"unknown key {unknown[0]}; known: {', '.join(sorted(_KNOWN))}"
            )
        return _settings(content, path.parent)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValueError, TypeError) as error:
        raise VantageSettingsError(path=path, problem=str(error)) from error
    except KeyError as error:
        raise VantageSettingsError(path=path, problem=f"{error} is missing") from error


def _settings(content: Mapping[str, Any], folder: Path) -> VantageSettings:
    try:
        resolvers = _resolvers(content["resolvers"])
        if not resolvers:
            raise ValueError("resolvers is empty; name at least one")
        return VantageSettings(
            vantage=str(content["vantage"]),
            hub=Endpoint.parse(content["hub"]),
            hub_name=str(content["hub_name"]),
            credentials=Credentials(*(folder / content[name] for name in ("authority", "certificate", "key"))),
            resolvers=resolvers,
            control=_resolvers([content["control"]])[0] if "control" in content else None,
            elsewhere=_resolvers(content.get("elsewhere", ())),
            page_port=int(content.get("page_port", 80)) or None,
            tls_port=int(content.get("tls_port", 443)) or None,
            every_page=bool(content.get("every_page", False)),
        )
    except RempartError as error:
        raise ValueError(error.message) from error


def _resolvers(content: Sequence[Mapping[str, str]]) -> tuple[NamedResolver, ...]:
    return tuple(NamedResolver(str(one["label"]), Endpoint.parse(one["address"])) for one in content)
