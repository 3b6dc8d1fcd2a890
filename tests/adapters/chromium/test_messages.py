"""What goes between worker and capture process comes out as it went in, and nothing else comes out."""

import json
from datetime import UTC, datetime

import pytest

from rempart.adapters.chromium.jobs import Ending, Job, Outcome
from rempart.adapters.chromium.messages import read_message, write_message
from rempart.ports.capturing import CapturePolicy, DnsFact, Exchange, MediaFact, PageCapture, Refusal, TlsFact

NOW = datetime(2026, 4, 14, 9, 30, 0, 123456, tzinfo=UTC)
MEDIA = MediaFact("http://x.example/a", "image/png", "image/png", 9, 3, None, {"md5": "00"}, "image")
EXCHANGE = Exchange(
    url="http://x.example/",
    method="GET",
    at=NOW,
    request_line="GET / HTTP/1.1",
    request_headers=(("Host", "x.example"),),
    request_body=b"",
    status_line="HTTP/1.1 200 OK",
    response_headers=(("Content-Type", "text/html"), ("X", "é")),
    body=bytes(range(256)),
    peer_address="127.0.0.1",
    tls=TlsFact("x.example", "TLSv1.3", "x", ("PEM",), verified=False, problem="expired"),
    media=MEDIA,
    removed=(MEDIA, MEDIA),
)
CAPTURE = PageCapture(
    url="http://x.example/",
    final_url="http://x.example/",
    started_at=NOW,
    finished_at=NOW,
    policy=CapturePolicy(),
    tools={"chromium": "1"},
    exchanges=(EXCHANGE,),
    dns=(DnsFact("x.example", "A", (), "NXDOMAIN", "127.0.0.1@53", NOW),),
    refusals=(Refusal("http://y.example/", "network", "no", NOW),),
    dom="<p>é</p>",
    text="é",
    title="",
    links=("http://x.example/a",),
    screenshot=b"\x89PNG",
)


@pytest.mark.parametrize(
    "value",
    [
        Job("http://x.example/", CapturePolicy(), "/usr/lib/chromium/chromium", "bubblewrap"),
        Outcome(Ending.BROWSER_MISSING, "none"),
        Outcome(Ending.CAPTURED, capture=CAPTURE),
    ],
)
def test_a_message_comes_out_as_it_went_in(value: Job | Outcome) -> None:
    assert read_message(type(value), write_message(value)) == value


@pytest.mark.parametrize("change", [{"ending": "freed"}, {"capture": {"url": 1}}, {"extra": 1}])
def test_a_message_of_another_shape_is_refused(change: dict[str, object]) -> None:
    message = {**json.loads(write_message(Outcome(Ending.CAPTURED))), **change}
    with pytest.raises((ValueError, TypeError, KeyError)):
        read_message(Outcome, json.dumps(message).encode())
