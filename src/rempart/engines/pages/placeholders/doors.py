"""What a page lets its visitors in by, and whether it says little else: a password, a code, a button, a consent.

In: the page as `classify` reads it, and the tally of what spoke for other kinds before. Out: the tally, with what
speaks for a log-in or a wall. A chat's own entrance, where a guest makes up a name, is never one.
"""

from collections.abc import Sequence
from itertools import filterfalse

from rempart.engines.pages.kinds import EMPTY_KINDS, PageKind, Tally
from rempart.engines.pages.page import PageInput
from rempart.engines.pages.placeholders.ages import gates_by_age
from rempart.engines.pages.placeholders.called import heads_of
from rempart.engines.pages.placeholders.callers import STATED, lets_people_meet
from rempart.engines.pages.placeholders.documentation import explains as explains_software
from rempart.engines.pages.placeholders.entrances import (
    ENTRANCE,
    LONG_DOOR,
    asks_for_a_member,
    asks_for_a_sent_code,
    asks_for_a_user,
    asks_for_an_age,
    asks_for_consent,
    leads_to_a_door,
    lets_in,
    names_an_entrance,
    speaks_of_entering,
)
from rempart.engines.pages.placeholders.gateways import opens_a_network, passes_on, speaks_of_a_box
from rempart.engines.pages.placeholders.phrases import PHRASES
from rempart.engines.pages.placeholders.refusal_terms import TERMS_OF_USE
from rempart.engines.pages.placeholders.shape import DOOR, is_a_door, lets_somebody_in, weight_of_a_site
from rempart.engines.pages.placeholders.status_lines import is_locked
from rempart.engines.pages.reading.forms import asks_for_an_address, makes_up_a_secret
from rempart.engines.pages.reading.markup import Markup
from rempart.engines.pages.reading.owned import Leads, is_an_entrance
from rempart.engines.pages.words.text import without_accents, words_of
from rempart.engines.pages.words.word_tables import pattern_of

_A_HEADING = 60  # letters of one that says no more than what stands below it
LEADS = 3  # links to further pages of its own host, as a site's frame has them
_LOGINS = frozenset(phrase for phrase, _ in PHRASES["login"])
SAYS = 8  # words from which a page says what it asks for
ANNOUNCES, KEEPER = 4.3, 1.0  # a weight from which a page with a password is about what it says, and its door's
CALLED_LOGIN, LETS_IN, LETS_IN_BY_SECRET, ASKS_CONSENT = 2.0, 2.8, 5.0, 3.0


def count_login(
    tally: Tally,
    markup: Markup,
    page: PageInput,
    said: Sequence[str],
    size: int,
    leads: Leads,
    *,
    named: bool,
    says_more: bool,
) -> None:
    """Count what a page of `size` words, `said` in order, says of letting in, or of consent: `named` after its host or
    for what its visitors do, it `says_more` than that."""
    title = page.title or markup.title
    likeliest = max(tally.scores[kind] for kind in EMPTY_KINDS)
    if told := _of_a_network(markup, title, said):
        tally.add(PageKind.LOGIN, max(likeliest, weight_of_a_site(markup, size, leads.further)) + 1, "gateway", told)
        return
    if size >= SAYS and _signs_up(markup, title):
        return
    if is_a_door(markup, size):
        locked = any(map(is_locked, heads_of(title, markup.headings[:1])))
        announces = likeliest >= ANNOUNCES and not locked  # and the door is its keeper's
        weight = 4.0 + min(1.0, size / 100)
        weight = max(weight, likeliest + 1) if locked else weight  # its form gives what the status asks for
        tally.add(PageKind.LOGIN, KEEPER if announces else weight, "password", str(size))
    elif lets_somebody_in(markup) and (
        size <= LONG_DOOR or ((leads.further > LEADS or _has_rules(markup)) and not lets_people_meet(markup, said))
    ):
        # Where a title alone says what the page is, whatever its site's frame, or the rules of whoever lets in.
        far = leads.further > LEADS or size > LONG_DOOR
        heads = heads_of(title, () if far else markup.headings[:1])
        if asked := speaks_of_entering([] if far or size < DOOR else said, heads):
            weight = LETS_IN_BY_SECRET if size <= LONG_DOOR else weight_of_a_site(markup, size, leads.further) + 1
            tally.add(PageKind.LOGIN, weight, "entrance", asked)
    elif size <= LONG_DOOR and (asked := _asks_for_more(markup, page, title, said, leads)):
        tally.add(PageKind.LOGIN, LETS_IN_BY_SECRET, "entrance", asked)
    elif not named and (asked := gates_by_age(markup, title, said)):  # under the host's name it is the site's own
        tally.add(PageKind.CONSENT, weight_of_a_site(markup, size, leads.further) + 1, "age", asked)
    elif size <= ENTRANCE and page.status < 400:
        _count_entrance(tally, markup, title, said, size, named=named, says_more=says_more)


