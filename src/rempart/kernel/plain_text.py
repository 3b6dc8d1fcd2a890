"""Text of strangers, before it is kept or shown: what no database takes, and no screen shows, is left out."""


def plain(text: str, longest: int) -> str:
    """`text` in one line of printable characters, cut to `longest`.

    A lone surrogate cannot be written in UTF-8, PostgreSQL refuses U+0000, and a control character forges log lines.
    """
    seen = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(seen.split())[:longest].rstrip()
