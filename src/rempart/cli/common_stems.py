"""What a watch list's one-letter and everyday stems would cost, said before anything is screened against it."""

from rempart.cli.output import err
from rempart.engines.names import NameIndex
from rempart.engines.names.history import dearest_stems


def warn_of_common_stems(index: NameIndex, most: int = 5) -> None:
    """Say on standard error which stems ordinary names share, the dearest first."""
    dear, total = dearest_stems(index, most)
    for site, warning in dear:
        err.print(f"Site {site}: {warning.text}", markup=False, highlight=False)
    if total > most:
        err.print(f"{total - most} more stems are as common. `rempart watchlist show SITE` tells of each.")
