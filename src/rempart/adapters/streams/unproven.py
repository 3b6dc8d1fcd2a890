"""What streams have in common that no signed tree stands behind: no proof of an entry, and a beginning anew.

In: questions of `HostnameStream`. Out: that nothing is proven, and an empty cursor. Never: anything asked of a source.
"""

from typing import NoReturn

from rempart.ports.streams import PROVES_NOTHING, StreamBusyError


class Unproven:
    """A stream whose source shows no proof of an entry."""

    __slots__ = ()
    label: str

    def prove(self, index: int, hostname: str) -> NoReturn:  # noqa: ARG002 (no entry has a proof here)
        """As `HostnameStream.prove`: what waits was handed out when the label was another kind's."""
        raise StreamBusyError(stream=self.label, problem=PROVES_NOTHING)


class LearnedAnew(Unproven):
    """A stream that begins anew once a person trusts its source again: nothing of its cursor is worth keeping."""

    __slots__ = ()

    def forgive(self, cursor: str) -> str:  # noqa: ARG002 (nothing of it is worth keeping)
        """As `HostnameStream.forgive`: it is learned anew."""
        return ""
