"""What sort of page it is: a site, or a page that says nothing about who is behind it.

Parked, default, error, login and consent pages look alike on millions of unrelated hosts. Seven things tell: known
phrases, what is said of the site itself, or to whoever set it up, what programs say when they fail, marks of the
services that make such pages, the share of words about domains, servers, sales, building sites and errors (whatever the
wording), and the shape. The more a page says of its own, the more it takes.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import chain, pairwise

from rempart.engines.pages.kinds import EMPTY, EMPTY_KINDS, KindJudgement, PageKind, Tally
from rempart.engines.pages.page import PageInput, in_its_own_words, names_a_host
from rempart.engines.pages.placeholders.agencies import makes_sites
from rempart.engines.pages.placeholders.ages import gates_by_age
from rempart.engines.pages.placeholders.builders import ON_SHELVES, brought_along, empty_shelves
from rempart.engines.pages.placeholders.called import (
    ALONE,
    DECIDES,
    FIRST,
    SURELY,
    called_kinds,
    cries_out,
    is_named_broken,
    is_named_default,
    is_of_a_trade,
    promises,
    says_it_alone,
)
from rempart.engines.pages.placeholders.callers import (
    STATED,
    about_itself,
    bears_its_host,
    is_entered,
    leads_to_its_channel,
    talks_elsewhere,
)
from rempart.engines.pages.placeholders.countdowns import counts_down, is_awaited, opens_soon
from rempart.engines.pages.placeholders.documentation import PRODUCTS, tells_how
from rempart.engines.pages.placeholders.documentation import explains as explains_software
from rempart.engines.pages.placeholders.doors import count_login
from rempart.engines.pages.placeholders.entrances import speaks_of_entering
from rempart.engines.pages.placeholders.failures import read_failure
from rempart.engines.pages.placeholders.frames import without_anothers_menu, without_its_makers_frame
from rempart.engines.pages.placeholders.holders import read_holders
from rempart.engines.pages.placeholders.home_pages import is_somebodys
from rempart.engines.pages.placeholders.not_of_the_net import is_of_buildings, is_of_land
from rempart.engines.pages.placeholders.openings import TOLD, speaks_of_its_domain, speaks_of_the_net
from rempart.engines.pages.placeholders.pauses import read_pauses
from rempart.engines.pages.placeholders.phrases import AWAY, PHRASES
from rempart.engines.pages.placeholders.placeholder_terms import NEAR, count_terms, is_of_a_domain, speaks_of_sites
from rempart.engines.pages.placeholders.platform_marks import PLATFORM_MARKS, SOURCE_MARKS, marks_in
from rempart.engines.pages.placeholders.scripts_asked import asks_for_scripts
from rempart.engines.pages.placeholders.shape import (
    HOSTNAME,
    TITLE_PARTS,
    houses_of,
    is_a_door,
    lets_somebody_in,
    lists_a_folder,
    lists_searches,
    names_itself,
    only_greets,
    sends_on,
    sends_within,
    weight_of_a_site,
)
from rempart.engines.pages.placeholders.start_pages import start_score
from rempart.engines.pages.placeholders.state_terms import Role
from rempart.engines.pages.placeholders.states import headed_states, questions_in, read_states, role_of, sentences_in
from rempart.engines.pages.placeholders.status_lines import CODES
from rempart.engines.pages.reading.forms import asks_for_a_message, asks_for_an_address, form_count
from rempart.engines.pages.reading.markup import Markup
from rempart.engines.pages.reading.owned import Leads, gives_a_telephone
from rempart.engines.pages.words.text import size_of, without_accents, words_of

READ = 1_500  # words of a page that are looked at
SHORT = 150  # words up to which the whole source is searched for marks
QUOTED = 180.0  # words from which a phrase fades …
ANNOUNCED = 120.0  # … and from which one that promises more does, as sites do of a part of theirs
_Phrase = tuple[int, str, str, float]  # its place among all, of which kind, its words, what it weighs


def _by_first_words() -> dict[tuple[str, ...], list[_Phrase]]:
    """The phrases under their first two words, those of one word under it."""
    every = ((kind, *phrase) for kind, phrases in PHRASES.items() for phrase in phrases)
    found: dict[tuple[str, ...], list[_Phrase]] = {}
    for place, (kind, phrase, weight) in enumerate(every):
        found.setdefault(tuple(phrase.split(" ")[:2]), []).append((place, kind, phrase, weight))
    return found


_PHRASES = _by_first_words()
_FIRST_WORDS = frozenset(words[0] for words in _PHRASES)
MOST = 600  # words from which a page's terms are not counted
TRADES = 30  # words from which a page that only speaks of domains and servers may sell them
COUNTS_DOWN, LISTS, ASKS_SCRIPTS = 3.0, 5.0, 4.0  # of a page that counts down, lists a folder, asks only for scripts
OPENED = 3.0  # what it weighs that a page begins by speaking of its own domain
ASKED = 0.1  # what is left of a phrase that asks whether a site is away, as who mends it does
ONCE = 0.6  # what a single word weighs on a page that says more than …
FEW, WEAK, FOOT = 25, 2.0, 0.7  # … so many words, where it weighs less than that and stands so far down
OF_A_TRADE = 0.05  # what one word of trades weighs on a page that says no other of placeholders
OF_A_PART = 0.3  # what a promise still weighs where nothing says that it is the site's
EXPLAINED = 0.15  # what a product's name still weighs on a page that explains it
TRADED = 0.3  # what words of domains and hosting still weigh on a page of some length that leads on, as hosters' do
FIRST_TOLD = 400  # words that are searched for those of frameworks
PICTURES, HIDES = 3, 3  # described on a page of few words; elements hidden, from which one of none is not empty
LEADS = 3  # links to further pages of its own host, from which a page is hardly a placeholder …
LED, LEADS_FAR, LED_FAR = 0.5, 6, 0.25  # … and what is left on it of all that speaks for one; so many leave less
OF_LAND = 0.3  # what "ce domaine" weighs where nothing says that it is one of the net
OF_ITS_OWN = 0.3  # what is left of a wall, or of a trade in domains, under the name that its host is called by
ENTERED = 0.1  # what is left on a page that visitors enter by a form
_LINKS, LISTED = 6, 3  # from which a page leads on; numbers of errors from which it is about them
_WILL_TEXT = "will wird werden sera seront será serán sarà saranno zal będzie będą будет будут буде bude budou estará"
_WILL_BE = frozenset(_WILL_TEXT.split())
SENTENCE = 4  # words from which a heading says what is the matter, and does not only name it
ANOTHER, FOUND = 2.0, 80  # a weight from which a page is of another kind than an error; letters that are cited
WAITS = 2.4  # what it weighs that a page of hardly a word only asks for an address to write to
SAYS, BRIEF = 8, 45  # words from which a page says something, and up to which it says little else
# What each group of words speaks for, and how strongly one word does.
_TERM_WEIGHTS: dict[PageKind, dict[str, float]] = {
    PageKind.PARKED: {"domain": 1.0, "parking": 1.0, "registered": 0.7, "sale": 0.6},
    PageKind.DEFAULT: {"hosting": 1.0, "soon": 1.0, "domain": 0.3},
    PageKind.ERROR: {"broken": 1.0, "hosting": 0.3},
}
_NEEDS: dict[PageKind, frozenset[str]] = {
    PageKind.PARKED: frozenset({"domain", "parking"}),
    PageKind.DEFAULT: frozenset({"hosting", "soon"}),
    PageKind.ERROR: frozenset({"broken"}),
}


def classify_page(markup: Markup, page: PageInput, words: Sequence[str], count: int, leads: Leads) -> KindJudgement:
    """The sort of page that `markup` is; `words` are its visible words in order, or the first `READ` of them, `count`
    is how many there are, and `leads` tells where it leads."""
    tally, called = Tally(), page.title or markup.title
    named = bears_its_host(markup, called, page.host)
    if count <= MOST:
        markup, called, words, count, leads = _of_itself(markup, called, page.host, words, count, leads)
    beside = _said_beside(markup, count)
    said = [*words[:READ], *words_of(" ".join(beside))]
    title = words_of(called)
    size = size_of(words, max(count, len(said) if count < 25 else 0))
    headings = markup.headings[: 0 if leads.further >= LEADS else 2]  # of a part of what has a menu
    alone = size <= ALONE or (size <= MOST and says_it_alone(headings, called, said))
    explains = size > 2 * ALONE and (explains_software(said, title) or tells_how(title))
    asked = [words_of(question) for question in questions_in([called, *markup.blocks[:STATED]])]
    spoken_of = {PageKind(kind) for kind in called_kinds(markup, called)}
    entered = is_entered(markup, page.title or markup.title, said[:FIRST_TOLD], tiny=size <= ALONE)
    entered &= not gates_by_age(markup, called, said)
    if named and "error" not in spoken_of:
        entered |= leads.to_a_talk or talks_elsewhere(markup, called, page.host)
    land = ALONE < size <= MOST and not speaks_of_the_net(markup, said, title)
    opening, headed = ("", False) if entered or land else speaks_of_its_domain(markup, page, called, leads)
    opened = bool(opening) * (1.0 if headed else min(1.0, TOLD / max(size, 1)))
    door = is_a_door(markup, count)
    leads_on = leads.further > 0 and names_itself(markup, called.lower())
    builds = is_of_buildings([*said, *title])
    trade = builds or makes_sites(markup.blocks[:STATED], size)
    trade |= size <= (FEW if leads_on else ALONE) and is_of_a_trade(said, title, headings, called, leads_on=leads_on)
    _count_phrases(tally, said, title, size, alone, explains or trade, asked, opened, least=DECIDES if door else 0.0)
    spoken_of |= _count_states(tally, markup, beside, called, size, page.host, leads_on=leads.further > 0)
    trades = size >= TRADES and len(set(markup.links)) >= _LINKS and not _decided(tally)
    worth = (EXPLAINED if explains else 1.0) * (TRADED if trades else 1.0)
    if not door:  # whoever lets in names the server or the domain that is behind the door
        _count_terms(tally, said, title, size, alone, worth, asked, part=OF_A_TRADE if trade else 1.0)
    _count_failure(tally, markup, called, size, other=bool(opening or size > MOST or speaks_of_entering(said, ())))
    own = tally.scores[PageKind.DEFAULT] > 0 and is_somebodys(words[:READ], (called, *markup.headings[:2]), count)
    _fade_other_matters(tally, said, title, land=land, own=own, writes=asks_for_a_message(markup.forms))
    _count_platforms(tally, markup, count, EXPLAINED if explains else TRADED if trades else 1.0)
    likeliest = max(EMPTY, key=lambda kind: tally.scores[kind])
    tally.add(likeliest, OPENED * opened, "domain", opening)
    kept = {*({likeliest} if opening else ()), *_called_so(tally, markup, called, size, spoken_of)}
    left = _fade_what_leads_on(tally, markup, leads, kept, size, entered=entered, named=named)
    _fade(tally, _shown_at_home(leads.further, opened > 0) if named else (), OF_ITS_OWN)
    if not entered:
        _count_what_a_maker_shows(tally, markup, page, said, count, size, owned=leads.owned)
    _count_what_stands_there(tally, markup, page, said, size, opens=not (entered or leads.further))
    if not entered:
        count_login(tally, markup, page, said, count, leads, named=named, says_more=explains or left < 1.0)
    says_more = explains or builds or own or left < 1.0
    named |= trade
    _count_shape(tally, markup, page, said, count, named=named, says_more=says_more, entered=entered)
    tally.scores[PageKind.SITE] = weight_of_a_site(markup, size, leads.further)
    return tally.judged()


def _of_itself(
    markup: Markup, called: str, host: str, words: Sequence[str], count: int, leads: Leads
) -> tuple[Markup, str, Sequence[str], int, Leads]:
    """The page, its title, its words, how many these are and where it leads, without its maker's frame and what it says
    of others."""
    framed = without_its_makers_frame(markup, called, host, leads)
    if framed is markup and (sold := without_anothers_menu(markup, called, host, leads)):
        framed, leads = sold, Leads(0, owned=False, to_a_talk=False, links=frozenset())
    about, called = about_itself(framed, called, host)
    count = count if framed is markup else len(words_of(" ".join(framed.blocks)))
    return about, called, words if about is markup else words_of(" ".join(about.blocks[:STATED])), count, leads


def _called_so(tally: Tally, markup: Markup, called: str, size: int, spoken_of: set[PageKind]) -> set[PageKind]:
    """The kinds by which the page is called, whatever menu stands around: those that it speaks of where it says little
    else or title and heading agree, and somebody's default page, which is counted."""
    kept = spoken_of if size <= FIRST or is_named_broken(markup, called) else set()
    if size > MOST or not is_named_default(called):
        return kept
    tally.add(PageKind.DEFAULT, max(0.0, SURELY - tally.scores[PageKind.DEFAULT]), "title", called[:80])
    return kept | {PageKind.DEFAULT}


