import gc
import re

import pytest

from rempart.engines.names import NameIndex, WatchedSite, blocks, build_index, screen_hostname, screen_hostnames
from rempart.engines.names.blocks import screen_block
from rempart.engines.names.dossiers import open_dossier
from rempart.engines.names.history import dearest_stems
from rempart.engines.names.likeness import CLEAR, clear_among
from rempart.engines.names.model import load_model
from rempart.kernel.hostname import parse_hostname

SALON = WatchedSite("salon", ("salon-bleu.example", "salonbleu2.example", "salonbleu3.test"))
KIOSK = WatchedSite("kiosk", ("kiosquerouge.example",))


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return build_index([SALON, KIOSK], threshold=0.5)


def codes(hostname: str, index: NameIndex) -> list[str]:
    return [reason.code for hit in screen_hostname(hostname, index) for reason in hit.reasons]


@pytest.mark.parametrize(
    ("hostname", "code"),
    [
        ("salon-bleu.test", "names.same_label"),
        ("salon-bleu4.example", "names.same_letters"),
        ("salonbleu4.example", "names.series_next"),
        ("salonbleu9.example", "names.series_near"),
        ("salonbleux.example", "names.one_edit"),
        ("my-salon-bleu.example", "names.contains"),
        ("sal0n-bleu.example", "names.same_letters"),
        ("xn--salon-bleu-b6a.example", "names.one_edit"),
        ("www.salon-bleu.test", "names.same_label"),
        ("salonbleu.shared.test", "names.subdomain"),
        ("kiosquerouge.test", "names.same_label"),
    ],
)
def test_a_likely_next_name_is_found_with_its_reason(hostname: str, code: str, index: NameIndex) -> None:
    assert code in codes(hostname, index)


@pytest.mark.parametrize("hostname", ["salon.example", "bleu.example", "rouge-salon.test", "weather.example"])
def test_a_name_that_shares_only_common_words_is_no_hit(hostname: str, index: NameIndex) -> None:
    assert screen_hostname(hostname, index) == ()


def test_a_name_that_the_site_had_already_is_no_hit(index: NameIndex) -> None:
    assert screen_hostname("salonbleu3.test", index) == ()


@pytest.mark.parametrize(
    ("domains", "streaks"),
    [
        (("tavern.example",), {"tavern": 1}),
        (("tavern.example", "kiosk.example", "tavern.test", "tav-ern2.test"), {"tavern": 2, "kiosk": 0}),
        (("tavern.example", "tavern.test", "kiosk.example"), {"tavern": 0, "kiosk": 1}),
    ],
)
def test_a_stem_knows_how_many_of_the_latest_names_have_it(domains: tuple[str, ...], streaks: dict[str, int]) -> None:
    assert {stem.letters: stem.streak for stem in open_dossier("site", domains).stems} == streaks


def test_a_reason_says_how_many_of_the_latest_names_have_the_letters(index: NameIndex) -> None:
    (hit,) = screen_hostname("salon-bleu4.example", index)
    (said,) = [reason for reason in hit.reasons if reason.code == "names.streak"]
    assert (said.values["streak"], said.values["domains"]) == ("3", "3")
    assert "names.habit" in codes("kiosquerouge.test", index)


@pytest.mark.parametrize(
    ("hostname", "said"),
    [
        ("violetorchidparlour.test", "is so less than 1 time in 1,000,000,000."),
        ("violetorchidparl0ur.test", "(chance less than 1 in 1,000,000,000)."),
        ("my-violetorchidparlour.test", "(chance less than 1 in 1,000,000,000)."),
        ("violetorchidpark.test", "(chance less than 1 in 1,000,000,000)."),
    ],
)
def test_what_is_rarer_than_was_counted_is_told_as_less_than_that(hostname: str, said: str) -> None:
    watched = build_index([WatchedSite("long", ("violetorchidparlour.example",))], threshold=0.0)
    (hit,) = screen_hostname(hostname, watched)
    assert hit.reasons[0].text.endswith(said)
    # What was counted keeps its figure.
    (hit,) = screen_hostname("tavern.test", build_index([WatchedSite("short", ("tavern.example",))], threshold=0.0))
    assert re.search(r" is so 1 time in [0-9]{2,3},[0-9]{3}\.", hit.reasons[0].text), hit.reasons[0].text


