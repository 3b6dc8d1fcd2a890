"""What tells that two pages have two names, though they have words in common: each is called what the other only says.

In: features, the own names of both, what each says. Out: yes or no.
"""

from itertools import product

from rempart.engines.pages.comparing.compounds import bare_of, core_of, with_letters
from rempart.engines.pages.comparing.own_names import firmest_of, marked_names_of
from rempart.engines.pages.comparison_rules import ComparisonRules
from rempart.engines.pages.features import MARKED_FROM, PageFeatures
from rempart.engines.pages.reading.naming import SIDES, names_in, telling_labels
from rempart.engines.pages.signs import Kind
from rempart.engines.pages.words.sounds import sound_of
from rempart.engines.pages.words.text import hash_of, plain_name, plain_words


class Said:
    """What a page says: all its words, and its candidates for names as they sound, with how firmly; `joined`: what is
    left of firm ones that other words are run together with, or that digits are written in for letters; `taken_on`:
    those of them of which another has more than words of trades."""

    def __init__(self, page: PageFeatures, rules: ComparisonRules) -> None:
        self.words = frozenset(page.words)
        self.names: dict[str, float] = {}
        self.joined: dict[str, float] = {}
        self.taken_on: dict[str, float] = {}
        self._rules = rules
        for name, score in page.names:
            sound = sound_of(name)
            self.names[sound] = max(score, self.names.get(sound, 0.0))
            if (bare := self._bare(name)) != sound and score >= rules.compounds:
                self.joined[bare] = max(score, self.joined.get(bare, 0.0))
                if sound_of(core_of(name, rules.trades)) != bare:
                    self.taken_on[bare] = self.joined[bare]

    def _bare(self, name: str) -> str:
        """How what `name` is beside words that it is run together with sounds."""
        if not self._rules.compounds:
            return sound_of(name)
        bare = bare_of(name, self._rules.trades)
        return sound_of(with_letters(bare) if self._rules.trades.beside else bare)

    def says(self, name: str) -> bool:
        """Whether the page says `name` anywhere, in one spelling or another, or firmly what it is beside words that it
        is run together with, or it so."""
        sound = sound_of(name)
        if hash_of(name) in self.words or sound in self.names or sound in self.joined:
            return True
        bare, least = self._bare(name), self._rules.compounds
        joined = self.joined if self._rules.trades.beside else {}
        return 0 < least <= max(self.names.get(bare, 0.0), joined.get(bare, 0.0))

    def firmness(self, sound: str) -> float:
        """How firmly a name that sounds so stands on the page; 0: it does not."""
        return self.names.get(sound, 0.0) or self.joined.get(sound, 0.0)


def are_two_names(
    pages: tuple[PageFeatures, PageFeatures],
    names: tuple[dict[str, float], dict[str, float]],
    said: tuple[Said, Said],
    rules: ComparisonRules,
) -> bool:
    """Whether each page firmly bears a name that the other never says, or in title and marks one that the other bears
    in neither."""
    if all(_has_name_of_its_own(own, other, rules) for own, other in zip(names, said[::-1], strict=True)):
        return True
    sides = zip(pages, names, pages[::-1], strict=True)
    return rules.marked_apart and all(_has_mark_of_its_own(*side, rules) for side in sides)


def _has_name_of_its_own(names: dict[str, float], other: Said, rules: ComparisonRules) -> bool:
    """Whether the page firmly calls itself something that the other never says: what both say is then a supplier's."""
    if not names:
        return False
    least = max(rules.firm_name, rules.own_share * max(names.values()))
    return any(score >= least and not other.says(name) for name, score in names.items())


def _has_mark_of_its_own(
    page: PageFeatures, names: dict[str, float], other: PageFeatures, rules: ComparisonRules
) -> bool:
    """Whether title and marks of the page say a firm name that title, marks and host of the other do not, nor what is
    beside words in one word with it: what the other only lists or tells of is none of its names ("Barcamp Ashby" tells
    when "Barcamp Thornley" is)."""
    titled = names_in(page.title, page.version)
    firm = {name for name, score in names.items() if score >= rules.firm_name and name in titled}
    label = _label_of(other.read_host)
    spelled = with_letters if rules.trades.beside else str
    called = (*names_in(other.title, other.version), *marked_names_of(other), label)
    elsewhere = {sound_of(spelled(name)) for name in called if name}
    about = _repeated_subjects(page, other) if rules.titles_repeated else frozenset()
    sounds = (sound_of(spelled(name)) for name in firm & marked_names_of(page) - about)
    return any(all(sound not in one and one not in sound for one in elsewhere) for sound in sounds)