def _decided(tally: Tally) -> bool:
    return max(tally.scores[kind] for kind in EMPTY_KINDS) >= DECIDES


def _fade_other_matters(
    tally: Tally, said: Sequence[str], title: Sequence[str], *, land: bool, own: bool, writes: bool
) -> None:
    """Leave less of what parks a page that says nothing of the net (`land`), unless it is sure and speaks of domains:
    estates, houses and boats are for sale, too; of what is not there yet of somebody's `own` home page; of checks of
    people, where it is one of who `writes` to the site; and of errors on a page that is about them."""
    tally.scores[PageKind.CONSENT] *= ASKED if writes else 1.0
    if own:
        tally.scores[PageKind.DEFAULT] *= OF_ITS_OWN
    words = [*said, *title]
    if land and is_of_land(words):
        tally.scores[PageKind.PARKED] *= ENTERED
    elif land and (tally.scores[PageKind.PARKED] < DECIDES or not any(map(is_of_a_domain, words))):
        tally.scores[PageKind.PARKED] *= OF_LAND
    if len(CODES.intersection(said)) >= LISTED or tells_how(title):
        tally.scores[PageKind.ERROR] = min(ASKED * tally.scores[PageKind.ERROR], ASKED)


def _count_what_stands_there(
    tally: Tally, markup: Markup, page: PageInput, said: Sequence[str], size: int, *, opens: bool
) -> None:
    """Count a list of a folder, whose files are no menu, that scripts are asked for or a countdown runs where something
    may open, and the status."""
    if listed := lists_a_folder([page.title or markup.title, *markup.headings[:1]]):
        tally.add(PageKind.DEFAULT, LISTS * min(1.0, QUOTED / max(size, 1)), "title", listed[:80])
    if opens and not form_count(markup.forms) and (found := asks_for_scripts(markup.blocks, size)):
        tally.add(PageKind.DEFAULT, ASKS_SCRIPTS, "scripts", found)
    if opens and (found := counts_down(markup.blocks, size)) and is_awaited(markup, said):
        tally.add(PageKind.DEFAULT, max(0.0, COUNTS_DOWN - tally.scores[PageKind.DEFAULT]), "countdown", found)
    if opens and (found := opens_soon(markup, [page.title or markup.title, *markup.headings[:2]], size)):
        tally.add(PageKind.DEFAULT, max(0.0, COUNTS_DOWN - tally.scores[PageKind.DEFAULT]), "opens", found[:FOUND])
    if opens and (kept := read_holders(markup.blocks[:STATED], size)):
        weight, found = kept
        likeliest = max(EMPTY, key=lambda kind: (tally.scores[kind], kind is PageKind.DEFAULT))
        tally.add(likeliest, max(0.0, weight - tally.scores[likeliest]), "state", found[:FOUND])
    if page.status >= 400:
        tally.add(PageKind.ERROR, 4.0, "status", str(page.status))


