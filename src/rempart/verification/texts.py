"""The English texts of a sealed comparison's page, as its template and tables have them; `words.json` has the French.

What stands in the place of a value is named as ``%(name)s``.
"""

SHARED, NONE_SHARED = "Signs on both pages, rarest first", "They share nothing rare."
DIFFERING, NONE_DIFFERING = "Signs that only one page has", "Nothing differs in kind."
CITED = "Where each mark is found in the exhibits"
MARK_HEADS = ("Mark", "Exhibit", "What it is", "Record in the exhibit")
SHARED_HEADS = ("Sign", "Shown as", "How rare", "Records")
OTHERS, OTHERS_AGAIN, OWN = "On the closed site", "On its reopening", "On this page"
EXHIBITS = ("the closed site's", "the reopening's", "this page's")
NOT_COUNTED = "how rare it is was not counted"
RARE = "at most one of %(hosts)s other hosts shares this"
COMMON = "%(count)s of %(hosts)s other hosts share this"
OF, NAMELESS = "%(part)s of %(whole)s", "(no name)"
PRINCIPLE = "A comparison by rules that anybody can repeat. It proves nothing about who runs the site; people decide."
OF_SITE = "Compared with the closed site %(site)s: the probability that it is the same is %(chance)s."
OF_REOPENING = (
    "Compared with %(hostname)s, a confirmed reopening of the closed site %(site)s (exhibit %(exhibit)s): the "
    "probability that it is the same is %(chance)s."
)
AGAIN = "Computed again by version %(kept)s of the engine: it comes out the same, to the last digit."
OTHERWISE = (
    "The judgement was made by version %(kept)s of the engine; what is shown here is computed by version %(today)s.",
    "The background of that time is not kept; what is shown here is weighed against today's.",
    "Computed today it comes out otherwise; the judgement above is what was kept.",
)
NOTES = (
    (
        "Weights are powers of ten: +1 makes “the same site” ten times more likely, −1 ten times less. The middle line "
        "stands for even odds, the dashed ones for 10 % and 90 %."
    ),
    (
        "“What rules and bounds allow” holds the sum to what the rules permit and to the surest that measured pairs "
        "vouch for."
    ),
    (
        "The record inside this file (one line of JSON) holds the features of both pages: whoever has Rempart and the "
        "background named above computes the judgement again, to the last digit."
    ),
)
TITLES = (
    *("Reasons", "What would settle it", "The evidence, step by step", "What both pages share", "What differs"),
    *("The records cited", "The comparison", "The exhibits", "The record"),
)
TERMS = (
    *("Closed site", "Compared with its confirmed reopening", "Exhibit of the reopening", "Probability, 0 to 1"),
    *("Before looking at the page", "Kind of page", "Exhibit", "Sighting", "Judged", "Version of the engine"),
    *("Background, SHA-256", "SHA-256, as the journal has it"),
)
STEPS = "From the first guess to the judgement"
STEP_HEADS = ("Step", "How it moves the scale", "Weight", "Probability then, %")
TITLE_OF_TABLES = {
    STEPS: TITLES[2],
    **dict.fromkeys((SHARED, NONE_SHARED), TITLES[3]),
    **dict.fromkeys((DIFFERING, NONE_DIFFERING), TITLES[4]),
    CITED: TITLES[5],
}
TITLE, COUNTED, RECORDS = "Comparison of two captured pages", "Already counted in another reason.", "Records"
# Every text that a page may have, beside what codes are called and what reasons say.
FIXED_TEXTS = (
    *(SHARED, NONE_SHARED, DIFFERING, NONE_DIFFERING, CITED, *MARK_HEADS, *SHARED_HEADS, OTHERS, OTHERS_AGAIN, OWN),
    *(*EXHIBITS, NOT_COUNTED, RARE, COMMON, OF, NAMELESS, TITLE, COUNTED, RECORDS, PRINCIPLE, OF_SITE, OF_REOPENING),
    *(AGAIN, *OTHERWISE, *NOTES, *TITLES, *TERMS, STEPS, *STEP_HEADS),
)
