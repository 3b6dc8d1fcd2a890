"""A stranger's page that shows a closed site's words is not that site; the site under a new name or host still is."""

from dataclasses import replace
from time import process_time

import pytest

from rempart.adapters.page_files import PageFiles
from rempart.engines.pages import Kind, PageFeatures, PageInput, Sign
from rempart.engines.verdict import Verdict, VerdictKind, judge, portrait_of
from tests.factories import pages

BACKGROUND = PageFiles().read_background()
NAME = "Lantern Quay"
WORDS = f"{pages.RULES}<p>{pages.CONTACT}</p>"
OWN = (
    "<p>Seven ferries were late this morning, and nobody on the northern shore could say when the fog would lift.</p>"
    "<p>Our readers sent letters about the price of rope, the new ticket hall and the goats on the roof of it.</p>"
)
STRANGER = "<a class=site-logo href=/>Scribblet</a>"
FOOT = "<footer>© 2026 Scribblet, desk@scribblet.example</footer>"


def portrait(html: str, url: str = "") -> PageFeatures:
    return portrait_of(PageInput(html=html, url=url))


def page(title: str, body: str, top: str = STRANGER, foot: str = FOOT, head: str = "") -> str:
    return f"<html lang=en><head><title>{title}</title>{head}</head><body>{top}{body}{foot}</body></html>"


def against_the_closed_site(html: str, url: str = "") -> Verdict:
    return judge(portrait(pages.CLOSED, "https://lantern-quay.example/"), portrait(html, url), BACKGROUND)


def codes(verdict: Verdict) -> set[str]:
    return {reason.code for reason in verdict.reasons}


SHOWN = {
    "an article": f"<article><h1>{NAME} is back</h1><p>By our reporter, 12 May.</p>{OWN}{WORDS}</article>",
    "an article with marks of quotation": f"<h1>{NAME} is back</h1>{OWN}<p>« {pages.RULES} » {pages.CONTACT}</p>",
    "a warning": f"<h1>Beware of {NAME}</h1><table><tr><td>{pages.RULES}<tr><td>Mail<td>{pages.CONTACT}</table>",
    "a thread": f"<h1>{NAME}</h1><div class=post><b>user7</b>{WORDS}</div><div class=post><b>user9</b>{OWN}</div>",
    "a comment": f"<h1>Fog on the northern shore</h1>{OWN}<div class=comment><b>guest</b> {NAME} {WORDS}</div>",
    "a review": f"<h1>{NAME}: what users say</h1><p>Four stars of five.</p>{WORDS}{OWN}",
    "results of a search": f"<form action=/search><input name=q value='{NAME}'></form><p>{NAME}</p>{WORDS}{OWN}",
    "a list of mirrors": f"<h1>Working mirrors of {NAME}</h1><p>lantern-quay7.test</p>{WORDS}",
    "a decision of a court": f"<h1>File 12 of 2026</h1>{OWN}<p>§ 12. {NAME} says:</p>{WORDS}{OWN}",
    "a mail in an archive": f"<h1>[list] {NAME}</h1><p>From: user at pier.test</p>{WORDS}",
    "a profile": f"<div class=profile><h2>{NAME}</h2>{WORDS}</div>",
    "a paste line by line": f"<div class=note>{NAME}<br>{pages.RULES}<br>{pages.CONTACT}</div>",
    "a shop that was broken into": f"<h1>Ropes and tar</h1>{OWN}<section><h2>{NAME}</h2>{WORDS}</section>",
    "that with the form": f"<h1>Ropes and tar</h1>{OWN}<section><h2>{NAME}</h2>{pages.entry()}{WORDS}</section>",
    "that with the account": f"<h1>Ropes and tar</h1>{OWN}<p>{NAME} {pages.CONTACT}</p>{pages.MEASURE}",
    "a whole text": f"<h1>{NAME}</h1><div class=note>{NAME} {WORDS}<p>© 2026 {NAME}</p></div>",
    "an annex": f"<h1>Annex 4</h1>{OWN}<h2>{NAME}</h2>{WORDS}<p>© 2026 {NAME}</p>",
    "a wiki": f"<h1>{NAME}</h1><table class=infobox><tr><td>Mail<td>{pages.CONTACT}</table>{OWN}{pages.RULES}",
}