def _count_what_a_maker_shows(
    tally: Tally, markup: Markup, page: PageInput, said: Sequence[str], count: int, size: int, *, owned: bool
) -> None:
    """Count that a page speaks to whoever set it up, is as its builder brought it along, or is a shop whose shelves are
    empty; the latter two whatever menu it has."""
    shown = [(*brought_along(markup, count), "samples"), (ON_SHELVES, empty_shelves(markup, count), "shelves")]
    if max(tally.scores[kind] for kind in EMPTY_KINDS - {PageKind.DEFAULT}) < DECIDES:
        shown.insert(0, (*start_score(markup, page, said[:FIRST_TOLD], size, owned=owned), "start"))
    for score, found, mark in shown:
        if found:
            tally.add(PageKind.DEFAULT, max(0.0, score - tally.scores[PageKind.DEFAULT]), mark, found[:FOUND])


def _fade_what_leads_on(
    tally: Tally, markup: Markup, leads: Leads, kept: set[PageKind], size: int, *, entered: bool, named: bool
) -> float:
    """Leave less of what speaks for a placeholder, but for the kinds `kept`, on a page that visitors enter by, that
    leads on or gives a telephone; and how much is left."""
    leads_on = leads.further >= (1 if named else LEADS) and not lists_searches(markup.links)
    left = ENTERED if entered else LED if leads_on or leads.to_a_talk else 1.0
    _fade(tally, EMPTY_KINDS | {PageKind.LOGIN} if entered else EMPTY_KINDS - kept, left, further=leads.further)
    if not entered and leads_to_its_channel(markup, markup.title):  # or it is its own, and not yet there
        _fade(tally, {PageKind.PARKED, PageKind.ERROR}, ENTERED)
    if left == 1.0 and size <= MOST and gives_a_telephone(markup):  # error pages say whom to call
        left = LED
        # … as do firms whose page is not there yet, in a heading, in few words or by what stands in its place
        kept = kept | {PageKind(kind) for kind in headed_states(markup)} | tally.marked(DECIDES)
        kept |= {kind for kind in {PageKind.DEFAULT} if size <= BRIEF and tally.states(kind)}
        _fade(tally, {PageKind.PARKED, PageKind.DEFAULT} - kept, left, further=leads.further)
    return left


