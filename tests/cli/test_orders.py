"""The commands for orders, lists, probes and transparency, from a shell's point of view."""

import json
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner, Result

from rempart import wiring
from rempart.cli import build_app, exit_code_of
from rempart.cli.signing import FileUnusableError
from rempart.cli.writing import OutputUnwritableError
from rempart.engines import ledger
from rempart.engines.policy.mandates import (
    Mandate,
    Recheck,
    sign_mandate,
    sign_recheck,
    write_recheck,
    write_signature,
)
from rempart.journal.queries import list_of
from rempart.kernel.actors import Actor, Role
from rempart.kernel.errors import RempartError
from rempart.orders.contracts import MandateCompleted, OrderRechecked, RecheckSigned
from rempart.people.services import issue_api_token
from tests.conftest import People
from tests.factories.orders import OpenedCase
from tests.fakes.clocks import StandingClock
from tests.fakes.naming import FakeCoHosting, FakeResolver, FakeRuleBook, FakeZone

pytestmark = pytest.mark.django_db

HOSTS = {"reopened.example": ("192.0.2.7",), "control.example": ("192.0.2.8",)}


@pytest.fixture
def co_hosting() -> FakeCoHosting:
    return FakeCoHosting()


@pytest.fixture(autouse=True)
def _outside(monkeypatch: pytest.MonkeyPatch, zone: FakeZone, co_hosting: FakeCoHosting, now: datetime) -> None:
    ports = SimpleNamespace(
        clock=StandingClock(now),
        publisher=zone,
        resolvers=(FakeResolver("subscriber", HOSTS, zone),),
        control=FakeResolver("open", HOSTS),
        control_names=("control.example",),
        co_hosting=co_hosting,
        rule_book=FakeRuleBook(),
        registrations=None,
        checkpoint=wiring.sign_checkpoint,
    )
    monkeypatch.setattr(wiring, "current_ports", lambda: ports)
    monkeypatch.setattr(
        "rempart.orders.judging.certificate_reader", lambda *_: None
    )  # the exhibits are rows without a file
    monkeypatch.setattr("rempart.cli.database.open_database", lambda: None)  # the test database is there already
    monkeypatch.delenv("REMPART_TOKEN", raising=False)


def run(*arguments: object, actor: Actor | None = None, now: datetime | None = None) -> Result:
    words = [str(argument) for argument in arguments]
    token = issue_api_token(label="test", actor=actor, now=now) if actor and now else None
    environment = {"REMPART_TOKEN": token} if token else {}
    return CliRunner().invoke(build_app(words), words, env=environment)


