"""Captures made by hand: fictional names, abstract texts, no network."""

import gzip
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from rempart.ports.capturing import (
    CapturePolicy,
    DnsFact,
    Exchange,
    FrameDom,
    MediaFact,
    PageCapture,
    Refusal,
    TlsFact,
)
from tests.factories.png import write_png

AT = datetime(2026, 11, 22, 3, 0, 0, 123456, tzinfo=UTC)
CERTIFICATE = "-----BEGIN CERTIFICATE-----\nMIIBfictional\n-----END CERTIFICATE-----\n"
HTML = b"""<!doctype html><html lang="fr"><head><title>Forum</title><link rel="stylesheet" href="/style.css"></head>
<body><h1>Forum</h1><p>Texte abstrait [annonce].</p><img src="/logo.png"><script src="/app.js"></script>
</body></html>"""


def grey_png(width: int = 8, height: int = 8) -> bytes:
    """A plain grey picture, the only kind that an exhibit may hold (its view)."""
    return write_png(width, height, (b"\0" + b"\x80" * width) * height, colour_type=0)


def make_exchange(
    url: str = "https://forum.example/", body: bytes = HTML, kind: str = "text/html", started_at: datetime = AT
) -> Exchange:
    return Exchange(
        url=url,
        method="GET",
        at=started_at + timedelta(milliseconds=300),
        request_line="GET / HTTP/1.1",
        request_headers=(("Host", "forum.example"), ("Accept", "*/*")),
        request_body=b"",
        status_line="HTTP/1.1 200 OK",
        response_headers=(("Content-Type", kind), ("Transfer-Encoding", "chunked"), ("Server", "nginx")),
        body=body,
        peer_address="127.0.0.7",
        tls=_make_handshake(url.split("/")[2].partition(":")[0]) if url.startswith("https://") else None,
    )


def _make_handshake(host: str) -> TlsFact:
    return TlsFact(
        server_name=host,
        version="TLSv1.3",
        cipher="TLS_AES_256_GCM_SHA384",
        chain=(CERTIFICATE,),
        verified=False,
        problem="own root",
    )


def make_media_exchange() -> Exchange:
    media = MediaFact(
        url="https://forum.example/logo.png",
        declared_type="image/png",
        sniffed_type="image/png",
        wire_length=512,
        width=120,
        height=40,
        where="img",
    )
    return replace(make_exchange("https://forum.example/logo.png", b"", "image/png"), media=media)


def make_capture(**changes: object) -> PageCapture:
    """One small page with a redirect, a style, a script, a medium, a refused request, a lookup and RDAP."""
    redirect = replace(
        make_exchange("http://forum.example/", b""),
        status_line="HTTP/1.1 301 Moved Permanently",
        response_headers=(("Location", "https://forum.example/"),),
        tls=None,
    )
    capture = PageCapture(
        url="http://forum.example/",
        final_url="https://forum.example/",
        started_at=AT,
        finished_at=AT + timedelta(seconds=2),
        policy=CapturePolicy(allowed_networks=("127.0.0.0/8",)),
        tools={"rempart": "0.1.0", "chromium": "156.0"},
        exchanges=(
            redirect,
            make_exchange(),
            make_exchange("https://forum.example/style.css", b"body{color:#123}", "text/css"),
            make_exchange("https://forum.example/app.js", b"console.log(1)", "application/javascript"),
            make_media_exchange(),
        ),
        dns=(DnsFact("forum.example", "A", ("forum.example. 60 IN A 127.0.0.7",), "NOERROR", "127.0.0.1@53", AT),),
        refusals=(Refusal("http://169.254.169.254/", "network", "link-local", AT + timedelta(seconds=1)),),
        dom=HTML.decode(),
        text="Forum\nTexte abstrait [annonce].",
        title="Forum",
        links=("https://forum.example/regles", "https://autre.example/"),
        screenshot=grey_png(),
        cookies=("session",),
        storage_keys=("theme",),
        truncations=(),
        log=("navigated", "settled"),
        rdap={"domain:forum.example": '{"objectClassName":"domain","ldhName":"forum.example"}'},
        rdap_missing={"ip:127.0.0.7": "a special-purpose address, which nobody holds"},
        frames=(
            FrameDom("https://forum.example/annonce", "<html><head></head><body>Cadre [annonce].</body></html>"),
            FrameDom("about:srcdoc", "<html><head></head><body>Cadre écrit.</body></html>"),
        ),
    )
    return replace(_moved(capture, changes.get("started_at", AT)), **changes)  # type: ignore[arg-type]


