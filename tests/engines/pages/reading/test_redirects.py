import pytest

from rempart.engines.pages.reading.redirects import MOST_DELAY_S, MOST_READ, WayOn, way_on

NEW = "https://night-harbour.test/in"
SAID = "<p>" + "The quay is quiet tonight and whoever comes by boat is welcome. " * 6 + "</p>"


@pytest.mark.parametrize(
    "meta",
    [
        f'<meta http-equiv="refresh" content="0; url={NEW}">',
        f'<meta content="0; url={NEW}" http-equiv="refresh">',
        f"<META HTTP-EQUIV=Refresh CONTENT=\"3;URL='{NEW}'\">",
        f"<meta http-equiv=' refresh ' content='0,{NEW}'>",
        f'<meta http-equiv="refresh" content="0 {NEW}">',
        f'<meta http-equiv="refresh" content="1.5; url = {NEW}">',
        f'<meta http-equiv="refresh" content=" .5 ; url={NEW}">',
        f'<meta http-equiv="refresh" content="{MOST_DELAY_S};url={NEW}">',
    ],
)
def test_a_refresh_is_read_as_browsers_read_it(meta: str) -> None:
    assert way_on(f"<title>on</title>{meta}<p>One moment …</p>") == WayOn(NEW)


@pytest.mark.parametrize(
    "meta",
    [
        f'<!-- <meta http-equiv="refresh" content="0; url={NEW}"> -->',
        f'<noscript><meta http-equiv="refresh" content="0; url={NEW}"></noscript>',
        f'<template><meta http-equiv="refresh" content="0; url={NEW}"></template>',
        f'<textarea><meta http-equiv="refresh" content="0; url={NEW}"></textarea>',
        f'<script>var a = \'<meta http-equiv="refresh" content="0; url={NEW}">\'</script>',
        f'<meta http-equiv="refresh" content="{MOST_DELAY_S + 1}; url={NEW}">',
        f'<meta http-equiv="refresh" content="soon; url={NEW}">',
        '<meta http-equiv="refresh" content="0">',
        '<meta http-equiv="refresh" content=" 60">',
        '<meta http-equiv="refresh" content=" 5x">',
        f'<meta http-equiv="refresh" content=" ; url={NEW}">',
        f'<meta http-equiv="refresh" content=" ,{NEW}">',
        f'<meta http-equiv="refresh" content="\xa05; url={NEW}">',
        f'<meta http-equiv="refresh" content="٥; url={NEW}">',
        '<meta http-equiv="refresh" content="0; url=">',
        '<meta http-equiv="refresh" content="0;\'">',
        f'<meta name="description" content="refresh 0; url={NEW}">',
    ],
)
def test_what_no_browser_follows_at_once_keeps_the_reader(meta: str) -> None:
    assert way_on(f"<head>{meta}</head><p>One moment, please: a refresh.</p>").target == ""


def test_a_page_that_shows_something_is_read_itself_though_it_sends_on() -> None:
    assert way_on(f'<meta http-equiv="refresh" content="9; url={NEW}">{SAID}') == WayOn(NEW, is_all=False)


@pytest.mark.parametrize(
    "script",
    [
        f'location.href = "{NEW}";',
        f"window.location='{NEW}'",
        f'setTimeout(function () {{ top.location.replace("{NEW}") }}, 500)',
        f"document.location.assign('{NEW}');",
    ],
)
def test_a_script_that_does_nothing_but_send_on_is_followed(script: str) -> None:
    assert way_on(f"<title>on</title><body><script>{script}</script></body>") == WayOn(NEW)


@pytest.mark.parametrize(
    "html",
    [
        f"{SAID}<script>if (old) location.href = '{NEW}';</script>",
        "<script>location.href = 'https://' + names[0] + '.test/';</script>",
        "<script>location.replace('https:' + location.href.substring(5))</script>",
        f"<form action=/in><input name=nick><input name=age></form><script>location.href='{NEW}'</script>",
        f"<script>location.href='{NEW}'</script>" + " " * MOST_READ,
    ],
)
def test_a_script_says_nothing_of_a_page_to_read_or_what_only_running_it_would_tell(html: str) -> None:
    assert way_on(html).target == ""


def test_a_page_that_only_frames_another_is_a_way_to_it() -> None:
    assert way_on(f'<frameset rows="100%,*"><frame src="{NEW}"><noframes>No frames</noframes></frameset>') == WayOn(NEW)
    assert way_on(f'<body style="margin:0"><iframe src="{NEW}" width="100%"></iframe></body>') == WayOn(NEW)
    assert way_on('<frameset cols="1,*"><frame src="/menu"><frame src="/quay"></frameset>') == WayOn()
    assert way_on(f'{SAID}<iframe src="{NEW}"></iframe>') == WayOn()
    assert way_on('<iframe src="about:blank"></iframe>') == WayOn()


@pytest.mark.parametrize(
    "html", ["", "\x00", "<", "refresh location <iframe", "<meta http-equiv=refresh content=;>" * 99]
)
def test_nonsense_leads_nowhere(html: str) -> None:
    assert way_on(html) == WayOn()
