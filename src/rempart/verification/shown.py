"""What the page of a sealed comparison says, held against the record inside it: verdict, sentences, figures, digests.

Whoever holds the key could seal a page that says "same site" over a record that says "unclear". English sentences have
to be the record's own, French ones have to have its figures. What a style sheet hides, and what the page says beside
them, is not judged: the record counts.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from rempart.verification.said import Said

VERDICTS: Mapping[str, Mapping[str, str]] = {
    "en": {"same": "same site", "different": "another site", "unclear": "unclear"},
    "fr": {"same": "même site", "different": "autre site", "unclear": "incertain"},
}
_VOID = frozenset({"meta", "br", "hr", "wbr", "col"})
_FIGURE = re.compile(r"(?<!\d)[+−-]?\d+[.,]\d+")  # begun within a long number it would take for ever
_NUMBER = re.compile("\\d(?:[\\d.,\u202f\u00a0]*\\d)?")  # French groups digits by a narrow space
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_KIND = re.compile(r"[a-z]+")  # of a page, which pages call by words of their own
_DEEPEST = 64  # elements within each other; a page of ours has a dozen
_SHARE, _WEIGHT, _PERCENT = 0.00006, 0.006, 0.05  # what rounding may change


@dataclass(slots=True)
class _Element:
    """One element that is read: its tag, its classes, its text; `own` of a reason is what comes before its codes."""

    tag: str
    classes: frozenset[str]
    text: list[str] = field(default_factory=list)
    own: str | None = None
    inside: list["_Element"] = field(default_factory=list)

    @property
    def said(self) -> str:
        return _flat("".join(self.text) if self.own is None else self.own)

    def find(self, tag: str, of_class: str = "") -> list["_Element"]:
        """Those within, at any depth."""
        found = []
        for element in self.inside:
            if element.tag == tag and (not of_class or of_class in element.classes):
                found.append(element)
            found += element.find(tag, of_class)
        return found


def find_untold(page: bytes, record: Mapping[str, Any], content: bytes, language: str) -> Iterator[Said]:
    """What the `page` says otherwise than its `record`, whose file is `content`, in the words of problems."""
    reader = _Reader()
    reader.feed(page.decode(errors="replace"))
    reader.close()
    if reader.broken or len(reader.open) != 1:
        yield Said("its elements are not closed as they were opened, so that readers may see different pages")
        return
    yield from _of_verdict(reader.open[0], record, VERDICTS[language])
    yield from _of_reasons(reader.open[0], record, language)
    yield from _of_steps(reader.open[0], record)
    yield from _of_digests(reader.open[0], record, content)


def _of_verdict(page: _Element, record: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[Said]:
    verdict, chance, prior = str(record["verdict"]), float(record["probability"]), float(record["prior"])
    headings = [heading.said for heading in page.find("h1")]
    if headings != [f"{record.get('hostname')} {words[verdict]}"]:
        yield Said(
            "its heading says {heading}, the record {verdict}",
            heading=", ".join(headings) or Said("nothing"),
            verdict=verdict,
        )
    others = {word for name, word in words.items() if name != verdict}
    if others & {badge.said for badge in page.find("span", "badge")}:
        yield Said("a mark on it gives another verdict than {verdict}", verdict=verdict)
    for lead in page.find("p", "lead"):
        told = [_number(found) for found in _FIGURE.findall(_without_names(lead.said, record))]
        if told and not _tells(told[-1], chance):
            yield Said("it tells the probability as {told}, the record as {chance}", told=told[-1], chance=chance)
    shares = [_number(one.said) for one in page.find("dd", "of-number") if _FIGURE.fullmatch(one.said)]
    if not all(_tells(share, chance) or _tells(share, prior) for share in shares):
        yield Said("it tells other probabilities than the record")


def _without_names(said: str, record: Mapping[str, Any]) -> str:
    other = record.get("compared_with_reopening")
    names = [record.get("hostname"), *(other.values() if isinstance(other, dict) else ())]
    for name in sorted((str(name) for name in names if name), key=len, reverse=True):
        said = said.replace(name, "")
    return said


def _of_reasons(page: _Element, record: Mapping[str, Any], language: str) -> Iterator[Said]:
    reasons = [*record.get("reasons", ()), *record.get("would_change", ())]
    shown = [item for found in page.find("ul", "reasons") for item in found.find("li")]
    codes = [item.find("code")[0].said if item.find("code") else "" for item in shown]
    if codes != [reason["code"] for reason in reasons]:
        yield Said("it gives other reasons than the record")
        return
    for item, reason in zip(shown, reasons, strict=True):
        text = str(reason["text"])
        if language == "en" and not _sentence(text, reason["values"]).fullmatch(item.said):
            yield Said("its reason {code} reads otherwise than in the record", code=reason["code"])
        elif _numbers(item.said) != _numbers(text):
            yield Said("its reason {code} has other figures than in the record", code=reason["code"])


def _sentence(text: str, values: Mapping[str, Any]) -> re.Pattern[str]:
    """A reason's text as pages may write it: the kind of a page, a code in brackets, in words."""
    pattern, kind = re.escape(_flat(text)), values.get("kind")
    if isinstance(kind, str) and _KIND.fullmatch(kind):
        pattern = pattern.replace(rf"\({kind}\)", r"\([^()\d]{1,40}\)")
    return re.compile(pattern)


