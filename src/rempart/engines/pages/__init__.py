"""Pages: the features of a captured page, how alike two are and how rare what they share is, what sort of page it is.

In: a `PageInput` (HTML, and what an exhibit knows beside it). Out: `PageFeatures`, `Comparison`, `KindJudgement`.
Never: a file, a socket, an image, a judgement whether two pages are one site (that is `verdict`).
"""

from rempart.engines.pages.background import Background, BackgroundCount, NotABackgroundError
from rempart.engines.pages.comparing.one_name import NameFinding
from rempart.engines.pages.comparing.similarity import (
    Comparison,
    SharedSign,
    bears_a_templates_title,
    compare_pages,
)
from rempart.engines.pages.comparison_rules import ComparisonRules, SecondWords, Trades
from rempart.engines.pages.features import (
    FEATURES_VERSION,
    NotFeaturesError,
    PageFeatures,
    extract_features,
    features_from_document,
    features_from_json,
    features_to_json,
    only_seen,
    pack_features,
    page_features,
    unpack_features,
)
from rempart.engines.pages.kinds import KindJudgement, PageKind
from rempart.engines.pages.page import Asset, Fact, PageInput, SidePage, host_of
from rempart.engines.pages.reading.markup import Markup, read_markup
from rempart.engines.pages.signs import FAMILY_OF, Family, Kind, Sign, sign_key

__all__ = [
    "FAMILY_OF",
    "FEATURES_VERSION",
    "Asset",
    "Background",
    "BackgroundCount",
    "Comparison",
    "ComparisonRules",
    "Fact",
    "Family",
    "Kind",
    "KindJudgement",
    "Markup",
    "NameFinding",
    "NotABackgroundError",
    "NotFeaturesError",
    "PageFeatures",
    "PageInput",
    "PageKind",
    "SecondWords",
    "SharedSign",
    "SidePage",
    "Sign",
    "Trades",
    "bears_a_templates_title",
    "compare_pages",
    "extract_features",
    "features_from_document",
    "features_from_json",
    "features_to_json",
    "host_of",
    "only_seen",
    "pack_features",
    "page_features",
    "read_markup",
    "sign_key",
    "unpack_features",
]
