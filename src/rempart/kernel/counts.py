"""A count with its word, kept apart so that each door says it in its own language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """So many things: `one` is what a single one is called, `many` what several are."""

    number: int
    one: str
    many: str

    def __str__(self) -> str:
        """In English: "1 file", "2,000 files"."""
        return f"{self.number:,} {self.one if self.number == 1 else self.many}"