def code_of(result: Result) -> int:
    if isinstance(result.exception, RempartError):
        return exit_code_of(result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code


def propose(case: OpenedCase, actor: Actor, now: datetime, *more: object) -> Result:
    words = ("order", "propose", case.id, case.hostname, "--necessity", "Reopened.", "--json", *more)
    return run(*words, actor=actor, now=now)


def test_an_order_goes_from_proposal_to_proof_by_commands(
    case: OpenedCase, people: People, now: datetime, zone: FakeZone, tmp_path: Path
) -> None:
    analyst, reviewer = people(Role.ANALYST), people(Role.REVIEWER)
    proposed = json.loads(propose(case, analyst, now).stdout)
    assert proposed["state"] == "proposed"
    assert code_of(run("order", "countersign", proposed["id"], actor=analyst, now=now)) == 1
    signed = run("order", "countersign", proposed["id"], "--json", actor=reviewer, now=now)
    assert json.loads(signed.stdout)["state"] == "in-force"

    assert code_of(run("probe", proposed["id"])) == 1
    assert code_of(run("lists", "check", "--no-mend")) == 1
    assert code_of(run("lists", "check")) == 0
    assert [change.hostname for change in zone.list_blocked()] == ["reopened.example"]
    probed = run("probe", proposed["id"], "--json")
    assert (code_of(probed), json.loads(probed.stdout)["outcome"]) == (0, "effective")

    file = tmp_path / "list.rpz"
    assert code_of(run("lists", "export", "--format", "rpz", "-o", file)) == 0
    assert "reopened.example CNAME .\n" in file.read_text()
    assert "reopened.example" in run("lists", "export", "--format", "domains").stdout

    assert code_of(run("order", "revoke", proposed["id"], "--reason", "Gone.", actor=reviewer, now=now)) == 0
    (listed,) = json.loads(run("order", "list", "--json").stdout)
    assert listed["state"] == "revoked"
    assert "revoke" in run("order", "show", proposed["id"]).stdout


def test_two_signers_sign_on_computers_of_their_own_and_hand_their_signatures_in(
    case: OpenedCase, people: People, now: datetime, tmp_path: Path
) -> None:
    analyst, reviewer = people(Role.ANALYST), people(Role.REVIEWER)
    order = json.loads(propose(case, analyst, now).stdout)["id"]
    assert code_of(run("order", "countersign", order, actor=reviewer, now=now)) == 0
    file, key, line = tmp_path / "mandate.json", tmp_path / "own.key", tmp_path / "signature"
    assert code_of(run("order", "mandate", order, "--save", file, actor=analyst, now=now)) == 0
    assert code_of(run("order", "mandate", order, actor=analyst, now=now)) == 2
    lost = run("order", "mandate", order, "--save", tmp_path / "nowhere" / "mandate.json", actor=analyst, now=now)
    assert isinstance(lost.exception, OutputUnwritableError)
    told = []
    for number, actor in enumerate((analyst, reviewer), start=1):
        key.write_text((bytes([number]) * 32).hex())
        mandate = Mandate.from_json(json.loads(file.read_text()))  # the signer's computer has the hub's file and clock
        line.write_text(write_signature(mandate, sign_mandate(mandate, bytes.fromhex(key.read_text()))))
        handed = run("order", "mandate", order, "--signature", line, actor=actor, now=now)
        assert code_of(handed) == 0
        assert code_of(run("order", "mandate", order, "--signature", line, actor=actor, now=now)) == 1
        told.append(handed.stderr)
    assert "awaited" in told[0]
    assert "goes to the edge agents" in told[1]
    (entry,) = list_of(MandateCompleted.act)
    assert entry.facts["sha256"] == mandate.digest

    for other, code in ((str(case.id), 1), (order, 0)):
        looked = Recheck(other, now)
        line.write_text(write_recheck(looked, sign_recheck(looked, bytes([1]) * 32)))
        words = ("order", "recheck", order, "--reason", "Looked again.", "--signature", line)
        assert code_of(run(*words, actor=analyst, now=now)) == code
    # The first one left nothing behind: no re-check without its signature.
    assert [len(list_of(act)) for act in (OrderRechecked.act, RecheckSigned.act)] == [1, 1]


@pytest.mark.parametrize("verb", ["mandate", "recheck"])
def test_a_key_or_a_signature_that_cannot_be_read_is_named_and_changes_nothing(
    case: OpenedCase, people: People, now: datetime, tmp_path: Path, verb: str
) -> None:
    analyst = people(Role.ANALYST)
    order = json.loads(propose(case, analyst, now).stdout)["id"]
    file = tmp_path / "brought"
    words = ("order", verb, order, *(("--reason", "Looked again.") if verb == "recheck" else ()))
    for option in ("--key", "--signature"):
        assert code_of(run(*words, option, file, actor=analyst, now=now)) == 2  # it is not there
    for option, content in (("--key", b"ab"), ("--key", b"no key"), ("--signature", "é".encode("latin-1"))):
        file.write_bytes(content)
        told = run(*words, option, file, actor=analyst, now=now)
        assert isinstance(told.exception, FileUnusableError)
        assert str(file) in told.exception.message
        file.unlink()
    assert [len(list_of(act)) for act in (MandateCompleted.act, OrderRechecked.act, RecheckSigned.act)] == [0, 0, 0]


def test_a_hashed_list_needs_the_partner_s_key(tmp_path: Path) -> None:
    key = tmp_path / "partner.key"
    key.write_text("ab" * 32)
    words = ("lists", "export", "--format", "hashed")
    assert code_of(run(*words, "--key", key)) == 0
    assert code_of(run(*words)) == 2
    key.write_text("ab")
    assert code_of(run(*words, "--key", key)) == 2


def test_a_refused_order_exits_1_and_says_why(
    case: OpenedCase, people: People, now: datetime, co_hosting: FakeCoHosting
) -> None:
    result = propose(case, people(Role.ANALYST), now, "--exhibit", case.exhibit_id, "--days", "1")
    assert code_of(result) == 0
    co_hosting.neighbours = {"192.0.2.7": ["a.test", "b.test", "c.test"]}
    refused = propose(case, people(Role.ANALYST), now)
    assert code_of(refused) == 1
    assert json.loads(refused.stdout)["refusals"][0]["code"] == "policy.shared_hosting"


def test_the_console_decides_nothing(case: OpenedCase, now: datetime) -> None:
    words = ("order", "propose", case.id, case.hostname, "--necessity", "Reopened.", "--basis", "fr-lcen-6-1")
    assert code_of(run(*words, "--exhibit", case.exhibit_id)) == 1


def test_unusable_input_exits_2(case: OpenedCase, people: People, now: datetime) -> None:
    analyst = people(Role.ANALYST)
    assert code_of(run("order", "list", "--token", "nonsense")) == 2
    assert code_of(propose(case, analyst, now, "--basis", "none-such")) == 2
    assert code_of(run("lists", "export", "--format", "spreadsheet")) == 2
    assert code_of(run("order", "show", case.id)) == 2


def test_a_primary_that_does_not_answer_exits_3(zone: FakeZone) -> None:
    zone.failing = True
    assert code_of(run("lists", "check")) == 3


def test_an_opened_commitment_is_checked_without_the_database(
    case: OpenedCase, people: People, now: datetime, tmp_path: Path
) -> None:
    order = json.loads(propose(case, people(Role.ANALYST), now).stdout)["id"]
    run("order", "countersign", order, actor=people(Role.REVIEWER), now=now)
    file = tmp_path / "order.tlog-proof"
    assert code_of(run("transparency", "open", order, "-o", file, actor=people(Role.OVERSEER), now=now)) == 0
    checked = run("transparency", "check", file, "--key", wiring.journal_verifier_key())
    assert code_of(checked) == 0
    assert "reopened.example" in checked.stdout
    other = ledger.encode_verifier_key("rempart.example/journal", ledger.public_key_of(bytes(32)))
    assert code_of(run("transparency", "check", file, "--key", other)) == 1


def test_the_public_numbers_come_as_json() -> None:
    result = run("transparency", "report", "--year", "2026", "--json")
    assert json.loads(result.stdout)["totals"]["in-force"] == "0"


def test_the_life_of_an_order_is_printed_from_the_code() -> None:
    assert (
        "| proposed | countersign | in-force | legal-officer, reviewer | second signature |"
        in run("order", "table").stdout
    )
