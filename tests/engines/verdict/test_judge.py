import re
from dataclasses import replace

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Asset, Background, Fact, PageFeatures, PageInput
from rempart.engines.verdict import Verdict, VerdictKind, calibration_of, judge, lay_side_by_side, portrait_of
from rempart.engines.verdict.judge import probability_of
from rempart.engines.verdict.side_by_side import Step
from tests.engines.pages.sight import setting_off_ways
from tests.factories import pages
from tests.factories.pages import shell

BACKGROUND = PageFiles().read_background()


def portrait(html: str, **known: object) -> PageFeatures:
    return portrait_of(PageInput(html=html, **known))  # type: ignore[arg-type]


def compare(first: str, second: str, background: Background = BACKGROUND) -> Verdict:
    return judge(portrait(first), portrait(second), background)


def codes(verdict: Verdict) -> set[str]:
    return {reason.code for reason in verdict.reasons}


@pytest.mark.parametrize("other", [pages.MIRROR, pages.TRANSLATED, pages.REOPENED])
def test_the_site_after_a_move_is_the_same(other: str) -> None:
    verdict = compare(pages.CLOSED, other)

    assert (verdict.kind, verdict.probability > 0.9) == (VerdictKind.SAME, True), verdict.measures


@pytest.mark.parametrize("other", [pages.SHOP, pages.NEWS, pages.LOOKALIKE, pages.PARKED])
def test_what_only_looks_or_sounds_alike_is_not_the_same(other: str) -> None:
    assert compare(pages.CLOSED, other).kind is not VerdictKind.SAME


def test_the_order_of_the_two_pages_changes_nothing() -> None:
    one, other = compare(pages.CLOSED, pages.REOPENED), compare(pages.REOPENED, pages.CLOSED)

    assert (one.kind, one.probability, one.families) == (other.kind, other.probability, other.families)


def test_the_same_input_gives_the_same_verdict_to_the_last_byte() -> None:
    assert repr(compare(pages.CLOSED, pages.REOPENED)) == repr(compare(pages.CLOSED, pages.REOPENED))


def test_two_brands_on_one_template_with_the_same_form_and_texts_are_never_the_same() -> None:
    terms = "<p>" + " ".join(f"Members of hall {n} agree that lamp {n} is lit at hour {n}." for n in range(30)) + "</p>"
    one = pages.page("Vorlimo", terms + pages.entry())
    other = pages.page("Belzutan", terms + pages.entry())

    verdict = compare(one, other)

    assert verdict.kind is not VerdictKind.SAME
    assert "verdict.name_differs" in codes(verdict)


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "visibility: hidden",
        "position:absolute; left:-9999px",
        "font-size:0",
        "opacity:0",
        "color:#fff;background:#fff",
        "text-indent:-5000px",
        "height:1px;overflow:hidden",
        "clip-path: inset(50%)",
    ],
)
def test_invisible_words_of_another_site_change_nothing(style: str) -> None:
    stuffing = f'<div style="{style}">Lantern Quay {pages.RULES}{pages.CONTACT}{pages.entry()}</div>'
    poisoned = pages.SHOP.replace("</body>", f"{stuffing}</body>")

    clean, after = compare(pages.CLOSED, pages.SHOP), compare(pages.CLOSED, poisoned)

    assert clean.probability < 0.1
    assert after.kind is not VerdictKind.SAME
    assert not {"verdict.sentence", "verdict.email", "verdict.name"} & codes(after)


@pytest.mark.parametrize("name", setting_off_ways.HIDDEN)
def test_words_that_nothing_sets_off_make_no_page_the_same(name: str) -> None:
    css, inner = setting_off_ways.HIDDEN[name]
    stuffing = f"Lantern Quay {pages.RULES}{pages.CONTACT}"
    known = re.sub("<link[^>]*>", "", pages.SHOP)  # a sheet that is not there may say anything
    poisoned = known.replace(
        "</body>", f"<style>.x *{{color:inherit}}{css}</style>{inner.replace('{}', stuffing)}</body>"
    )

    after = compare(pages.CLOSED, poisoned)

    assert after.kind is not VerdictKind.SAME
    assert not {"verdict.sentence", "verdict.email", "verdict.name"} & codes(after)