def test_a_reason_names_the_former_name_that_it_rests_on(index: NameIndex) -> None:
    (hit,) = screen_hostname("salonbleu4.test", index)

    assert (hit.site, hit.former) == ("salon", "salonbleu3.test")
    assert "salonbleu3.test" in hit.reasons[0].text
    assert 0.5 <= hit.score <= 1.0


def test_a_common_word_as_stem_is_told_and_weighs_little() -> None:
    common = build_index([WatchedSite("common", ("online.example",))], threshold=0.0)

    (hit,) = screen_hostname("online.test", common)

    assert "names.common_stem" in [reason.code for reason in hit.reasons]
    assert hit.score < 0.9


# The score takes these for unlikely: the suffix is new to the site, and sites that move hardly ever make typing errors.
@pytest.mark.parametrize(
    "hostname",
    [
        "qovarimbelta.online",  # a letter less
        "qovarrimbetla.online",  # two exchanged
        "xqovarrimmbelta.de",  # two steps
        "a.weather-qovarrimbelta-weather.online",
        "terxvmt-qovarrimbelta-qxzvk.de",  # beside letters that are no word
        "my-qovarimbelta.de",  # a step beside an affix …
        "studioqovarrimbetla.de",  # … beside a word …
        "best-qovxrrimbelta-live.de",  # … and between two
    ],
)
def test_a_clear_likeness_is_told_whatever_its_score_unless_a_threshold_is_asked_for(hostname: str) -> None:
    site = WatchedSite("salon", ("qovarrimbelta.example", "qovarrimbelta2.example"))

    (hit,) = screen_hostname(hostname, build_index([site]))

    assert hit.score < load_model().threshold
    assert hit.likeness >= CLEAR
    assert hit.reasons[-1].code == "names.clear"
    assert screen_hostname(hostname, build_index([site], threshold=load_model().threshold)) == ()
    assert screen_hostname(hostname, build_index([site], threshold=1.0, clear=hit.likeness)) == (hit,)
    assert screen_hostname(hostname, build_index([site], threshold=1.0, clear=hit.likeness + 0.01)) == ()


@pytest.mark.parametrize(
    ("former", "hostname"),
    [
        ("qovarrim.example", "weatherlands.de"),
        ("mountains.example", "fountains.online"),  # one step away, and a word of its own
        ("weather.example", "weatherland.online"),
        ("qxzvk.example", "weather-qxzvk.online"),  # five letters
        ("qxzvkj.example", "terxvmt-qxzvkj.online"),  # six, beside letters that are no word
        ("rainkom.example", "terrainkombiniert.online"),  # part of two words
        ("qovarrimbelta.example", "terxvmt-qovarimbelta.online"),  # one step, beside letters that are no word
        ("topservice.example", "grpservice.online"),  # two steps that left nothing of what is rare
    ],
)
def test_a_likeness_that_chance_makes_is_judged_by_its_score(former: str, hostname: str) -> None:
    hits = screen_hostname(hostname, build_index([WatchedSite("salon", (former,))]))

    assert all(hit.score >= load_model().threshold for hit in hits)


def test_more_sites_ask_for_more_likeness_so_that_chance_tells_no_more_of_all_than_of_a_thousand() -> None:
    assert clear_among(3) == clear_among(1_000) == CLEAR
    for sites in (1_001, 10_000, 100_000):
        assert sites * 10.0 ** -clear_among(sites) == pytest.approx(1_000 * 10.0**-CLEAR)
    many = [WatchedSite(f"s{number}", (f"s{number}.example",)) for number in range(2_000)]
    assert build_index(many).clear == clear_among(2_000)


def test_a_name_that_its_score_tells_has_no_word_about_chance() -> None:
    (hit,) = screen_hostname("qovarrimbelta3.example", build_index([WatchedSite("salon", ("qovarrimbelta.example",))]))

    assert hit.likeness >= CLEAR
    assert "names.clear" not in [reason.code for reason in hit.reasons]


