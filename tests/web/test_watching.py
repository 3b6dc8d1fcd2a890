"""The pages of those who watch: dossiers, sightings, coverage."""

import inspect
import json
import re
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from rempart.adapters.egress.upstream import UpstreamError
from rempart.adapters.glances.fetching import NameUnresolvedError, NoSuchNameError, NotAllowedToLookError
from rempart.cli.streams import take
from rempart.engines.pages import Fact, PageInput, features_to_json
from rempart.engines.verdict import portrait_of
from rempart.glances.contracts import Finding
from rempart.glances.models import FormerAddressRow, KeyHolderRow
from rempart.kernel.actors import SYSTEM, Role
from rempart.kernel.clock import SystemClock
from rempart.ports.glancing import ANSWERS_ALL
from rempart.ports.streams import StreamBusyError, StreamDistrustedError, StreamDoubtedError, StreamStaleError
from rempart.sightings.forecasts import STREAM, renew_forecasts
from rempart.sightings.models import ForecastRow, LogEntryRow, StreamDayRow, StreamRow
from rempart.sightings.queries import list_sightings
from rempart.sightings.services import screen_stream
from rempart.watchlist.contracts import ClosedSite, Reference
from rempart.watchlist.queries import browse_sites, list_sites
from rempart.watchlist.services import enrol_site, enrol_sites
from rempart.web.words import problem_words
from tests.factories import pages
from tests.factories.references import remember_page
from tests.web.conftest import Desk, Desks

pytestmark = pytest.mark.django_db


def test_a_dossier_says_what_the_names_tell_and_draws_when_they_came(desks: Desks, now: datetime) -> None:
    desk = desks(Role.ANALYST)
    site_id = enrol_site(
        label="Chat C",
        domains=["orchidroom.example", "orchidroom2.example", "neworchidroom.test"],
        known_on=[date(2024, 1, 1), date(2024, 1, 11), date(2024, 4, 1)],
        closed_on=date(2025, 1, 2),
        languages=["fr"],
        actor=desk.actor,
        now=now,
    )
    with override("fr"):
        page = (
            desk.get(reverse("site-item", args=[site_id]))
            .content.decode()
            .replace("\N{NO-BREAK SPACE}", " ")
            .replace("\N{NARROW NO-BREAK SPACE}", " ")
        )
    assert "« orchidroom » est dans 2 noms sur 3" in page
    assert "dans les 46 jours" in page
    assert page.count('<line class="mark"') == 3
    assert "orchidroom2.example, 11 janv. 2024</title>" in page
    assert "style=" not in page
    assert '<time datetime="2025-01-02">2 janv. 2025</time>' in page


@pytest.fixture
def desk(desks: Desks, now: datetime) -> Desk:
    """An analyst before three sightings of one site."""
    analyst = desks(Role.ANALYST)
    enrol_site(label="Orchid room", domains=["orchidroom.example", "orchidroom2.example"], actor=analyst.actor, now=now)
    names = b"orchidroom3.test\norchidroom7.test\norchidrooms.test\n"
    screen_stream(blocks=(names,), actor=SYSTEM, now=now, stream="log A")
    return analyst


def rows(page: str) -> list[str]:
    return [name for name in re.findall(r"<code>([a-z0-9.]+)</code>", page) if name.endswith(".test")]


def test_sightings_are_ranked_with_the_reason_beside_them(desk: Desk) -> None:
    page = desk.get("/en/sightings/").content.decode()
    assert len(rows(page)) == 3
    assert rows(page)[-1] == "orchidrooms.test"
    assert "orchidroom3 is the former name" in page
    assert "Orchid room" in page
    assert "log A" in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("text=rooms", ["orchidrooms.test"]),
        ("least_rank=1", []),
        ("stream=log+A&order=oldest", ["orchidroom3.test", "orchidroom7.test", "orchidrooms.test"]),
        ("state=dismissed", []),
        ("site=elsewhere", []),
        ("until=2020-01-01", []),
    ],
)
def test_filters_work_by_their_address_alone(desk: Desk, query: str, shown: list[str]) -> None:
    page = desk.get(f"/en/sightings/?{query}").content.decode()
    assert sorted(rows(page)) == shown


