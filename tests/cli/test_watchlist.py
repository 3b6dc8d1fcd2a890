"""`rempart watchlist` and `rempart user`, from a shell's point of view."""

import gzip
import json
import re
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from rempart import wiring
from rempart.cli import build_app, exit_code_of
from rempart.engines.names import WatchlistError, WatchlistUnreadableError
from rempart.journal.queries import list_entries
from rempart.kernel.actors import CONSOLE, Role
from rempart.kernel.errors import RempartError
from rempart.people.contracts import AccountExistsError, AccountMissingError, NotAllowedError, RolesConflictError
from rempart.people.queries import find_actor_by_token
from rempart.people.services import issue_api_token, use_one_time_login
from rempart.watchlist.contracts import LabelTooLongError, LanguageUnknownError, WatchlistExported
from rempart.watchlist.queries import find_site, list_sites
from tests.cli.running import run
from tests.conftest import People
from tests.fakes.clocks import SteppingClock

pytestmark = pytest.mark.django_db

LINES = (
    '{"site": "Chat C", "domains": ["chat-c.example", "Chat-C2.example."], "dates": ["2024-05-31", null],'
    ' "closed_on": "2025-01-02", "languages": ["fr", "pt-BR"], "note": "Court A."}\n'
    '{"site": "Forum L", "domains": ["forumlilas.example"]}\n'
)


@pytest.fixture(autouse=True)
def _outside(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    ports = SimpleNamespace(clock=SteppingClock(now))
    monkeypatch.setattr(wiring, "current_ports", lambda: ports)
    monkeypatch.setattr("rempart.cli.database.open_database", lambda: None)  # the test database is there already
    monkeypatch.delenv("REMPART_TOKEN", raising=False)


def refused(error: type[RempartError], *words: str) -> int:
    with pytest.raises(error) as caught:
        run(*words)
    return exit_code_of(caught.value)


@pytest.fixture
def watchlist(tmp_path: Path) -> Path:
    path = tmp_path / "closed.jsonl"
    path.write_text(LINES, encoding="utf-8")
    return path


def test_a_watch_list_that_is_imported_is_exported_again(watchlist: Path, tmp_path: Path, now: datetime) -> None:
    run("watchlist", "import", str(watchlist), "--reason", "Closed by court A")
    site = find_site("Chat C", viewer=CONSOLE)
    assert site is not None
    assert [(name.hostname, name.known_on) for name in site.names] == [
        ("chat-c.example", date(2024, 5, 31)),
        ("chat-c2.example", now.date()),
    ]
    assert (site.decision, site.closed_on, site.languages) == ("Court A.", date(2025, 1, 2), ("fr", "pt-BR"))
    out = tmp_path / "out.jsonl"
    run("watchlist", "export", str(out))
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(row["site"], row["domains"]) for row in rows] == [
        ("Chat C", ["chat-c.example", "chat-c2.example"]),
        ("Forum L", ["forumlilas.example"]),
    ]
    assert (rows[0]["closed_on"], rows[0]["languages"], rows[0]["note"]) == ("2025-01-02", ["fr", "pt-BR"], "Court A.")
    assert run("watchlist", "export").stdout == out.read_text(encoding="utf-8")
    assert [row.get("dates") for row in rows] == [["2024-05-31", None], None]  # no day is made up
    run("watchlist", "import", str(out))
    assert len(list_sites(viewer=CONSOLE)) == 2


def test_who_took_the_list_is_in_the_journal(watchlist: Path) -> None:
    run("watchlist", "import", str(watchlist))
    run("watchlist", "export", "--reason", "For the screening host")
    entry = list_entries()[-1]
    assert (entry.act, entry.actor_name, entry.reason) == (WatchlistExported.act, "console", "For the screening host")


def test_a_list_with_a_broken_line_is_refused_whole(watchlist: Path) -> None:
    watchlist.write_text(LINES + '{"site": "Half', encoding="utf-8")
    assert refused(WatchlistError, "watchlist", "import", str(watchlist)) == 2
    assert list_sites(viewer=CONSOLE) == ()


