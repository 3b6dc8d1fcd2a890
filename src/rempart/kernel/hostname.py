"""What Rempart takes for a hostname: lower-case A-labels without a trailing dot (RFC 952, 1123, 5890)."""

import re
from typing import NewType

import idna

from rempart.kernel.errors import InputRejectedError
from rempart.kernel.phrases import Phrase

Hostname = NewType("Hostname", str)

MAX_LENGTH = 253
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)\Z")
_NUMBER = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)\Z")  # a host that ends in one is an IPv4 address (WHATWG URL, 3.5)


class NotAHostnameError(InputRejectedError):
    """The text is no hostname: an address, an empty label, a forbidden character, too long."""

    code = "kernel.not_a_hostname"
    template = "{text!r} is no hostname: {problem}. Give a name such as forum.example."

    @property
    def in_short(self) -> Phrase:
        """What is wrong, as a part of another sentence."""
        text, problem = repr(self.fields["text"]), self.fields["problem"]
        return Phrase("{text} is no hostname: {problem}", text=text, problem=problem)


def find_hostname(text: str) -> Hostname | None:
    """`text` in normal form, None where it is no hostname."""
    try:
        return parse_hostname(text)
    except NotAHostnameError:
        return None


def parse_hostname(text: str) -> Hostname:
    """`text` in normal form: lower case, Unicode labels as punycode (IDNA 2008, UTS 46), no trailing dot.

    Raises NotAHostnameError for anything that is no name of at least two labels.
    """
    name = text.strip().lower().removesuffix(".")
    if not name.isascii():
        try:
            name = idna.encode(name, uts46=True).decode("ascii").removesuffix(".")  # other scripts have dots too
        except idna.IDNAError as error:
            raise NotAHostnameError(text=text[:80], problem=str(error)) from error
    if not name or len(name) > MAX_LENGTH:
        raise NotAHostnameError(text=text[:80], problem=f"it must have 1 to {MAX_LENGTH} characters")
    labels = name.split(".")
    if len(labels) < 2:
        raise NotAHostnameError(text=text, problem="it has no dot")
    if not all(_LABEL.match(label) for label in labels):
        raise NotAHostnameError(text=text, problem="a label is empty, too long or has a forbidden character")
    if _NUMBER.match(labels[-1]):
        raise NotAHostnameError(text=text, problem="it looks like an address")
    return Hostname(name)


def unicode_of(text: str) -> str:
    """A hostname that has punycode with the letters that stand for it; empty for any other text."""
    if "xn--" not in text:
        return ""
    try:
        return idna.decode(text)
    except (idna.IDNAError, UnicodeError):
        return ""