def test_a_filter_that_cannot_be_read_is_said_and_narrows_nothing(desk: Desk) -> None:
    page = desk.get("/en/sightings/?least_rank=much&page=1").content.decode()
    assert 'aria-invalid="true"' in page
    assert len(rows(page)) == 3


def test_all_on_the_page_are_ticked_and_dismissed_without_a_script(desk: Desk) -> None:
    page = desk.get("/en/sightings/?text=rooms&picked=all").content.decode()
    (box,) = re.findall(r'<input type="checkbox" name="picked" value="([^"]+)"[^>]* checked>', page)
    sent = {"picked": [box], "kind": "unrelated", "reason": "A florist", "back": "text=rooms"}
    response = desk.post("/en/sightings/dismiss/", sent)
    assert response.headers["Location"] == "/en/sightings/?text=rooms"
    after = desk.get("/en/sightings/?state=dismissed").content.decode()
    assert rows(after) == ["orchidrooms.test"]
    assert "1 sighting dismissed." in after


def test_a_bulk_form_without_its_reason_comes_back_with_what_was_ticked(desk: Desk) -> None:
    seen = list_sightings(viewer=desk.actor)[0]
    response = desk.post("/en/sightings/dismiss/", {"picked": [str(seen.id)], "kind": "unrelated", "reason": ""})
    assert response.status_code == 400
    assert f'value="{seen.id}" form="dismiss-many" aria-label="{seen.hostname}" checked' in response.content.decode()
    nothing = desk.post("/en/sightings/dismiss/", {"kind": "unrelated", "reason": "A florist"})
    assert nothing.status_code == 400
    assert "No open sighting was picked" in nothing.content.decode()


def test_a_sighting_stands_beside_the_history_of_its_site(desk: Desk) -> None:
    seen = list_sightings(viewer=desk.actor)[0]
    page = desk.get(f"/en/sightings/{seen.id}/").content.decode()
    assert "what its names tell" in page
    assert page.count('<line class="mark"') == 2


def test_an_internationalised_name_stands_beside_its_punycode(desk: Desk, now: datetime) -> None:
    enrol_site(label="Комната", domains=["комната.example"], actor=desk.actor, now=now)
    page = desk.get("/en/watchlist/").content.decode()
    assert '<code>xn--80aa2aife5a.example</code> <bdi class="reads">комната.example</bdi>' in page
    assert page.count('class="reads"') == 1


