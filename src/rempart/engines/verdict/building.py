"""How two pages are built, which tells of one maker where there is more of it than a program's frame.

In: two pages, the numbers of one version. Out: yes or no.
"""

from rempart.engines.pages import Comparison, PageFeatures
from rempart.engines.pages.comparing.own_names import reports_in_title
from rempart.engines.verdict.calibration import Calibration, Rules
from rempart.engines.verdict.showing import is_further_beside


def is_a_part(a: PageFeatures, b: PageFeatures, calibration: Calibration) -> bool:
    """Whether one page is a further page of the other's site by its title, which reports on nobody, and built of what
    that is built of: such a page says little within the frame of its site, so that both together are no measure."""
    reports = any(reports_in_title(page.title, page.version) for page in (a, b))
    if reports or is_a_frame(a, b, calibration.rules) or not is_within(a, b, calibration.rules):
        return False
    return is_further_beside(a, b, calibration.comparison)


def is_within(a: PageFeatures, b: PageFeatures, rules: Rules) -> bool:
    """Whether most of what the smaller of two pages is built of is in the other, more than two pages of one framework
    share."""
    covers = [
        len(set(of_a).intersection(of_b)) / max(1, min(len(of_a), len(of_b)))
        for of_a, of_b in ((a.paths, b.paths), (a.classes, b.classes))
    ]
    return bool(rules.addressed) and min(covers) >= rules.branded and sum(covers) / len(covers) >= rules.addressed


def are_built_alike(comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: Rules, least: float) -> bool:
    """Whether two pages are built alike to `least` (0: never), and of more than a program's frame."""
    return 0 < least <= comparison.build_jaccard and not is_a_frame(a, b, rules)


def is_a_frame(a: PageFeatures, b: PageFeatures, rules: Rules) -> bool:
    """Whether the element paths that both have are so few that they may be a program's frame, which is each of its
    users'."""
    return len(set(a.paths).intersection(b.paths)) < rules.branded_paths


def layout_share(comparison: Comparison, rules: Rules) -> float:
    """What a shared layout counts for, as a share of the element paths: less the more hosts show it.

    It is a template's like the paths, so it never adds to them.
    """
    return min(1.0, comparison.layout.rarity / rules.strong_rarity) * rules.layout_share if comparison.layout else 0.0
