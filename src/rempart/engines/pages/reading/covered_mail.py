"""Mail addresses that a service in front of millions of hosts takes out of their pages, for a script to put in again.

In: an attribute or a link's target, a number to base 16 whose first byte is laid over all others. Out: a ``mailto:``.
"""

_LINK = "/cdn-cgi/l/email-protection#"
ATTRIBUTE = "data-cfemail"
_LONGEST = 600  # digits


def covered_mail(covered: str) -> str:
    """``mailto:`` with the address in `covered`, the attribute's value or a link's target; "" where none is."""
    digits = covered.rpartition(_LINK)[2].partition("?")[0].strip()
    try:
        first, *others = bytes.fromhex(digits[:_LONGEST])
    except ValueError:
        return ""
    address = bytes(byte ^ first for byte in others).decode("ascii", "replace")
    return f"mailto:{address}" if "@" in address else ""


def is_covered(target: str) -> bool:
    """Whether a link's `target` is such an address."""
    return _LINK in target