def test_words_hidden_by_a_rule_of_the_pages_own_style_do_not_count() -> None:
    hiding = "<style>.far { position: absolute; left: -3000px } @media print { .hz-block { display: none } }</style>"
    poisoned = pages.SHOP.replace("</body>", f'<div class="far">{pages.RULES}{pages.CONTACT}</div>{hiding}</body>')

    after = compare(pages.CLOSED, poisoned)

    assert not {"verdict.sentence", "verdict.email"} & codes(after)


@pytest.mark.parametrize(
    "way",
    [
        ("@layer a{#x{opacity:1}}.x{opacity:0}", "<div class=x id=x>{}</div>"),
        ("@container not (min-width:1px){.x{opacity:1}}.x{opacity:0}", "<div class=x>{}</div>"),
        (".x" + ":not(.q)" * 400 + "{opacity:0}", "<div class=x>{}</div>"),
        (".md\\:hidden:not(:hover){opacity:0}", "<div class=md:hidden>{}</div>"),
        ("@supports not (a:b){.x{opacity:calc(1 - 1)}}", "<div class=x>{}</div>"),
        ("", "<details><summary>More</summary>{}</details>"),
        ("", "<div><template shadowrootmode=open></template>{}</div>"),
    ],
)
def test_words_hidden_in_ways_of_todays_style_sheets_change_nothing(way: tuple[str, str]) -> None:
    css, around = way
    stuffing = around.replace("{}", f"Lantern Quay {pages.RULES}{pages.CONTACT}{pages.entry()}")
    poisoned = pages.SHOP.replace("</body>", f"<style>{css}</style>{stuffing}</body>")

    after = compare(pages.CLOSED, poisoned)

    assert after.kind is not VerdictKind.SAME
    assert not {"verdict.sentence", "verdict.email", "verdict.name"} & codes(after)


REPORT = """<html lang=en><head><title>{title} | Daily Lamp</title><meta property=og:site_name content="Daily Lamp">
{head}
</head><body><header>Daily Lamp</header>{before}<h1>{title}</h1><p>Witness four told our reporter of the evening by
the harbour, and of what was said there.</p>{quoted}{after}<footer>© 2026 Daily Lamp, desk@lamp.example</footer>
</body></html>"""


@pytest.mark.parametrize("quote", ["blockquote", "q"])
@pytest.mark.parametrize(
    ("head", "before", "after"),
    [
        ("", "<article>", "</article>"),
        ("<meta property=og:type content=article>", "", ""),
        ('<script type="application/ld+json">{"@type": ["NewsArticle"]}</script>', "", ""),
    ],
)
def test_a_report_that_quotes_the_rules_and_the_contact_of_a_site_is_not_that_site(
    quote: str, head: str, before: str, after: str
) -> None:
    quoted = f"<{quote}>{pages.RULES}{pages.CONTACT}</{quote}>"
    known = {"title": "Lantern Quay is back", "head": head, "before": before, "after": after}

    verdict = compare(pages.CLOSED, REPORT.format(quoted=quoted, **known))

    assert verdict.kind is VerdictKind.DIFFERENT
    assert not {"verdict.sentence", "verdict.email"} & codes(verdict)


def test_rules_alone_make_no_site_wherever_they_are_quoted() -> None:
    known = {"title": "Lantern Quay is back", "head": "", "before": "", "after": ""}

    assert compare(pages.CLOSED, REPORT.format(quoted=pages.RULES, **known)).kind is not VerdictKind.SAME
    old = pages.CLOSED.replace("<body>", "<body><blockquote>").replace("</body>", "</blockquote></body>")
    assert compare(pages.CLOSED, old).kind is VerdictKind.SAME  # old pages indent so


def test_in_an_exhibit_only_what_the_browser_showed_counts() -> None:
    stuffed = pages.SHOP.replace("</body>", f'<div class="x1">{pages.RULES}</div></body>')
    shown = portrait(stuffed, text="Oil Lamps\nOur lamps are blown by hand in a workshop of three people")

    assert "verdict.sentence" not in codes(judge(portrait(pages.CLOSED), shown, BACKGROUND))