@pytest.mark.parametrize("url", ["", "https://scribblet.example/n/81"])
@pytest.mark.parametrize("title", [f"{NAME} - Scribblet", NAME, "Scribblet", f"Beware of {NAME} | Scribblet"])
@pytest.mark.parametrize("shown", SHOWN)
def test_a_page_that_speaks_for_another_and_shows_the_sites_words_is_not_that_site(
    shown: str, title: str, url: str
) -> None:
    verdict = against_the_closed_site(page(title, SHOWN[shown]), url)

    assert verdict.kind is not VerdictKind.SAME, verdict.measures
    if verdict.kind is VerdictKind.UNCLEAR and "missing_voice" in verdict.measures:
        assert "verdict.voice" in codes(verdict)
        assert [wish.code for wish in verdict.would_change] == ["verdict.wish_voice"]


@pytest.mark.parametrize("shown", [key for key in SHOWN if "form" not in key and "account" not in key])
@pytest.mark.parametrize("url", ["", "https://scribblet.example/n/81"])
def test_a_page_without_a_mark_of_its_own_that_shows_the_sites_words_is_not_that_site(shown: str, url: str) -> None:
    verdict = against_the_closed_site(page(NAME, SHOWN[shown], "<div>Menu</div>", ""), url)

    assert verdict.kind is not VerdictKind.SAME, verdict.measures


def test_the_verdict_says_that_words_stand_under_no_mark_of_the_site() -> None:
    verdict = against_the_closed_site(page(NAME, f"<h1>{NAME}</h1>{WORDS}", "", ""))

    assert verdict.kind is VerdictKind.UNCLEAR
    assert "verdict.unmarked" in codes(verdict)
    assert [wish.code for wish in verdict.would_change] == ["verdict.wish_marks"]
    assert all(reason.weight <= 0 for reason in verdict.reasons if reason.code == "verdict.unmarked")


def test_the_verdict_names_whom_the_page_speaks_for() -> None:
    (reason,) = (
        reason
        for reason in against_the_closed_site(page(f"{NAME} - Scribblet", SHOWN["a thread"])).reasons
        if reason.code == "verdict.voice"
    )

    assert 'The second page speaks for "scribblet"' in reason.text
    assert reason.weight < 0


OWN_MARK = f"<a class=site-logo href=/>{NAME}</a>"
REOPENED = {
    "words under its own mark": page(NAME, f"<h1>{NAME}</h1>{OWN}{WORDS}", OWN_MARK, ""),
    "words under its name for others": page(
        NAME, f"<h1>{NAME}</h1>{WORDS}", "", "", f"<meta property=og:site_name content='{NAME}'>"
    ),
    "an announcement": page(
        f"{NAME} is back", f"<article><h1>{NAME} is back</h1><p>By admin, 12 May.</p>{WORDS}</article>", OWN_MARK, ""
    ),
    "its form without a mark": page(NAME, f"<h1>{NAME}</h1>{pages.entry()}{WORDS}", "", ""),
    "a new name with its form": page(
        "Night Harbour",
        f"<h1>Night Harbour</h1>{OWN}<div>{pages.entry()}{WORDS}</div>",
        "<a class=site-logo>Night Harbour</a>",
        "",
    ),
}


@pytest.mark.parametrize("reopened", REOPENED)
def test_the_site_itself_stays_the_same(reopened: str) -> None:
    verdict = against_the_closed_site(REOPENED[reopened])

    assert verdict.kind is VerdictKind.SAME, verdict.measures


@pytest.mark.parametrize("shown", [WORDS, pages.RULES, f"{NAME} {pages.CONTACT}"])
@pytest.mark.parametrize("title", ["Scribblet", f"{NAME} - Scribblet"])
def test_a_line_that_counts_visits_makes_a_report_no_site(title: str, shown: str) -> None:
    verdict = against_the_closed_site(page(title, f"<h1>{NAME}</h1>{OWN}{shown}{pages.MEASURE}", foot=""))

    assert verdict.kind is not VerdictKind.SAME, verdict.measures


@pytest.mark.parametrize("host", ["lantern-quay-reviews.test", "is-lantern-quay-down.test", "lanternquayscam.test"])
@pytest.mark.parametrize("top", [STRANGER, ""])
def test_a_host_that_says_more_than_the_name_is_no_mark_of_the_site(top: str, host: str) -> None:
    html = page(f"{NAME} is a scam", f"<h1>{NAME} is a scam</h1>{OWN}{WORDS}", top, "")

    assert against_the_closed_site(html, f"https://{host}/").kind is not VerdictKind.SAME