def _repeated_subjects(page: PageFeatures, other: PageFeatures) -> frozenset[str]:
    """The names that no mark of `page` says but those that repeat its title, on sides where it says nothing by which
    `other` is called: what the page is about ("Lantern Quay | Ashby", with that for the site's name too)."""
    marks = [sign for sign in page.signs if sign.kind is Kind.SITE_MARK]
    own = {sign.value for sign in marks if _words_in(sign.shown, page) != _words_in(page.title, page)}
    called = marked_names_of(other) & names_in(other.title, other.version).keys()
    sides = [frozenset(names_in(side, page.version)) for side in SIDES.split(page.title)]
    named = frozenset[str]().union(*(side for side in sides if not called.isdisjoint(side)))
    return frozenset[str]().union(*sides) - named - own if named else frozenset()


def _words_in(text: str, page: PageFeatures) -> frozenset[str]:
    return frozenset(plain_words(text, page.version))


def _label_of(host: str) -> str:
    """What tells whose `host` is, in one word; "" where it is not known."""
    return plain_name("".join(telling_labels(host)))


def are_two_houses(
    pages: tuple[PageFeatures, PageFeatures],
    own: tuple[dict[str, float], dict[str, float]],
    said: tuple["Said", "Said"],
    rules: ComparisonRules,
) -> bool:
    """Whether each page is called in its title, and its host if that is known, by its firmest name, and bears the
    other's in neither and much less firmly: as a logo among those of other houses, or one that a maker left there."""
    if not (rules.outweighed and all(own)):
        return False
    firmest = [firmest_of(names) for names in own]
    scores = [names[name] for names, name in zip(own, firmest, strict=True)]
    if firmest[0] in firmest[1] or firmest[1] in firmest[0]:  # "Lantern Quay" and "Lanternquay"
        return False
    return min(scores) >= rules.firm_name and all(
        _says_only(page, name, rival) and here.firmness(sound_of(rival)) < rules.outweighed * score
        for page, name, rival, here, score in zip(pages, firmest, firmest[::-1], said, scores, strict=True)
    )


def _says_only(page: PageFeatures, name: str, rival: str) -> bool:
    """Whether title and host, where that is known, say `name`, and neither says `rival`."""
    title, label = names_in(page.title, page.version), _label_of(page.read_host)
    return name in title and rival not in title and (not label or name in label) and rival not in label


def is_spoken_of(shared: str, a: PageFeatures, b: PageFeatures) -> bool:
    """Whether each of two pages in one language is called in title or host by a mark that is none of the other's, and
    no mark or host of theirs says `shared`: both speak of it ("Dragon Hop - Lantern Games", "Dragon Hop | Quay")."""
    if min(a.version, b.version) < MARKED_FROM or a.language != b.language:
        return False
    marks = [{sound_of(mark) for mark in marked_names_of(page)} for page in (a, b)]
    if any(one in other or other in one for one, other in product(*marks)):
        return False
    hosts = [[sound_of(_label_of(host)) for host in (page.read_host, *own_hosts(page)) if host] for page in (a, b)]
    titles = [{sound_of(name) for name in names_in(page.title, page.version)} for page in (a, b)]
    for own, title, labels in zip(marks, titles, hosts, strict=True):
        if not any(mark in title or any(mark in label for label in labels) for mark in own):
            return False
    called = {*marks[0], *marks[1], *hosts[0], *hosts[1]}
    return not any(sound_of(word) in name for word in plain_words(shared, min(a.version, b.version)) for name in called)


def own_hosts(page: PageFeatures) -> set[str]:
    """The hostnames by which `page` calls itself."""
    return {sign.value for sign in page.signs if sign.kind is Kind.OWN_HOST}