def test_words_hidden_by_a_style_sheet_that_the_exhibit_holds_do_not_count() -> None:
    """What is merely out of sight is among what the browser says it shows."""
    stuffing = f"Lantern Quay {pages.RULES}{pages.CONTACT}"
    stuffed = pages.SHOP.replace("</body>", f'<div class="x1">{stuffing}</div></body>')
    sheet = Asset("https://oil-lamps.example/a.css", text=".x1 { position: absolute; left: -9000px }")
    shown = portrait(stuffed, styles=(sheet,))

    assert "verdict.sentence" in codes(judge(portrait(pages.CLOSED), portrait(stuffed), BACKGROUND))
    assert not {"verdict.sentence", "verdict.name"} & codes(judge(portrait(pages.CLOSED), shown, BACKGROUND))


def test_copied_identifiers_alone_never_make_a_page_the_same() -> None:
    framed = pages.SHOP.replace("</footer>", f"{pages.CONTACT}</footer>").replace("</head>", f"{pages.MEASURE}</head>")

    verdict = compare(pages.CLOSED, framed)

    assert {"verdict.email", "verdict.analytics"} <= codes(verdict)
    assert verdict.kind is not VerdictKind.SAME
    assert "verdict.wish_second_source" in {wish.code for wish in verdict.would_change} or verdict.probability < 0.1


def test_a_shared_tls_key_and_the_same_questions_make_a_renamed_page_the_same() -> None:
    key = (Fact("certificate-key", "ab" * 32, "<urn:uuid:1>"),)
    first = portrait(pages.page("Lantern Quay", pages.entry() + pages.RULES), facts=key)
    second = portrait(pages.page("Night Harbour", pages.entry() + pages.RULES), facts=key)

    verdict = judge(first, second, BACKGROUND)

    assert verdict.kind is VerdictKind.SAME
    assert "verdict.certificate_key" in codes(verdict)


def test_an_unclear_verdict_says_what_would_change_it() -> None:
    verdict = compare(pages.CLOSED, pages.PARKED)

    assert verdict.kind is VerdictKind.UNCLEAR
    assert [wish.code for wish in verdict.would_change] == ["verdict.wish_content"]


def test_every_sentence_is_whole_and_says_how_rare_its_sign_is() -> None:
    for reason in compare(pages.CLOSED, pages.REOPENED).reasons:
        assert "{" not in reason.text
        if "rarity" in reason.values:
            assert "other host" in reason.text


def test_a_shared_name_says_how_rare_it_is_where_nothing_else_is_shared() -> None:
    one, other = ("<title>Vorlimo</title><h1>Vorlimo</h1><p>" + text for text in ("Boats and oars.", "Ropes, and tar."))
    (reason,) = (reason for reason in compare(one, other).reasons if reason.code == "verdict.name")
    assert "of 1,459 other hosts" in reason.text


def test_a_renamed_page_tells_both_names_with_what_they_count_for() -> None:
    verdict = compare(pages.CLOSED, pages.REOPENED)
    (reason,) = (reason for reason in verdict.reasons if reason.code == "verdict.name_differs")
    assert verdict.kind is VerdictKind.SAME
    assert "lantern" in reason.text
    assert reason.weight == next(round(step.weight, 2) for step in _steps(verdict) if step.label == "name_differs")


def _steps(verdict: Verdict) -> tuple[Step, ...]:
    return lay_side_by_side(portrait(pages.CLOSED), portrait(pages.REOPENED), verdict).steps


def test_a_sign_that_many_hosts_have_weighs_less_than_a_rare_one() -> None:
    assert (
        compare(pages.CLOSED, pages.REOPENED).families
        != compare(pages.CLOSED, pages.REOPENED, Background.empty()).families
    )


def test_a_higher_prior_gives_a_higher_probability() -> None:
    one, other = portrait(pages.CLOSED), portrait(pages.REOPENED)

    assert judge(one, other, BACKGROUND, 0.5).probability > judge(one, other, BACKGROUND, 0.001).probability


def test_the_steps_of_the_waterfall_add_up_to_the_verdict() -> None:
    one, other = portrait(pages.CLOSED), portrait(pages.REOPENED)
    view = lay_side_by_side(one, other, judge(one, other, BACKGROUND))

    assert view.steps[0].label == "prior"
    assert view.steps[-1].total == pytest.approx(sum(step.weight for step in view.steps), abs=0.05)
    assert {row.kind for row in view.shared} >= {"email", "options", "sentence"}
    assert any(row.of_a and row.of_b for row in view.differing)