def test_a_clear_likeness_is_told_also_where_another_label_scores_higher() -> None:
    site = WatchedSite("salon", ("qolvanzkirp.com", "magnet.net", "magnet.org", "magnet2.org", "magnet3.org"))
    former = {"qolvanzkirp.com"}
    (alone,) = screen_hostname("qolvanzkjrpa.magnet9.de", build_index([site], threshold=1.0, clear=CLEAR))
    (scored,) = screen_hostname("qolvanzkjrpa.magnet9.de", build_index([site], threshold=0.01))
    assert ({alone.former}, scored.likeness < CLEAR) == (former, True)

    (hit,) = screen_hostname("qolvanzkjrpa.magnet9.de", build_index([site], threshold=0.01, clear=CLEAR))

    assert (hit.score, hit.former, hit.likeness) == (scored.score, scored.former, alone.likeness)
    assert hit.reasons[:-1] == scored.reasons
    assert (hit.reasons[-1].text, hit.reasons[-1].weight) == (alone.reasons[0].text, 0.0)


def test_hits_come_in_the_order_of_the_hostnames(index: NameIndex) -> None:
    names = ["kiosquerouge.test", "not a name", "salon-bleu.test", "*.salonbleu4.test"]

    assert [hit.hostname for hit in screen_hostnames(names, index)] == [
        "kiosquerouge.test",
        "salon-bleu.test",
        "salonbleu4.test",
    ]


def test_hits_are_the_same_however_many_hostnames_are_judged_at_once(
    index: NameIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    block = b"salonbleu4.example\nweather.example\nsalon-bleu.test\nkiosquerouge.test\nsalonbleux.example\n"
    together = screen_block(block, index).hits
    monkeypatch.setattr(blocks, "TOGETHER", 2)
    assert len(together) > 2
    assert screen_block(block, index).hits == together


def test_lines_that_are_no_hostname_are_counted_with_their_number(index: NameIndex) -> None:
    block = (
        b"salon-bleu.test\n\x00\n\nno dot\n\xff.example\n" + b"a" * 3000 + b".example\nxn--\xc3\xa9.test\n192.0.2.1\n"
    )

    result = screen_block(block, index, first_line=11)

    assert result.lines == 8
    assert result.names == 1
    assert [entry.line for entry in result.rejected()] == [12, 14, 15, 16, 17, 18]
    assert all(entry.problem and len(entry.text) < 400 for entry in result.rejected())


def test_punycode_that_does_not_decode_is_screened_as_it_stands(index: NameIndex) -> None:
    assert screen_hostname("xn--a-ecp.salon-bleu.test", index)[0].site == "salon"
    assert screen_hostname("xn--99999999999.test", index) == ()


@pytest.mark.longer
@pytest.mark.parametrize(
    ("former", "successor"),
    [
        ("مثال-غرفة.example", "مثال-غرفة2.test"),
        ("חדר-ירח.example", "חדר-ירח2.test"),
        ("उदाहरण-कक्ष.example", "उदाहरण-कक्ष2.test"),
        ("ตัวอย่างห้อง.example", "ตัวอย่างห้อง2.test"),
        ("サンプルルーム.example", "サンプルルーム2.test"),
        ("예시방이름.example", "예시방이름2.test"),
        ("օրինակսենյակ.example", "օրինակսենյակ2.test"),
        ("მაგალითიოთახი.example", "მაგალითიოთახი2.test"),
    ],
)
def test_the_next_name_is_told_in_alphabets_that_have_no_latin_look_alike(former: str, successor: str) -> None:
    index = build_index([WatchedSite("site", (parse_hostname(former),))])
    others = "\n".join(map(parse_hostname, ("данные.example", "شيء-اخر.example", "orchid.example", "示例.example")))
    result = screen_block(f"{parse_hostname(successor)}\n{others}\n".encode(), index)
    assert [hit.hostname for hit in result.hits] == [parse_hostname(successor)]


@pytest.mark.parametrize("hostname", ["示例房间.example", "1234.example"])
def test_a_name_of_which_no_letter_is_left_is_said_to_be_watched_by_other_signs_alone(hostname: str) -> None:
    index = build_index([WatchedSite("site", (parse_hostname(hostname),))])
    ((site, warning),), count = dearest_stems(index, 5)
    assert (site, count, warning.code) == ("site", 1, "dossier.no_letters")
    assert hostname in warning.text


def test_making_an_index_leaves_the_search_for_garbage_as_it_was() -> None:
    assert gc.isenabled()
    build_index([SALON]).prepare()
    assert gc.isenabled()
    gc.disable()
    try:
        build_index([SALON]).prepare()
        assert not gc.isenabled()
    finally:
        gc.enable()