def _shown_at_home(further: int, opened: bool) -> set[PageKind]:
    """What a page under the name that its host is called by shows of its own: a gate, a trade in domains or hosting."""
    trades = {PageKind.PARKED, PageKind.DEFAULT} if further >= LEADS else {PageKind.PARKED} if further else set()
    return {PageKind.CONSENT} | (set() if opened else trades)


def _said_beside(markup: Markup, count: int) -> tuple[str, ...]:
    """What a page of few words says of itself in its description, for its pictures, or to readers without scripts."""
    if count >= SHORT:
        return ()
    described = f"{markup.metas.get('description', '')} {markup.metas.get('keywords', '')}"
    if count >= FEW:
        return (described[:1000],)
    return described[:1000], " ".join(markup.unseen)[:2000], *markup.alternatives[:PICTURES]


def _fade(tally: Tally, kinds: Iterable[PageKind], left: float, *, further: int = 0) -> None:
    """Leave so much of what speaks for `kinds`, and less where the page leads far: but a site's own error page keeps
    its menu."""
    for kind in kinds:
        far = further >= LEADS_FAR and kind is not PageKind.ERROR
        tally.scores[kind] *= min(left, LED_FAR) if far else left


def _count_phrases(
    tally: Tally,
    said: Sequence[str],
    title: Sequence[str],
    size: int,
    alone: bool,
    explains: bool = False,
    asked: Sequence[Sequence[str]] = (),
    opened: float = 0.0,
    least: float = 0.0,
) -> None:
    text, heading = f" {' '.join(said)} ", f" {' '.join(title)} "
    questions = "".join(f" {' '.join(words)} " for words in asked)
    known = {*said, *title}
    firsts = _FIRST_WORDS & known
    pairs = (pair for pair in chain(pairwise(said), pairwise(title)) if pair[0] in firsts)
    begun = {*zip(firsts), *pairs} & _PHRASES.keys()
    quoted, announced = (min(1.0, most / max(size, 1)) for most in (QUOTED, ANNOUNCED))  # a sentence in a long article
    found: dict[PageKind, list[float]] = {}
    every = chain.from_iterable(_PHRASES[first] for first in begun)  # of which most are begun alone
    for _, kind_name, phrase, weight in sorted(one for one in every if known.issuperset(one[2].split())):
        kind = PageKind(kind_name)
        if weight < least and kind is not PageKind.LOGIN:
            continue
        of_a_trade = phrase in PRODUCTS or " " not in phrase
        worth = weight * (EXPLAINED if explains and of_a_trade else 1.0)
        offers = kind is PageKind.ERROR or promises(kind_name, phrase)  # who asks whether a site is away, mends it
        if offers and 0 < questions.count(f" {phrase} ") >= (text + heading).count(f" {phrase} "):
            worth *= ASKED
        if f" {phrase} " in heading:
            begins_with = 1.3 if heading.startswith(f" {phrase} ") else 1.0  # it is what the page is called
            of_a_part = " " not in phrase and promises(kind_name, phrase) and not alone and not speaks_of_sites(title)
            part = OF_A_PART if of_a_part else 1.0
            found.setdefault(kind, []).append(worth * 1.3 * begins_with * part * min(1.0, 800.0 / max(size, 1)))
            tally.marks[kind].append(("title", " ".join(title)[:80]))
        elif (at := text.find(f" {phrase} ")) >= 0:
            fade = (
                announced if promises(kind_name, phrase) else max(quoted, opened) if kind is PageKind.PARKED else quoted
            )
            if (
                weight < WEAK
                and not alone
                and size > FEW
                and " " not in phrase
                and text.count(" ", 0, at) > FOOT * size
            ):
                fade *= ONCE  # who made a site, and where it lies, stands at its foot
            of_a_part = promises(kind_name, phrase) and not alone and not speaks_of_sites(_around(text, at, phrase))
            if of_a_part or (phrase in AWAY and _is_announced(text, at)):
                fade *= OF_A_PART
            by_the_way = kind is PageKind.ERROR and _is_by_the_way(text, at)
            by_the_way |= kind is PageKind.ERROR and weight < DECIDES and text.count(" ", 0, at) > 3 * ALONE
            found.setdefault(kind, []).append(worth * fade * (0.3 if by_the_way else 1.0))
            tally.marks[kind].append(("phrase", phrase))
    for kind, weights in found.items():
        # Phrases overlap and come together: the strongest counts, the others hardly.
        tally.scores[kind] += max(weights) + min(2.5, 0.3 * (sum(weights) - max(weights)))


