"""What a watch list's one-letter and everyday stems would cost, said before anything is screened against it."""

from rempart.cli.output import counted, err
from rempart.engines.names import NameIndex
from rempart.engines.names.history import dearest_stems


def warn_of_common_stems(index: NameIndex, most: int = 5) -> None:
    """Say on standard error which stems ordinary names share, the dearest first, and which sites have none at all."""
    dear, total = dearest_stems(index, most)
    for site, warning in dear:
        err.print(f"Site {site}: {warning.text}", markup=False, highlight=False)
    mute = [dossier.site for dossier in index.candidates.dossiers if not dossier.stems]
    for site in mute[:most]:
        err.print(
            f"Site {site}: its names are public suffixes or shared hosts and have no label of their own; nothing is"
            " found by them. Add the names that it used below these.",
            markup=False,
            highlight=False,
        )
    if len(mute) > most:
        err.print(f"{counted(len(mute) - most, 'more site has', 'more sites have')} no label of their own.")
    if total > most:
        others = counted(total - most, "more stem is", "more stems are")
        err.print(f"{others} as common. `rempart watchlist show SITE` tells of each.")