def test_a_list_says_how_many_rows_there_are_and_where_it_ends(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rempart.web.pages.ROWS_PER_PAGE", 2)
    page = desk.get("/en/sightings/").content.decode()
    assert "Page 1 of 2, 3 rows in all" in page
    assert "are listed here" not in page
    monkeypatch.setattr("rempart.web.views.sightings.MOST_LISTED", 2)
    cut = desk.get("/en/sightings/").content.decode()
    assert "Only the first 2 are listed here. Narrow the filter to see others." in cut
    assert len(rows(cut)) == 2
    monkeypatch.setattr("rempart.web.pages.ROWS_PER_PAGE", 1)
    cut = desk.get("/en/sightings/").content.decode()
    assert "Page 1 of 2<" in cut
    monkeypatch.setattr("rempart.web.views.sightings.MOST_LISTED", 3)
    whole = desk.get("/en/sightings/").content.decode()
    assert "Page 1 of 3, 3 rows in all" in whole
    assert "are listed here" not in whole


def test_a_site_leads_to_its_sightings(desk: Desk) -> None:
    site = list_sites(viewer=desk.actor)[0]
    page = desk.get(f"/en/watchlist/{site.id}/").content.decode()
    assert "/en/sightings/?site=Orchid+room" in page
    assert "No reopening of this site was confirmed by its page yet." in page
    assert len(rows(desk.get("/en/sightings/?site=Orchid+room").content.decode())) == 3


def test_a_state_has_a_column_only_where_states_differ(desk: Desk) -> None:
    assert ">State</th>" not in desk.get("/en/sightings/").content.decode()
    assert ">State</th>" in desk.get("/en/sightings/?state=all").content.decode()


def test_who_may_only_read_is_offered_no_boxes(desks: Desks, desk: Desk) -> None:
    page = desks(Role.AUDITOR).get("/en/sightings/").content.decode()
    assert 'name="picked"' not in page
    assert len(rows(page)) == 3


def test_a_site_shows_what_it_may_be_called_next(desk: Desk) -> None:
    renew_forecasts(names=30, actor=SYSTEM)
    site = list_sites(viewer=desk.actor)[0]
    page = desk.get(f"/en/watchlist/{site.id}/").content.decode()
    assert "What it may be called next" in page
    assert page.count("not asked yet") == 10
    ForecastRow.objects.filter(rank=1).update(retry_at=SystemClock().now())
    page = desk.get(f"/en/watchlist/{site.id}/").content.decode()
    assert (page.count("not asked yet"), page.count("no answer")) == (9, 1)
    assert "orchidroom3.example" in page


def test_a_long_watch_list_is_read_where_it_is_looked_at_and_can_be_searched(desks: Desks, now: datetime) -> None:
    desk = desks(Role.ANALYST)
    sites = [ClosedSite(f"site {n:03}", (f"room{n:03}.example",)) for n in range(120)]
    enrol_sites(sites=sites, actor=desk.actor, now=now, reason="Closed by a court")
    found = browse_sites(viewer=desk.actor)
    assert (len(found), found[119].label, [each.label for each in found[7:9]]) == (
        120,
        "site 119",
        ["site 007", "site 008"],
    )
    with CaptureQueriesContext(connection) as asked:
        page = desk.get("/en/watchlist/?page=2").content.decode()
    assert "room050.example" in page
    assert "room101.example" not in page
    read = [query["sql"] for query in asked if 'FROM "watchlist_site"' in query["sql"]]
    assert all("LIMIT" in sql or "COUNT" in sql for sql in read), "no page reads the whole list"
    for sought in ("SITE 101", "oom101", "room101.example"):
        page = desk.get("/en/watchlist/", {"text": sought}).content.decode()
        assert ("room101.example" in page, page.count(".example</code>")) == (True, 1)
    assert "No closed site is as asked for." in desk.get("/en/watchlist/?text=nobody").content.decode()
    assert "Aucun site fermé ne répond à la demande." in desk.get("/watchlist/?text=nobody").content.decode()


@pytest.mark.usefixtures("streams")
def test_the_coverage_page_says_what_rests_on_a_log_s_word_alone(desk: Desk) -> None:
    StreamRow.objects.filter(pk="log A").update(kind="static-ct", entries=5000, certificates=2000)
    shown = {path: desk.get(f"{path}?stream=log+A").content.decode() for path in ("/en/coverage/", "/coverage/")}
    thousand = "\N{NARROW NO-BREAK SPACE}000"
    assert "3,000 of 5,000 entries were read on the log" in shown["/en/coverage/"]
    assert f"3{thousand} entrées sur 5{thousand} ont été lues sur la seule parole" in shown["/coverage/"]
    assert "<code>keys = true</code>" in shown["/coverage/"]
    StreamRow.objects.filter(pk="log A").update(certificates=5000)
    assert "were read on the log" not in desk.get("/en/coverage/?stream=log+A").content.decode()


def test_a_site_shows_its_tls_keys_and_who_else_holds_them(desk: Desk, now: datetime) -> None:
    site = list_sites(viewer=desk.actor)[0]
    assert (
        "No capture or confirmed reopening of this site holds a TLS key."
        in desk.get(f"/en/watchlist/{site.id}/").content.decode()
    )
    facts = tuple(Fact("certificate-key", key, "") for key in ("ab" * 32, "cd" * 32))
    page = PageInput(html="<p>Rooms</p>", facts=facts)
    remember_page(page, site_id=site.id, hostname="orchidroom2.example", actor=desk.actor, now=now)
    KeyHolderRow.objects.bulk_create(
        KeyHolderRow(key=key, owner=host, hostname=host, stream="log A", seen_at=now)
        for key, hosts in (("ab" * 32, 1), ("cd" * 32, 21))
        for host in (f"host{number}.test" for number in range(hosts))
    )
    shown = desk.get(f"/en/watchlist/{site.id}/").content.decode()
    assert "<code>" + "ab" * 32 in shown
    assert "host0.test" in shown
    assert shown.count("a capture of the site") == 2
    assert shown.count("shared by many, so it says nothing") == 1


def test_a_site_shows_what_its_confirmed_reopenings_give(
    desk: Desk, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = list_sites(viewer=desk.actor)[0]
    shown = desk.get(f"/en/watchlist/{site.id}/").content.decode()
    assert "No confirmed reopening of this site gives a contact point or an account" in shown
    page = portrait_of(PageInput(html=pages.REOPENED, url="https://night-harbour.test/"))
    features = json.loads(features_to_json(page))
    reopening = Reference(uuid4(), site.id, uuid4(), "night-harbour.test", features, now)
    monkeypatch.setattr("rempart.web.views.watchlist.read_confirmed_pages", lambda *_, **__: iter([reopening]))
    shown = desk.get(f"/en/watchlist/{site.id}/").content.decode()
    assert "keeper@lantern-quay.example" in shown
    assert "G-LANTERNQ42" in shown
    assert str(reopening.exhibit_id) in shown
    assert "e-mail address" in shown


@pytest.fixture
def streams(now: datetime) -> None:
    """Two streams of which one contradicted itself."""
    today = SystemClock().now()
    for label, state in (("log A", "reading"), ("log B", "distrusted")):
        row = StreamRow.objects.create(
            label=label, kind="static-ct", state=state, asked_at=today, read_at=today, certificates=77_000
        )
        for back in (0, 3):
            day = today.date() - timedelta(days=back)
            StreamDayRow.objects.create(stream=row, day=day, names=1000 * (back + 1), sighted=back, worst_lag_s=2.5)


@pytest.mark.usefixtures("streams")
def test_coverage_draws_each_day_and_says_which_were_not_read(desk: Desk) -> None:
    page = desk.get("/en/coverage/").content.decode()
    assert page.count('<rect class="bar"') == 6
    assert page.count('<rect class="missing"') == 3 * 28
    assert "8,000</title>" in page
    assert "Keys" in page
    assert "77,000" in page
    assert "style=" not in page
    StreamRow.objects.filter(pk="log A").update(skipped=8000)
    french = desk.get("/coverage/").content.decode()
    assert "au plus 2,5" in french
    assert "8\N{NARROW NO-BREAK SPACE}000 entrées d’avant le début de la lecture" in french
    one = desk.get("/en/coverage/?stream=log+B").content.decode()
    assert "4,000</title>" in one
    assert "Trust this stream again" in one


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        (
            StreamBusyError(stream="Zone T", problem="HTTP 503 for a: b").message,
            (
                "Zone T ne répond pas comme il faut : « HTTP 503 for a: b ». La lecture reprendra plus tard au même"
                " endroit."
            ),
        ),
        (
            StreamDistrustedError(stream="Log A", problem="two roots for 7 entries: a fork").message,
            (
                "Log A se contredit : « two roots for 7 entries: a fork ». La lecture reprendra quand une personne aura"
                " vérifié ; prévenez son exploitant."
            ),
        ),
        (
            StreamStaleError(stream="Log A", problem="its tree head was signed on 2026-04-14 09:00 UTC").message,
            (
                "Log A montre un état ancien : sa tête d’arbre a été signée le 14 avr. 2026, 09:00 UTC. Ce qui est"
                " arrivé depuis reste invisible ; prévenez l’exploitant de la source."
            ),
        ),
        (
            StreamBusyError(
                stream="Log A", problem="its tree head is of a time to come; this machine's clock may be slow"
            ).message,
            (
                "Log A ne répond pas comme il faut : sa tête d’arbre est datée d’un moment à venir ; l’horloge de cette"
                " machine retarde peut-être. La lecture reprendra plus tard au même endroit."
            ),
        ),
        (
            StreamDoubtedError(stream="Zone T", problem="30 of 50 names are gone at once").message,
            (
                "Zone T est peut-être tronqué : 30 noms sur 50 ont disparu d’un coup. Ce qui y est nouveau a été"
                " examiné ; une seconde lecture tranchera pour le reste."
            ),
        ),
        ("it is followed already, as own", "il est déjà suivi, sous le nom own"),
        ("the browsers have rejected it", "les navigateurs l’ont rejeté"),
        (
            "its certificates have all expired, the last on 2026-01-01",
            "tous ses certificats ont expiré, le dernier le 1er janv. 2026",
        ),
        (
            UpstreamError(host="a.example", problem="127.0.0.1 port 80 gave no sign within 5 s").message,
            "a.example ne répond pas : 127.0.0.1, port 80, n’a donné aucun signe en 5 s.",
        ),
        (
            UpstreamError(host="a.example", problem="127.0.0.1 port 80: Connection refused").message,
            "a.example ne répond pas : 127.0.0.1, port 80 : la connexion a été refusée.",
        ),
        (
            NoSuchNameError(host="a.example", problem="a.example has no address (NXDOMAIN)").message,
            "a.example ne répond pas : a.example n’a pas d’adresse (NXDOMAIN).",
        ),
        (
            NameUnresolvedError(host="a.example", problem="a.example has no address (no answer)").message,
            "a.example ne répond pas : les serveurs de noms de a.example ne répondent pas.",
        ),
        (
            NotAllowedToLookError(host="a.example", rule="robots", detail="its robots.txt says no").message,
            "a.example n’est pas consulté (robots) : son robots.txt le refuse.",
        ),
        (
            NotAllowedToLookError(
                host="a.example",
                rule="network",
                detail="a.example has no public address: 10.0.0.7 is in 10.0.0.0/8 (private use); ::1 is not global "
                "unicast (2000::/3)",
            ).message,
            (
                "a.example n’est pas consulté (network) : a.example n’a aucune adresse publique : 10.0.0.7 appartient à"
                " 10.0.0.0/8 (usage privé) ; ::1 n’est pas une adresse publique (2000::/3)."
            ),
        ),
        (ANSWERS_ALL.format(below="example"), "Tout nom sous example a ses adresses."),
        (
            StreamBusyError(stream="Log A", problem="[Errno 110] Connection timed out").message,
            (
                "Log A ne répond pas comme il faut : pas de réponse à temps. La lecture reprendra plus tard au même"
                " endroit."
            ),
        ),
        ("what it answers is no HTTP", "ce qu’il répond n’est pas du HTTP"),
        ("can't handle event type ConnectionClosed when …", "la connexion a pris fin avant toute réponse"),
        ("something else", "something else"),
    ],
)
def test_what_is_wrong_with_a_source_is_said_in_the_visitors_language(kept: str, shown: str) -> None:
    with override("fr"):
        words = problem_words(kept)
    assert words.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ") == shown


