import json

import pytest

from rempart.adapters.registry_facts import registry_facts


def answer(*rows: list[object], kind: str = "domain", role: str = "registrant") -> bytes:
    card = ["vcard", [["version", {}, "text", "4.0"], *rows]]
    return json.dumps({"objectClassName": kind, "entities": [{"roles": [role], "vcardArray": card}]}).encode()


def values(content: bytes) -> list[str]:
    return [fact.value for fact in registry_facts(content, "record")]


def test_organisation_and_address_of_the_holder_are_facts() -> None:
    content = answer(
        ["fn", {}, "text", "A Person"], ["org", {}, "text", "Quay  Works"], ["email", {}, "text", "A@Quay.example"]
    )

    assert values(content) == ["quay works", "a@quay.example"]


@pytest.mark.parametrize(
    "holder",
    [
        *("Private by Design, LLC", "Private Person", "1337 Services LLC", "Identity Protection Service", "Individual"),
        *("Non-public data", "Registration Private", "None", "Hidden", "Diffusion restreinte", "Ano Nymous", "Unknown"),
        "Personal data, can not be publicly disclosed according to applicable laws",
        *(
            "Domain Protection Services, Inc.",
            "Undisclosed",
            "Not Available From Registry",
            "Personne physique",
            "----",
        ),
        *(
            "Please query the RDDS service of the Registrar of Record",
            "Nicht veröffentlicht",
            "Частное лицо",
            "N/A N/A",
        ),
        *("https://reach.quay.example/whois", "Domain Owner", "Customer 12345", "Domain Admin", "N/A N/A", "----"),
    ],
)
def test_who_stands_in_the_place_of_many_holders_is_none(holder: str) -> None:
    assert values(answer(["org", {}, "text", holder])) == []


@pytest.mark.parametrize(
    "holder", ["Quay Private Limited", "Nonesuch Press", "The Domain Quay", "Hafen Inhaber GmbH", "蓝色港口公司"]
)
def test_a_firm_of_a_like_name_is_a_holder(holder: str) -> None:
    assert values(answer(["org", {}, "text", holder])) == [holder.lower()]


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


def test_a_seller_in_the_holders_place_is_no_holder() -> None:
    seller = [["fn", {}, "text", "Names & Quays"], ["email", {}, "text", "desk@names-quays.example"]]
    holder = [["org", {}, "text", "names & quays"], ["email", {}, "text", "owner81@names-quays.example"]]
    entities = [
        {"roles": ["registrant"], "vcardArray": ["vcard", [*holder, ["email", {}, "text", "keeper@quay.example"]]]},
        {"roles": ["reseller"], "vcardArray": ["vcard", seller]},
        {"roles": "registrar", "entities": [[]]},
    ]
    content = json.dumps({"objectClassName": "domain", "entities": entities}).encode()
    assert values(content) == ["keeper@quay.example"]


def test_registrar_day_status_and_name_servers_of_a_name_are_facts() -> None:
    content = json.dumps(
        {
            "objectClassName": "domain",
            "status": ["client transfer prohibited", "active"],
            "events": [
                {"eventAction": "registration", "eventDate": "2026-11-20T04:05:06Z"},
                {"eventAction": "expiration", "eventDate": "2027-11-20T04:05:06Z"},
            ],
            "nameservers": [{"ldhName": "NS1.Quay-Names.example."}, {}, "none"],
            "entities": [
                {
                    "roles": ["registrar"],
                    "publicIds": [{"type": "IANA Registrar ID", "identifier": "9999"}],
                    "vcardArray": ["vcard", [["fn", {}, "text", "Names & Quays"]]],
                }
            ],
        }
    ).encode()
    assert {(fact.kind, fact.value) for fact in registry_facts(content)} == {
        ("registrar", "iana 9999"),
        ("registered-on", "2026-11-20"),
        ("registry-status", "active, client transfer prohibited"),
        ("name-server", "ns1.quay-names.example"),
    }


def test_a_registrar_without_a_number_goes_by_its_name() -> None:
    assert [fact.value for fact in registry_facts(answer(["fn", {}, "text", "Names  & Quays"], role="registrar"))] == [
        "names & quays"
    ]


def test_a_network_is_told_by_its_ends_and_by_who_announces_it_not_by_its_holder() -> None:
    content = json.dumps(
        {
            "objectClassName": "ip network",
            "startAddress": "192.0.2.0",
            "endAddress": "192.0.2.255",
            "arin_originas0_originautnums": [64500, "x"],
            "entities": [{"roles": ["registrant"], "vcardArray": ["vcard", [["org", {}, "text", "Quay Hosting"]]]}],
        }
    ).encode()
    assert [(fact.kind, fact.value) for fact in registry_facts(content)] == [
        ("network", "192.0.2.0-192.0.2.255"),
        ("autonomous-system", "AS64500"),
    ]
