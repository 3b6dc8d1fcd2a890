"""Safeguards against the over-blocking incidents of the past, replayed under invented names."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest

from rempart.engines.policy import (
    MAY_BE_SETTABLE_ASIDE,
    NameFacts,
    NameList,
    SafeguardLists,
    SafeguardPolicyError,
    Suffixes,
    judge_name,
    read_settable_aside,
)
from rempart.kernel.actors import Role
from rempart.kernel.hostname import Hostname, parse_hostname
from tests.fakes.naming import SHIPPED

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SUFFIX_TEXT = """
// ===BEGIN ICANN DOMAINS===
example
test
co.test
// ===BEGIN PRIVATE DOMAINS===
pages.example
*.compute.cloud.example
!www.compute.cloud.example
"""
LISTS = SafeguardLists(
    suffixes=Suffixes(SUFFIX_TEXT.splitlines(), shared=("dyn.example", "files.test")),
    never_block=NameList(["help.example", "appeal.block.example"]),
    popular=NameList(["encyclopaedia.example", "search.example", "video.share.example"]),
    institutions=NameList(["court.example"]),
    own_names=NameList(["rempart.example"]),
    own_networks=(ip_network("192.0.2.0/28"),),
    shared_networks=(ip_network("198.51.100.0/24"),),
    co_hosting_limit=3,
    settable_aside=SHIPPED,
)


def names(*texts: str) -> tuple[Hostname, ...]:
    return tuple(parse_hostname(text) for text in texts)


def facts(name: str = "forum.example", **other: object) -> NameFacts:
    return replace(NameFacts(hostname=parse_hostname(name), evidence_at=NOW - timedelta(days=1)), **other)  # type: ignore[arg-type]


def codes(name_facts: NameFacts) -> list[str]:
    return [reason.code for reason in judge_name(name_facts, LISTS, NOW).refusals]


def test_an_ordinary_name_with_fresh_evidence_is_not_refused() -> None:
    assert codes(facts(co_hosted={"203.0.113.5": names("www.forum.example")})) == []


INCIDENTS: Mapping[str, tuple[NameFacts, str]] = {
    "2008, an encyclopaedia for one page": (facts("fr.encyclopaedia.example"), "policy.popular"),
    "2009, a name that had been another's once": (
        facts(owner_changed_at=NOW - timedelta(hours=1)),
        "policy.owner_changed",
    ),
    "2011, 84,000 subdomains of a dynamic-DNS name": (facts("dyn.example"), "policy.public_suffix"),
    "2012, large names by a wrong folder": (facts("search.example"), "policy.popular"),
    "2013, a shared address": (
        facts(co_hosted={"203.0.113.9": names("a.example", "b.example", "www.b.example", "c.test")}),
        "policy.shared_hosting",
    ),
    "2013, a target that points at somebody else's address": (
        facts(co_hosted={"192.0.2.3": ()}),
        "policy.own_infrastructure",
    ),
    "2014, millions of names under 23 dynamic-DNS names": (
        facts("cloud.example"),
        "policy.above_public_suffix",
    ),
    "2016, the search engine sent to the police page": (facts("www.search.example"), "policy.popular"),
    "2022 and 2024, addresses of content networks": (facts(co_hosted={"198.51.100.7": ()}), "policy.shared_network"),
    "2024, a file service that stood on no list while its parent did": (
        facts("drive.content.search.example"),
        "policy.popular",
    ),
    "2024, dead names still blocked": (facts(evidence_at=NOW - timedelta(days=15)), "policy.stale_evidence"),
    "lists, a file host": (facts("files.test"), "policy.public_suffix"),
}


@pytest.mark.parametrize("incident", INCIDENTS)
def test_an_incident_of_the_past_is_stopped(incident: str) -> None:
    name_facts, code = INCIDENTS[incident]
    assert code in codes(name_facts)


@pytest.mark.parametrize("name", ["co.test", "pages.example", "zone.compute.cloud.example"])
def test_a_public_suffix_is_refused(name: str) -> None:
    assert codes(facts(name)) == ["policy.public_suffix"]


@pytest.mark.parametrize("name", ["forum.pages.example", "forum.dyn.example", "www.compute.cloud.example"])
def test_a_tenant_of_a_suffix_can_be_ordered(name: str) -> None:
    assert codes(facts(name)) == []


def test_two_tenants_of_one_dynamic_dns_name_are_strangers() -> None:
    tenants = names("a.dyn.example", "b.dyn.example", "c.dyn.example")
    assert codes(facts("forum.dyn.example", co_hosted={"203.0.113.9": tenants})) == ["policy.shared_hosting"]


def test_a_name_above_a_never_block_name_is_refused_only_with_its_subdomains() -> None:
    assert codes(facts("block.example")) == ["policy.never_block"]
    assert codes(facts("block.example", subdomains=False)) == []


def test_a_parent_of_a_popular_name_is_refused() -> None:
    assert codes(facts("share.example")) == ["policy.popular"]


@pytest.mark.parametrize("name", ["town.gouv.example", "school.edu", "army.mil", "faculty.ac.xx", "court.example"])
def test_public_institutions_are_refused(name: str) -> None:
    assert "policy.institution" in codes(facts(name))


@pytest.mark.parametrize("name", ["ac.example", "go.example", "education.example", "ac.xx"])
def test_a_name_that_only_resembles_an_institution_is_not_refused(name: str) -> None:
    assert "policy.institution" not in codes(facts(name))


@pytest.mark.parametrize("name", ["rempart.example", "appeals.rempart.example"])
def test_an_order_cannot_silence_its_own_oversight(name: str) -> None:
    assert codes(facts(name)) == ["policy.own_infrastructure"]


def test_names_of_the_closed_site_on_the_same_address_are_no_strangers() -> None:
    former = names("old-1.example", "old-2.example", "old-3.example")
    neighbours = {"203.0.113.9": (*former, *names("www.old-1.example"))}
    assert codes(facts(co_hosted=neighbours, site_names=frozenset(former))) == []
    assert codes(facts(co_hosted=neighbours)) == ["policy.shared_hosting"]


def test_a_certificate_for_many_strangers_is_refused() -> None:
    assert codes(facts(certificate_names=names("a.example", "b.example", "c.example"))) == ["policy.shared_certificate"]


def test_a_place_where_other_watched_sites_live_is_refused() -> None:
    watched = NameList(["other.host.example"])
    assert codes(facts("host.example", watched=watched)) == ["policy.parent_of_watched"]
    assert codes(facts("host.example", subdomains=False, watched=watched)) == []


def homes(count: int, addresses: int, first: int = 1) -> dict[Hostname, frozenset[str]]:
    return {
        parse_hostname(f"u{number}.forum.example"): frozenset({f"203.0.113.{first + number % addresses}"})
        for number in range(count)
    }


@pytest.mark.parametrize(
    ("below", "refused"),
    [
        (homes(20, 20), True),
        (homes(400, 200), True),
        (homes(19, 19), False),
        (homes(400, 5), False),  # many names of one owner on a few machines
        ({}, False),
    ],
    ids=["as many", "a dynamic-DNS name", "one less", "one owner's farm", "nothing known"],
)
def test_a_name_under_which_strangers_live_is_refused_although_it_is_on_no_list(
    below: dict[Hostname, frozenset[str]], refused: bool
) -> None:
    assert codes(facts(homes_below=below)) == (["policy.parent_of_strangers"] if refused else [])
    assert codes(facts(homes_below=below, subdomains=False)) == []


def test_subdomains_on_the_site_s_own_addresses_are_its_own() -> None:
    own = {f"203.0.113.{number}": () for number in range(1, 21)}
    assert codes(facts(homes_below=homes(20, 20), co_hosted=own)) == []


def test_without_an_exhibit_there_is_no_order() -> None:
    assert codes(facts(evidence_at=None)) == ["policy.no_evidence"]


def test_shared_hosting_can_be_set_aside_by_the_legal_officer_alone() -> None:
    crowded = facts(co_hosted={"203.0.113.9": names("a.example", "b.example", "c.example")})
    waived = frozenset({"policy.shared_hosting"})
    by_analyst = judge_name(crowded, LISTS, NOW, waived, Role.ANALYST)
    by_officer = judge_name(crowded, LISTS, NOW, waived, Role.LEGAL_OFFICER)
    assert [reason.code for reason in by_analyst.refusals] == ["policy.shared_hosting"]
    assert by_officer.refusals == ()
    assert [reason.code for reason in by_officer.set_aside] == ["policy.shared_hosting"]


@pytest.mark.parametrize("code", ["policy.popular", "policy.public_suffix", "policy.stale_evidence"])
def test_most_safeguards_can_be_set_aside_by_nobody(code: str) -> None:
    stale = facts("search.example", evidence_at=NOW - timedelta(days=99))
    suffix = facts("co.test", evidence_at=NOW - timedelta(days=99))
    for name_facts in (stale, suffix):
        for role in Role:
            kept = judge_name(name_facts, LISTS, NOW, frozenset({code}), role)
            assert kept.refusals == judge_name(name_facts, LISTS, NOW).refusals


def test_what_the_operator_s_policy_names_can_be_set_aside_by_whom_it_names() -> None:
    stale = facts(evidence_at=NOW - timedelta(days=99))
    waived = frozenset({"policy.stale_evidence"})
    lists = replace(LISTS, settable_aside=read_settable_aside([("policy.stale_evidence", ["analyst"])]))
    assert judge_name(stale, lists, NOW, waived, Role.ANALYST).refusals == ()
    assert judge_name(stale, lists, NOW, waived, Role.LEGAL_OFFICER).refusals != ()
    assert judge_name(stale, replace(LISTS, settable_aside={}), NOW, waived, Role.ANALYST).refusals != ()


NEVER = [
    "policy.public_suffix",
    "policy.above_public_suffix",
    "policy.never_block",
    "policy.popular",
    "policy.institution",
    "policy.own_infrastructure",
    "policy.no_evidence",
    "policy.removal_not_asked",
]


@pytest.mark.parametrize("code", NEVER)
def test_no_policy_lets_anybody_set_aside_what_is_nobody_s(code: str) -> None:
    assert code not in MAY_BE_SETTABLE_ASIDE
    with pytest.raises(SafeguardPolicyError, match="nobody's"):
        read_settable_aside([(code, ["legal-officer"])])


def test_a_policy_that_slipped_past_its_reading_still_lets_nobody_block_a_suffix() -> None:
    lists = replace(LISTS, settable_aside=dict.fromkeys(NEVER, frozenset(Role)))
    for role in Role:
        kept = judge_name(facts("co.test"), lists, NOW, frozenset(NEVER), role)
        assert [reason.code for reason in kept.refusals] == ["policy.public_suffix"]


@pytest.mark.parametrize(
    ("policy", "problem"),
    [
        ([("policy.shared_hosting", [])], "at least one"),
        ([("policy.shared_hosting", ["overseer"])], "roles that propose"),
        ([("policy.shared_hosting", ["legal-officer", "chief"])], "roles that propose"),
        ([("policy.shared_hosting", ["analyst"])] * 2, "named twice"),
        ([("shared_hosting", ["analyst"])], "nobody's"),
    ],
)
def test_a_policy_that_cannot_be_followed_is_refused_with_words(
    policy: list[tuple[str, list[str]]], problem: str
) -> None:
    with pytest.raises(SafeguardPolicyError, match=problem):
        read_settable_aside(policy)


def test_every_reason_reads_as_a_sentence() -> None:
    for name_facts, _ in INCIDENTS.values():
        for reason in judge_name(name_facts, LISTS, NOW).refusals:
            assert name_facts.hostname in reason.text
            assert reason.text.endswith(".")
