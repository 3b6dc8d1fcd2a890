import pytest

from rempart.adapters.glances.robots import MAX_CHARACTERS, MOST_PAUSE_S, may_read, read_robots

RULES = """\
User-agent: other
Disallow: /

user-agent: *   # everybody
Disallow: /quay
Allow: /quay/open
Disallow: /*.php$
Disallow: /a*z*end
Allow: /*.php$
Disallow: /caf%C3%A9
Disallow:
Crawl-delay: 3

User-agent: third
User-agent: *
Disallow: /later
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("", True),
        ("/quays", False),
        ("/quay/open/x", True),
        ("/x.php", True),  # of two rules as long, the one that allows
        ("/abzend", False),
        ("/azbend", False),
        ("/azen", True),
        ("/café", False),
        ("/later", False),
        ("/?quay", True),
    ],
)
def test_the_longest_rule_that_matches_decides(path: str, allowed: bool) -> None:
    assert may_read(read_robots(200, RULES).rules, f"https://quay.example{path}") is allowed


@pytest.mark.parametrize(
    ("rule", "path", "matches"),
    [
        ("/$", "/", True),
        ("/$", "/x", False),
        ("/*$", "/x", True),
        ("/x*x$", "/x", False),
        ("/x*x$", "/xx", True),
        ("*lost", "/a/lost", True),
        ("/a?b=", "/a?b=1", True),
        ("/%2A", "/*", True),
        ("/%2A", "/a", False),
        ("/" + "*a" * 5_000 + "b", "/" + "a" * 2_000, False),
    ],
)
def test_a_pattern_matches_as_the_rfc_has_it(rule: str, path: str, matches: bool) -> None:
    rules = read_robots(200, f"User-agent: *\nDisallow: {rule}").rules
    assert may_read(rules, f"https://quay.example{path}") is not matches


@pytest.mark.parametrize(
    "text", ["", "<html>no rules</html>", "Disallow: /", "User-agent: other\nDisallow: /", "\x00:\x00"]
)
def test_what_says_nothing_to_us_allows_everything(text: str) -> None:
    assert may_read(read_robots(200, text).rules, "https://quay.example/x")


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (429, False), (500, False), (0, False), (302, False)]
)
def test_a_missing_file_allows_and_a_failing_server_forbids(status: int, allowed: bool) -> None:
    assert may_read(read_robots(status, "User-agent: *\nDisallow: /").rules, "https://quay.example/x") is allowed


@pytest.mark.parametrize("name", ["a", "*"])
def test_names_without_end_over_rules_without_end_give_each_rule_once(name: str) -> None:
    rule = "Allow:/\n"
    names = f"User-agent:{name}\n" * (MAX_CHARACTERS // 2 // len(f"User-agent:{name}\n"))
    rules = rule * ((MAX_CHARACTERS - len(names)) // len(rule))
    assert len(read_robots(200, names + rules).rules) == (rules.count("\n") if name == "*" else 0)


def test_what_lies_beyond_the_characters_that_are_read_is_no_rule() -> None:
    assert read_robots(200, "User-agent:*\n" + "#" * MAX_CHARACTERS + "\nDisallow:/").rules == []


def test_a_line_that_is_cut_where_reading_ends_is_no_rule() -> None:
    kept = "User-agent:*\nDisallow:/a\n"
    text = kept + "#" * (MAX_CHARACTERS - len(kept) - len("\nAllow:/")) + "\nAllow:/but-this\n"
    assert read_robots(200, text).rules == [(False, "/a")]


NAMED = """User-agent: *
Disallow:

User-agent: HotlineBot/2
User-agent: other
Disallow: /
"""


@pytest.mark.parametrize(
    ("user_agent", "allowed"),
    [
        ("hotlinebot/1.0 (+https://hotline.example/)", False),
        ("Mozilla/5.0 (compatible; HotlineBot/1.0)", False),
        ("Mozilla/5.0 (compatible)", True),
        ("HotlineBots/1.0", True),
        ("", True),
    ],
)
def test_who_is_named_is_bound_by_its_own_rules(user_agent: str, allowed: bool) -> None:
    assert may_read(read_robots(200, NAMED, user_agent).rules, "https://quay.example/") is allowed


def test_the_rules_for_everybody_do_not_bind_who_has_its_own() -> None:
    text = "User-agent: HotlineBot\nAllow: /\n\nUser-agent: *\nDisallow: /\n"
    assert may_read(read_robots(200, text, "HotlineBot").rules, "https://quay.example/")
    assert not may_read(read_robots(200, text, "Mozilla/5.0 (compatible)").rules, "https://quay.example/")


@pytest.mark.parametrize(
    ("text", "pause_s"),
    [
        (RULES, 3.0),
        ("User-agent: *\nCrawl-delay: 2\nUser-agent: third\nCrawl-delay: 2.5", 2.5),  # no rule parts the two names
        ("User-agent: *\nCrawl-delay: 4\nDisallow: /x\n\nUser-agent: third\nCrawl-delay: 5", 4.0),
        ("User-agent: *\nCrawl-delay: 4\n\nUser-agent: HotlineBot\nAllow: /", 0.0),
        ("User-agent: *\ncrawl-delay : 86400 # a day", MOST_PAUSE_S),
        ("Crawl-delay: 4", 0.0),
        *(
            (f"User-agent: *\nCrawl-delay: {told}", 0.0)
            for told in ("", "-4", "nan", "inf", "1e9", "4s", "\u0664", "9" * 400)
        ),
    ],
)
def test_the_pause_that_a_site_asks_for_is_kept_within_bounds(text: str, pause_s: float) -> None:
    assert read_robots(200, text, "Mozilla/5.0 (compatible; HotlineBot/1.0)").pause_s == pause_s
    assert read_robots(404, text).pause_s == read_robots(0, text).pause_s == 0.0