def _moved(capture: PageCapture, started_at: object) -> PageCapture:
    """Everything in `capture` as long after `started_at` as it is after AT."""
    assert isinstance(started_at, datetime)
    by = started_at - AT
    return replace(
        capture,
        exchanges=tuple(replace(one, at=one.at + by) for one in capture.exchanges),
        dns=tuple(replace(one, at=one.at + by) for one in capture.dns),
        refusals=tuple(replace(one, at=one.at + by) for one in capture.refusals),
    )


def make_hashed_capture() -> PageCapture:
    """A capture under ``hash-and-forget``: one medium of its own, one written into the page, one there unread."""
    asked = make_media_exchange()
    assert asked.media is not None
    hashes = {"sha256": "ab" * 32, "sha1": "cd" * 20, "md5": "ef" * 16, "pdq": "0f" * 32}
    medium = replace(asked.media, hashes=hashes, pdq_quality=100, frames=1, decoder="Pillow 12")
    inline = replace(medium, url="https://forum.example/", where="data URI at byte 12")
    page = replace(make_exchange(), removed=(inline, replace(inline, hashes={}, pdq_quality=None)))
    return make_capture(exchanges=(page, replace(asked, media=medium)))


def make_varied_capture(noise: Random, now: datetime) -> PageCapture:
    """A capture as pages may be: no exchange or many, odd addresses and headers, codings, other alphabets, media."""
    exchanges = tuple(_varied_exchange(noise, number, now) for number in range(noise.randrange(12)))
    words = ("Straße", "форум", "論壇", "a\u0000b", "<>&\"'", "é" * 50, "\U0001f600", "line\r\nbreak")
    url = noise.choice(("https://forum.example/", "http://forum.example:8080/a?b=c&d=é", "http://forum.example/%zz"))
    return make_capture(
        url=url,
        final_url=noise.choice((url, "", "https://forum.example/ende")),
        started_at=now - timedelta(seconds=2 + noise.randrange(40)),
        finished_at=now,
        exchanges=exchanges,
        dns=() if noise.random() < 0.2 else make_capture(started_at=now - timedelta(seconds=1)).dns,
        title=noise.choice(words),
        text="\n".join(noise.choices(words, k=noise.randrange(9))),
        links=tuple(f"https://forum.example/{noise.choice(words)}" for _ in range(noise.randrange(5))),
        screenshot=b"" if noise.random() < 0.3 else grey_png(noise.randrange(1, 300), 2),
        truncations=noise.choice(((), ("more than 400 requests",))),
        rdap={} if noise.random() < 0.5 else {"ip:127.0.0.7": "{}"},
        frames=tuple(FrameDom(noise.choice(("about:srcdoc", url, "http://[bad")), word) for word in words[:2]),
    )


def _varied_exchange(noise: Random, number: int, now: datetime) -> Exchange:
    kind = noise.choice(("text/html", "text/css; charset=iso-8859-1", "", "application/json", "TEXT/HTML", "x"))
    body = bytes(noise.choices(range(32, 256), k=noise.randrange(3000)))
    coding = noise.choice(("", "gzip", "deflate", "br", "zstd", "identity"))
    body = {"gzip": gzip.compress(body, mtime=0), "deflate": zlib.compress(body)}.get(coding, body)
    exchange = make_exchange(noise.choice((f"https://forum.example/{number}", "http://[bad", "data:é")), body, kind)
    headers = (*exchange.response_headers, ("X-Odd", noise.choice(("é", "a\r\nInjected: b", "日本", ""))))
    return replace(
        exchange,
        at=now - timedelta(milliseconds=noise.randrange(2000)),
        status_line=noise.choice(("HTTP/1.1 200 OK", "HTTP/1.1 404", "HTTP/1.0 503 Nope", "")),
        response_headers=((*headers, ("Content-Encoding", coding)) if coding else headers),
        truncated=noise.choice(("", "length", "too many bytes")),
        peer_address=noise.choice(("127.0.0.7", "::1", "")),
    )
