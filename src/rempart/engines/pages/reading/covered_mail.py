"""Mail addresses and accounts that a page holds in attributes, for scripts to lead there.

A service in front of millions of hosts takes addresses out of their pages, as a number to base 16 whose first byte is
laid over all others; others part mailbox and domain, or lead to a messenger by what is clicked.

In: attributes or a link's target. Out: targets of links.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

_LINK = "/cdn-cgi/l/email-protection#"
MAX_COVERED = 20  # targets of one element
_COVERED = "data-cfemail"
_LONGEST = 600  # digits
_ACTING = ("onclick", "data-href", "data-url", "data-link")
_LOCALS = ("data-user", "data-name", "data-local", "data-login", "data-account", "data-mail", "data-u")
_DOMAINS = ("data-domain", "data-host", "data-d")
COVERING = frozenset({_COVERED, *_ACTING, *_DOMAINS})
_MESSENGERS = (
    r"https?://(?:www\.)?(?:t\.me|telegram\.me|wa\.me|api\.whatsapp\.com|chat\.whatsapp\.com|discord\.gg|kik\.me|"
    r"discord\.com/invite|signal\.me|signal\.group|line\.me|matrix\.to)/"
)
_TARGET = re.compile(rf"(?:{_MESSENGERS}|(?:mailto|tel|sms|tg|viber|whatsapp):)[^\s'\"<>);,]{{4,300}}", re.IGNORECASE)
_LOCAL = re.compile(r"[a-z0-9][a-z0-9._+-]{0,63}", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}", re.IGNORECASE)


def covered_targets(attributes: Mapping[str, str | None]) -> Iterator[str]:
    """Where an element leads without a link of its own."""
    if (covered := attributes.get(_COVERED)) and (mail := covered_mail(covered)):
        yield mail
    for name in _ACTING:
        if value := attributes.get(name):
            yield from islice(_TARGET.findall(value[:2000]), MAX_COVERED)
    domain = next((value for name in _DOMAINS if (value := attributes.get(name))), "")
    local = next((value for name in _LOCALS if (value := attributes.get(name))), "") if domain else ""
    if _DOMAIN.fullmatch(domain) and _LOCAL.fullmatch(local):
        yield f"mailto:{local}@{domain}"


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
