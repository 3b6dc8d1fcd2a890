"""What a request of the browser asks for, and whether it may leave: judged before anything is sent.

In: method, absolute address, headers. Out: an `Ask`, or the rule that stops it. Never: a look at the network.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from rempart.ports.capturing import DEFAULT_PORTS, CapturePolicy

MAX_URL = 8_192
_MEDIA_DESTINATIONS = {"image": "image", "video": "video", "audio": "audio", "track": "video", "font": "font"}
_DOCUMENT_DESTINATIONS = ("document", "iframe", "frame", "object", "embed", "fencedframe")
_EXTENSIONS = {
    "image": "png jpg jpeg jpe jfif gif webp avif heic heif bmp ico cur tif tiff jxl jp2 svg svgz apng psd",
    "video": "mp4 m4v webm mkv mov avi wmv flv mpg mpeg m2ts 3gp ogv m3u8 mpd m4s vob",
    "audio": "mp3 m4a aac ogg oga opus wav flac wma mid midi aiff amr",
    "font": "woff woff2 ttf otf eot ttc",
}
_KIND_OF_EXTENSION = {extension: kind for kind, listed in _EXTENSIONS.items() for extension in listed.split()}
_EXTENSION = re.compile(r"\.([a-z0-9]{2,5})\Z")
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\uffff\"<>\\^`{|}]")


@dataclass(frozen=True, slots=True)
class Ask:
    """A request that may be considered. `wants` is image, video, audio, font, document or other."""

    method: str
    url: str
    scheme: str
    host: str
    port: int
    target: str
    wants: str


@dataclass(frozen=True, slots=True)
class Denial:
    """The rule that stops a request, and the detail for the record."""

    rule: str
    detail: str


def read_ask(method: str, url: str, headers: Mapping[str, str], policy: CapturePolicy) -> Ask | Denial:
    """The request in parts, or why it is stopped. `headers` has lower-case names."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        return Denial("address", f"not an address: {error}")
    scheme = parts.scheme.lower()
    denial = _find_denial(method, url, scheme, headers, policy)
    if denial is not None:
        return denial
    host = (parts.hostname or "").rstrip(".")
    if not host or parts.username is not None or _UNSAFE.search(parts.netloc):
        return Denial("address", "no host, a password in it, or a character that no host has")
    port = DEFAULT_PORTS[scheme] if port is None else port
    if port not in policy.ports:
        return Denial("port", f"port {port} is not among {', '.join(map(str, policy.ports))}")
    target = _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), parts.path or "/")
    if parts.query:
        query = _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), parts.query)
        target = f"{target}?{query}"
    shown = f"[{host}]" if ":" in host else host
    authority = shown if port == DEFAULT_PORTS[scheme] else f"{shown}:{port}"
    return Ask(method, f"{scheme}://{authority}{target}", scheme, host, port, target, find_wants(parts.path, headers))


def _find_denial(
    method: str, url: str, scheme: str, headers: Mapping[str, str], policy: CapturePolicy
) -> Denial | None:
    if len(url) > MAX_URL:
        return Denial("address", f"{len(url)} characters long")
    if scheme not in policy.schemes or scheme not in DEFAULT_PORTS:
        return Denial("scheme", f"{scheme[:20] or 'none'} is not among {', '.join(policy.schemes)}")
    if headers.get("upgrade", "").lower() == "websocket":
        return Denial("websocket", "no channel of which every byte cannot be judged")
    if method not in ("GET", "HEAD"):
        length = headers.get("content-length", "unknown length")
        return Denial("method", f"{method[:20]} ({length}): a capture only reads")
    return None


def find_wants(path: str, headers: Mapping[str, str]) -> str:
    """What the browser will use the answer for: by its own word where it gives it, else by habit and extension."""
    destination = headers.get("sec-fetch-dest", "")
    if destination in _MEDIA_DESTINATIONS:
        return _MEDIA_DESTINATIONS[destination]
    if destination in _DOCUMENT_DESTINATIONS:
        return "document"
    accept = headers.get("accept", "")
    if accept.startswith("image/"):
        return "image"
    if not destination and "text/html" in accept:
        return "document"
    if headers.get("accept-encoding", "").startswith("identity;q=1"):  # how Chromium asks for films and sounds
        return "video"
    match = _EXTENSION.search(path.lower())
    return _KIND_OF_EXTENSION.get(match[1], "other") if match else "other"
