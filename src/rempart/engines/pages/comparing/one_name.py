"""What two pages call themselves: a name of both, two that differ, or none; and whom each of them speaks for.

In: features, the own names of both, a background. Out: a `NameFinding`, and names as plain text.
"""

from collections.abc import Container
from dataclasses import dataclass, replace

from rempart.engines.pages.background import Background
from rempart.engines.pages.comparing.own_names import firmest_of, marked_names_of, says_in_a_side
from rempart.engines.pages.comparing.paired_names import paired_word
from rempart.engines.pages.comparing.second_words import second_names
from rempart.engines.pages.comparing.two_names import Said, are_two_houses, are_two_names, is_spoken_of, own_hosts
from rempart.engines.pages.comparison_rules import ComparisonRules
from rempart.engines.pages.features import MARKED_FROM, PageFeatures
from rempart.engines.pages.reading.naming import (
    host_letters,
    host_stem,
    is_called_wholly,
    names_in,
    own_label,
)
from rempart.engines.pages.signs import Kind
from rempart.engines.pages.words.sounds import sound_of
from rempart.engines.pages.words.text import plain_name, plain_words, words_of

MAX_TITLE = 80  # letters of a title that are shown
LEAST_WORD = 3  # letters


@dataclass(frozen=True, slots=True)
class NameFinding:
    """What the two pages call themselves. `shared` is a name of both; `differs` when each is firmly something else.

    `titled`: that name is their title as a whole. `taken_on`: one of them bears it in one word with another that sites
    take on, as do pages about them ("velmoraworld"). `in_full`: what each is called throughout, where that is the name
    with a word that the other has not ("velmora vegas", "velmora spiele"). `paired`: what both say beside it each time.
    """

    of_a: tuple[str, ...]
    of_b: tuple[str, ...]
    shared: str = ""
    shared_rarity: float = 0.0
    shared_count: int = 0
    firmness: float = 0.0
    differs: bool = False
    titled: bool = False
    taken_on: bool = False
    in_full: tuple[str, ...] = ()
    paired: str = ""

    @property
    def phrased(self) -> bool:
        """Whether the name is a phrase of trades' words."""
        return " " in self.shared and not self.titled


def compare_names(
    a: PageFeatures,
    b: PageFeatures,
    own: tuple[dict[str, float], dict[str, float]],
    said: tuple[Said, Said],
    background: Background,
    text_jaccard: float,
    rules: ComparisonRules,
) -> NameFinding:
    """Agreement is the share of each page's name that the other page says too.

    A word such as a trade's, in both names, cannot make two names one: the other words of the names must agree.
    """
    of_a, of_b = own
    if text_jaccard >= rules.copy_share:  # one text twice under two titles: names count where the text says them
        marked = marked_names_of(a) & marked_names_of(b) if rules.marks_tell else frozenset[str]()
        of_a, of_b = _spoken(of_a, a, marked), _spoken(of_b, b, marked)
    shown_a, shown_b = (tuple(sorted(names, key=lambda n: (-names[n], n)))[:4] for names in (of_a, of_b))
    apart = are_two_names((a, b), (of_a, of_b), said, rules) or are_two_houses((a, b), own, said, rules)
    host, firmness = ("", 0.0) if apart else _shared_own_host(a, b, rules)
    if host:
        count = max(background.count(Kind.OWN_HOST, host), background.count(Kind.WORD, host))
        return NameFinding(shown_a, shown_b, host, background.rarity_of(count), count, firmness)
    found = replace(_agreed_name((of_a, of_b), said, background, rules, apart=apart), of_a=shown_a, of_b=shown_b)
    if not (apart or found.differs or found.firmness >= rules.title):
        found = _with_title(found, a, b, background, rules)
    if rules.marks_tell and found.shared and is_spoken_of(found.shared, a, b):
        found = replace(_agreed_name((of_a, of_b), said, background, rules, apart=True), of_a=shown_a, of_b=shown_b)
    elif not (apart or found.differs or found.shared) and rules.side:
        found = _with_side(found, (a, b), own, background, rules)
    if not found.shared:
        return found
    return replace(_with_pair(found, a, b, rules), in_full=second_names(a, b, found.shared, rules))


def _with_pair(found: NameFinding, a: PageFeatures, b: PageFeatures, rules: ComparisonRules) -> NameFinding:
    """`found`, rarer where both pages say one word right beside the name each time."""
    word = "" if found.titled or not rules.paired else paired_word(a, b, found.shared, rules)
    return replace(found, shared_rarity=found.shared_rarity + rules.paired, paired=word) if word else found


