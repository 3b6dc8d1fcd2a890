"""What the compiled score reads: stems, sites and weights as arrays. `scoring` fills them, and says from what."""

from typing import NamedTuple

from rempart.engines.names.compiled.words import Array

# The numbers of the features that are summed as they are; `FEATURES` names them in this order. Those that count above a
# knot have their own table, and what depends on the stem alone is a constant of the stem.
FEATURES = (
    "whole<5", "whole<6.5", "strength of parts", "rarest part", "parts", "whole", "same label", "same letters",
    "joined", "one edit", "two edits", "label letters", "letters left over", "whole stem", "whole label", "hyphen",
    "stem hyphen", "digits",
    "added before", "added after", "known affix", "only known affixes", "begins alike", "ends alike", "set apart",
    "series none", "series next", "series near", "series used", "series far", "series added", "series dropped",
    "suffix used", "suffix share", "suffix latest", "suffix latest, next number", "suffix latest, other letters",
    "suffix prior", "suffix prior>0", "suffix expected", "suffix ratio", "suffix ratio>0",
    "in a subdomain",
)  # fmt: skip
MARKS, ADDITIONS, SERIES, SUFFIX, PLACE = 13, 18, 25, 32, 42  # where those begin that are measured together
KNOTTED = ("strength", "stem covered", "label covered", "rarest part", "letters left over", "alike", "label rarity")
NONE, NEXT, NEAR, USED, FAR, ADDED, DROPPED = range(7)
STEPS_OF_DECADES = 16  # of each decade, for which what a stretch brings is kept


class Stems(NamedTuple):
    """All watched stems, a row each.

    `shapes`: site, where the dotted letters begin in `text`, their size, where the costs begin in `starts` and `steps`,
    from and to of `labels`, of `series` and of `joined`, whether the label has a hyphen; a bit for each letter of the
    stem, for each suffix that the site used and for each dotted size of `joined` (by the last five bits of its row, of
    the size); and two of no meaning, so that a row has 64 bytes. `weights`: the decades of the whole, what the stem
    brings to the log-odds of a label that reads otherwise, and of one that reads the same; and one of no meaning, so
    that a row has 32 bytes. `labels`: begin and size in `text`.
    `series`: begin and size of what is before and after the number, from and to in `numbers`, the highest. `joined`:
    begin and size, row of the suffix or -1; with `decades`.
    """

    shapes: Array
    weights: Array
    text: Array
    starts: Array
    steps: Array
    labels: Array
    series: Array
    numbers: Array
    joined: Array
    decades: Array


class Sites(NamedTuple):
    """All sites, a row each.

    `shapes`: row of the latest suffix, from and to in `used`, row of the latest suffix that is not empty or -1.
    `shares`: domains, the sum of `aged`, how much of the general habit is of the site's kinds, the weight of each kind.
    `used`: row of a suffix and how often it was used; `aged`: the same, older names counting less.
    """

    shapes: Array
    shares: Array
    used: Array
    aged: Array


class Weights(NamedTuple):
    """The model. `features` by FEATURES; `knots`: (knot, weight), of each of KNOTTED from `knots_of[i]` to the next.

    `affixes` are packed letters, ascending. `suffixes`, a row each: prior, share after moves in general, share among
    names; `kinds`: kind, and the row that stands in. `sources`, a row each for a label that was used and for another:
    general, latest, habit, alike. `unused`: what a suffix brings to a new label of a site that never used it, NaN where
    that depends on the site. `additions`, `alike` and `rarity` are the most that what stands around the shared letters,
    Jaro and Winkler's measure, and the rarity of the label can bring. For labels that share one stretch with the stem:
    `of_decades` is the most that its decades bring, by the step; `of_stem` and `of_label` are what its letters bring,
    by the size of the dotted stem and label.
    """

    features: Array
    knots: Array
    knots_of: Array
    affixes: Array
    suffixes: Array
    kinds: Array
    sources: Array
    unused: Array
    of_decades: Array
    of_stem: Array
    of_label: Array
    additions: float
    alike: float
    rarity: float


class Counts(NamedTuple):
    """The background, as `rarity.Background` has it: how many names were counted, how many symbols with those that are
    supposed; by the size of groups the strength of shorter ones, by how much a hash is shifted (0: no hash), counts.
    """

    names: float
    symbols: float
    back_off: Array
    shifts: Array
    tables: tuple[Array, ...]


class Scratch(NamedTuple):
    """Room for one name after the other."""

    host: Array
    begins: Array
    rows: Array
    points: Array
    plain: Array
    dotted: Array
    pieces: Array
    decades: Array
    chosen: Array
    taken: Array
    order: Array
    values: Array
    counted: Array


class Label(NamedTuple):
    """A label as it was read into `Scratch`: sizes of its `plain` and of its dotted form; the row of the suffix; a bit
    for each letter that it has, and whether it has hyphens and digits; the `most` that label and suffix bring where
    they share one stretch with a stem, NaN if that depends on its site.
    """

    plain: int
    size: int
    registrable: bool
    suffix: int
    kinds: int
    hyphen: bool
    digits: bool
    most: float


class Facts(NamedTuple):
    """What is measured of one pair, as `evidence.Evidence` has it."""

    same_label: bool
    same_letters: bool
    joined: float
    edits: int
    parts: int
    shared: float
    stem_covered: float
    label_covered: float
    step: int