def _of_a_network(markup: Markup, title: str, said: Sequence[str]) -> str:
    """What tells that the page lets onto a network or into a box of one; "" for others, and where people talk."""
    if not markup.forms:
        return ""
    told = (
        passes_on(markup.forms, len(said))
        or speaks_of_a_box(markup.forms, said)
        or opens_a_network(markup, title, said)
    )
    return "" if told and lets_people_meet(markup, [*words_of(title), *said]) else told


def _signs_up(markup: Markup, title: str) -> bool:
    """Whether a page that is not called an entrance has whoever comes make up a secret, which is asked for twice beside
    who he is, as where an account is opened or changed; and asks for none elsewhere."""
    asking = [form for form in markup.forms if is_an_entrance(form)]
    called = any(map(names_an_entrance, heads_of(title, markup.headings[:1])))
    return bool(asking) and not called and all(map(makes_up_a_secret, asking))


def _has_rules(markup: Markup) -> bool:
    """Whether a heading is that of the rules by which whoever lets in does so."""
    heads = (without_accents(heading.lower()) for heading in markup.headings if len(heading) < _A_HEADING)
    return any(map(pattern_of(TERMS_OF_USE).search, heads))


def _asks_for_more(markup: Markup, page: PageInput, title: str, said: Sequence[str], leads: Leads) -> str:
    """What a page without a password asks for that only a user has: a code that was sent, or what another service
    knows; "" where it asks for neither."""
    if leads.further < LEADS and (asked := asks_for_a_sent_code(markup.forms)):
        return asked
    return _leads_to_a_door(markup, title, said) if page.status < 400 else ""


def _leads_to_a_door(markup: Markup, title: str, said: Sequence[str]) -> str:
    """What a page under `title` that lets in by a button says of signing in; "" for others, and where people talk."""
    if lets_people_meet(markup, said):
        return ""
    lines = filterfalse(markup.headings.__contains__, markup.blocks[:STATED])
    return leads_to_a_door([*words_of(title), *said], heads_of(title, ()), lines)


def _asks_for_a_user(markup: Markup, said: Sequence[str]) -> bool:
    """Whether the one field of all forms asks for a user's name or number, and nobody talks there."""
    return not lets_people_meet(markup, [*words_of(markup.title), *said]) and asks_for_a_user(markup.forms)


def _count_entrance(
    tally: Tally, markup: Markup, title: str, said: Sequence[str], size: int, *, named: bool, says_more: bool
) -> None:
    """Count what a page of few words without a password says of letting in, or of consent."""
    heads = heads_of(title, markup.headings[:2])
    called = next((told for told in map(" ".join, heads) if told in _LOGINS), "")
    # Its scripts ask, or a form asks for an address or for what only a user has; where one asks for a name and no
    # secret, a guest may come in.
    if not called and (not size or asks_for_an_address(markup.forms) or _asks_for_a_user(markup, said)):
        called = next((" ".join(head) for head in heads if names_an_entrance(head)), "")
    if called:
        tally.add(PageKind.LOGIN, CALLED_LOGIN, "title", called)
    elif asked := asks_for_a_member(markup.forms, title, said):
        tally.add(PageKind.LOGIN, LETS_IN, "entrance", asked)
    nobodys = not (says_more or explains_software(said, words_of(title)) or lets_people_meet(markup, said))
    if nobodys and (asked := lets_in(said, words_of(title))):
        tally.add(PageKind.LOGIN, max(0.0, LETS_IN - tally.scores[PageKind.LOGIN]), "entrance", asked)
    elif asked := asks_for_consent(markup.blocks, words_of(title), size):
        tally.add(PageKind.CONSENT, max(0.0, ASKS_CONSENT - tally.scores[PageKind.CONSENT]), "consent", asked)
    elif not named and (asked := asks_for_an_age(markup.blocks, size)):
        tally.add(PageKind.CONSENT, max(0.0, ASKS_CONSENT - tally.scores[PageKind.CONSENT]), "age", asked)
