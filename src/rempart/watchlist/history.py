"""The dossier of a closed site: what its former names tell, for people who look for the next one."""

from datetime import date

from rempart.engines.names.history import History, tell_history
from rempart.engines.names.model import load_model
from rempart.watchlist.contracts import Site


def told_days(site: Site) -> list[date | None]:
    """The day of each name of `site`, in their order; None for one that is dated on the day of the enrolment: it came
    without a date.
    """
    enrolled_on = site.enrolled_at.date()
    return [None if name.known_on == enrolled_on else name.known_on for name in site.names]


def read_history(site: Site) -> History:
    """What the names of `site` tell, against the background of ordinary names that comes with Rempart.

    A name without a day of its own is no move.
    """
    return tell_history(
        [name.hostname for name in site.names],
        told_days(site),
        load_model(),
        site.languages,
    )
