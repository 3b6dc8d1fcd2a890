"""The dossier of a closed site: what its former names tell, for people who look for the next one."""

from rempart.engines.names.history import History, tell_history
from rempart.engines.names.model import load_model
from rempart.watchlist.contracts import Site


def read_history(site: Site) -> History:
    """What the names of `site` tell, against the background of ordinary names that comes with Rempart.

    A name dated on the day of the enrolment came without a date: that day is no move.
    """
    enrolled_on = site.enrolled_at.date()
    return tell_history(
        [name.hostname for name in site.names],
        [None if name.known_on == enrolled_on else name.known_on for name in site.names],
        load_model(),
        site.languages,
    )
