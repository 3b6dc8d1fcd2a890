"""One part of an exhibit as pages show it: text, structure, headers, network map, the grey picture.

Everything here was written by the captured page: it is shown as text, never as a link and never as a page.
"""

import base64
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rempart.captures.contracts import ExhibitPart
from rempart.ports.capturing import list_left_out
from rempart.ports.sealing import ExhibitPage, PageAnswer
from rempart.web.parts import Cell, Section, Table, name, number, short, text
from rempart.web.pictures import Host, amount, draw_network
from rempart.web.words import figure, problem_words

MAX_ROWS = 400
MAX_FRAMES = 40


def show_part(part: ExhibitPart, seen: ExhibitPage) -> tuple[Section, ...]:
    """The sections that show `part`."""
    shows = {
        ExhibitPart.STRUCTURE: _structure,
        ExhibitPart.HEADERS: _headers,
        ExhibitPart.NETWORK: _network,
        ExhibitPart.SCREENSHOT: _picture,
    }
    return shows.get(part, _text)(seen)


def _text(seen: ExhibitPage) -> tuple[Section, ...]:
    return (Section(title=_("Text of the page"), text=seen.text or "–"),)


def _picture(seen: ExhibitPage) -> tuple[Section, ...]:
    if not seen.screenshot:
        return (Section(title=_("Picture"), text=_("The exhibit holds no picture of the page.")),)
    picture = base64.b64encode(seen.screenshot).decode()
    described = _("The captured page, media replaced by grey boxes")
    return (Section(title=_("Picture"), text=described, image=f"data:image/png;base64,{picture}"),)


def _structure(seen: ExhibitPage) -> tuple[Section, ...]:
    frames = [
        Section(title=_("Frame: %(url)s") % {"url": url[:120]}, text=html or "–", code=True)
        for url, html in seen.frames[:MAX_FRAMES]
    ]
    return (Section(title=_("Structure of the page"), text=seen.dom or "–", code=True), *frames)


def _headers(seen: ExhibitPage) -> tuple[Section, ...]:
    """As servers sent them, one block an answer."""
    blocks = ["\n".join((answer.url, answer.status, *_lines(answer))) for answer in seen.answers[:MAX_ROWS]]
    told = "\n\n".join(blocks) or _("No server answered.")
    return (Section(title=_("Headers"), text=told, code=True, note=_say_cut(seen.answers)),)


def _lines(answer: PageAnswer) -> list[str]:
    return [f"{header.removeprefix('X-Archive-Orig-')}: {value}" for header, value in answer.headers]


def _network(seen: ExhibitPage) -> tuple[Section, ...]:
    facts = seen.facts
    hosts = _gather_hosts(facts)
    drawn = draw_network(
        caption=_("From the page to hosts and on to the addresses that answered"),
        page=urlsplit(str(facts.get("final_url") or facts.get("url") or "")).hostname or "–",
        hosts=hosts,
    )
    table = Table(
        caption=_("Every host that the page asked for"),
        heads=(_("Host"), _("Addresses that answered"), _("Answers"), _("Media"), _("Refused"), _("Encryption")),
        rows=[_host_row(host, facts) for host in hosts[:MAX_ROWS]],
        empty=_("The page asked for nothing."),
    )
    asked = _list(facts, "dns")
    lookups = Table(
        caption=_("Name lookups"),
        heads=(_("Name"), _("Type"), _("Answer"), _("Left out"), _("Moment")),
        rows=[_lookup_row(lookup) for lookup in asked[:MAX_ROWS]],
        empty=_("No name was looked up."),
    )
    redirects = [one for one in _list(facts, "exchanges") if one.get("redirects_to")]
    beside = " ".join(filter(None, (_say_cut(asked), _say_left_out(facts))))
    return (
        Section(title=_("Network map"), pictures=[drawn] if drawn else [], table=table, note=_say_cut(hosts)),
        Section(title=_("Where addresses led on"), table=_redirects(redirects), note=_say_cut(redirects)),
        Section(title=_("Names and registries"), table=lookups, facts=_registries(facts), note=beside),
    )


