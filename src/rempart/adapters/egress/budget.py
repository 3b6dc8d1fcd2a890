"""How much a capture may still take: bytes, requests, hosts, redirects, time. What runs out is named once.

In: what happened. Out: whether to go on. Never: a silent stop; every limit that was hit is in `truncations`.
"""

from rempart.ports.capturing import CaptureLimits

RATIO_FLOOR = 1_000_000  # decoded bytes below which any ratio is harmless


class Budget:
    """The limits of one capture and what has been used of them. `deadline_s` is on the event loop's clock."""

    def __init__(self, limits: CaptureLimits, started_s: float) -> None:
        self.limits = limits
        self.deadline_s = started_s + limits.total_s
        self._started_s = started_s
        self._wire = 0
        self._decoded = 0
        self._requests = 0
        self._hosts: set[str] = set()
        self._depths: dict[str, int] = {}
        self._hit: dict[str, None] = {}

    @property
    def truncations(self) -> tuple[str, ...]:
        """The limits that were hit, in the order of the first time."""
        return tuple(self._hit)

    def hit(self, limit: str) -> str:
        """Note that a limit was hit; returns it."""
        self._hit[limit] = None
        return limit

    def admit(self, url: str, host: str, now_s: float) -> str:
        """Count a request that is about to go out. Returns the limit that forbids it, empty where none does."""
        exceeded = {
            "total time": now_s > self.deadline_s,
            "requests": self._requests >= self.limits.requests,
            "hosts": host not in self._hosts and len(self._hosts) >= self.limits.hosts,
            "redirects": self._depths.get(url, 0) > self.limits.redirects,
            "wire bytes": self._wire >= self.limits.wire_bytes,
            "decoded bytes": self._decoded >= self.limits.decoded_bytes,
        }
        for limit, is_hit in exceeded.items():
            if is_hit:
                return self.hit(limit)
        self._requests += 1
        self._hosts.add(host)
        return ""

    def follow(self, url: str, target: str) -> None:
        """Note that `url` redirects to `target`."""
        self._depths[target] = self._depths.get(url, 0) + 1

    def take(self, wire: int, decoded: int, body_wire: int, body_decoded: int) -> str:
        """Count bytes of one body (this piece, and the body so far). Returns the limit hit, empty where none is."""
        self._wire += wire
        self._decoded += decoded
        if self._wire > self.limits.wire_bytes or body_wire > self.limits.wire_bytes // 2:
            return self.hit("wire bytes")
        if self._decoded > self.limits.decoded_bytes or body_decoded > self.limits.decoded_bytes // 2:
            return self.hit("decoded bytes")
        if body_decoded > RATIO_FLOOR and body_decoded > body_wire * self.limits.compression_ratio:
            return self.hit("compression ratio")
        return ""

    def decode_bound(self, body_wire: int, body_decoded: int) -> int:
        """How many bytes may come out of the next piece before a limit is hit."""
        by_ratio = max(RATIO_FLOOR, body_wire * self.limits.compression_ratio)
        return max(1, min(by_ratio, self.limits.decoded_bytes // 2) - body_decoded + 1)

    def take_text(self, body_decoded: int) -> str:
        """Whether a text body has grown beyond what can be searched for media in good time; returns the limit hit."""
        return self.hit("text of one body") if body_decoded > self._text_bytes else ""

    def text_bound(self, body_decoded: int) -> int:
        """How many bytes may come out of the next piece of a text before that limit is hit."""
        return max(1, self._text_bytes - body_decoded + 1)

    @property
    def _text_bytes(self) -> int:
        return self.limits.decoded_bytes // 8

    def seconds_left(self, now_s: float) -> float:
        """What one answer may still take: part of the navigation's time, never beyond the whole."""
        return max(0.1, min(self.limits.navigation_s * 0.75, self.deadline_s - now_s))
