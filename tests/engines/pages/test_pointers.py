from time import process_time

import pytest

from rempart.engines.pages import Background, BackgroundCount, Kind, PageInput, read_markup
from rempart.engines.pages.pointers import Pointer, PointerKind, find_pointers, is_called_like
from rempart.engines.pages.signs import sign_key

FORMER = "lantern-quay.example"
KNOWN = {"lantern-quay.example", "lantern-quay2.example"}


def point(html: str, *way: str, seen: tuple[str, ...] = ()) -> tuple[Pointer, ...]:
    url = way[-1] if way else f"https://{FORMER}/"
    return find_pointers(
        FORMER,
        way,
        PageInput(html=html, url=url),
        read_markup(html),
        known=KNOWN,
        called={"lantern-quay", "lantern-quay2"},
        background=Background.empty(),
        seen_links=seen,
    )


def told(html: str, *way: str, seen: tuple[str, ...] = ()) -> list[tuple[PointerKind, str]]:
    return [(pointer.kind, pointer.host) for pointer in point(html, *way, seen=seen)]


def test_a_redirect_names_where_it_ends_and_not_who_passed_it_on() -> None:
    way = ("https://shortener.test/go", "https://www.night-harbour.test/?from=1")
    assert told("<p>Come aboard.</p>", *way) == [(PointerKind.REDIRECT, "night-harbour.test")]


@pytest.mark.parametrize("html", ["<p>Hello</p>", '<link rel="canonical" href="https://everybody.test/"><p>Hello</p>'])
def test_a_host_that_strangers_everywhere_link_to_is_no_pointer(html: str) -> None:
    count = BackgroundCount()
    for _ in range(3):
        count.add_host({sign_key(Kind.LINKED_HOST, "everybody.test")})
    way = () if "canonical" in html else ("https://everybody.test/x",)
    page = PageInput(html=html, url=f"https://{FORMER}/")
    found = find_pointers(FORMER, way, page, read_markup(html), known=KNOWN, called=(), background=count.finish("test"))
    assert found == ()


@pytest.mark.parametrize(
    "words",
    [
        *(
            "Vi har flyttat till lantern-quay24.test",
            "我们已搬到lantern-quay24.test",
            "lantern-quay24.testに移転しました",
        ),
        *(
            "Go to lantern-quay24.test from now on",
            "عدنا lantern-quay24.test",
            "On est maintenant sur lantern-quay24.test",
        ),
    ],
)
def test_a_host_called_as_the_site_is_told_in_any_language(words: str) -> None:
    (pointer,) = point(f"<h1>Quay</h1><p>{words}</p>")
    assert pointer.host == "lantern-quay24.test"
    assert pointer.shown == words
    assert pointer.kind in {PointerKind.ANNOUNCEMENT, PointerKind.ALIKE}


def test_a_mere_link_to_a_host_called_as_the_site_announces_nothing() -> None:
    html = '<p>Tonight in the rooms</p><a href="https://lantern-quay24.test/">rooms</a>'
    assert told(html) == [(PointerKind.ALIKE, "lantern-quay24.test")]
    assert told(html, seen=("lantern-quay24.test",)) == told(html), "it is no furniture"


def test_the_surest_that_a_page_says_of_a_host_is_told() -> None:
    html = "<h1>On lantern-quay24.test</h1><p>We have moved to lantern-quay24.test</p>"
    assert told(html) == [(PointerKind.ANNOUNCEMENT, "lantern-quay24.test")]


@pytest.mark.parametrize(
    ("host", "is_so"),
    [
        *(("lanternquay7.test", True), ("new-lantern-quay.test", True), ("forum.lantern-quay24.test", True)),
        *(("night-harbour.test", False), ("lantern.test", False), ("superlanternquay.test", False), ("quay", False)),
        *(
            ("lantern-quay-scam-warning.test", False),
            ("lantern-quay-reviews.test", False),
            ("my-lantern-quay-chat.test", True),
        ),
        *(("lantern-quay.name-market.test", False), ("lantern-quay-knits.test", False)),
    ],
)
def test_whether_a_host_is_called_as_the_site(host: str, is_so: bool) -> None:
    assert is_called_like(host, {"lantern-quay", "lantern-quay2"}) is is_so


