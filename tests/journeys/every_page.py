"""Every address that shows a page, filled in with rows of the house, and who may see it."""

from dataclasses import dataclass

from django.urls import URLPattern, get_resolver, reverse
from django.utils.translation import override

from rempart.kernel.actors import Role
from tests.security.test_permission_matrix import COLUMNS, _patterns, _rows
from tests.web.house import House

# Pages of one's own account that need nothing but being signed in.
OWN_ACCOUNT = (
    "account_logout",
    "account_change_password",
    "mfa_index",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
)
FOR_PROGRAMS = ("checkpoint", "transparency-figures", "transparency-feed")
ENTRANCE = ("account_login", "account_signup")


@dataclass(frozen=True)
class Shown:
    """One page: its name, its address in one language, and a role that may see it (None: anybody)."""

    name: str
    path: str
    role: Role | None


def list_pages(house: House, language: str) -> list[Shown]:
    """Each page once, by the first role that may see it."""
    patterns = {pattern.name: pattern for pattern in _patterns(get_resolver())}
    pages = []
    with override(language):
        for name, method, marks in _rows():
            if method == "GET" and name not in FOR_PROGRAMS and not name.startswith("poster"):
                role = COLUMNS[marks.index("o")]
                pages.append(Shown(name, _path(patterns[name], house), role))
        pages += [Shown(name, reverse(name), None) for name in ENTRANCE]
        pages += [Shown(name, reverse(name), Role.ANALYST) for name in OWN_ACCOUNT]
    return pages


def _path(pattern: URLPattern, house: House) -> str:
    of_house = {
        "account_id": house.people[Role.ANALYST].account_id,
        "secret": "no-such-secret",
        "index": 5,
    }
    names = pattern.pattern.regex.groupindex
    return reverse(pattern.name, kwargs={name: of_house.get(name) or getattr(house, name) for name in names})