RULES_OF_ALL = "".join(f"<p>Whoever turns wheel {n} waits for the lamp of floor {n} to go out.</p>" for n in range(15))


def test_mirrors_with_other_titles_and_hosts_are_the_same_by_their_name() -> None:
    one = shell("Vorlimo | open today, quick payments", f"<p>At Vorlimo nobody waits.</p>{RULES_OF_ALL}", "Vorlimo")
    other = shell("Official page of Vorlimo - working mirror", f"{RULES_OF_ALL}<p>Enter Vorlimo here.</p>", "Vorlimo")

    assert compare(one, other).kind is VerdictKind.SAME


def test_two_brands_of_one_seller_with_the_sellers_counters_and_address_are_never_the_same() -> None:
    foot = (
        "<a href='mailto:partners@wheel-affiliates.example'>partners</a><script>gtag('config','G-SELLER0001')</script>"
    )
    one = shell("Vorlimo | open today", f"<p>At Vorlimo nobody waits.</p>{RULES_OF_ALL}", "Vorlimo", foot)
    other = shell("Belzutan | open today", f"<p>At Belzutan nobody waits.</p>{RULES_OF_ALL}", "Belzutan", foot)

    verdict = compare(one, other)

    assert verdict.kind is not VerdictKind.SAME
    assert verdict.probability < 0.1


def test_shops_out_of_one_builders_box_are_never_the_same() -> None:
    foot = "<a href='https://social.example/kit'>.</a><script>gtag('config','G-KITMAKER01')</script>Made with Kit"
    goods = "".join(f"<li>Example product title {n} in a colour that you choose yourself" for n in range(12))

    verdict = compare(shell("My Store", goods, "", foot), shell("Online Shop", goods, "", foot))

    assert verdict.kind is not VerdictKind.SAME


def test_copies_of_one_long_text_under_two_titles_are_the_same() -> None:
    one, other = (shell(title, RULES_OF_ALL) for title in ("Vorlimo", "Belzutan"))

    assert compare(one, other).kind is VerdictKind.SAME


def test_copies_that_each_say_another_name_are_not() -> None:
    one, other = (shell(n, f"{RULES_OF_ALL}<p>{n} is there. Ask {n}.</p>", n) for n in ("Vorlimo", "Belzutan"))

    assert compare(one, other).kind is not VerdictKind.SAME


def test_a_name_spelled_in_two_alphabets_is_one_name() -> None:
    one = shell("Kvantora: open today", f"<p>Enter Kvantora.</p>{RULES_OF_ALL}", "Kvantora")
    other = shell("Квантора: открыто", f"<p>Вход в Квантора.</p>{RULES_OF_ALL}", "Квантора")

    assert compare(one, other).comparison.name.shared


def test_hosts_said_on_parked_pages_are_no_shared_name() -> None:
    one, other = (
        f"<title>{host}</title><h1>{host}</h1><p>{host} may be for sale.</p>" for host in ("a1.example", "b2.example")
    )

    verdict = compare(one, other)

    assert (verdict.kind, verdict.probability < 0.01) == (VerdictKind.UNCLEAR, True)


def _office(place: str, phone: str, texts: int, generic: str = "Varnal Osdel") -> str:
    """A page as one supplier makes it for all its customers: everybody's words for a name, one counter, one form."""
    said = "".join(
        f"<p>{generic} of {place} heard report {texts * 100 + n}: barge {n * texts} bore {place} lamp {n + texts}.</p>"
        for n in range(40)
    )
    body = f"<p>{generic}</p>{pages.entry()}{said}<p>{phone}</p>"
    return pages.page(generic, body, "<script>gtag('config', 'G-SUPPLIER77');</script>")


def test_customers_of_one_maker_are_not_the_same_though_their_pages_share_name_form_and_counter() -> None:
    one, other = _office("Kelvimor", "+372 5550101", 3), _office("Turasend", "+372 5550202", 7)

    verdict = compare(one, other)

    assert (verdict.kind, "verdict.strangers" in codes(verdict)) == (VerdictKind.DIFFERENT, True), verdict.measures
    assert compare(one, one.replace("G-SUPPLIER77", "G-SUPPLIER78")).kind is VerdictKind.SAME


