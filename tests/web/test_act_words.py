"""A refusal says in words, in both languages, what may not be done."""

from uuid import UUID

import pytest
from django.utils.translation import override

from rempart.engines.policy.orders import Act, Signer, Standing, step
from rempart.kernel.actors import Role
from rempart.kernel.reasons import Reason
from rempart.people.contracts import NotAllowedError, NotYourRowError, OwnDecisionError
from rempart.people.permissions import PERMISSIONS, PUBLIC_ACTS, SYSTEM_ACTS
from rempart.web import words
from rempart.web.act_words import ACTS


def test_every_act_that_can_be_refused_is_called_in_words() -> None:
    acts = {*PERMISSIONS, *SYSTEM_ACTS, *PUBLIC_ACTS}
    assert {f"may.{act}" for act in acts} <= ACTS.keys()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "F may not do this: see who has an account."),
        ("fr", "F n’a pas ce droit\N{NO-BREAK SPACE}: voir qui a un compte."),
    ],
)
def test_a_refusal_shows_no_code_of_an_act(language: str, said: str) -> None:
    with override(language):
        assert words.sentence(NotAllowedError(actor="F", act="people.view", roles="auditor")).startswith(said)
        for refusal in (NotYourRowError, OwnDecisionError):
            assert "orders.revoke" not in words.sentence(refusal(actor="F", act="orders.revoke"))


def test_what_the_rules_of_orders_refuse_is_said_in_words() -> None:
    signer = Signer(UUID(int=1), role=Role.AUDITOR)
    refused = step(Standing(), Act.PROPOSE_RENEWAL, signer), step(Standing(), Act.PROPOSE, signer)
    with override("fr"):
        said = [words.sentence(each) for each in refused if isinstance(each, Reason)]
    assert "qui n’existe pas encore" in said[0]
    assert "Proposer une prolongation" in said[0]
    assert said[1].endswith(": Proposer. L’ont\N{NO-BREAK SPACE}: analyste, juriste.")


def test_nobody_is_said_where_no_role_may() -> None:
    with override("fr"):
        assert words.sentence(NotAllowedError(actor="F", act="x.y", roles="nobody")).count("personne") == 1
