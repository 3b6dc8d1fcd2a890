"""What a watch list's one-letter and everyday stems would cost, said before anything is screened against it."""

from rempart.cli.language import say
from rempart.cli.output import counted, err, print_line
from rempart.engines.names import NameIndex
from rempart.engines.names.history import dearest_stems


def warn_of_common_stems(index: NameIndex, most: int = 5) -> None:
    """Say on standard error which stems ordinary names share, the dearest first, and which sites have none at all."""
    dear, total = dearest_stems(index, most)
    for site, warning in dear:
        print_line(say("Site {site}: {warning}", site=site, warning=warning), err)
    mute = [dossier.site for dossier in index.candidates.dossiers if not dossier.stems]
    for site in mute[:most]:
        told = say(
            "Site {site}: its names are public suffixes or shared hosts and have no label of their own; nothing is "
            "found by them. Add the names that it used below these.",
            site=site,
        )
        print_line(told, err)
    if len(mute) > most:
        more = counted(len(mute) - most, "more site has", "more sites have")
        print_line(say("{sites} no label of their own.", sites=more), err)
    if total > most:
        others = counted(total - most, "more stem is", "more stems are")
        print_line(say("{stems} as common. `rempart watchlist show SITE` tells of each.", stems=others), err)