def test_what_may_be_a_suppliers_is_named_with_the_next_step() -> None:
    """Not "look for a contact point" where both give one: whose it is has to be found out."""
    texts = ("Lamps are lit at dusk by whoever is last.", "Boats moor by the east stair until noon.")
    one, other = (pages.page("Welcome", f"<p>{text}</p>{pages.entry()}{pages.CONTACT}") for text in texts)
    verdict = compare(one, other)

    (wish,) = (wish for wish in verdict.would_change if wish.code == "verdict.wish_whose_it_is")
    assert (verdict.kind, wish.values) == (VerdictKind.UNCLEAR, {"given": "keeper@lantern-quay.example"})


def test_entrances_of_one_program_are_not_the_same_site() -> None:
    form = '<form action="/logon.dll"><input name="vq_user"><input type="password" name="vq_pass"></form>'
    entrance = f"<title>Vorquast</title><h1>Vorquast</h1>{form}<a href='https://social.example/quast-makers'>help</a>"

    verdict = compare(entrance, entrance + "<!-- another host -->")

    assert (verdict.kind, "verdict.anybodys" in codes(verdict)) == (VerdictKind.UNCLEAR, True)


def test_one_page_without_a_name_under_two_addresses_is_the_same_by_its_text_and_its_contact() -> None:
    text = "".join(f"<p>Whoever ties up at pile {n} leaves a lamp of {n + 3} candles.</p>" for n in range(30))
    page = f"<title>Welcome</title><nav>menu</nav><div>{text}</div>{pages.CONTACT}{pages.ENTRY}"

    assert compare(page, page.replace("menu", "start")).kind is VerdictKind.SAME


def test_pages_of_which_nothing_differs_are_not_called_different() -> None:
    page = "<title>Welcome</title><p>Come in by the green door, it is open.</p>"

    assert compare(page, page).kind is VerdictKind.UNCLEAR


NEIGHBOURS = (
    *(Fact("address", "192.0.2.7"), Fact("prefix", "192.0.2.0/24"), Fact("network", "192.0.2.0-192.0.2.255")),
    *(Fact("name-server", "ns1.quay-names.example"), Fact("name-server", "ns2.quay-names.example")),
    *(Fact("mail-server", "post.quay-names.example"), Fact("registered-on", "2026-11-20")),
)


def _neighbour(name: str, *more: Fact) -> PageFeatures:
    terms = "".join(f"<p>Members of hall {n} agree that lamp {n} is lit at hour {n}.</p>" for n in range(20))
    own = "".join(f"<p>{name} keeps {name} lantern {n} for {name} guests who ask.</p>" for n in range(12))
    return portrait(pages.page(name, terms + own + pages.entry()), facts=(*NEIGHBOURS, *more))


@pytest.mark.parametrize("names", [("Vorlimo", "Belzutan"), ("Home", "Start")])
def test_neighbours_on_one_server_and_one_template_are_never_the_same(names: tuple[str, str]) -> None:
    one, other = map(_neighbour, names)

    assert judge(one, other, BACKGROUND, version="4").kind is VerdictKind.SAME
    assert judge(one, other, BACKGROUND).kind is not VerdictKind.SAME


def test_a_shared_tls_key_among_what_neighbours_share_is_a_reason() -> None:
    one, other = (_neighbour(name, Fact("certificate-key", "c0" * 32)) for name in ("Vorlimo", "Belzutan"))

    families = judge(one, other, BACKGROUND).families
    assert "network" in {item.family.value for item in families if item.is_strong}


@pytest.mark.parametrize(("day", "near"), [("2026-11-20", True), ("2026-11-21", True), ("2026-11-25", False)])
def test_names_registered_within_a_day_share_that_and_others_differ_in_it(day: str, near: bool) -> None:
    one, other = (
        portrait(html, facts=(Fact("registered-on", value, "rdap"),))
        for html, value in ((pages.CLOSED, "2026-11-20"), (pages.MIRROR, day))
    )
    verdict = judge(one, other, BACKGROUND)
    assert ("registered-on" in {row.sign.kind.value for row in verdict.comparison.shared}) is near
    assert ("registered-on" in {sign.kind.value for sign in verdict.comparison.only_a}) is not near