@pytest.mark.parametrize(
    ("host", "is_so"),
    [
        *(
            ("velmorachat.test", True),
            ("thevelmora.test", True),
            ("v3lmoranew.test", True),
            ("velmoralodge.test", False),
        ),
        *(("velmorareviews.test", False), ("velmoraforum.test", False), ("supervelmora.test", False)),
    ],
)
def test_a_name_that_no_language_has_calls_a_host_in_one_word_with_what_sites_add(host: str, is_so: bool) -> None:
    assert is_called_like(host, {"velmora"}) is is_so


def test_a_short_name_calls_nobody() -> None:
    assert not is_called_like("sea-view.test", {"sea", ""})
    assert not is_called_like("live-chat.vendor.test", {"chat", "online-chat"})
    assert not is_called_like("online-chat-support.test", {"chat", "online-chat"})


def test_a_longer_page_that_speaks_of_a_move_announces_nobody_whom_it_links_to() -> None:
    html = f'<h1>Moving made easy</h1><p>{"We carry pianos. " * 20}</p><a href="https://piano-care.test/">Partner</a>'
    assert told(html) == [(PointerKind.LINK, "piano-care.test")]


def test_a_redirect_within_the_site_points_nowhere() -> None:
    assert told("<p>Hello</p>", "https://www.lantern-quay.example/", "https://lantern-quay2.example/home") == []


def test_a_numbered_host_below_the_former_name_is_the_former_name() -> None:
    assert told("<p>Hello</p>", "https://ww12.lantern-quay.example/?usid=1") == []


def test_an_address_that_carries_the_former_name_is_marked_as_sale_pages_are() -> None:
    (pointer,) = point("<p>Make an offer</p>", "https://names.test/buy?domain=lantern-quay.example")
    assert pointer.names_former


def test_a_canonical_address_elsewhere_is_a_pointer() -> None:
    html = '<link rel="canonical" href="https://night-harbour.test/"><p>Lantern Quay</p>'
    assert told(html) == [(PointerKind.CANONICAL, "night-harbour.test")]


@pytest.mark.parametrize(
    "words",
    [
        "We have moved! Our new address is night-harbour.test from today.",
        "Nouvelle adresse : night-harbour.test",
        "Nous avons déménagé, retrouvez le quai sur www.night-harbour.test !",
        "Unsere neue Adresse: https://night-harbour.test",
        "Nueva dirección: night-harbour.test",
        "Наш новый адрес: night-harbour.test",
        "Quay is now at night-harbour.test",
        "Please update your bookmarks: night-harbour.test",
        "Wir sind jetzt unter night-harbour.test zu finden",
        "Hemos cambiado de dirección: night-harbour.test",
        "Új címünk: night-harbour.test",
        "Vi har flyttat till night-harbour.test",
        "Νέα διεύθυνση: night-harbour.test",
        "Нова адреса: night-harbour.test",
        "العنوان الجديد night-harbour.test",
        "Alamat baru: night-harbour.test",
        "We have moved to night-harbour [dot] test",
    ],
)
def test_an_announcement_names_the_host_in_its_own_words(words: str) -> None:
    (pointer,) = point(f"<h1>Lantern Quay</h1><p>{words}</p>")
    assert (pointer.kind, pointer.host) == (PointerKind.ANNOUNCEMENT, "night-harbour.test")
    assert pointer.shown in words


@pytest.mark.parametrize(
    ("words", "host"),
    [
        ("Neue Adresse: laternenkü.test", "xn--laternenk-y9a.test"),
        ("新しいアドレスはnight-harbour.testです", "night-harbour.test"),
        ("Nouvelle adresse : équai-laterne.test", "xn--quai-laterne-9db.test"),
        ("New address: xn--laternenk-y9a.xn--p1ai", "xn--laternenk-y9a.xn--p1ai"),
    ],
)
def test_a_host_is_read_whole_whatever_letters_stand_beside_it(words: str, host: str) -> None:
    assert [found for _, found in told(f"<h1>Lantern Quay</h1><p>{words}</p>")] == [host]


