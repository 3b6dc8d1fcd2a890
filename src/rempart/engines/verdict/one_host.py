"""Two pages of one host: whether one holder made both.

In: two pages, their comparison, what speaks against one site. Out: yes or no. Customers of a service stand at one host
under its name and make; a new holder, who seizes a host, buys it or builds it anew, makes other pages.
"""

from collections.abc import Mapping

from rempart.engines.pages import Comparison, PageFeatures
from rempart.engines.pages.reading.naming import registered
from rempart.engines.pages.reading.own_pages import own_page, path_at
from rempart.engines.verdict.building import is_a_frame
from rempart.engines.verdict.calibration import Calibration, Rules
from rempart.engines.verdict.owners import contacts_of, do_other_trades, is_named
from rempart.engines.verdict.showing import are_housed_apart, leads_to_further

USERS_FROM = 20  # version of features of which users below "u", "user" and "users" are told
_USERS = frozenset({"u", "user", "users"})
_NO_USERS = frozenset(
    {"activate", "auth", "confirm", "edit", "index", "join", "login", "logout", "new", "password", "privacy"}
    | {"profile", "recover", "register", "registration", "reset", "search", "settings", "sign-in", "sign-up", "sign_in"}
    | {"sign_up", "signin", "signup", "terms", "account", "all", "dashboard", "faq", "favorites", "followers"}
    | {"following", "friends", "guide", "guides", "help", "home", "list", "manual", "me", "messages", "notifications"}
    | {"orders", "page", "posts"}
)
_LEAST_MENU = 3  # further pages that both lead to
_MENU = 0.5  # … of all that the one leads to which leads to fewer


def holders_measure(
    comparison: Comparison,
    a: PageFeatures,
    b: PageFeatures,
    calibration: Calibration,
    oppositions: Mapping[str, float],
    *,
    coded: bool,
) -> str:
    """The measure of what tells that one holder made two pages of one host, "" where nothing does. Contact points at
    the host's own registered name are the site's, however many. `coded`: both have rare code."""
    rules = calibration.rules
    if not rules.housed or not a.host or a.host != b.host or _give_others(a, b, oppositions):
        return ""
    if min(a.kind.site_probability, b.kind.site_probability) < rules.titled_from or any(comparison.voices):
        return ""
    if _is_housed(comparison, a, b, calibration, coded=coded):
        return "housed"
    return "led" if _is_led(comparison, a, b, rules, coded=coded) else ""


def _is_housed(
    comparison: Comparison, a: PageFeatures, b: PageFeatures, calibration: Calibration, *, coded: bool
) -> bool:
    """Whether both are of one make under the name that both firmly bear. A service's customers have its make and name:
    their titles, names, contact points or accounts are others, as are a new holder's who takes the same program."""
    rules = calibration.rules
    if not is_named(comparison, rules) or comparison.name.titled:
        return False
    if not comparison.text_cover and is_a_frame(a, b, rules):
        return False
    if rules.titles_apart and do_other_trades(comparison.name, a, b, titled=True):
        return False
    further = leads_to_further(a, b, calibration.comparison)
    made = is_made_alike(comparison, rules, rules.branded_further if further else rules.branded, coded=coded)
    return made and not are_housed_apart(a, b, calibration.comparison)


def _is_led(comparison: Comparison, a: PageFeatures, b: PageFeatures, rules: Rules, *, coded: bool) -> bool:
    """Whether both have one menu, and firmly bear one name or are of one make, whatever each is about."""
    if not rules.led or comparison.name.differs or not have_one_menu(a, b):
        return False
    if is_named(comparison, rules) and not comparison.name.titled:
        return True
    bare = comparison.tree_jaccard >= rules.branded and comparison.text_cover >= rules.led
    return bare or is_made_alike(comparison, rules, rules.branded_further, coded=coded)


def have_one_menu(a: PageFeatures, b: PageFeatures) -> bool:
    """Whether of two pages of one host one leads to the other, and most of the further pages that both are and lead to
    are the same. A service's customers lead to its pages, and to some friend's, and each has a menu of its own; users
    of one host ("~anna", "@ben", "u/clara") may share its menu and lead to each other all the same."""
    below = min(a.version, b.version) >= USERS_FROM
    if not leads_there(a, b) or _user_of(a.url, below=below) != _user_of(b.url, below=below):
        return False
    leads = set(a.leads_to), set(b.leads_to)
    menu = (leads[0] | {own_page(a.url)}) & (leads[1] | {own_page(b.url)})
    return len(menu) >= max(_LEAST_MENU, _MENU * min(map(len, leads)))


def _user_of(url: str, *, below: bool) -> str:
    """The user whose pages stand below the first part of the path, as "~anna" or "@anna" tell, or `below` "users" the
    second; "" of other pages, as where users log in."""
    first, _, rest = path_at(url).strip("/").partition("/")
    second = rest.partition("/")[0].removesuffix(".html").removesuffix(".htm")
    if below and first in _USERS and second and second.partition(".")[0] not in _NO_USERS:
        return second
    return first if first.startswith(("~", "@")) else ""


def are_two_users(a: PageFeatures, b: PageFeatures) -> bool:
    """Whether the addresses of two pages of one host say that they are of two of its users."""
    users = {_user_of(page.url, below=min(a.version, b.version) >= USERS_FROM) for page in (a, b)}
    return bool(a.host) and a.host == b.host and len(users) > 1 and "" not in users


def leads_there(a: PageFeatures, b: PageFeatures) -> bool:
    """Whether of two pages of one host one leads to the other, a further page of it."""
    own = own_page(a.url), own_page(b.url)
    return bool(a.host) and a.host == b.host and own[0] != own[1] and (own[1] in a.leads_to or own[0] in b.leads_to)


def is_made_alike(comparison: Comparison, rules: Rules, least: float, *, coded: bool) -> bool:
    """Whether pages of one host have its make: half of the class names and `least` of the trees, or rare code on pages
    that are somewhat alike or say something in common. Code alone is a program's, which a new holder may take too."""
    somewhat = max(comparison.tree_jaccard, comparison.class_jaccard) >= rules.branded_further
    alike = comparison.tree_jaccard >= least and comparison.class_jaccard >= rules.branded
    return alike or (coded and (somewhat or comparison.text_cover > 0))


def _give_others(a: PageFeatures, b: PageFeatures, oppositions: Mapping[str, float]) -> bool:
    """Whether contact points or accounts differ, and not each page gives one at the host's registered name."""
    apart = any(oppositions.get(name, 0.0) >= 1 for name in ("contact_differs", "account_differs"))
    return apart and not all(map(_gives_its_hosts, (a, b)))


def _gives_its_hosts(page: PageFeatures) -> bool:
    return any(value.lower().endswith(f"@{registered(page.host)}") for _, value in contacts_of(page))
