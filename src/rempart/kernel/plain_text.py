"""Text of strangers, before it is kept or shown: what no database takes, and no screen shows, is left out."""


def plain(text: str, longest: int) -> str:
    """`text` in one line of printable characters, cut to `longest`.

    A lone surrogate cannot be written in UTF-8, PostgreSQL refuses U+0000, and a control character forges log lines.
    """
    seen = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(seen.split())[:longest].rstrip()


def storable(text: str) -> str:
    """`text` as it is, but for what a database cannot keep: U+0000 goes, and half of a surrogate pair becomes "?"."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
