from datetime import datetime, timedelta
from itertools import product
from uuid import UUID

import pytest

from rempart.journal import queries as journal
from rempart.kernel.actors import CONSOLE, PUBLIC, SYSTEM, Actor, Role
from rempart.people import queries, services
from rempart.people.contracts import (
    AccountExistsError,
    AccountMissingError,
    LabelTakenError,
    NotAllowedError,
    NotYourRowError,
    OwnDecisionError,
    RolesConflictError,
    TokenMissingError,
)
from rempart.people.models import ApiToken, OneTimeLogin
from rempart.people.permissions import PERMISSIONS, PUBLIC_ACTS, STANDS_ALONE, Row, may, require
from tests.conftest import People

# What takes two people, and the acts of one who only watches: nobody may hold both ends.
DECISIONS = ("orders.propose", "orders.countersign", "orders.revoke", "cases.close", "publications.publish")


def test_a_person_has_the_rights_of_each_role_and_no_other(people: People) -> None:
    for role in Role:
        actor = people(role)
        allowed = {act for act in PERMISSIONS if may(actor, act)}
        assert allowed == {act for act, roles in PERMISSIONS.items() if role in roles} | (
            PUBLIC_ACTS & set(PERMISSIONS)
        )


def test_an_act_that_nobody_wrote_down_is_allowed_to_nobody(people: People) -> None:
    actors = (*(people(role) for role in Role), SYSTEM, CONSOLE, PUBLIC)
    assert not any(may(actor, "cases.burn") for actor in actors)


@pytest.mark.parametrize(("actor", "act"), list(product((SYSTEM, CONSOLE, PUBLIC), DECISIONS)))
def test_no_machine_decides(actor: Actor, act: str) -> None:
    if (actor, act) != (SYSTEM, "publications.publish"):  # it carries out what two people signed
        assert not may(actor, act)


@pytest.mark.parametrize("role", sorted(STANDS_ALONE))
def test_who_watches_decides_nothing(people: People, role: Role) -> None:
    watcher = people(role)
    assert not any(may(watcher, act) for act in DECISIONS)


@pytest.mark.django_db
@pytest.mark.parametrize(("alone", "other"), list(product(sorted(STANDS_ALONE), [Role.ANALYST, Role.LEGAL_OFFICER])))
def test_nobody_watches_and_decides(people: People, now: datetime, alone: Role, other: Role) -> None:
    with pytest.raises(RolesConflictError):
        people(alone, other)
    for first, second in ((alone, other), (other, alone)):
        account_id = people(first).account_id
        assert account_id is not None
        with pytest.raises(RolesConflictError):
            services.grant_role(account_id=account_id, role=second, actor=CONSOLE, now=now, reason="More work")


def test_a_row_of_another_organisation_is_not_ones_own_but_the_overseer_sees_all(people: People) -> None:
    theirs = Row(organisation_id=people(Role.ANALYST, organisation="Police P").organisation_id)
    with pytest.raises(NotYourRowError):
        require(people(Role.ANALYST), "cases.note", theirs)
    require(people(Role.OVERSEER), "cases.view", theirs)


def test_one_who_stands_on_one_side_of_a_decision_cannot_take_the_other(people: People) -> None:
    legal = people(Role.LEGAL_OFFICER)
    assert legal.account_id is not None
    with pytest.raises(OwnDecisionError):
        require(legal, "orders.countersign", Row(decided_by=frozenset({legal.account_id})))
    require(people(Role.REVIEWER), "orders.countersign", Row(decided_by=frozenset({legal.account_id})))


def test_a_refusal_says_who_may(people: People) -> None:
    with pytest.raises(NotAllowedError, match="overseer"):
        require(people(Role.ANALYST), "orders.object")


def test_a_withdrawn_role_and_a_closed_account_end_rights_at_once(people: People, now: datetime) -> None:
    account_id = people(Role.ANALYST, Role.PUBLISHER).account_id
    assert account_id is not None
    services.withdraw_role(account_id=account_id, role=Role.PUBLISHER, actor=CONSOLE, now=now, reason="Left the team")
    assert queries.get_actor(account_id).roles == {Role.ANALYST}
    services.close_account(account_id=account_id, actor=CONSOLE, now=now, reason="Left the house")
    with pytest.raises(AccountMissingError):
        queries.get_actor(account_id)