@pytest.mark.parametrize(
    "posted",
    [
        "<img src=/u/lantern-quay-logo.png>",
        f"<script>var post={{siteName:'{NAME}'}}</script>",
        "<link rel=canonical href=https://lantern-quay.example/>",
        f'<script type=application/ld+json>{{"itemReviewed":{{"@type":"Brand","name":"{NAME}"}}}}</script>',
    ],
)
def test_what_a_post_may_bring_along_is_no_mark_of_the_site(posted: str) -> None:
    html = page(NAME, f"<h1>{NAME}</h1>{posted}{OWN}{WORDS}", "", "")

    assert against_the_closed_site(html, "https://scribblet.example/n/1").kind is not VerdictKind.SAME


@pytest.mark.parametrize("contact", ["", pages.CONTACT])
@pytest.mark.parametrize("prior", [0.2, 0.02])
def test_a_renamed_site_that_gives_an_address_of_its_new_name_stays_likely(prior: float, contact: str) -> None:
    """A sweep that asks at a prior of 2 % still sees it, though only who runs it makes it the same."""
    renamed = f"{pages.entry()}{pages.RULES}{pages.MEASURE}{contact}<p>crew@night-harbour.test</p>"
    html = page("Night Harbour", renamed, "<a class=site-logo>Night Harbour</a>", "")

    verdict = judge(portrait(pages.CLOSED), portrait(html, "https://night-harbour.test/"), BACKGROUND, prior)

    assert verdict.kind is VerdictKind.UNCLEAR
    assert verdict.probability > 0.5
    assert [reason.weight for reason in verdict.reasons if reason.code == "verdict.voice"] == [0]
    assert [wish.code for wish in verdict.would_change] == ["verdict.wish_voice"]


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ("Reborn", VerdictKind.SAME),
        ("2nd Chat", VerdictKind.SAME),
        *(
            (word, VerdictKind.UNCLEAR)
            for word in ("Victims", "Exposed", "Lawsuit", "Opfer", "Sucks", "Alumni", "Clone")
        ),
    ],
)
def test_a_mark_that_says_the_name_and_more_is_the_sites_where_reopened_sites_say_so(
    more: str, kind: VerdictKind
) -> None:
    html = page(f"{NAME} {more}", f"{OWN}{WORDS}", f"<a class=site-logo>{NAME} {more}</a>", "")
    verdict = against_the_closed_site(html)

    assert verdict.kind is kind, verdict.measures
    assert "verdict.voice" not in {reason.code for reason in verdict.reasons}


@pytest.mark.parametrize("host", ["lantern-quay2.test", "lantern-quay.scribblet.example", "lanternquay-club.test"])
def test_a_host_of_the_name_is_a_mark_and_no_other_voice(host: str) -> None:
    html = page(f"{NAME} | Scribblet", f"<h1>{NAME}</h1>{WORDS}", foot="")

    assert against_the_closed_site(html, f"https://{host}/").kind is VerdictKind.SAME


def test_a_key_of_both_servers_outweighs_what_the_page_calls_itself() -> None:
    key = (Sign(Kind.CERTIFICATE_KEY, "ab" * 32),)
    one, other = (
        replace(found, signs=(*found.signs, *key))
        for found in (portrait(pages.CLOSED), portrait(page("Scribblet", SHOWN["a thread"])))
    )

    assert judge(one, other, BACKGROUND).kind is VerdictKind.SAME


def test_of_features_that_tell_no_marks_none_is_asked() -> None:
    """A closed site that was captured by an older version stays comparable."""
    one, other = portrait(pages.CLOSED), portrait(REOPENED["words under its own mark"])
    old = replace(one, version=9, signs=tuple(sign for sign in one.signs if sign.kind is not Kind.SITE_MARK))

    assert judge(old, other, BACKGROUND).kind is VerdictKind.SAME


def test_version_11_asked_for_neither() -> None:
    one, other = portrait(pages.CLOSED), portrait(page(f"{NAME} - Scribblet", SHOWN["a thread"]))

    assert judge(one, other, BACKGROUND, version="11").kind is VerdictKind.SAME


@pytest.mark.parametrize("around", ["<article><blockquote>{}</blockquote></article>", "<pre>{}</pre>"])
def test_sentences_in_a_quote_or_a_box_are_told_to_be_anothers(around: str) -> None:
    shown = around.format(f"{NAME}, the rules. {pages.RULES} {pages.CONTACT}")
    verdict = against_the_closed_site(page(f"{NAME} - Scribblet", f"<h1>{NAME}</h1>{OWN}{shown}"))

    (reason,) = (reason for reason in verdict.reasons if reason.code == "verdict.quoted")
    assert "The second page shows sentences of the other (3) in a quote or a box" in reason.text
    assert reason.weight == 0
    assert "verdict.sentence" not in codes(verdict)