def _with_side(
    found: NameFinding,
    pages: tuple[PageFeatures, PageFeatures],
    own: tuple[dict[str, float], dict[str, float]],
    background: Background,
    rules: ComparisonRules,
) -> NameFinding:
    """`found`, or the name that one page firmly bears and a side of the title says of the other, which has none."""
    for page, names, others in zip(pages, own, own[::-1], strict=True):
        if names or max(others.values(), default=0.0) < rules.firm_name:
            continue
        name = firmest_of(others)
        if says_in_a_side(page.title, name, page.version):
            count = background.count(Kind.WORD, name)
            return NameFinding(found.of_a, found.of_b, name, background.rarity_of(count), count, rules.side)
    return found


def _with_title(
    found: NameFinding, a: PageFeatures, b: PageFeatures, background: Background, rules: ComparisonRules
) -> NameFinding:
    """`found`, or the title that both pages bear as a whole: a word in it may be any word, all of them are rarely met
    twice. It is as common as the rarest of its words at most."""
    title = _title_of_both(a, b)
    words = set(plain_words(title, min(a.version, b.version)))
    if not title or words & rules.stock_titles:
        return found
    stems = {stem for word in words if len(stem := word.rstrip("0123456789")) >= LEAST_WORD}
    counts = {stem: background.count(Kind.WORD, stem) for stem in stems - rules.untitled}
    own = {word for word, count in counts.items() if background.rarity_of(count) >= rules.name_rarity}
    if len(own) < rules.title_words and not own.intersection(a.spoken, b.spoken):
        return found
    count = min(counts[word] for word in own)
    return replace(
        found,
        shared=title[:MAX_TITLE],
        shared_rarity=background.rarity_of(count),
        shared_count=count,
        firmness=rules.title,
        titled=True,
    )


def have_one_title(a: PageFeatures, b: PageFeatures, rules: ComparisonRules) -> bool:
    """Whether both pages bear one title of two words and more, not all of which any page may be called."""
    words = set(words_of(_title_of_both(a, b).casefold(), min(a.version, b.version)))
    return len(words) > 1 and not words & rules.stock_titles and not words <= rules.untitled


def _title_of_both(a: PageFeatures, b: PageFeatures) -> str:
    """The title of both pages, as the first writes it; "" where they bear two."""
    title, other = (" ".join(page.title.split()) for page in (a, b))
    return title if title.casefold() == other.casefold() else ""


def with_phrase(
    found: NameFinding, phrases: tuple[frozenset[str], frozenset[str]], background: Background, rules: ComparisonRules
) -> NameFinding:
    """`found`, which is hardly firm where a page is called by words of trades alone, since what else its title says may
    be its subject; or the phrase that both are called by (one may be the other with a word more), or two that differ
    where both share nothing else."""
    of_a, of_b = (tuple(sorted(of)) for of in phrases)
    pairs = [sorted((one, other), key=len) for one in of_a for other in of_b]
    both = [short for short, long in pairs if f" {short} " in f" {long} "]
    if found.titled or not (of_a or of_b):
        return found
    if both:
        shared = max(both, key=lambda phrase: (len(phrase), phrase))
        count = min(background.count(Kind.WORD, word) for word in shared.split())
        return NameFinding(of_a, of_b, shared, background.rarity_of(count), count, rules.phrases)
    if found.shared:
        return replace(found, firmness=min(found.firmness, rules.phrases))
    return NameFinding(of_a, of_b, differs=True) if of_a and of_b else found