@pytest.mark.django_db
def test_a_link_lets_in_once_within_a_day_and_its_secret_is_kept_nowhere(people: People, now: datetime) -> None:
    account_id = people(Role.ANALYST).account_id
    assert account_id is not None
    secret = services.issue_one_time_login(account_id=account_id, actor=CONSOLE, now=now)
    assert secret not in str(list(OneTimeLogin.objects.values())) + str(journal.list_entries())
    late = services.issue_one_time_login(account_id=account_id, actor=CONSOLE, now=now)
    assert services.use_one_time_login(secret=late, now=now + timedelta(hours=24)) is None
    entered = services.use_one_time_login(secret=secret, now=now + timedelta(hours=23))
    assert entered is not None
    assert entered.id == account_id
    assert services.use_one_time_login(secret=secret, now=now + timedelta(hours=23)) is None
    assert services.use_one_time_login(secret="guessed", now=now) is None


def test_a_link_does_not_open_a_closed_account(people: People, now: datetime) -> None:
    account_id = people(Role.ANALYST).account_id
    assert account_id is not None
    secret = services.issue_one_time_login(account_id=account_id, actor=CONSOLE, now=now)
    services.close_account(account_id=account_id, actor=CONSOLE, now=now, reason="Left the house")
    assert services.use_one_time_login(secret=secret, now=now) is None


def test_a_token_acts_with_the_rights_that_its_owner_holds_now(people: People, now: datetime) -> None:
    analyst = people(Role.ANALYST, Role.PUBLISHER)
    assert analyst.account_id is not None
    secret = services.issue_api_token(label="script", actor=analyst, now=now)
    assert secret not in str(list(ApiToken.objects.values())) + str(journal.list_entries())
    services.withdraw_role(account_id=analyst.account_id, role=Role.PUBLISHER, actor=CONSOLE, now=now, reason="x")
    found = queries.find_actor_by_token(secret)
    assert found is not None
    assert found.roles == {Role.ANALYST}
    services.close_account(account_id=analyst.account_id, actor=CONSOLE, now=now, reason="Left")
    assert queries.find_actor_by_token(secret) is None
    assert queries.find_actor_by_token("guessed") is None


def test_accounts_are_managed_by_administrators_and_the_console_alone(people: People, now: datetime) -> None:
    account_id = people(Role.ANALYST).account_id
    assert account_id is not None
    for actor in (people(Role.ANALYST), people(Role.AUDITOR), SYSTEM, PUBLIC):
        with pytest.raises(NotAllowedError):
            services.grant_role(account_id=account_id, role=Role.REVIEWER, actor=actor, now=now, reason="x")
    administrator = people(Role.ADMINISTRATOR)
    services.grant_role(account_id=account_id, role=Role.REVIEWER, actor=administrator, now=now, reason="x")
    assert queries.get_actor(account_id).roles == {Role.ANALYST, Role.REVIEWER}
    assert {person.id for person in queries.list_people(viewer=administrator)} >= {account_id}


def test_an_address_and_a_label_are_taken_once_and_it_is_said_which_was(people: People, now: datetime) -> None:
    people(Role.ANALYST, label="analyst A")
    for email, label, taken in (
        ("PERSON1@hotline.example", "another", AccountExistsError),
        ("new@hotline.example", "analyst A", LabelTakenError),
    ):
        with pytest.raises(taken):
            services.open_account(email=email, label=label, organisation="Hotline H", roles=(), actor=CONSOLE, now=now)


def test_an_account_that_is_not_there_is_said_so(people: People, now: datetime) -> None:
    people(Role.ANALYST)
    with pytest.raises(AccountMissingError):
        queries.get_actor(UUID(int=1))
    with pytest.raises(AccountMissingError):
        queries.get_actor_by_email("nobody@hotline.example")
    with pytest.raises(AccountMissingError):
        services.issue_api_token(label="x", actor=CONSOLE, now=now)


def test_a_revoked_token_acts_for_nobody_and_only_its_person_or_an_administrator_revokes(
    people: People, now: datetime
) -> None:
    owner, other, admin = people(Role.ANALYST), people(Role.REVIEWER), people(Role.ADMINISTRATOR)
    assert owner.account_id is not None
    secrets = [services.issue_api_token(label=f"program {number}", actor=owner, now=now) for number in range(2)]
    tokens = queries.list_api_tokens(owner.account_id, viewer=owner)
    assert {token.label for token in tokens} == {"program 0", "program 1"}
    with pytest.raises(NotAllowedError):
        queries.list_api_tokens(owner.account_id, viewer=other)
    with pytest.raises(NotAllowedError):
        services.revoke_api_token(token_id=tokens[0].id, actor=other, now=now)
    for token, actor in zip(tokens, (owner, admin), strict=True):
        assert services.revoke_api_token(token_id=token.id, actor=actor, now=now) == owner.account_id
    assert [queries.find_actor_by_token(secret) for secret in secrets] == [None, None]
    assert journal.list_latest(limit=1)[0].act == "people.api_token_revoked"
    with pytest.raises(TokenMissingError):
        services.revoke_api_token(token_id=tokens[0].id, actor=owner, now=now)