def test_why_a_former_address_is_silent_is_said_in_french_on_both_pages(desks: Desks, now: datetime) -> None:
    desk = desks(Role.ANALYST)
    site_id = enrol_site(label="Chat C", domains=["lantern-quay.example"], actor=desk.actor, now=now)
    FormerAddressRow.objects.create(
        site_id=site_id,
        hostname="lantern-quay.example",
        finding=Finding.UNREACHABLE,
        problem=UpstreamError(host="lantern-quay.example", problem="no answer in time").message,
        next_at=now,
    )
    with override("fr"):
        addresses = [reverse("site-item", args=[site_id]), reverse("coverage")]
    for address in addresses:
        page = desk.get(address).content.decode()
        assert "lantern-quay.example ne répond pas\N{NO-BREAK SPACE}: pas de réponse à temps." in page
        assert "does not answer" not in page


def test_streams_that_rempart_named_itself_are_called_in_the_visitors_language(desk: Desk, now: datetime) -> None:
    command = inspect.signature(take).parameters["label"]
    for label in (STREAM, command.default):
        StreamRow.objects.create(label=label, kind="list", state="reading", asked_at=now)
    screen_stream(blocks=[b"orchidroom3.example\n"], actor=SYSTEM, now=now, stream=STREAM)
    sighting = next(each for each in list_sightings(viewer=desk.actor) if STREAM in each.streams)
    shown: dict[str, list[str]] = {}
    for language in ("fr", "en"):
        with override(language):
            coverage, sightings = reverse("coverage"), reverse("sightings")
            item = reverse("sighting-item", args=[sighting.id])
            addresses = (f"{coverage}?stream=forecast+names", sightings, item, coverage)
            shown[language] = [desk.get(address).content.decode() for address in addresses]
    assert all("noms prévus" in page and ">forecast names<" not in page for page in shown["fr"])
    assert all("forecast names" in page for page in shown["en"])
    assert '<option value="forecast names">noms prévus</option>' in shown["fr"][1]
    assert '?stream=taken+by+hand">relevé à la main</a>' in shown["fr"][3]