def _agreed_name(
    names: tuple[dict[str, float], dict[str, float]],
    said: tuple[Said, Said],
    background: Background,
    rules: ComparisonRules,
    *,
    apart: bool,
) -> NameFinding:
    """The name that both pages' words agree on, or that they firmly differ."""
    (of_a, of_b), (says_a, says_b) = names, said
    if not of_a or not of_b:
        return NameFinding((), ())
    sides = (_agreement(of_a, says_b), _agreement(of_b, says_a))
    agreement = sum(sides) / 2
    both = [
        (min(says_a.firmness(sound), says_b.firmness(sound)), name)
        for name in sorted({*of_a, *of_b})
        if ((sound := sound_of(name)) in says_a.names or sound in says_b.names)
        and says_a.firmness(sound)
        and says_b.firmness(sound)
    ]
    firmness, shared = max(
        both, key=lambda item: (item[0] * background.rarity(Kind.WORD, item[1]), item), default=(0, "")
    )
    if shared and firmness >= rules.min_firmness and agreement >= 0.6 and min(sides) >= 0.4 and not apart:
        rarity, count = background.rarity(Kind.WORD, shared), background.count(Kind.WORD, shared)
        others = (score for score, name in both if name != shared and firmness >= rules.further_from)
        further = sorted(others, reverse=True)[:2]
        firmness += sum(score * rules.further_name / 2**place for place, score in enumerate(further))
        sound = sound_of(shared)
        taken_on = any(page.taken_on.get(sound, 0.0) > page.names.get(sound, 0.0) for page in said)
        return NameFinding((), (), shared, rarity * agreement, count, firmness, taken_on=taken_on)
    firm = min(max(of_a.values()), max(of_b.values())) >= rules.firm_name
    return NameFinding((), (), differs=firm and agreement <= 0.5)


def _agreement(names: dict[str, float], other: Said) -> float:
    return sum(score for name, score in names.items() if other.says(name)) / sum(names.values())


def _spoken(names: dict[str, float], page: PageFeatures, marked: Container[str]) -> dict[str, float]:
    """Those of `names` that the text of `page` says, or that are `marked` on both pages."""
    return {name: score for name, score in names.items() if name in page.spoken or name in marked}


def _shared_own_host(a: PageFeatures, b: PageFeatures, rules: ComparisonRules) -> tuple[str, float]:
    """The hostname by which both pages call themselves, or what two of them have in common, and how firm a name that
    is; "" where there is none."""
    if not rules.own_host:
        return "", 0.0
    of_a, of_b = own_hosts(a), own_hosts(b)
    stems_a, stems_b = ({stem for host in hosts if (stem := host_stem(host, rules.trades))} for hosts in (of_a, of_b))
    return min(of_a & of_b, default="") or min(stems_a & stems_b, default=""), rules.own_host


def is_a_word_among_others(name: NameFinding, a: PageFeatures, b: PageFeatures, rules: ComparisonRules) -> bool:
    """Whether both pages call themselves by hostnames, two of them, of which the shared name is a small part: what the
    two have in common is then a phrase that any of the trade may sell under."""
    of_a, of_b = own_hosts(a), own_hosts(b)
    if not (name.shared and of_a and of_b) or name.titled or of_a & of_b:
        return False
    return len(name.shared) < rules.host_share * min(host_letters(host) for host in of_a | of_b)


def nameless_hosts(a: PageFeatures, b: PageFeatures, rules: ComparisonRules) -> tuple[str, ...]:
    """One hostname of each page by which it calls itself, where these are too short, or words of trades and hardly
    another."""
    hosts = [min(found) for page in (a, b) if (found := own_hosts(page))]
    stems = [
        host for host in hosts if len(host_stem(host, rules.trades)) >= max(1.0, rules.host_share * host_letters(host))
    ]
    return tuple(hosts) if len(hosts) == 2 and not stems else ()


def voice_of(
    page: PageFeatures, names: dict[str, float], of_other: dict[str, float], said: Said, rules: ComparisonRules
) -> str:
    """Whom `page` speaks for, if it calls itself firmly in its marks, or by its host, what the other never says; ""
    where its host is called as the other page is, and not otherwise too. Of features that tell no marks, any
    is one. `names` are its own, `of_other` and `said` the other's."""
    if not rules.voice or is_called_wholly(page.read_host, frozenset(of_other), rules.trades):
        return ""
    least = max(rules.firm_name, rules.voice * max(names.values(), default=0.0))
    label = plain_name(own_label(page.read_host))
    # A mark that says the other's name too ("Lantern Quay Reborn") is no other's.
    marks = {
        sound_of(sign.value)
        for sign in page.signs
        if sign.kind is Kind.SITE_MARK and of_other.keys().isdisjoint(names_in(sign.shown, page.version))
    }
    firm = [
        name
        for name, score in names.items()
        if score >= least and (page.version < MARKED_FROM or sound_of(name) in marks)
    ]
    strange = [(names[name], name) for name in firm if not said.says(name)]
    strange += [(score, name) for name, score in page.names if name == label and not said.says(name)]
    return max(strange, default=(0.0, ""))[1]