def _gather_hosts(facts: Mapping[str, object]) -> list[Host]:
    """The hosts in the order of their first request."""
    hosts: dict[str, Host] = {}
    for exchange in _list(facts, "exchanges"):
        host = _host(hosts, exchange)
        host.answers += 1
        host.media += "media" in exchange
        if exchange.get("peer_address"):
            host.addresses[str(exchange["peer_address"])] = None
    for refusal in _list(facts, "refusals"):
        host = _host(hosts, refusal)
        host.refused += 1
        host.media += refusal.get("rule") == "media"
    return list(hosts.values())


def _host(hosts: dict[str, Host], told: Mapping[str, Any]) -> Host:
    try:
        shown = urlsplit(str(told.get("url"))).hostname or "–"
    except ValueError:
        shown = "–"
    return hosts.setdefault(shown, Host(shown))


def _host_row(host: Host, facts: Mapping[str, object]) -> list[Cell]:
    tls = [
        exchange["tls"]
        for exchange in _list(facts, "exchanges")
        if isinstance(exchange.get("tls"), dict) and urlsplit(str(exchange["url"])).hostname == host.name
    ]
    said = [one["version"] if one.get("verified") else f"{one['version']}: {one['problem']}" for one in tls]
    return [
        name(host.name),
        name(short(host.addresses) or "–"),
        number(host.answers),
        number(host.media),
        number(host.refused),
        text(short(dict.fromkeys(said)) or _("none")),
    ]


def _lookup_row(lookup: Mapping[str, Any]) -> list[Cell]:
    answers = [str(answer) for answer in lookup.get("answers") or ()]
    return [
        name(str(lookup.get("name"))),
        text(lookup.get("record_type")),
        text(short(answers) or lookup.get("response_code")),
        text(short(map(problem_words, _left_out(lookup))) or "–"),
        text(lookup.get("at")),
    ]


def _left_out(lookup: Mapping[str, Any]) -> tuple[str, ...]:
    return list_left_out(str(lookup.get("refused") or ""))


def _say_left_out(facts: Mapping[str, object]) -> str:
    """How many addresses were not asked, whatever name gave them; empty without any."""
    count = sum(len(_left_out(lookup)) for lookup in _list(facts, "dns"))
    if not count:
        return ""
    said = ngettext(
        "%(count)s address of a private or reserved network was left out: nothing was sent to it.",
        "%(count)s addresses of private or reserved networks were left out: nothing was sent to them.",
        count,
    )
    return said % {"count": figure(amount(count))}


def _say_cut(rows: Sequence[object]) -> str:
    """How many of the rows are not shown; empty where all are."""
    more = len(rows) - MAX_ROWS
    if more <= 0:
        return ""
    said = ngettext(
        "%(count)s more line stands in the exhibit itself and not here.",
        "%(count)s more lines stand in the exhibit itself and not here.",
        more,
    )
    return said % {"count": figure(amount(more))}


def _redirects(answers: Sequence[Mapping[str, Any]]) -> Table:
    rows = [
        [name(str(one["url"])), number(str(one.get("status"))), name(str(one["redirects_to"]))]
        for one in answers[:MAX_ROWS]
    ]
    return Table(
        caption=_("Redirects"),
        heads=(_("From"), _("Status"), _("To")),
        rows=rows,
        empty=_("No address led on to another."),
    )


def _registries(facts: Mapping[str, object]) -> list[tuple[object, Cell]]:
    kept, missing = facts.get("rdap"), facts.get("rdap_missing")
    rows: list[tuple[object, Cell]] = [
        (str(subject), text(_("the registry's record is in the exhibit")))
        for subject in (kept if isinstance(kept, list) else ())
    ]
    rows += [(str(subject), text(why)) for subject, why in (missing.items() if isinstance(missing, dict) else ())]
    return rows


def _list(facts: Mapping[str, object], key: str) -> list[dict[str, Any]]:
    value = facts.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