def _of_steps(page: _Element, record: Mapping[str, Any]) -> Iterator[Said]:
    steps = [(float(step["weight"]), float(step["total"])) for step in record.get("steps", ())]
    tables = page.find("table", "waterfall")
    rows = [[cell.said for cell in row.find("td", "of-number")] for table in tables for row in table.find("tr")]
    told = [[_number(cell) for cell in row] for row in rows if row]
    wanted = [(weight, 100 / (1 + 10.0 ** -max(min(total, 300.0), -300.0))) for weight, total in steps]
    if len(told) != len(wanted) or any(len(row) != 2 for row in told):
        yield Said("its picture of the evidence has other steps than the record")
    elif any(
        abs(row[0] - weight) > _WEIGHT or abs(row[1] - chance) > _PERCENT
        for row, (weight, chance) in zip(told, wanted, strict=True)
    ):
        yield Said("its picture of the evidence has other figures than the record")


def _of_digests(page: _Element, record: Mapping[str, Any], content: bytes) -> Iterator[Said]:
    own = hashlib.sha256(content).hexdigest()
    told = set(_DIGEST.findall("\n".join(page.text)))
    missing = {own, *(str(one.get("file_sha256")) for one in record.get("exhibits", ()))} - told
    if missing:
        yield Said("it does not name {digests}", digests=", ".join(sorted(missing)))
    strange = told - {own} - set(_DIGEST.findall(content.decode(errors="replace")))
    if strange:
        yield Said("it names what the record does not: {digests}", digests=", ".join(sorted(strange)))


def _tells(told: float, share: float) -> bool:
    """Whether a page tells a probability: rounded, since the first pages never to none or to certainty."""
    return min(abs(told - share), abs(told - min(max(share, 0.0001), 0.9999))) <= _SHARE


def _flat(text: str) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text).strip()


def _numbers(text: str) -> Counter[str]:
    return Counter(re.sub(r"\D", "", found) for found in _NUMBER.findall(text))


def _number(text: str) -> float:
    """A figure in either language; one that is none is told as none that could be right."""
    try:
        return float(text.replace("−", "-").replace(",", "."))
    except ValueError:
        return float("inf")


class _Reader(HTMLParser):
    """The elements of a page, as far as they are closed in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[_Element] = [_Element("", frozenset())]
        self.broken = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """See `HTMLParser`."""
        if tag in _VOID:
            return
        if tag == "small" and self.open[-1].tag == "li":
            self.open[-1].own = "".join(self.open[-1].text)
        element = _Element(tag, frozenset((dict(attrs).get("class") or "").split()))
        self.open[-1].inside.append(element)
        self.open.append(element)
        self.broken |= len(self.open) > _DEEPEST

    def handle_endtag(self, tag: str) -> None:
        """See `HTMLParser`."""
        if tag in _VOID:
            return
        if len(self.open) < 2 or self.open[-1].tag != tag:
            self.broken = True
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        """See `HTMLParser`."""
        if not self.broken and self.open[-1].tag not in ("style", "script"):
            for element in self.open:
                element.text.append(data)