def test_a_list_and_forecast_names_go_to_standard_output_where_a_dash_says_so(
    watchlist: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("watchlist", "import", str(watchlist))
    exported = run("watchlist", "export", "-")
    assert [json.loads(line)["site"] for line in exported.stdout.splitlines()] == ["Chat C", "Forum L"]
    forecast = run("watchlist", "forecast", "-", "--recipient", "Registry R", "--site", "Forum L", "-n", "1")
    assert [json.loads(line)["rank"] for line in forecast.stdout.splitlines()] == [1]
    assert "1 forecast name written for Registry R." in forecast.stderr
    assert not (tmp_path / "-").exists()


def test_a_packed_list_is_imported_from_standard_input() -> None:
    words = ("watchlist", "import", "-")
    result = CliRunner().invoke(build_app(words), words, input=gzip.compress(LINES.encode()))
    assert (result.exit_code, [site.label for site in list_sites(viewer=CONSOLE)]) == (0, ["Chat C", "Forum L"])


def test_a_list_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    assert refused(WatchlistUnreadableError, "watchlist", "import", str(tmp_path / "none")) == 2


def test_a_day_that_is_none_and_a_label_that_is_a_text_are_refused(watchlist: Path) -> None:
    watchlist.write_text('{"site": "A", "domains": ["a.example"], "dates": ["yesterday"]}\n', encoding="utf-8")
    with pytest.raises(RempartError, match="yesterday"):
        run("watchlist", "import", str(watchlist))
    watchlist.write_text(json.dumps({"site": "A" * 121, "domains": ["a.example"]}), encoding="utf-8")
    assert refused(LabelTooLongError, "watchlist", "import", str(watchlist)) == 2


def test_the_list_is_shown_whole_or_one_site_of_it(watchlist: Path) -> None:
    run("watchlist", "import", str(watchlist))
    shown = json.loads(run("watchlist", "show", "--json").stdout)
    assert [row["site"] for row in shown] == ["Chat C", "Forum L"]
    assert "chat-c2.example" in run("watchlist", "show").stdout
    one = run("watchlist", "show", "Chat C").stdout
    assert "2024-05-31" in one
    assert "forumlilas" not in one
    assert "2 stems were used" in one or "Every name is built on" in one
    with pytest.raises(RempartError, match="Chat X"):
        run("watchlist", "show", "Chat X")


def test_everyday_stems_are_told_with_the_alerts_they_would_cost(watchlist: Path) -> None:
    watchlist.write_text('{"site": "Short", "domains": ["a.example"]}\n', encoding="utf-8")
    assert "of 100,000 new names about 5 012" in " ".join(run("watchlist", "import", str(watchlist)).stderr.split())


def test_a_language_that_is_none_is_refused(watchlist: Path) -> None:
    watchlist.write_text('{"site": "A", "domains": ["a.example"], "languages": ["franzö sisch"]}\n', encoding="utf-8")
    assert refused(LanguageUnknownError, "watchlist", "import", str(watchlist)) == 2


def test_forecast_names_are_written_for_a_recipient(watchlist: Path, tmp_path: Path) -> None:
    run("watchlist", "import", str(watchlist))
    out = tmp_path / "forecast.jsonl"
    run("watchlist", "forecast", str(out), "--recipient", "Registrar R", "--site", "Chat C", "-n", "5")
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(row["site"], row["rank"], row["presence"]) for row in rows] == [
        ("Chat C", rank, None) for rank in range(1, 6)
    ]
    assert list_entries()[-1].facts["recipient"] == "Registrar R"
    with pytest.raises(RempartError, match="Chat X"):
        run("watchlist", "forecast", str(out), "--recipient", "Registrar R", "--site", "Chat X")


def test_the_list_is_not_for_every_token(watchlist: Path, people: People, now: datetime) -> None:
    run("watchlist", "import", str(watchlist))
    reviewer = issue_api_token(label="x", actor=people(Role.REVIEWER), now=now)
    assert refused(NotAllowedError, "watchlist", "export", "--token", reviewer) == 1
    publisher = issue_api_token(label="x", actor=people(Role.PUBLISHER), now=now)
    assert refused(NotAllowedError, "watchlist", "show", "--token", publisher) == 1


def test_an_account_is_opened_with_a_link_that_lets_in_once(now: datetime) -> None:
    added = run("user", "add", "a@hotline.example", "--role", "analyst", "--label", "analyst A", "--json")
    row = json.loads(added.stdout)
    secret = row["link"].rstrip("/").rsplit("/", 1)[1]
    assert row["link"].startswith("http://testserver/")
    account = use_one_time_login(secret=secret, now=now)
    assert account is not None
    assert str(account.id) == row["account"]
    assert use_one_time_login(secret=secret, now=now) is None
    (person,) = json.loads(run("user", "list", "--json").stdout)
    assert (person["email"], person["label"], person["roles"]) == ("a@hotline.example", "analyst A", ["analyst"])
    assert "analyst A" in run("user", "list").stdout
    assert "/once/" in run("user", "login", "a@hotline.example").stdout


def test_a_token_made_at_the_console_is_journalled_as_the_consoles_doing() -> None:
    run("user", "add", "a@hotline.example", "--role", "analyst")
    secret = run("user", "token", "a@hotline.example", "--reason", "First day").stdout.strip()
    actor = find_actor_by_token(secret)
    assert actor is not None
    assert actor.roles == {Role.ANALYST}
    entry = list_entries()[-1]
    assert (entry.act, entry.actor_name, entry.reason) == ("people.api_token_issued", "console", "First day")
    assert json.loads(run("user", "token", "a@hotline.example", "--json").stdout)["token"]


def test_nobody_makes_a_token_for_somebody_else_without_the_right(people: People, now: datetime) -> None:
    analyst, other = people(Role.ANALYST), people(Role.REVIEWER)
    with pytest.raises(NotAllowedError):
        issue_api_token(label="x", actor=analyst, now=now, account_id=other.account_id)


def test_accounts_that_cannot_be_are_refused() -> None:
    run("user", "add", "a@hotline.example", "--role", "analyst")
    assert refused(AccountExistsError, "user", "add", "A@hotline.example", "--role", "analyst") == 2
    overseer = ("user", "add", "b@hotline.example", "--role", "overseer", "--role", "analyst")
    assert refused(RolesConflictError, *overseer) == 1
    assert refused(AccountMissingError, "user", "login", "nobody@hotline.example") == 2


def test_the_first_steps_of_a_newcomer_are_told_in_french(watchlist: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REMPART_LANG", "fr")
    imported = run("watchlist", "import", str(watchlist)).stderr
    assert re.search("2 sites avec [0-9]+ noms\N{NO-BREAK SPACE}: désormais sur la liste de veille.", imported)
    assert run("watchlist", "show").stdout.startswith("site ")
    assert "- Langues\N{NO-BREAK SPACE}: " in run("watchlist", "show", "Chat C").stdout
    opened = run("user", "add", "a@hotline.example", "--label", "analyst A", "--role", "analyst")
    assert opened.stderr.endswith("Le lien laisse entrer une personne, une fois, dans les 24 heures.\n")
    listed = run("user", "list").stdout
    assert "adresse" in listed
    assert "organisme" in listed