def test_a_long_page_that_may_be_a_hosts_own_is_not_one_site_under_its_customers_addresses() -> None:
    steps = [("server", "hosting guide")] * 2 + [("keeper", "long guide")] * 10
    said = "".join(
        f"<p>Pier {n}: the {who} waits for what step {n} of the {what} names.</p>"
        for n, (who, what) in enumerate(steps)
    )
    form = "<form action=/embark-7><input name=lq_nick><input name=lq_mail><input name=lq_postal></form>"
    page = f"<title>Plinth Servers</title><nav>start</nav>{said}{pages.CONTACT}{form}"

    known = portrait(page)
    assert (known.word_count >= 100, 0.8 < known.kind.site_probability < 0.95) == (True, True)
    assert compare(page, page.replace("<nav>", "<nav title=two>")).kind is not VerdictKind.SAME


def test_pairs_beyond_the_bounds_keep_their_order_within_them() -> None:
    """A flat bound gives no order: whoever reads the likeliest first, or measures the ranking, needs one."""
    template = "".join(f"<div class=c{n}><p>Part {n}</p></div>" for n in range(30)) + RULES_OF_ALL
    far = shell("Belzutan", f"<p>Belzutan makes maps.</p><p>{pages.NEWS}</p>", "Belzutan")
    near, nearer = (shell("Vorlimo", f"<p>Vorlimo {word} letters.</p>{template}", "Vorlimo") for word in ("has", "had"))
    stranger = shell("Dacorvel", f"<p>Dacorvel sells lamps.</p>{template}", "Dacorvel")

    ordered = [compare(near, other).probability for other in (far, stranger, nearer)]

    assert ordered == sorted(set(ordered))
    assert 0.0005 < ordered[0] < ordered[-1] < 0.9995


@pytest.mark.parametrize("digits", [4, 7])
def test_whether_a_bound_cuts_or_is_approached_is_a_rule_of_its_own(digits: int) -> None:
    approaching, cutting = (
        replace(calibration_of("6"), rules=replace(calibration_of("6").rules, digits=digits, approached=approached))
        for approached in (True, False)
    )
    likely = [{"copy": 3.0}, {"copy": 4.0}]

    assert [probability_of(measures, 0.2, cutting) for measures in likely] == [0.9995, 0.9995]
    assert 0.99 < probability_of(likely[0], 0.2, approaching) < probability_of(likely[1], 0.2, approaching) < 0.9995


def test_what_a_placeholder_shares_orders_it_and_lifts_it_hardly() -> None:
    """An error page that names the site and its address is likelier the site's than anybody's, and still no reason."""
    missing = "<title>Lantern Quay: 404 not found</title><h1>Lantern Quay</h1><p>404 not found</p>"
    its_own, anybodys = (compare(pages.CLOSED, page) for page in (missing + pages.CONTACT, pages.PARKED))

    assert {its_own.kind, anybodys.kind} == {VerdictKind.UNCLEAR}
    assert anybodys.probability < 0.01
    assert 0.5 < its_own.probability < 0.65
    assert judge(portrait(pages.CLOSED), portrait(missing + pages.CONTACT), BACKGROUND, version="8").probability < 0.1


def test_a_firm_name_alone_leaves_it_unclear_and_never_the_same() -> None:
    one = portrait(pages.page("Lantern Quay", f"<p>Lantern Quay, as ever.</p>{pages.RULES}"))
    other = portrait(shell("Lantern Quay", f"<h1>Lantern Quay</h1>{RULES_OF_ALL}", "Lantern Quay"))
    verdict, before = judge(one, other, BACKGROUND), judge(one, other, BACKGROUND, version="7")

    assert (verdict.kind, verdict.measures["named"]) == (VerdictKind.UNCLEAR, 1.0)
    assert (before.kind, "named" in before.measures) == (VerdictKind.DIFFERENT, False)
    certain = judge(one, other, BACKGROUND, 0.99)
    assert certain.kind is VerdictKind.UNCLEAR


def test_what_shares_nothing_keeps_a_little_and_less_under_a_smaller_prior() -> None:
    one, other = portrait(pages.CLOSED), portrait(pages.SHOP)
    usual, swept = judge(one, other, BACKGROUND), judge(one, other, BACKGROUND, 0.02)

    assert usual.kind is swept.kind is VerdictKind.DIFFERENT
    assert 0.007 <= usual.probability < 0.01
    assert 0.0007 <= swept.probability < 0.001
