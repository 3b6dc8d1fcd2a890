"""The part of the configuration that says which streams of hostnames are followed, and what people can look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path

from rempart.kernel.phrases import Phrase
from rempart.kernel.plain_text import plain
from rempart.kernel.stream_labels import LONGEST_LABEL, LONGEST_LISTED, OWN_LABELS

# A look at a log takes three requests of two a second: with this, a name is sighted within five seconds.
PAUSE_S = {"static-ct": 1.0, "rfc6962": 1.0, "certstream": 5.0}
# Registries make their zone files once a day, and ask that nobody fetches them much more often.
FAR_FILE_PAUSE_S = 6 * 3600.0


@dataclass(frozen=True, slots=True)
class StreamConfig:
    """One stream of hostnames.

    `kind`: ``static-ct``, ``rfc6962``, ``ct-list`` (a log list v3: every usable log in it), ``zone`` (AXFR and IXFR),
    ``zone-file`` (at a path, or at a URL), ``zone-list`` (a JSON list of such URLs), ``names`` (a list of names at a
    URL), ``certstream``. `address` is a URL, ``address@port`` of a name server, or a path. `key` is the log's public
    key in base64. Never more than `requests_per_s` requests go to one source; without `every_s` a log is asked each
    second, a live feed after 5 seconds, a zone file at a URL after 6 hours, all else after a quarter of an hour. A log
    that has not signed anew for `merge_delay_s` and an hour is told as stale; 0 for one that takes in nothing more.
    `keys` reads a static log by its whole certificates where it has names tiles too: ten times the bytes, and the TLS
    keys of closed sites are found.

    `secret_file` holds what lets in: for a URL a bearer token, or the password of `user`, or, where `login` is a URL
    that takes user and password and hands out a token, that password; for a zone the TSIG secret of the key `user`.
    """

    label: str
    kind: str
    address: str
    key: str | None = None
    zone: str | None = None
    user: str | None = None
    secret_file: Path | None = None
    login: str | None = None
    requests_per_s: float = 2.0
    every_s: float | None = None
    from_start: bool = False
    merge_delay_s: float = 86400.0
    keys: bool = False

    @property
    def pause_s(self) -> float:
        """Seconds between two looks."""
        if self.every_s is not None:
            return self.every_s
        return FAR_FILE_PAUSE_S if self.is_far_file else PAUSE_S.get(self.kind, 900.0)

    @property
    def is_far_file(self) -> bool:
        """Whether it is a zone file that has to be fetched."""
        return self.kind == "zone-file" and "://" in self.address

    @property
    def source(self) -> tuple[str, str]:
        """What is read, whatever it is called: two streams of one would pass its budget, or share its memory."""
        zone = self.zone if self.kind in _OF_A_ZONE else None
        return self.kind, zone.strip(".").lower() if zone else self.address.rstrip("/")


@dataclass(frozen=True, slots=True)
class WatchConfig:
    """How much people can look at, and how forecast names are kept under watch.

    `sightings_per_day`: thresholds are planned for it; without it the model's own threshold stands. `resolver` is
    ``address@port`` of the resolver that is asked whether forecast names exist, at most `queries_per_s`; without it
    nobody is asked. `names` are forecast for each site and asked again after `every_h` hours.
    """

    sightings_per_day: float | None = None
    resolver: str | None = None
    queries_per_s: float = 2.0
    names: int = 300
    every_h: float = 24.0


# How the address of each kind begins that is read at a URL. (A kind that is not here says itself what it takes.)
_WEB, _FEED = ("https://", "http://"), ("wss://", "ws://")
_SCHEMES = dict.fromkeys(("static-ct", "rfc6962", "ct-list", "zone-list", "names"), _WEB) | {"certstream": _FEED}
_OF_A_ZONE = ("zone", "zone-file")

# Kinds that stand for each log or zone in them, called after it: "list: log".
LISTS = ("ct-list", "zone-list")
LONGEST_LIST = LONGEST_LABEL - LONGEST_LISTED - len(": ")


def find_stream_problem(streams: Sequence[StreamConfig]) -> Phrase | None:
    """Why these cannot be followed, or not side by side, with what to do; None where they can."""
    labels: set[str] = set()
    sources: dict[tuple[str, str], str] = {}
    lists = [stream.label for stream in streams if stream.kind in LISTS]
    for stream in streams:
        longest = LONGEST_LIST if stream.kind in LISTS else LONGEST_LABEL
        label = repr(stream.label)
        if not stream.label or plain(stream.label, longest) != stream.label:
            return Phrase(
                "the label {label} of [[streams]] must be one line of at most {longest} characters.",
                label=label,
                longest=longest,
            )
        if stream.label in labels:
            return Phrase(
                "the label {label} of [[streams]] stands twice; give each stream a label of its own.", label=label
            )
        if stream.label in OWN_LABELS:
            return Phrase(
                "the label {label} of [[streams]] is what Rempart calls a stream of its own; choose another.",
                label=label,
            )
        holder = next((each for each in lists if stream.label.startswith(f"{each}: ")), None)
        if holder is not None:
            return Phrase(
                "the label {label} of [[streams]] could be that of a log or zone in the list {holder}; choose another.",
                label=label,
                holder=repr(holder),
            )
        other = sources.setdefault(stream.source, stream.label)
        if other != stream.label:
            return Phrase(
                "the streams {other} and {label} read one source; leave out one of them.",
                other=repr(other),
                label=label,
            )
        labels.add(stream.label)
    problems = ((stream.label, _problem_of(stream)) for stream in streams)
    found = ((repr(label), problem) for label, problem in problems if problem)
    return next(
        (Phrase("the stream {label}: {problem}", label=label, problem=problem) for label, problem in found), None
    )


def _problem_of(stream: StreamConfig) -> Phrase | None:
    """Why this one cannot be followed at all, with what to do; None where nothing speaks against it."""
    schemes = _SCHEMES.get(stream.kind)
    if schemes and not stream.address.lower().startswith(schemes):
        one, other = schemes
        said = repr(stream.address)
        return Phrase("its address {address} must begin with {one} or {other}.", address=said, one=one, other=other)
    if stream.kind in _OF_A_ZONE and not (stream.zone or "").strip("."):
        return Phrase('it lacks its zone, such as zone = "example".')
    if stream.kind == "zone" and "@" not in stream.address:
        said = repr(stream.address)
        return Phrase("its address {address} must be that of a name server, as in 192.0.2.53@53.", address=said)
    if not 0 < stream.requests_per_s < inf:
        return Phrase("requests_per_s must be a number above 0.")
    if not all(0 <= value < inf for value in (stream.every_s or 0.0, stream.merge_delay_s)):
        return Phrase("every_s and merge_delay_s must be numbers of seconds.")
    return None