def _around(text: str, at: int, phrase: str) -> list[str]:
    """The words of `phrase`, which stands at `at`, and some before and after it."""
    end = at + len(phrase) + 1
    return [*text[max(0, at - 60) : at].split()[-NEAR:], *phrase.split(), *text[end : end + 60].split()[:NEAR]]


def _is_by_the_way(text: str, at: int) -> bool:
    """Whether what begins at `at` is a case that a site speaks of ("if this site is blocked …"), or comes late."""
    return any(role_of(word) & Role.IF for word in text[:at].rsplit(maxsplit=4)[-4:]) or text.count(" ", 0, at) > FIRST


def _is_announced(text: str, at: int) -> bool:
    """Whether what begins at `at` is yet to come, so that the site is there to say so."""
    return not _WILL_BE.isdisjoint(text[:at].rsplit(maxsplit=3)[-3:])


def _count_states(
    tally: Tally, markup: Markup, beside: Sequence[str], title: str, size: int, host: str, *, leads_on: bool
) -> set[PageKind]:
    """Count what the page says of its own site as far as no phrase said so; and that it is of errors, where it says so
    below a cry over a mishap or in a heading."""
    cries = cries_out(title, markup.headings[:2], leads_on=leads_on)
    title = in_its_own_words(reduce(lambda told, asked: told.replace(asked, ""), questions_in([title]), title), host)
    parts = TITLE_PARTS.split(title)
    headed = (in_its_own_words(heading, host) for heading in markup.headings[:3])
    headings = [words_of(heading[:120]) for heading in (*(parts if len(parts) > 1 else ()), *headed)]
    said = in_its_own_words(" ".join(markup.blocks[:STATED]), host)  # a line may end within a sentence
    sentences = [sentence for text in (said, *beside) for sentence in sentences_in(text)]
    named = "".join(words_of(f"{host} {markup.metas.get('og:site_name', '')}"))
    states = read_states(words_of(title), headings, sentences, size, named, cries=cries)
    told = [without_accents(" ".join(heading)) for heading in headings if len(heading) >= SENTENCE]
    paused = read_pauses(title, markup.blocks[:STATED], size)
    for name, weight, found in chain(((state.kind, state.weight, state.found) for state in states), paused):
        kind = PageKind(name)
        tally.add(kind, max(0.0, weight - tally.scores[kind]), "state", found)
    in_a_heading = any(state.kind == "error" and state.found in told for state in states)
    return {PageKind.ERROR} if in_a_heading or (cries and tally.states(PageKind.ERROR)) else set()


