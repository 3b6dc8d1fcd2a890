"""A probe as OONI's ``web_connectivity`` measurement (ooni/spec: ts-017, df-000 to df-002), for tools that read those.

What was not measured is null, as the specification wants: no body, no network or country that the operator did not
tell. The resolver without the list, and another vantage point's look by it, take the place of OONI's test helper. Of a
title the SHA-256 stands, of headers the names. Further keys begin with ``x_rempart_``.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from rempart.probes.comparing import Comparison, WebVerdict
from rempart.probes.contracts import Finding, PageLook, Place, Probe, ProbeAnswer, Question

_TIME = "%Y-%m-%d %H:%M:%S"
_FAILURES = {"NXDOMAIN": "dns_nxdomain_error", "SERVFAIL": "dns_server_misbehaving", "REFUSED": "dns_refused_error"}


def to_measurement(probe: Probe, software_version: str, compared: Comparison, place: Place) -> dict[str, Any]:
    """One line of a report. Its `input` names the site: it goes where the list may go, and nowhere else."""
    asked = [item for item in probe.answers if item.question is Question.TARGET]
    runtime = (probe.finished_at - probe.started_at).total_seconds()
    return {
        "annotations": {},
        "data_format_version": "0.2.0",
        "input": f"http://{probe.hostname}/",
        "measurement_start_time": f"{probe.started_at:{_TIME}}",
        "probe_asn": f"AS{place.network}",
        "probe_cc": place.country or "ZZ",
        "probe_ip": "127.0.0.1",
        "probe_network_name": "",
        "report_id": "",
        "resolver_asn": "AS0",
        "resolver_ip": "",
        "resolver_network_name": "",
        "software_name": "rempart",
        "software_version": software_version,
        "test_name": "web_connectivity",
        "test_runtime": runtime,
        "test_start_time": f"{probe.started_at:{_TIME}}",
        "test_version": "0.4.3",
        "test_keys": _test_keys(probe, asked, compared),
    }


def _test_keys(probe: Probe, asked: Sequence[ProbeAnswer], compared: Comparison) -> dict[str, Any]:
    own = [item for item in asked if not item.is_control]
    control = [item for item in asked if item.is_control]
    failures = [failure for item in own if (failure := _failure(item))]
    consistent = _is_consistent(own, control)
    # The input is an http address, so what https says is told and decides nothing.
    own_pages = [page for page in probe.pages if not page.is_control]
    asked_pages = [page for page in own_pages if not page.tls]
    page_failures = [page.failure for page in asked_pages if page.failure]
    blocking, accessible = _verdict(failures, consistent, page_failures, compared.verdict)
    return {
        "agent": "agent",
        "accessible": accessible,
        "blocking": blocking,
        "body_length_match": compared.body_length_match,
        "body_proportion": compared.body_proportion or 0.0,
        "client_resolver": "",
        "control": _control(control, compared.control),
        "control_failure": None if control and _failure(control[0]) is None else "control_unavailable",
        "dns_consistency": None if consistent is None else ("consistent" if consistent else "inconsistent"),
        "dns_experiment_failure": failures[0] if failures else None,
        "headers_match": compared.headers_match,
        "http_experiment_failure": page_failures[0] if page_failures else None,
        "queries": [_query(item) for item in probe.answers],
        "requests": [_request(page) for page in asked_pages],
        "retries": None,
        "socksproxy": None,
        "status_code_match": compared.status_code_match,
        "tcp_connect": [_connection(page) for page in own_pages],
        "title_match": compared.title_match,
        "tls_handshakes": [_handshake(page) for page in own_pages if page.tls],
        "x_rempart_expected_blocked": probe.expected_blocked,
        "x_rempart_outcome": str(probe.outcome),
        "x_rempart_seconds_to_effect": probe.seconds_to_effect,
        "x_rempart_vantage": probe.vantage,
    }


def _verdict(
    failures: Sequence[str], consistent: bool | None, page_failures: Sequence[str], web: WebVerdict
) -> tuple[str | bool | None, bool | None]:
    """`blocking` and `accessible`: "dns" where a name is refused or sent elsewhere, false where all agrees."""
    if failures or consistent is False:
        return "dns", False
    if consistent is None:
        return None, None
    if web in (WebVerdict.TCP_IP, WebVerdict.HTTP_FAILURE, WebVerdict.HTTP_DIFF):
        return str(web), False
    if page_failures:  # nobody looked from elsewhere: the site may be down for all
        return None, False
    return False, True


def _is_consistent(own: Sequence[ProbeAnswer], control: Sequence[ProbeAnswer]) -> bool | None:
    if not own or not control or any(item.finding is Finding.UNAVAILABLE for item in (*own, *control)):
        return None
    if control[0].finding is Finding.ABSENT:
        return all(item.finding is Finding.ABSENT for item in own)
    return all(set(item.records) & set(control[0].records) for item in own)


def _control(control: Sequence[ProbeAnswer], page: PageLook | None) -> dict[str, Any]:
    if not control:
        return {}
    found = control[0]
    return {
        "dns": {"failure": _failure(found), "addrs": [record for record in found.records if record[-1:] != "."]},
        "http_request": _control_request(page),
        "tcp_connect": {},
    }


def _control_request(page: PageLook | None) -> dict[str, Any] | None:
    """Of the title only the hash is known, of headers the names."""
    if page is None:
        return None
    return {
        "body_length": page.length,
        "failure": page.failure or None,
        "headers": dict.fromkeys(page.headers, ""),
        "status_code": page.status,
        "title": page.title,
    }


def _query(item: ProbeAnswer) -> dict[str, Any]:
    return {
        "answers": [_record(record) for record in item.records],
        "engine": "udp",
        "failure": _failure(item),
        "hostname": item.hostname,
        "query_type": "AAAA" if any(":" in record for record in item.records) else "A",
        "resolver_hostname": None,
        "resolver_port": None,
        "resolver_address": item.resolver,
        "t0": 0.0,
        "t": item.elapsed_ms / 1000,
        "x_rempart_extended_errors": list(item.extended_errors),
        "x_rempart_question": str(item.question),
        "x_rempart_without_list": item.is_control,
    }


def _record(record: str) -> Mapping[str, Any]:
    if record.endswith("."):
        return {"answer_type": "CNAME", "hostname": record.removesuffix("."), "ttl": None}
    if ":" in record:
        return {"answer_type": "AAAA", "ipv6": record, "ttl": None}
    return {"answer_type": "A", "ipv4": record, "ttl": None}


def _failure(item: ProbeAnswer) -> str | None:
    if item.records:
        return None
    if item.response_code == "NOERROR":
        return "dns_no_answer"
    return _FAILURES.get(item.response_code, "generic_timeout_error")


def _request(page: PageLook) -> dict[str, Any]:
    headers = {"Host": page.hostname}
    request = {
        "body": "",
        "body_is_truncated": False,
        "headers": headers,
        "headers_list": [[key, value] for key, value in headers.items()],
        "method": "GET",
        "tor": {"exit_ip": None, "exit_name": None, "is_tor": False},
        "url": f"http://{page.hostname}/",
    }
    response = {
        "body": "",
        "body_is_truncated": True,
        "code": page.status or 0,
        "headers": dict.fromkeys(page.headers, ""),
        "headers_list": [[name, ""] for name in page.headers],
    }
    return {"failure": page.failure or None, "request": request, "response": response, "response_length": page.length}


def _connection(page: PageLook) -> dict[str, Any]:
    # A certificate that does not hold was seen over a connection that stood.
    failure = "" if page.failure.startswith("ssl_") else page.failure
    return {
        "ip": page.address,
        "port": 443 if page.tls else 80,
        "status": {"blocked": None, "failure": failure or None, "success": not failure},
    }


def _handshake(page: PageLook) -> dict[str, Any]:
    return {
        "address": f"[{page.address}]:443" if ":" in page.address else f"{page.address}:443",
        "failure": page.failure or None,
        "network": "tcp",
        "no_tls_verify": False,
        "peer_certificates": [],
        "server_name": page.hostname,
        "tls_version": "",
    }