def test_sentences_that_the_page_says_outside_of_the_quote_too_are_not_told_to_be_anothers() -> None:
    shown = f"<article>{OWN}{WORDS}<blockquote>{pages.RULES}</blockquote></article>"

    assert "verdict.quoted" not in codes(against_the_closed_site(page(f"{NAME} - Scribblet", shown)))


def test_marks_and_quotes_displace_no_other_sign() -> None:
    marks = [Sign(kind, f"velora {n}") for kind in (Kind.SITE_MARK, Kind.QUOTED) for n in range(400)]
    one, other = (
        replace(found, signs=(*found.signs, *marks))
        for found in (portrait(pages.CLOSED), portrait(REOPENED["words under its own mark"]))
    )

    assert "verdict.email" in codes(judge(one, other, BACKGROUND))


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("Write to keeper@lantern-quay.example or to nobody at all", False),
        ("keeper@lantern-quay.example, t.me/lanternquaynews", False),
        ("The keeper of the lantern lights it for whoever is late", True),
    ],
)
def test_a_line_that_gives_contact_points_is_no_sentence_beside_them(line: str, counts: bool) -> None:
    """It was copied with them: the same copy would be two reasons."""
    found = portrait(f"<p>{line}</p><p>keeper@lantern-quay.example</p><p>t.me/lanternquaynews</p>")

    assert any(sign.kind is Kind.SENTENCE for sign in found.signs) is counts


def test_copied_contact_points_and_accounts_are_one_reason() -> None:
    line = "keeper@lantern-quay.example t.me/lanternquaynews BTC bc1q2095tvetvfjtmj0h94kxw5lc9tkcurwqs78fcd"
    closed = pages.page(NAME, f"{pages.RULES}<p>{line}</p>", pages.MEASURE)
    framed = page("Scribblet", f"{OWN}<p>{line}</p>", head=pages.MEASURE)

    verdict = judge(portrait(closed), portrait(framed), BACKGROUND)

    assert verdict.kind is not VerdictKind.SAME
    assert "verdict.sentence" not in codes(verdict)


def test_the_source_of_a_page_shown_in_a_box_is_anothers() -> None:
    source = pages.CLOSED.replace("&", "&amp;").replace("<", "&lt;")
    shown = f"<html><title>view-source lantern-quay.example</title><h1>{NAME}</h1><pre>{source}</pre></html>"

    verdict = against_the_closed_site(shown)

    assert not {"verdict.sentence", "verdict.email"} & codes(verdict)


def test_what_a_page_declares_to_search_engines_keeps_nobody_waiting() -> None:
    """Each of these brackets was once looked for up to the end of its script, which took minutes for a page of 3 MB."""
    brackets = '"@type":[' * 5_000
    script = f"<script type='application/ld+json'>{brackets}</script>"
    before = process_time()

    portrait(f"<html><title>{NAME}</title>{script * 60}<article><blockquote>{pages.RULES}</blockquote></article>")

    assert process_time() - before < 20


SNIPPETS = {
    "a container of tags": "(function(w,d,s,l,i){w[l]=w[l]||[];w[l].push({'gtm.start':new Date()*1,event:'gtm'});"
    "var f=d.getElementsByTagName(s)[0],j=d.createElement(s);j.async=true;j.src='https://tags.example/gtm.js?id='+i;"
    "f.parentNode.insertBefore(j,f);})(window,document,'script','dataLayer','GTM-TQ7X5RK');",
    "a counter": "(function(m,e,t,r,i){m[i]=m[i]||function(){(m[i].a=m[i].a||[]).push(arguments)}})(window,document,"
    "'script','https://count.example/tag.js','ym');ym(41947857,'init',{clickmap:true,trackLinks:true});",
    "a pixel": "!function(f,b,e,v,n,t,s){n=f.fbq=function(){n.queue.push(arguments)}}(window,document);"
    "fbq('init','281903476521903');fbq('track','PageView');",
}