@pytest.mark.parametrize(
    ("kept", "english", "french", "listed"),
    [
        ({}, "Not proven yet: the log named it", "Pas encore prouvée", ("not yet", "pas encore")),
        (
            {"tree_size": 41_000, "root": "ab" * 32, "proven": True},
            "signed tree of 41,000 entries with the root " + "ab" * 32,
            "Prouvée",
            ("proven", "prouvé"),
        ),
        (
            {"problem": "its names tile says that entry 7 names a.example, and its tree does not"},
            "Not proven: its names tile says that entry 7 names a.example",
            "sa tuile de noms dit que l’entrée 7 nomme a.example, et son arbre non",
            ("not proven", "non prouvé"),
        ),
    ],
)
def test_a_sighting_says_whether_its_log_proves_its_certificate(
    desk: Desk, now: datetime, kept: dict[str, object], english: str, french: str, listed: tuple[str, str]
) -> None:
    sighting = list_sightings(viewer=desk.actor)[0]
    proven = {"proven_at": now} if kept.pop("proven", False) else {}
    LogEntryRow.objects.create(sighting_id=sighting.id, stream="log A", index=1234, asked_at=now, **(kept | proven))
    for address, said in ((f"/en/sightings/{sighting.id}/", english), (f"/sightings/{sighting.id}/", french)):
        page = desk.get(address).content.decode()
        assert said in page
        assert ("1,234" if address.startswith("/en/") else "1\N{NARROW NO-BREAK SPACE}234") in page
    for address, word in zip(("/en/sightings/", "/sightings/"), listed, strict=True):
        assert re.search(rf'<span class="badge [a-z]+">{word}</span>', desk.get(address).content.decode())


