"""Streams of which a test only cares what they read."""


class OnlyRead:
    """What else a stream is asked: nothing is proven, it is learned anew, and nothing is open."""

    def prove(self, index: int, hostname: str) -> None:
        """Nothing waits for it."""

    def forgive(self, cursor: str) -> str:
        return ""

    def close(self) -> None:
        """Nothing is open."""
