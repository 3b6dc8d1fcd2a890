"""Two zones at one primary: *hot* for what is new, *cold* for the mass; subscribers look through hot first.

A resolver's cost of a change grows with its zone: BIND builds a policy zone anew, Unbound writes its file. So orders
begin in hot, and what is older moves to cold when there is time; it leaves hot a round after cold was given it, so
that no name is ever in neither.
"""

from collections.abc import Sequence
from dataclasses import replace

from rempart.adapters.zone_update import SignedZone
from rempart.kernel.hostname import Hostname
from rempart.ports.naming import ZoneChange, ZoneReceipt

# So many at once are the mass itself: a first filling, or a primary that lost its zones.
_MASS = 2000


class HotAndCold:
    """The `ZonePublisher` port over both zones."""

    def __init__(self, hot: SignedZone, cold: SignedZone) -> None:
        self._hot = hot
        self._cold = cold

    def apply(self, changes: Sequence[ZoneChange]) -> ZoneReceipt:
        """Make all changes, in the order given. Raises PublicationFailedError or NameTooLongError."""
        if len(changes) > _MASS:
            self._cold.apply(changes)
            return self._hot.apply([replace(change, blocked=False) for change in changes])
        receipt = self._hot.apply(changes)
        # Whatever cold says of the name is older; to take out what is not there changes nothing.
        self._cold.apply([replace(change, blocked=False) for change in changes])
        return receipt

    def list_blocked(self) -> tuple[ZoneChange, ...]:
        """What the zones together refuse now. Raises PublicationFailedError."""
        found = {change.hostname: change for change in self._cold.list_blocked()}
        for change in self._hot.list_blocked():
            older = found.get(change.hostname)
            # Hot is asked first, but a wildcard in cold still refuses what lies below.
            wide = change.subdomains or (older is not None and older.subdomains)
            found[change.hostname] = replace(change, subdomains=wide)
        return tuple(found[hostname] for hostname in sorted(found))

    def settle(self, older: Sequence[Hostname]) -> int:
        """Move those of `older` that are in hot to cold; how many left hot, having been given to cold a round ago.

        Raises PublicationFailedError.
        """
        wanted = set(older)
        # A policy with spaces is none of ours: `rempart lists check` mends it where it stands.
        moving = [one for one in self._hot.list_blocked() if one.hostname in wanted and " " not in one.policy]
        there = [change for change in moving if self._cold.holds(change)]
        given = {change.hostname for change in there}
        if new := [change for change in moving if change.hostname not in given]:
            self._cold.apply(new)
        if there:
            self._hot.apply([replace(change, blocked=False) for change in there])
        return len(there)
