"""Parts of a sentence, kept apart from it so that each door says them in its own language."""


class Phrase:
    """What is wrong with a file, and the like: an English `template` with named values, no whole sentence."""

    def __init__(self, template: str, **values: object) -> None:
        self.template = template
        self.values = values

    def __str__(self) -> str:
        """In English."""
        return self.template.format_map(self.values)


class Count:
    """So many things: `one` is what a single one is called, `many` what several are."""

    def __init__(self, number: int, one: str, many: str) -> None:
        self.number = number
        self.one = one
        self.many = many

    def __str__(self) -> str:
        """In English: "1 file", "2,000 files"."""
        return f"{self.number:,} {self.one if self.number == 1 else self.many}"
