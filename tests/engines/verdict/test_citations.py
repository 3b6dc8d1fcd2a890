import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Asset, Kind, PageFeatures, PageInput
from rempart.engines.verdict import VERDICT_VERSION, cited, judge, portrait_of
from rempart.kernel.reasons import Reason
from tests.factories import pages


def page(side: str, *parts: str) -> PageFeatures:
    records = {part: f"urn:uuid:{side}-{part}" for part in parts}
    return portrait_of(PageInput(html=pages.CLOSED, records=records))


@pytest.mark.parametrize(
    ("reason", "records"),
    [
        (Reason("verdict.structure", ""), ("urn:uuid:a-html", "urn:uuid:b-html")),
        (Reason("verdict.text_differs", ""), ("urn:uuid:a-text", "urn:uuid:b-html")),
        (
            Reason("verdict.email", "", {"record_a": "urn:uuid:x", "record_b": "text"}),
            ("urn:uuid:x", "urn:uuid:b-html"),
        ),
        (Reason("verdict.says_nothing", "", {"side": "second"}), (None, "urn:uuid:b-html")),
        (Reason("verdict.says_nothing", "", {"side": "first"}), ("urn:uuid:a-html", None)),
        (Reason("verdict.former_name", "", {"side": "second"}), (None, "urn:uuid:b-html")),
    ],
)
def test_every_reason_names_the_records_that_show_it(reason: Reason, records: tuple[str | None, ...]) -> None:
    said = cited(reason, page("a", "html", "text"), page("b", "html"))
    assert (said.values.get("record_a"), said.values.get("record_b")) == records
    assert (said.code, said.text, said.weight) == (reason.code, reason.text, reason.weight)


COUNTER = "var lanternQuay = function () { return 1; }; gtag('config', 'G-QUAY12345');"


@pytest.mark.parametrize(
    ("inline", "record"), [("", "urn:uuid:script"), (f"<script>{COUNTER}</script>", "html")], ids=["beside", "within"]
)
def test_what_a_script_beside_the_page_says_alone_is_cited_from_that_script(inline: str, record: str) -> None:
    script = Asset("https://quay.example/lantern.js", "ab" * 32, COUNTER, "urn:uuid:script")
    html = f"<title>Quay</title><p>Come in.<script src=/lantern.js></script>{inline}"
    signs = portrait_of(PageInput(html=html, url="https://quay.example/", scripts=(script,))).signs

    said = [(sign.kind, sign.value, sign.part) for sign in signs if sign.kind in {Kind.ANALYTICS, Kind.VARIABLE}]
    assert said == [
        (Kind.ANALYTICS, "measurement:G-QUAY12345", record),
        (Kind.VARIABLE, "lanternQuay", record),
    ]


def test_a_sentence_on_parts_names_only_what_the_records_that_it_cites_show() -> None:
    def kept(side: str) -> PageFeatures:
        records = {part: f"urn:uuid:{side}-{part}" for part in ("html", "headers", "storage")}
        html = f"<title>{side}</title><p>Words of {side} stand here today and the lantern of {side} burns.</p>"
        return portrait_of(
            PageInput(html=html, cookies=("quaysess",), storage_keys=("lanternKettle",), records=records)
        )

    def told(version: str) -> tuple[str, str]:
        verdict = judge(kept("a"), kept("b"), PageFiles().read_background(), version=version)
        (reason,) = (reason for reason in verdict.reasons if reason.code == "verdict.code")
        return reason.values["found"], reason.values["record_a"]

    assert told(VERDICT_VERSION) == ("lanternKettle", "urn:uuid:a-storage")
    assert told("22") == ("lanternKettle, quaysess", "urn:uuid:a-storage")
