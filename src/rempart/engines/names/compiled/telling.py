"""What a hit is told by: for the few pairs that `score` keeps, the facts that their reasons rest on."""

import math

from rempart.engines.names.compiled.clear import likeness_of
from rempart.engines.names.compiled.facts import LONGEST_NUMBER, find_facts
from rempart.engines.names.compiled.hosts import Suffixes, find_suffix, read_host, read_label
from rempart.engines.names.compiled.kept import entry
from rempart.engines.names.compiled.score import measure_additions, measure_marks, read_signs, suffix_part, weighted
from rempart.engines.names.compiled.tables import MARKS, PLACE, SERIES, Counts, Label, Scratch, Sites, Stems, Weights
from rempart.engines.names.compiled.words import Array, bare, is_digit

# The columns that `tell_pairs` fills: of whole numbers (from PIECES on at, end for each of three) …
DEPTH, SAME_LABEL, SAME_LETTERS, EDITS, STEP, PARTS, PIECES, WHOLE_COLUMNS = 0, 1, 2, 3, 4, 5, 6, 12
# … and of others: from BROUGHT on one for each of `features.GROUPS`.
LIKENESS, SHARED, STEM_COVERED, BROUGHT, COLUMNS = 0, 1, 2, 3, 9
_ADDITIONS, _SERIES, _SUFFIX, _HISTORY, _PLACE = range(BROUGHT + 1, COLUMNS)
_EVERY = -1e300  # decades of likeness that every label has


@entry
@bare
def tell_pairs(
    data: Array,
    pairs: Array,
    scores: Array,
    letters: tuple[Array, Array],
    known: Suffixes,
    stems: Stems,
    sites: Sites,
    weights: Weights,
    counts: Counts,
    room: Scratch,
    found: Array,
    values: Array,
) -> None:  # pragma: no cover (compiled)
    """For each of `pairs`, of the log-odds that `score_pairs` gives it: into `found` how many labels the suffix has,
    what is alike, how the numbers go on, how many shared stretches there are and where they are in the stem, rarest
    first; into `values` the decades of the likeness and of what is shared, the part of the stem that is, and what each
    group of features brings to the log-odds; the bias is with the history. `scores` becomes infinite where only the
    plain way can say.
    """
    for row in range(pairs.shape[0]):
        if not math.isfinite(scores[row]):
            continue
        number, member = pairs[row, 2], pairs[row, 3]
        size, labels = read_host(data, pairs[row, 0], pairs[row, 1], room.host, room.begins)
        depth, suffix = find_suffix(room.host, size, room.begins, labels, known, room.rows)
        begin, end = room.begins[number], room.begins[number + 1] - 1
        plain, dotted = read_label(room.host, begin, end, *letters, room.points, room.plain, room.dotted)
        figures = 0
        for at in range(plain):
            figures += is_digit(room.plain[at])
        if figures > LONGEST_NUMBER:
            scores[row] = math.inf
            continue
        kinds, hyphen, digits = read_signs(plain, dotted, room)
        label = Label(plain, dotted, number == labels - depth - 1, suffix, kinds, hyphen, digits, 0.0)
        facts = find_facts(label, stems, member, room)
        found[row, DEPTH], found[row, STEP], found[row, PARTS] = depth, facts.step, facts.parts
        found[row, SAME_LABEL], found[row, SAME_LETTERS] = facts.same_label, facts.same_letters
        found[row, EDITS] = facts.edits
        for part in range(facts.parts):
            piece = room.chosen[part]
            found[row, PIECES + 2 * part] = -1 - room.pieces[piece, 0]
            found[row, PIECES + 2 * part + 1] = room.pieces[piece, 1]
        values[row, SHARED], values[row, STEM_COVERED] = facts.shared, facts.stem_covered
        other = 0.0 if facts.same_letters or facts.joined != 0.0 else 1.0
        measure_marks(label, facts, other, stems.shapes[member, 10], room.values)
        measure_additions(label, facts, other, stems.shapes[member, 2], weights.affixes, room)
        values[row, _ADDITIONS] = weighted(room.values, MARKS, SERIES, weights)
        values[row, _SERIES] = weights.features[SERIES + facts.step]
        values[row, _SUFFIX] = suffix_part(suffix, facts, other, stems.shapes[member], sites, weights, room.values)
        values[row, _HISTORY] = stems.weights[member, 1 if other > 0.0 else 2]
        values[row, _PLACE] = weights.features[PLACE] * (not label.registrable)
        values[row, BROUGHT] = scores[row]
        for group in range(BROUGHT + 1, COLUMNS):
            values[row, BROUGHT] -= values[row, group]
        values[row, LIKENESS] = likeness_of(label, facts, stems, member, weights, counts, _EVERY, room)
