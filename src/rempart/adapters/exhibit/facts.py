"""The facts of a capture as one JSON document, and the capture log as plain lines."""

import hashlib
import json
from dataclasses import asdict
from typing import Any

from rempart.adapters.exhibit.records import (
    choose_payload,
    header,
    list_inline_code,
    list_scripts,
    media_facts,
    name_frame,
    policy_digest,
    tls_facts,
)
from rempart.adapters.exhibit.warc import warc_date
from rempart.ports.capturing import DnsFact, Exchange, FrameDom, PageCapture, Refusal

FORMAT = "rempart-facts/2"


def write_facts(capture: PageCapture) -> bytes:
    """``evidence/facts.json``: everything that a program may want to compare, without the bodies."""
    facts: dict[str, Any] = {
        "format": FORMAT,
        "url": capture.url,
        "final_url": capture.final_url,
        "title": capture.title,
        "started_at": warc_date(capture.started_at),
        "finished_at": warc_date(capture.finished_at),
        "tools": dict(sorted(capture.tools.items())),
        "policy": {**asdict(capture.policy), "sha256": policy_digest(capture)},
        "exchanges": [_exchange(exchange) for exchange in capture.exchanges],
        "dns": [_dns(fact) for fact in capture.dns],
        "refusals": [_refusal(refusal) for refusal in capture.refusals],
        "links": list(capture.links),
        "cookies": list(capture.cookies),
        "storage_keys": list(capture.storage_keys),
        "truncations": list(capture.truncations),
        "rdap": sorted(capture.rdap),
        "rdap_missing": dict(sorted(capture.rdap_missing.items())),
        "frames": [_frame(number, frame) for number, frame in enumerate(capture.frames, start=1)],
        "scripts": list_scripts(capture),
        "inline_code": list_inline_code(capture),
        "dom_sha256": hashlib.sha256(capture.dom.encode()).hexdigest(),
        "text_sha256": hashlib.sha256(capture.text.encode()).hexdigest(),
        "view_sha256": hashlib.sha256(capture.screenshot).hexdigest() if capture.screenshot else None,
    }
    return json.dumps(facts, sort_keys=True, ensure_ascii=False, indent=1).encode() + b"\n"


def write_log(capture: PageCapture) -> bytes:
    """``evidence/capture-log.txt``: what was done, line by line."""
    lines = [
        f"{warc_date(capture.started_at)} began {capture.url}",
        *capture.log,
        *(f"{warc_date(one.at)} left out of {one.name}: {rule}" for one in capture.dns for rule in one.left_out),
        *(f"{warc_date(r.at)} refused {r.url}: {r.rule}: {r.detail}" for r in capture.refusals),
        *(f"cut short: {truncation}" for truncation in capture.truncations),
        f"{warc_date(capture.finished_at)} ended at {capture.final_url or 'no page'}",
    ]
    return "".join(" ".join(line.split()) + "\n" for line in lines).encode()


def _exchange(exchange: Exchange) -> dict[str, Any]:
    payload = choose_payload(exchange)
    facts: dict[str, Any] = {
        "url": exchange.url,
        "method": exchange.method,
        "at": warc_date(exchange.at),
        "status": exchange.status,
        "type": header(exchange.response_headers, "content-type"),
        "peer_address": exchange.peer_address,
        "length": exchange.wire_length or len(exchange.body),
        "tls": tls_facts(exchange.tls) if exchange.tls else None,
    }
    if location := header(exchange.response_headers, "location"):
        facts["redirects_to"] = location
    if payload.media is not None:
        facts["media"] = media_facts(payload.media)
    if exchange.removed:
        facts["removed_inline"] = [media_facts(media) for media in exchange.removed]
    return facts


def _frame(number: int, frame: FrameDom) -> dict[str, str]:
    digest = hashlib.sha256(frame.dom.encode()).hexdigest()
    return {"url": frame.url, "record": name_frame(number, frame), "sha256": digest}


def _dns(fact: DnsFact) -> dict[str, Any]:
    return {**asdict(fact), "at": warc_date(fact.at)}


def _refusal(refusal: Refusal) -> dict[str, Any]:
    return {**asdict(refusal), "at": warc_date(refusal.at)}
