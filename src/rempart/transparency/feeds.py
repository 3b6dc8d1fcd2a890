"""The public figures for programs: JSON, and an Atom feed (RFC 4287) with one entry a quarter. Never a hostname."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from rempart.engines.statistics import Spread
from rempart.transparency.contracts import Kind, TransparencyReport

_ATOM = "http://www.w3.org/2005/Atom"


def report_json(report: TransparencyReport) -> dict[str, object]:
    """One report as JSON values; figures as they are shown, spreads in seconds or days."""
    return {
        "year": report.year,
        "until": report.end.isoformat(),
        # A list: a legal basis that is cited otherwise from some day on has figures under each title.
        "bases": [
            {
                "code": basis.code,
                "title": basis.title,
                "figures": {str(kind): basis.figures[kind].text for kind in Kind},
                "days_in_force": _spread(basis.terms),
                "seconds_to_block": _spread(basis.blocking),
                "seconds_to_lift": _spread(basis.lifting),
            }
            for basis in report.bases
        ],
        "totals": {str(kind): report.totals[kind].text for kind in Kind},
        "seconds_to_block": _spread(report.blocking),
        "seconds_to_lift": _spread(report.lifting),
    }


def write_atom(releases: Sequence[TransparencyReport], *, title: str, site: str, feed: str) -> bytes:
    """The feed at the address `feed`, about the page at `site`; the newest quarter first."""
    ET.register_namespace("", _ATOM)
    root = ET.Element(_tag("feed"))
    _text(root, "id", site)
    _text(root, "title", title)
    _text(root, "updated", max((release.end.isoformat() for release in releases), default="1970-01-01T00:00:00+00:00"))
    ET.SubElement(root, _tag("link"), rel="self", href=feed)
    ET.SubElement(root, _tag("link"), rel="alternate", href=site)
    _text(ET.SubElement(root, _tag("author")), "name", title)
    for release in releases:
        entry = ET.SubElement(root, _tag("entry"))
        _text(entry, "id", f"{site}#until-{release.end:%Y-%m-%d}")
        _text(entry, "title", f"{release.year}, until {release.end:%Y-%m-%d}")
        _text(entry, "updated", release.end.isoformat())
        ET.SubElement(entry, _tag("link"), rel="alternate", href=f"{site}?year={release.year}")
        _text(entry, "content", _lines(release))
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _lines(report: TransparencyReport) -> str:
    per_basis = [
        f"{basis.title}: " + ", ".join(f"{kind} {basis.figures[kind].text}" for kind in Kind) for basis in report.bases
    ]
    return "\n".join([*(f"{kind}: {report.totals[kind].text}" for kind in Kind), *per_basis])


def _spread(found: Spread) -> dict[str, float | None]:
    return {"median": found.median_s, "p99": found.p99_s}


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, _tag(name)).text = text


def _tag(name: str) -> str:
    return f"{{{_ATOM}}}{name}"