def _count_failure(tally: Tally, markup: Markup, called: str, size: int, *, other: bool) -> None:
    """Count a sentence that says what could not be shown, in whatever words, unless the page is of another kind."""
    if not other and max(tally.scores[kind] for kind in EMPTY_KINDS - {PageKind.ERROR}) < ANOTHER:
        weight, told = read_failure([*TITLE_PARTS.split(called), *markup.headings[:3], *markup.blocks[:STATED]], size)
        tally.add(PageKind.ERROR, weight, "failure", told[:FOUND])


def _count_terms(
    tally: Tally,
    said: Sequence[str],
    title: Sequence[str],
    size: int,
    alone: bool,
    worth: float,
    asked: Sequence[Sequence[str]],
    part: float,
) -> None:
    if size > MOST:
        return
    in_text, in_title = count_terms(said, alone), count_terms(title, alone)
    for question in asked:  # of the title as of the text
        for group, times in count_terms(question, alone).items():
            if group in {"broken", "soon"}:
                in_text[group] = max(0, in_text.get(group, 0) - times)
                in_title[group] = max(0, in_title.get(group, 0) - times)
    in_text, in_title = ({g: times for g, times in counts.items() if times} for counts in (in_text, in_title))
    for kind, weights in _TERM_WEIGHTS.items():
        if not _NEEDS[kind] & (in_text.keys() | in_title.keys()):
            continue
        hits = sum(weight * (in_text.get(g, 0) + 1.5 * in_title.get(g, 0)) for g, weight in weights.items())
        hits *= part * (worth if kind is not PageKind.ERROR else 1.0)
        share = hits / (1.0 + 0.1 * (size + len(title)))
        score = 5.0 * min(1.0, share) + 0.5 * min(2.0, max(0.0, share - 1.0))
        if score > 0.5:
            count = sum(in_text.get(group, 0) + in_title.get(group, 0) for group in weights)
            score *= ONCE if count == 1 and not alone else 1.0
            tally.add(kind, score, "terms", f"{count} of {size + len(title)}")


