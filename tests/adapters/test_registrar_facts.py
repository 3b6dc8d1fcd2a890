import json

import pytest

from rempart.adapters.registrar_facts import registrar_facts


def answer(*rows: list[object], kind: str = "domain", role: str = "registrant") -> bytes:
    card = ["vcard", [["version", {}, "text", "4.0"], *rows]]
    return json.dumps({"objectClassName": kind, "entities": [{"roles": [role], "vcardArray": card}]}).encode()


def values(content: bytes) -> list[str]:
    return [fact.value for fact in registrar_facts(content, "record")]


def test_organisation_and_address_of_the_holder_are_facts() -> None:
    content = answer(
        ["fn", {}, "text", "A Person"], ["org", {}, "text", "Quay  Works"], ["email", {}, "text", "A@Quay.example"]
    )

    assert values(content) == ["quay works", "a@quay.example"]


@pytest.mark.parametrize(
    "content",
    [
        answer(["org", {}, "text", "Redacted for Privacy"], ["email", {}, "text", "x@whoisproxy.example"]),
        answer(["org", {}, "text", "Quay Hosting"], kind="ip network"),
        answer(["org", {}, "text", "Quay Registrar Desk"], role="technical"),
        b"",
        b"[1]",
        b'{"objectClassName": "domain", "entities": "none"}',
        b'{"objectClassName": "domain", "entities": [{"roles": ["registrant"], "vcardArray": [1]}]}',
    ],
)
def test_what_is_withheld_or_somebody_elses_is_none(content: bytes) -> None:
    assert values(content) == []