@pytest.mark.parametrize("name", ["Velmora", NAME])
@pytest.mark.parametrize("snippet", SNIPPETS)
def test_the_script_of_a_service_is_copied_with_the_number_in_it(snippet: str, name: str) -> None:
    script = f"<script>{SNIPPETS[snippet]}</script>"
    site = page(name, f"<h1>{name}</h1>{pages.RULES}", "", "", f"<meta property=og:site_name content='{name}'>{script}")
    framed = page(name, f"<h1>{name}</h1>{OWN}", "", "", script)

    first = portrait(site, f"https://{name.lower().replace(' ', '-')}.example/")
    verdict = judge(first, portrait(framed, "https://other-harbour.example/"), BACKGROUND)

    assert any(sign.kind is Kind.ANALYTICS for sign in first.signs)
    assert verdict.kind is not VerdictKind.SAME


def test_a_script_of_the_sites_own_is_its_own() -> None:
    own = "function openLanternRoom(list){for(const one of list){document.querySelector('#room').append(one.label)}}"
    signs = portrait(page(NAME, f"{pages.RULES}<script>{own}</script><script>{SNIPPETS['a pixel']}</script>")).signs

    assert [sign.shown for sign in signs if sign.kind is Kind.INLINE_SCRIPT] == [own[:80]]


_TAG = "window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments);}gtag('js',new Date());"
BROUGHT = {
    "a program's files": "<script src=/wp-includes/js/jquery/jquery.min.js></script>"
    "<script src=/wp-includes/js/jquery/jquery-migrate.min.js></script>",
    "a service's line": f"<script>{_TAG}</script>",
    "what a visitor chose": "<script>var theme=localStorage.getItem('theme');</script>",
    "files called as everywhere": "<script src=/js/main.js></script><script src=/js/jquery.min.js></script>",
}


@pytest.mark.parametrize("title", [f"Is {NAME} safe? - Scribblet", NAME])
@pytest.mark.parametrize("brought", BROUGHT)
def test_files_and_lines_that_all_users_of_a_program_have_make_a_report_no_site(brought: str, title: str) -> None:
    head = BROUGHT[brought]
    closed = portrait(pages.CLOSED.replace("</head>", f"{head}</head>"), "https://lantern-quay.example/")
    top = "<div id=top><a class=custom-logo-link href=/><img src=/img/b.png alt=''></a></div>"
    body = f"<article class=hentry><h1>{title}</h1>{OWN}{WORDS}</article>"
    report = portrait(page(title, body, top, "", head), "https://scribblet.test/")

    assert judge(closed, report, BACKGROUND).kind is not VerdictKind.SAME


@pytest.mark.parametrize("brought", BROUGHT)
def test_small_pages_are_alike_by_a_frame_alone(brought: str) -> None:
    """A paste of the rules and the address under the site's name, which loads what the site loads."""
    head, mail = BROUGHT[brought], "<p><a href='mailto:crew@lantern-quay.example'>crew@lantern-quay.example</a></p>"
    mark = f"<meta property=og:site_name content='{NAME}'>"
    parts = "<ul><li><b>7</b></li></ul><form><input name=berth><select><option>9</select></form><dl><dt>8</dl>"
    top = f"<header><nav><a href=/>{NAME}</a></nav></header>"
    site = f"{top}<main>{pages.RULES}{mail}{parts}</main><footer><i>5</i></footer>"
    shown = f"<main><h1>{NAME}</h1>{pages.RULES}{mail}<pre>1</pre><blockquote><em>2</em></blockquote></main>"
    closed = portrait(page(NAME, site, "", "", mark + head), "https://lantern-quay.example/")
    paste = portrait(page(f"What {NAME} asks of whoever comes there", shown, "", "", head), "https://paste.test/")

    assert judge(closed, paste, BACKGROUND).kind is not VerdictKind.SAME


_LOADED = (
    "<script>window.dataLayer=window.dataLayer||[];</script><script src=/js/jquery.min.js></script>"
    "<script src=/js/bootstrap.min.js></script><link rel=stylesheet href=/css/bootstrap.min.css>"
)


def test_a_page_that_speaks_for_another_is_no_site_by_the_libraries_that_both_load() -> None:
    """Somewhat alike as small pages are, under the site's name and logo, and its own service's name for others."""
    own = f"{_LOADED}<meta property=og:site_name content=Scribblet>"
    shown = pages.page(NAME, OWN_MARK + WORDS + OWN, own).replace("hz-", "sc-").replace("/horizon/", "/sc/")
    closed = portrait(pages.page(NAME, WORDS, _LOADED), "https://lantern-quay.example/")
    framed = portrait(shown, "https://scribblet.example/n/81")

    assert judge(closed, framed, BACKGROUND).kind is VerdictKind.UNCLEAR
    assert judge(closed, framed, BACKGROUND, version="26").kind is VerdictKind.SAME