@pytest.mark.usefixtures("streams")
def test_the_desk_says_that_a_stream_needs_a_person(desk: Desk) -> None:
    page = desk.get("/en/desk/").content.decode()
    assert '<strong>1</strong><a href="/en/coverage/">Streams that are not read as they should be</a>' in page


@pytest.mark.usefixtures("streams")
def test_a_stream_that_is_no_longer_configured_is_retired_with_a_reason(desk: Desk) -> None:
    long_ago = SystemClock().now() - timedelta(days=9)
    StreamRow.objects.filter(pk="log A").update(asked_at=long_ago, read_at=long_ago, behind=1234)
    address, sent = "/en/coverage/?stream=log+A", {"label": "log A", "reason": "Its operator shut it down"}
    assert "Retire this stream" in desk.get(address).content.decode()
    assert desk.post("/en/coverage/retire/", {**sent, "reason": ""}).status_code == 400
    assert desk.post("/en/coverage/retire/", sent).headers["Location"] == address
    shown = desk.get(address).content.decode()
    assert "Retire this stream" not in shown
    assert all(said in shown for said in ("retired", "Its operator shut it down", "1,234"))
    assert desk.post("/en/coverage/retire/", {**sent, "label": "log B"}).status_code == 409
    assert desk.post("/en/coverage/retire/", {**sent, "label": "log C"}).status_code == 404


@pytest.mark.usefixtures("streams")
def test_a_distrusted_stream_is_trusted_by_a_person_with_a_reason(desk: Desk) -> None:
    sent = {"label": "log B", "reason": "The operator restored a backup"}
    assert desk.post("/en/coverage/trust/", {**sent, "reason": ""}).status_code == 400
    assert desk.post("/en/coverage/trust/", sent).headers["Location"] == "/en/coverage/?stream=log+B"
    assert "Trust this stream again" not in desk.get("/en/coverage/?stream=log+B").content.decode()
    assert desk.post("/en/coverage/trust/", sent).status_code == 409
