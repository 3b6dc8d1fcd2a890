"""What each act is called on a case's timeline: English sentences with named places, translated at the doors.

A key is the act, or ``act:value`` where the sentence depends on one of its facts (see `CHOOSING_FACT`). An act that
is not here does not appear: looking at an exhibit is in its chain of custody, not in the story of the case.
"""

from collections.abc import Mapping
from types import MappingProxyType

CHOOSING_FACT: Mapping[str, str] = MappingProxyType(
    {
        "sightings.sighting_recorded": "origin",
        "sightings.sighting_repeated": "origin",
        "reports.report_advanced": "state",
        "captures.page_captured": "reached",
        "matches.match_judged": "verdict",
        "cases.case_joined": "kind",
        "probes.probe_finished": "outcome",
        "referrals.notice_prepared": "recipient",
        "referrals.notice_answered": "kind",
    }
)

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "sightings.sighting_recorded:stream": "{hostname} was sighted among new hostnames.",
        "sightings.sighting_recorded:report": "{hostname} was sighted because somebody reported it.",
        "sightings.sighting_recorded:probe": "{hostname} was sighted by a probe.",
        "sightings.sighting_recorded:operator": "{hostname} was sighted by a person.",
        "sightings.sighting_repeated:stream": "{hostname} was seen again among new hostnames.",
        "sightings.sighting_repeated:report": "{hostname} was reported again.",
        "sightings.sighting_repeated:probe": "{hostname} was still reachable when it was probed.",
        "sightings.sighting_repeated:operator": "{hostname} was seen again by a person.",
        "sightings.registration_found": "The registration of {name} was looked up.",
        "sightings.sighting_dismissed": "The sighting was set aside.",
        "reports.report_received": "The public reported {hostname}.",
        "reports.report_advanced:received": "The report was received.",
        "reports.report_advanced:examined": "The report is being examined.",
        "reports.report_advanced:set_aside": "The report was set aside.",
        "reports.report_advanced:in_case": "The report belongs to a case.",
        "captures.page_captured:True": "The page was captured.",
        "captures.page_captured:False": "The page did not answer; what was seen is kept.",
        "captures.exhibit_sealed": "The exhibit was sealed and timestamped.",
        "captures.exhibit_exported": "A copy of the exhibit left the store.",
        "captures.exhibit_rechecked": "The exhibit was verified again.",
        "matches.match_judged:same": "The page is the closed site again.",
        "matches.match_judged:different": "The page is not the closed site.",
        "matches.match_judged:unclear": "Whether the page is the closed site is unclear.",
        "cases.case_opened": "The case was opened.",
        "cases.case_joined:sighting": "A sighting joined the case.",
        "cases.case_joined:match": "A match joined the case.",
        "cases.case_joined:exhibit": "An exhibit joined the case.",
        "cases.case_joined:report": "A report joined the case by itself.",
        "cases.case_noted": "A note was written.",
        "cases.case_closed": "The case was closed.",
        "orders.order_proposed": "A block order was proposed; it waits for a second signature.",
        "orders.order_refused": "The block order was refused by a safeguard: {safeguards}.",
        "orders.order_declined": "The block order was declined.",
        "orders.order_in_force": "The block order is in force until {expires_at}.",
        "orders.order_confirmed": "The emergency order was confirmed by a second signature.",
        "orders.renewal_proposed": "A longer term was proposed, until {expires_at}.",
        "orders.order_renewed": "The block order was renewed until {expires_at}.",
        "orders.order_rechecked": "The reasons of the block order were checked again.",
        "orders.order_objected": "The overseer objected.",
        "orders.order_recommended": "The overseer made a recommendation.",
        "orders.order_suspended": "The block order was suspended.",
        "orders.order_resumed": "The block order holds again.",
        "orders.order_revoked": "The block order was revoked.",
        "orders.mandate_completed": "Both signers signed the mandate with keys of their own.",
        "orders.order_lapsed": "The block order's term ended.",
        "publications.entry_published": "{hostname} is in the zone, serial {serial}.",
        "publications.entry_withdrawn": "{hostname} was taken out of the zone, serial {serial}.",
        "probes.probe_finished:effective": "A probe proved that the block works and that nothing else is blocked.",
        "probes.probe_finished:not-effective": "A probe found that the block does not work everywhere.",
        "probes.probe_finished:overblocking": "A probe found that a name is blocked that should not be.",
        "probes.probe_finished:lifted": "A probe proved that the block is lifted.",
        "probes.probe_finished:not-lifted": "A probe found that the block is not lifted everywhere.",
        "referrals.notice_prepared:police": "A notice to the police was prepared.",
        "referrals.notice_prepared:hotline": "A notice to the partner hotline was prepared.",
        "referrals.notice_prepared:hoster": "A notice to the hosting provider was prepared.",
        "referrals.notice_prepared:registrar": "A notice to the registrar was prepared.",
        "referrals.notice_sent": "The notice was sent; an answer is due by {due_at}.",
        "referrals.notice_answered:received": "The recipient confirmed the notice.",
        "referrals.notice_answered:removed": "The recipient removed the content.",
        "referrals.notice_answered:forwarded": "The recipient passed the notice on.",
        "referrals.notice_answered:hold": "The recipient asked to hold further notices.",
        "referrals.notice_answered:not_ours": "The recipient says that it is not theirs.",
        "referrals.notice_answered:refused": "The recipient refused.",
        "watchlist.site_named": "{hostname} was added to the history of the closed site.",
    }
)
