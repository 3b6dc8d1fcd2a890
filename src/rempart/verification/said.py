"""What the verifier says: English, from a fixed template and named values, so that a door may say it otherwise.

Nothing here knows another language. Whoever takes this folder out and uses it alone reads `Said` as the text it is.
"""

from typing import Self


class Said(str):
    """The text of an English `template` with its `values` in their places: numbers, texts, or `Said` themselves.

    An error that was raised with a `Said` stands for it; a tuple for its items, one after the other.
    """

    __slots__ = ("template", "values")
    template: str
    values: dict[str, object]

    def __new__(cls, template: str, **values: object) -> Self:
        """Fill the template."""
        values = {name: _inner(value) for name, value in values.items()}
        told = {name: ", ".join(value) if isinstance(value, tuple) else value for name, value in values.items()}
        return cls._of(template.format_map(told), template, values)

    def plain(self, longest: int) -> Self:
        """The same without what could steer a terminal, and not longer than `longest` characters, nor any value of it.

        Names and addresses come from the exhibit: they must not steer the terminal of whoever reads this.
        """
        values = {name: _plain(value, longest) for name, value in self.values.items()}
        return self._of(_escaped(self)[:longest], self.template, values)

    def quoted(self) -> Self:
        """The same in the quotation marks of programmers, for whoever reads the text as it is."""
        return self._of(repr(self), self.template, self.values)

    @classmethod
    def _of(cls, text: str, template: str, values: dict[str, object]) -> Self:
        said = super().__new__(cls, text)
        said.template, said.values = template, values
        return said


class Figure(int):
    """A number that is told with its thousands apart: 20,000."""

    def __format__(self, spec: str) -> str:
        """See `int`."""
        return super().__format__(spec or ",")


def fault(error: Exception) -> str:
    """An error with its kind, as programmers write it: "KeyError('url')"."""
    inner = _inner(error)
    if not isinstance(inner, Said):
        return repr(error)
    return Said("{kind}({fault})", kind=type(error).__name__, fault=inner.quoted())


def _inner(value: object) -> object:
    first = value.args[0] if isinstance(value, Exception) and value.args else None
    return first if isinstance(first, Said) else value


def _plain(value: object, longest: int) -> object:
    if isinstance(value, Said):
        return value.plain(longest)
    if isinstance(value, tuple):
        return tuple(_plain(item, longest) for item in value)
    return value if isinstance(value, int) else _escaped(str(value))[:longest]


def _escaped(text: str) -> str:
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)