def test_a_short_page_that_speaks_of_a_move_means_the_host_that_it_links_to() -> None:
    html = '<p>Nous avons déménagé.</p><p><a href="https://night-harbour.test/">par ici</a></p>'
    assert told(html) == [(PointerKind.ANNOUNCEMENT, "night-harbour.test")]


@pytest.mark.parametrize(
    "words",
    [
        "night-harbour.test",
        "Rendez-vous sur night-harbour.test !",
        "Visit night-harbour.test instead",
        "Kukutana: night-harbour.test",
    ],
)
def test_the_one_host_that_a_page_of_few_words_writes_is_told_in_any_language(words: str) -> None:
    html = f"<h1>Lantern Quay</h1><p>{words}</p>"
    assert told(html) == [(PointerKind.WRITTEN, "night-harbour.test")]
    assert told(f"{html}<p>{'A long page of news about the rooms. ' * 8}</p>") == []
    assert told(f"{html}<p>elsewhere.test</p>") == []


@pytest.mark.parametrize(
    "words", ["Powered by night-harbour.test", "© night-harbour.test", "Webdesign: night-harbour.test"]
)
def test_who_made_a_page_of_few_words_is_no_pointer(words: str) -> None:
    assert told(f"<p>Soon more</p><p>{words}</p>") == []


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://discord.gg/quay">Discord</a>',
        '<a href="https://chat.whatsapp.com/quay">group</a>',
        '<a href="https://bit.ly/quay">here</a>',
        "<p>t.me</p>",
    ],
)
def test_a_service_by_which_a_site_reaches_its_visitors_is_no_pointer(html: str) -> None:
    assert told(f"<p>We moved!</p>{html}") == []


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://www.google.com/url?sa=t&q=https%3A%2F%2Fnight-harbour.test%2F">enter</a>',
        "<button onclick=\"location.href='https://night-harbour.test/'\">enter</button>",
        '<form action="https://night-harbour.test/"><button>enter</button></form>',
        '<script>button.onclick = () => window.open("https:\\/\\/night-harbour.test/")</script>',
        "<script>setTimeout(() => { location['href'] = `https://night-harbour.test` }, 90000)</script>",
    ],
)
def test_where_buttons_forms_and_counted_links_lead_is_a_link(html: str) -> None:
    assert told(f"<p>Lantern Quay</p>{html}") == [(PointerKind.LINK, "night-harbour.test")]


@pytest.mark.longer
def test_lines_that_begin_to_announce_again_and_again_are_read_fast() -> None:
    before = process_time()
    assert told("".join(f"<p>{'cambi' * 1000}</p><p>{'change' * 800}</p>" for _ in range(30))) == []
    assert process_time() - before < 5


def test_a_link_may_tell_its_host_where_the_visitor_comes_from() -> None:
    html = '<a href="https://night-harbour.test/?from=https://lantern-quay.example/">x</a>'
    assert told(html) == [(PointerKind.LINK, "night-harbour.test")]


def test_a_host_in_a_sentence_that_announces_nothing_is_no_pointer() -> None:
    assert told("<p>As night-harbour.test wrote yesterday, prices rise. See index.php and style.css.</p>") == []


def test_a_link_counts_only_where_it_is_new() -> None:
    html = '<p>Welcome</p><a href="https://old-friend.test/">friends</a><a href="//fresh.test/x">new</a>'
    assert told(html, seen=("old-friend.test",)) == [(PointerKind.LINK, "fresh.test")]


@pytest.mark.parametrize(
    "html", ["", "\x00\x01", "<a href='http://[::1]/'>x</a>", "<a href='https://192.0.2.1/'>x</a>"]
)
def test_what_names_no_host_points_nowhere(html: str) -> None:
    assert told(html) == []
