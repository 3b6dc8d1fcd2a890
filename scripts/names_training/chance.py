"""Names that chance makes of a watched stem, each with how often: too rare to be met in a sample of ordinary names,
they cost alerts all the same.

A sample holds one or none of the labels one typing step from a stem, so that the fit learnt from a handful of accidents
what a typing step is worth. Here every step counts as often as the background expects it.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from names_training.rows import Group
from rempart.engines.names.candidates import is_candidate
from rempart.engines.names.costs import typing_steps
from rempart.engines.names.evaluation import Succession, latest_dossiers
from rempart.engines.names.evidence import profile_stem, weigh
from rempart.engines.names.features import SHORTEST_TYPO
from rempart.engines.names.forms import label_form
from rempart.engines.names.rarity import Background
from rempart.engines.names.suffixes import NEWLY_REGISTERED, REGISTERED, share_of

AMONG = 300_000  # ordinary names in which the steps are expected
STEMS = 8  # of one site, the latest: they stand for all of them
COMMONEST = 4  # steps that count one by one; another stands for all the rest
LEAST = 0.001  # of a name expected: less is left out
_SUFFIXES = {each: share_of(each) for each in sorted({*REGISTERED, *NEWLY_REGISTERED}) if share_of(each) >= 0.005}


def chance_judged(moves: Sequence[Succession], background: Background) -> Iterator[tuple[Group, float]]:
    """The evidence of the labels one typing step from each stem of the sites in `moves`, under the suffixes that people
    register most and under the site's own, each with how many such names to expect.
    """
    for dossier in latest_dossiers(moves):
        long = [stem for stem in dossier.stems if len(stem.letters) >= SHORTEST_TYPO]
        latest = sorted(long, key=lambda stem: -stem.recency)[:STEMS]
        shares = _SUFFIXES | {suffix: share_of(suffix) for suffix in dossier.suffixes}
        for stem in latest:
            profile = profile_stem(stem, background)
            steps = list(_steps(stem.letters, background))
            rarity = background.label_decades(letters for letters, _ in steps)
            for letters, expected in steps:
                label = label_form(letters)
                if not is_candidate(label, profile):
                    continue
                for suffix, share in shares.items():
                    weight = AMONG * expected * share * len(long) / len(latest)
                    if weight >= LEAST and f"{letters}.{suffix}" not in dossier.domains:
                        yield (dossier, [weigh(label, suffix, profile, dossier, rarity[letters])]), weight


def _steps(letters: str, background: Background) -> Iterator[tuple[str, float]]:
    """The commonest words one typing step away, then one for all others; with how often each is expected per name."""
    words, expected = typing_steps(letters, background)
    order = np.argsort(-expected, kind="stable")
    for at in order[:COMMONEST]:
        yield words[at], float(expected[at])
    middle = len(letters) // 2
    yield f"{letters[:middle]}{letters[middle + 1 :]}", float(expected[order[COMMONEST:]].sum())
