"""The port to what answers at an address, asked as OONI's web stage asks: nothing kept of the page."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PageSeen:
    """`status` and `length` (bytes of the body, at most what was read); `failure` is one of OONI's words, or "".

    `title` is the SHA-256 (hex) of the title in lower case, "" where there is none; `headers` the sorted names of the
    answer's headers, in lower case, without their values.
    """

    status: int | None
    length: int
    failure: str = ""
    title: str = ""
    headers: tuple[str, ...] = ()


# OONI's word for a name that was answered with an address where no site of the internet is: nothing was sent to it.
NOT_ASKED = "dns_bogon_error"


class PageLooker(Protocol):
    """Something that asks for a name at an address.

    Who owns a name says where it lies, so an address of a private network is not asked, nor what is no address: the
    failure is `NOT_ASKED` then. `is_ours`: the operator of this installation chose the address, for the block page.
    """

    def may_ask(self, address: str) -> bool:
        """Whether a stranger's name may lead to `address`."""
        ...

    def look(self, hostname: str, address: str, *, is_ours: bool = False) -> PageSeen:
        """One GET of ``/``, no redirect followed; the body is counted and thrown away. Raises nothing."""
        ...

    def shake_hands(self, hostname: str, address: str, *, is_ours: bool = False) -> str | None:
        """One TLS handshake for the name, nothing asked after it: OONI's word for what failed, "" where nothing did,
        None where this is not looked at. Raises nothing."""
        ...