def _count_platforms(tally: Tally, markup: Markup, size: int, worth: float) -> None:
    relations = (target for _, target in markup.relations)
    source = " ".join((*markup.script_urls, *markup.links[:200], *markup.frames, *relations)).lower()
    source += " " + " ".join(text[:5000] for text in markup.script_texts[:8]).lower()
    source += f" {markup.metas.get('generator', '')} {markup.metas.get('refresh', '')} ".lower()
    source += " ".join(markup.element_ids[:80]).lower()
    _count_marks(tally, PLATFORM_MARKS, source, worth)
    if size <= SHORT:
        _count_marks(tally, SOURCE_MARKS, markup.source[:60_000].lower(), worth)


def _count_marks(
    tally: Tally, marks: dict[str, tuple[tuple[str, float], ...]], source: str, worth: float = 1.0
) -> None:
    for kind_name, found in marks_in(source, marks):
        for place, (weight, mark) in enumerate(found):
            share = worth if weight < DECIDES else 1.0  # makers of servers are linked to by who works with them
            tally.add(PageKind(kind_name), weight * share * 0.4**place, "platform", mark)


def _count_shape(
    tally: Tally,
    markup: Markup,
    page: PageInput,
    said: Sequence[str],
    size: int,
    *,
    named: bool,
    says_more: bool,
    entered: bool,
) -> None:
    asks = form_count(markup.forms)
    title = (page.title or markup.title).strip().lower()
    if HOSTNAME.fullmatch(title) and size < 80 and not lets_somebody_in(markup):
        houses = houses_of(markup.links, page.host)
        leads = size > ALONE and len(set(markup.links)) > 1 and (len(houses) > 1 or "" in houses)
        # Named after its address, it says something else.
        own = (leads or size > 25) and tally.scores[PageKind.PARKED] < 1.0 and not lists_searches(markup.links)
        tally.add(PageKind.PARKED, 0.8 if own or entered else 2.4, "title", title[:80])
    named |= entered or names_itself(markup, title)
    stub = size <= 25 and not asks and len(set(markup.links)) < _LINKS - 1
    if stub and (target := sends_on(markup)) and not (named and sends_within(markup, page.host)):  # to its own start
        tally.add(PageKind.DEFAULT, 2.6, "redirect", target[:80])
    if size <= 12 and not asks and len(markup.images) < 3 and not (markup.script_urls and (size or named)):
        named |= not size and markup.hidden >= HIDES  # it says something, and shows it by scripts
        greets = only_greets(said) and all(map(names_a_host, markup.links))
        score = 2.4 if greets else 0.4 if named else 2.4 if size <= 4 else 1.0 if size <= SAYS else 0.0
        tally.add(PageKind.DEFAULT, score, "short" if size else "empty", str(size) if size else "")
    elif size <= SAYS and not named and asks_for_an_address(markup.forms) and not speaks_of_entering(said, ()):
        tally.add(PageKind.DEFAULT, WAITS, "short", str(size))
    for kind in (PageKind.PARKED, PageKind.DEFAULT, PageKind.ERROR):
        if tally.scores[kind] > 0 and size < 60 and not says_more:
            tally.add(kind, min(0.8, 0.7 * tally.scores[kind]), "short", str(size))
