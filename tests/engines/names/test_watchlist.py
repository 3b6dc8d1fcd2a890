import pytest

from rempart.engines.names import EmptyWatchlistError, WatchlistError, read_watchlist, write_watchlist


def test_a_watch_list_is_read_in_order_and_written_back() -> None:
    lines = [
        b'{"site": "salon", "domains": ["Salon.example", "salon2.example."], "dates": ["2024-01-02", null]}',
        b"",
        '{"site": "café", "domains": ["café.example"], "languages": ["fr"], "note": "fermé"}'.encode(),
    ]

    sites = read_watchlist(lines)

    assert sites[0].domains == ("salon.example", "salon2.example")
    assert sites[1].domains == ("xn--caf-dma.example",)
    assert read_watchlist(write_watchlist(sites).encode().splitlines()) == sites


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{", "no JSON"),
        (b"[]", "no object in braces"),
        (b'{"site": "a", "domain": []}', "unknown key 'domain' (did you mean 'domains'?)"),
        (b'{"site": "a"}', 'there is no "domains" in it'),
        (b'{"site": "a", "domains": []}', "'domains' is empty"),
        (b'{"site": "", "domains": ["a.example"]}', "'site' must be a text that is not empty"),
        (b'{"site": "a", "domains": "a.example"}', "'domains' must be a list"),
        (b'{"site": "a", "domains": ["192.0.2.1"]}', "looks like an address"),
        (b'{"site": "a", "domains": ["a.example"], "dates": ["x", "y"]}', "'dates' has 2 entries"),
        (b'{"site": "\xff", "domains": ["a.example"]}', "not UTF-8"),
        (b"[" * 100_000, "it nests too deep"),
        (b'{"site": "a\\u0000", "domains": ["a.example"]}', "'site' holds a NUL or half a letter"),
        (b'{"site": "a", "domains": ["a.example"], "note": "\\ud800"}', "'note' holds a NUL or half a letter"),
        (
            b'{"site": "a", "domains": ["a.example"], "languages": ["\\ud800"]}',
            "'languages' holds a NUL or half a letter",
        ),
    ],
)
def test_an_unusable_line_is_refused_with_its_number_and_what_was_expected(line: bytes, told: str) -> None:
    with pytest.raises(WatchlistError) as caught:
        read_watchlist([b'{"site": "first", "domains": ["first.example"]}', line])

    assert "line 2" in caught.value.message
    assert told in caught.value.message
    assert '{"site": "forum"' in caught.value.message


def test_a_site_named_twice_is_refused() -> None:
    with pytest.raises(WatchlistError, match="second time"):
        read_watchlist([b'{"site": "a", "domains": ["a.example"]}'] * 2)


def test_a_watch_list_without_a_site_is_refused() -> None:
    with pytest.raises(EmptyWatchlistError):
        read_watchlist([b"\n"])
