"""Transparency: numbers that point at nobody, commitments that nobody guesses and anybody with an opening checks."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from xml.etree import ElementTree

import pytest
from django.db import connection

from rempart.engines import ledger
from rempart.journal import queries as journal
from rempart.journal.leaves import canonical, leaf
from rempart.journal.services import sign_checkpoint
from rempart.kernel.actors import PUBLIC, SYSTEM, Actor, Role
from rempart.orders.appeals import answer_appeal, appeal_order, list_appeals
from rempart.orders.contracts import OpeningCodeIssued, OpeningCodeUsed
from rempart.orders.errors import OpeningCodeMissingError, OpeningsBusyError, OrderMissingError, WordsMissingError
from rempart.orders.models import WrongCodeRow
from rempart.orders.openings import WRONG_PER_HOUR, hand_over_code
from rempart.orders.oversight import object_order, revoke_order, suspend_order
from rempart.orders.services import countersign_renewal, propose_renewal
from rempart.people.contracts import NotAllowedError
from rempart.probes.sampling import Surroundings
from rempart.probes.services import probe_order
from rempart.transparency import queries
from rempart.transparency.contracts import Kind, NotYetInForceError
from rempart.transparency.feeds import report_json, write_atom
from rempart.transparency.oversight import list_counts, oversight_json
from tests.conftest import People
from tests.factories.orders import OpenedCase, Orders, make_case
from tests.factories.publishing import publish
from tests.fakes.clocks import StandingClock
from tests.fakes.dsa_database import find_problems
from tests.fakes.naming import BASIS, FakeResolver, FakeRuleBook, FakeZone
from tests.stages.test_orders import order_emergency

pytestmark = pytest.mark.django_db

SEED = bytes(range(32))
ORIGIN = "rempart.test/journal"
KEY = ledger.encode_verifier_key(ORIGIN, ledger.public_key_of(SEED))


def checkpoint() -> str:
    return sign_checkpoint(origin=ORIGIN, key=SEED)


@pytest.fixture
def overseer(people: People) -> Actor:
    return people(Role.OVERSEER)


NEXT_YEAR = datetime(2027, 1, 1, tzinfo=UTC) + queries.SETTLED_AFTER


def report_texts(year: int = 2026, now: datetime = NEXT_YEAR) -> dict[str, str]:
    return {kind: figure.text for kind, figure in queries.get_report(year, now=now).totals.items()}


@pytest.mark.longer
def test_small_numbers_are_kept_back_and_larger_ones_published(orders: Orders, case: OpenedCase, now: datetime) -> None:
    made = [orders.in_force(case) for _ in range(6)]
    revoke_order(order_id=made[0].id, actor=orders.people(Role.ANALYST), now=now, reason="Gone.")
    texts = report_texts()
    assert texts[Kind.PROPOSED] == texts[Kind.IN_FORCE] == "6"
    assert texts[Kind.REVOKED] == "< 5"
    assert texts[Kind.OBJECTIONS] == "0"


@pytest.mark.longer
def test_nothing_is_published_before_the_quarter_is_over(orders: Orders, case: OpenedCase, now: datetime) -> None:
    for _ in range(5):
        orders.propose(case)
    end_of_quarter = datetime(now.year, (now.month - 1) // 3 * 3 + 4, 1, tzinfo=UTC)
    settled = end_of_quarter + queries.SETTLED_AFTER
    assert report_texts(now=settled - timedelta(seconds=1))[Kind.PROPOSED] == "0"
    assert report_texts(now=settled)[Kind.PROPOSED] == "5"


@pytest.mark.longer
def test_who_appeals_a_hundred_times_finds_in_no_figure_whether_the_name_is_blocked(
    orders: Orders, case: OpenedCase, now: datetime
) -> None:
    orders.in_force(case)
    before = queries.get_report(2026, now=NEXT_YEAR)
    for _ in range(20):
        appeal_order(hostname="reopened.example", text="Is it?", now=now)
    after = queries.get_report(2026, now=NEXT_YEAR)
    assert after.totals[Kind.APPEALS].text == "< 5"
    assert after == before


@pytest.mark.longer
def test_what_is_published_of_a_quarter_holds_what_was_on_its_way_when_it_ended(
    orders: Orders, case: OpenedCase
) -> None:
    """A signature of the last second may be committed seconds later; two looks would differ by it."""
    end = datetime(2026, 7, 1, tzinfo=UTC)
    orders.now = end - timedelta(seconds=1)
    case = make_case(orders.people, orders.now, hostname="late.example")
    for _ in range(6):
        orders.propose(case)
    assert report_texts(now=end + timedelta(seconds=1))[Kind.PROPOSED] == "0"
    orders.propose(case)
    assert report_texts(now=end + queries.SETTLED_AFTER)[Kind.PROPOSED] == "7"


@pytest.mark.longer
def test_the_times_of_a_few_orders_wait_as_their_number_does(orders: Orders, case: OpenedCase, now: datetime) -> None:
    """The term of the one order of a quarter would else be read from two publications."""

    def terms(end: datetime) -> float | None:
        (basis,) = queries.get_report(2026, now=end + queries.SETTLED_AFTER).bases
        return basis.terms.median_s

    quarters = [datetime(2026, month, 1, tzinfo=UTC) for month in (4, 7, 10)]
    orders.now = quarters[0] - timedelta(days=5)
    first = make_case(orders.people, orders.now, hostname="first-quarter.example")
    for _ in range(5):
        orders.in_force(first, expires_at=orders.now + timedelta(days=30))
    for quarter, number in ((1, 3), (2, 2)):
        orders.now = quarters[quarter] - timedelta(days=5)
        later = make_case(orders.people, orders.now, hostname=f"quarter-{quarter}.example")
        for _ in range(number):
            orders.in_force(later, expires_at=orders.now + timedelta(days=80))
    assert [terms(end) for end in quarters] == [30.0, 30.0, 30.0]
    assert (
        queries.get_report(2026, now=quarters[1] + queries.SETTLED_AFTER).bases[0].figures[Kind.IN_FORCE].text == "≥ 5"
    )
    orders.now = quarters[2] - timedelta(days=4)
    for _ in range(1):
        orders.in_force(later, expires_at=orders.now + timedelta(days=80))
    assert terms(quarters[2]) == 80.0


@pytest.mark.longer
def test_a_renewal_alters_no_term_that_was_published(orders: Orders, case: OpenedCase, now: datetime) -> None:
    """Two publications of a quarter would else tell of the one order that was renewed."""
    made = [orders.in_force(case, expires_at=now + timedelta(days=days)) for days in (10, 20, 30, 40, 50)]
    published = queries.get_report(2026, now=NEXT_YEAR).bases[0].terms
    assert published.median_s == 30.0
    propose_renewal(
        order_id=made[0].id,
        expires_at=now + timedelta(days=85),
        rule_book=orders.rule_book,
        actor=orders.people(Role.ANALYST),
        now=now,
        reason="Still there.",
    )
    renewer = orders.people(Role.REVIEWER)
    renewed = countersign_renewal(order_id=made[0].id, rule_book=orders.rule_book, actor=renewer, now=now)
    assert renewed.expires_at == now + timedelta(days=85)
    assert queries.get_report(2026, now=NEXT_YEAR).bases[0].terms == published


def test_no_act_is_counted_in_two_figures() -> None:
    """Else the difference of two published figures is a small one that was kept back."""
    counted = [act for acts in queries._ACTS.values() for act in acts]
    assert len(counted) == len(set(counted))


@pytest.mark.longer
def test_numbers_are_of_the_year_and_the_legal_basis(orders: Orders, case: OpenedCase) -> None:
    for _ in range(5):
        orders.propose(case)
    report = queries.get_report(2026, now=NEXT_YEAR)
    assert [(basis.code, basis.figures[Kind.PROPOSED].text) for basis in report.bases] == [("fr-lcen-6-1", "5")]
    assert queries.get_report(2025, now=NEXT_YEAR).bases == ()


@pytest.mark.longer
def test_appeals_over_blocks_terms_and_times_are_counted(
    orders: Orders, case: OpenedCase, now: datetime, people: People
) -> None:
    zone = FakeZone()
    hosts = {"school.test": ("192.0.2.9",)}
    for order in [orders.in_force(case, hostname=f"{letter}.reopened.example") for letter in "abcde"]:
        publish(order.id, zone, now)
        probe_order(
            order_id=order.id,
            resolvers=[FakeResolver("subscriber", hosts, zone, frozenset({"school.test"}))],
            surroundings=Surroundings(("school.test",), FakeResolver("open", hosts)),
            clock=StandingClock(now + timedelta(seconds=2)),
            actor=SYSTEM,
            now=now,
            cause=journal.get_size() - 1,
        )
        appeal_order(hostname=order.hostname, text="It is mine.", now=now)
    (waiting, *rest) = list_appeals(viewer=people(Role.OVERSEER))
    for appeal in (waiting, *rest):
        answer_appeal(appeal_id=appeal.id, upheld=True, text="So it is.", actor=people(Role.LEGAL_OFFICER), now=now)
    texts = report_texts()
    assert (texts[Kind.APPEALS], texts[Kind.UPHELD], texts[Kind.OVER_BLOCKS]) == ("≥ 5", "5", "5")
    (basis,) = queries.get_report(2026, now=NEXT_YEAR).bases
    assert basis.terms.median_s == 30.0
    assert basis.blocking.median_s == pytest.approx(2.0, abs=0.5)


@pytest.mark.longer
def test_the_feed_has_one_entry_a_quarter_and_names_nobody(orders: Orders, case: OpenedCase) -> None:
    for _ in range(5):
        orders.in_force(case)
    releases = queries.list_releases(now=NEXT_YEAR)
    text = write_atom(releases, title="Hotline", site="https://h.example/t/", feed="https://h.example/t/f")
    root = ElementTree.fromstring(text)
    names = {"a": "http://www.w3.org/2005/Atom"}
    entries = root.findall("a:entry", names)
    assert len(entries) == len({entry.findtext("a:id", "", names) for entry in entries}) == 8
    assert root.findtext("a:updated", "", names) == "2027-01-01T00:00:00+00:00"
    assert "in-force 5" in entries[0].findtext("a:content", "", names)
    assert b"reopened" not in text
    assert "reopened" not in json.dumps(report_json(releases[0]))


def test_the_oversight_report_is_counted_from_the_real_journal(
    orders: Orders, case: OpenedCase, now: datetime, overseer: Actor
) -> None:
    order = orders.in_force(case)
    object_order(order_id=order.id, actor=overseer, now=now, reason="Too long.")
    revoke_order(order_id=order.id, actor=orders.people(Role.ANALYST), now=now, reason="The overseer is right.")
    (year,) = queries.list_oversight(offences={"fr-lcen-6-1": "child-abuse"}, viewer=overseer)
    assert year.blocking == {"child-abuse": 1}
    counts = {kind: count for kind, count, _ in list_counts(year, year)}
    assert (counts["objections"], counts["followed"], counts["sittings"]) == (1, 1, 1)
    assert oversight_json([year])[0]["blocking"] == 1
    with pytest.raises(NotAllowedError):
        queries.list_oversight(offences={}, viewer=orders.people(Role.ANALYST))


def test_the_oversight_report_counts_an_emergency_that_the_overseer_stopped(
    orders: Orders, case: OpenedCase, now: datetime, overseer: Actor
) -> None:
    order = order_emergency(orders, case, orders.people(Role.LEGAL_OFFICER))
    suspend_order(order_id=order.id, actor=overseer, now=now, reason="One signature is too few here.")
    (year,) = queries.list_oversight(offences={}, viewer=overseer)
    assert (year.blocking.total(), year.sittings, year.examined, year.suspensions) == (1, 1, 1, 1)


@pytest.mark.longer
def test_two_titles_of_one_legal_basis_are_both_in_the_figures_for_programs(orders: Orders, case: OpenedCase) -> None:
    for text, number in (("As cited first", 5), ("As cited later", 6)):
        orders.rule_book = FakeRuleBook(bases=[replace(BASIS, text=text)])
        for _ in range(number):
            orders.in_force(case)
    found = json.loads(json.dumps(report_json(queries.get_report(2026, now=NEXT_YEAR))))
    assert {basis["title"]: basis["figures"]["in-force"] for basis in found["bases"]} == {
        replace(BASIS, text="As cited first").title: "5",
        replace(BASIS, text="As cited later").title: "6",
    }
    assert {basis["code"] for basis in found["bases"]} == {BASIS.code}


def test_statements_of_reasons_keep_the_rules_of_the_dsa_database_and_name_no_site(
    orders: Orders, case: OpenedCase, overseer: Actor
) -> None:
    words = "Reopened.example is forum.test under a new name, at 192.0.2.7. " * 200
    orders.in_force(case, necessity=words[:5000], scope="Nothing but reopened.example.")
    orders.propose(case)
    (statement,) = queries.list_statements(countries={"fr-lcen-6-1": "FR"}, viewer=overseer)
    assert find_problems(statement) == ()
    assert statement["territorial_scope"] == ["FR"]
    text = json.dumps(statement).lower()
    assert not [name for name in ("reopened.example", "forum.test", "192.0.2.7") if name in text]


@pytest.mark.parametrize(
    "named",
    [
        "bücher.example",
        "Bücher.Example",
        "пример.испытание",
        "उदाहरण.परीक्षा",
        "例子。测试",
        "reopened[.]example",
        "reopened(dot)example",
        "192.0[.]2.7",
        "2001:db8::7",
    ],
)
def test_a_statement_hides_a_name_however_it_is_written(
    orders: Orders, case: OpenedCase, overseer: Actor, named: str
) -> None:
    """The order keeps the name in letters of ASCII; whoever gives reasons writes it as it is read."""
    words = f"The site at {named}, closed by a court (art. 6-1), is back; see p. 3."
    orders.in_force(case, hostname="xn--bcher-kva.reopened.example", necessity=words)
    (statement,) = queries.list_statements(countries={}, viewer=overseer)
    assert statement["decision_facts"] == "The site at [name], closed by a court (art. 6-1), is back; see p. 3."


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"puid": "a b"}, "puid has other characters than letters, digits, - and _"),
        ({"decision_facts": ""}, "decision_facts is empty"),
        ({"decision_facts": "x" * 5001}, "decision_facts is longer than 5000"),
        ({"source_type": "SOURCE_MINE"}, "source_type is none of its words"),
        ({"territorial_scope": ["ZZ"]}, "territorial_scope names a country outside the EEA"),
        ({"application_date": "2019-01-01"}, "application_date is too early"),
        ({"end_date_visibility_restriction": "2020-06-01"}, "end_date_visibility_restriction comes before"),
    ],
)
def test_a_statement_that_the_database_would_reject_is_found_out(
    orders: Orders, case: OpenedCase, overseer: Actor, change: dict[str, object], problem: str
) -> None:
    orders.in_force(case)
    (statement,) = queries.list_statements(countries={}, viewer=overseer)
    assert any(found.startswith(problem) for found in find_problems(statement | change))


def test_an_order_is_in_the_public_log_the_moment_it_takes_effect(
    orders: Orders, case: OpenedCase, now: datetime
) -> None:
    orders.propose(case)
    assert queries.list_commitments() == ()
    orders.in_force(case)
    (commitment,) = queries.list_commitments()
    assert commitment.at == now
    public = leaf(journal.get_entry(commitment.index))
    assert json.loads(public)["commitment"] == commitment.sha256
    assert b"reopened" not in public
    orders.in_force(case)
    (newest,) = queries.list_commitments(limit=1)
    assert newest.index > commitment.index


def test_an_opening_proves_the_order_to_anybody_with_the_log_s_key(
    orders: Orders, case: OpenedCase, overseer: Actor
) -> None:
    order = orders.in_force(case)
    orders.propose(case)
    opening = queries.open_order(order.id, checkpoint=checkpoint, viewer=overseer)
    found = ledger.check_opening(opening.proof, KEY)
    assert found.sound
    assert found.index == opening.index
    facts = found.entry["facts"]
    assert isinstance(facts, dict)
    assert facts["hostname"] == "reopened.example"


def test_an_opening_whose_entry_was_changed_proves_nothing(orders: Orders, case: OpenedCase, overseer: Actor) -> None:
    order = orders.in_force(case)
    proof = ledger.parse_proof(queries.open_order(order.id, checkpoint=checkpoint, viewer=overseer).proof)
    extra = json.loads(proof.extra)
    forged = extra | {"entry": extra["entry"].replace("reopened.example", "innocent.example")}
    assert forged != extra
    text = ledger.encode_proof(
        ledger.InclusionRecord(proof.index, proof.hashes, proof.checkpoint, json.dumps(forged).encode())
    )
    assert not ledger.check_opening(text, KEY).sound
    other_key = ledger.encode_verifier_key(ORIGIN, ledger.public_key_of(bytes(32)))
    whole = queries.open_order(order.id, checkpoint=checkpoint, viewer=overseer).proof
    assert not ledger.check_opening(whole, other_key).sound
    with pytest.raises(ledger.OpeningUnreadableError):
        ledger.check_opening("no proof", KEY)


def test_a_dictionary_of_hostnames_does_not_open_a_commitment(orders: Orders, case: OpenedCase) -> None:
    """The attacker knows the form, the true name, and everything else of the entry; only the salt is unknown."""
    orders.in_force(case)
    (commitment,) = queries.list_commitments()
    entry = canonical(journal.get_entry(commitment.index))
    dictionary = [b"reopened.example", b"innocent.example", entry, entry.replace(b"reopened", b"innocent")]
    salts = [b"", bytes(32), commitment.sha256.encode(), *(bytes([number]) * 32 for number in range(256))]
    guesses = {hashlib.sha256(salt + text).hexdigest() for salt, text in product(salts, dictionary)}
    assert commitment.sha256 not in guesses
    assert len(journal.get_entry(commitment.index).salt) == 32


@pytest.mark.longer
def test_whoever_was_given_a_code_opens_that_one_order_and_no_other(
    orders: Orders, case: OpenedCase, overseer: Actor, people: People, now: datetime
) -> None:
    one, other = orders.in_force(case), orders.in_force(case, hostname="www.reopened.example")
    code = hand_over_code(order_id=one.id, for_whom="administrative court, file 7", actor=overseer, now=now)
    opened = queries.open_by_code(code.lower().replace("-", " "), checkpoint=checkpoint, now=now)
    assert (opened.order_id, opened.facts["hostname"]) == (one.id, "reopened.example")
    assert other.hostname not in opened.proof
    checked = ledger.check_opening(opened.proof, KEY)
    assert checked.sound
    assert checked.entry["facts"]["order_id"] == str(one.id)
    (used,) = journal.list_of(OpeningCodeUsed.act)
    assert used.facts["order_id"] == str(one.id)
    assert code not in str([entry.facts for entry in journal.list_of(OpeningCodeIssued.act, OpeningCodeUsed.act)])
    with pytest.raises(NotAllowedError):
        hand_over_code(order_id=one.id, for_whom="me", actor=people(Role.ANALYST), now=now)
    with pytest.raises(WordsMissingError):
        hand_over_code(order_id=one.id, for_whom=" ", actor=overseer, now=now)
    with pytest.raises(OrderMissingError):
        hand_over_code(order_id=orders.propose(case).id, for_whom="court", actor=overseer, now=now)


@pytest.mark.longer
def test_an_appeal_s_code_opens_the_order_only_where_its_answer_says_so(
    orders: Orders, case: OpenedCase, people: People, now: datetime
) -> None:
    """Else anybody could appeal on any name and read out of it whether it is blocked."""
    orders.in_force(case)
    officer = people(Role.LEGAL_OFFICER)
    codes = {}
    for hostname in ("reopened.example", "reopened.example", "innocent.example"):
        codes[appeal_order(hostname=hostname, text="It is mine.", now=now).code] = hostname
    for appeal, opens in zip(list_appeals(viewer=officer), (True, False, True), strict=True):
        answer_appeal(appeal_id=appeal.id, upheld=False, text="No.", actor=officer, now=now, opens=opens)
    opened = []
    for code, hostname in codes.items():
        try:
            opened.append(queries.open_by_code(code, checkpoint=checkpoint, now=now).facts["hostname"])
        except OpeningCodeMissingError:
            continue
        assert hostname == "reopened.example"
    assert opened == ["reopened.example"]


def try_code(code: str, now: datetime) -> str:
    try:
        return str(queries.open_by_code(code, checkpoint=checkpoint, now=now).order_id)
    except (OpeningCodeMissingError, OpeningsBusyError) as error:
        return error.code


@pytest.mark.longer
def test_who_guesses_codes_is_told_nothing_and_slowed_down(
    orders: Orders, case: OpenedCase, overseer: Actor, now: datetime
) -> None:
    """The same for a group in which there is a code as for one in which there is none: else groups could be read."""
    order = orders.in_force(case)
    code = hand_over_code(order_id=order.id, for_whom="court", actor=overseer, now=now)
    there = code[:4]
    empty = "0000" if there != "0000" else "1111"
    later = now.replace(minute=0) + timedelta(days=1)
    for group in (there, empty):
        told = [try_code(f"{group}-0000-0000-{number:04}", later) for number in range(WRONG_PER_HOUR + 2)]
        assert told == ["orders.opening_code_missing"] * WRONG_PER_HOUR + ["orders.openings_busy"] * 2
    assert try_code(code, later + timedelta(minutes=59)) == "orders.openings_busy"
    assert try_code(code, later + timedelta(minutes=60)) == str(order.id)
    assert len(journal.list_of(OpeningCodeUsed.act)) == 1


@pytest.mark.longer
def test_a_stranger_who_guesses_locks_nobody_out(
    orders: Orders, case: OpenedCase, overseer: Actor, now: datetime
) -> None:
    order = orders.in_force(case)
    code = hand_over_code(order_id=order.id, for_whom="court", actor=overseer, now=now)
    groups = [group for group in (f"{number:04}" for number in range(100)) if group != code[:4]]
    for group in groups:
        try_code(f"{group}-0000-0000-0000", now)
    assert {try_code(code, now) for _ in range(2 * WRONG_PER_HOUR)} == {str(order.id)}


@pytest.mark.django_db(transaction=True)
def test_wrong_codes_are_counted_over_every_process(people: People, now: datetime) -> None:
    """Each thread has a connection of its own, as another worker has, and nothing in common with the others."""

    def guess(number: int) -> str:
        try:
            return try_code(f"ABCD-0000-0000-{number:04}", now)
        finally:
            connection.close()

    # The tests' SQLite lies in memory, where writers do not wait for each other; it has one writer at a time anyway.
    with ThreadPoolExecutor(max_workers=4 if connection.vendor == "postgresql" else 1) as workers:
        told = list(workers.map(guess, range(3 * WRONG_PER_HOUR)))
    assert told.count("orders.opening_code_missing") == WRONG_PER_HOUR
    assert told.count("orders.openings_busy") == 2 * WRONG_PER_HOUR
    assert guess(9999) == "orders.openings_busy"  # by what the database holds, as after a restart
    assert WrongCodeRow.objects.get().wrong == WRONG_PER_HOUR
    try_code("ABCD-0000-0000-0000", now + timedelta(days=2))
    assert WrongCodeRow.objects.count() == 1  # what is older is forgotten


def test_only_those_with_the_right_open_a_commitment(
    orders: Orders, case: OpenedCase, people: People, overseer: Actor
) -> None:
    order = orders.in_force(case)
    for actor in (PUBLIC, people(Role.ANALYST), people(Role.PUBLISHER)):
        with pytest.raises(NotAllowedError):
            queries.open_order(order.id, checkpoint=checkpoint, viewer=actor)
    with pytest.raises(NotYetInForceError):
        queries.open_order(orders.propose(case).id, checkpoint=checkpoint, viewer=overseer)
