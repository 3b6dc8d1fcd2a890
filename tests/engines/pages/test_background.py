import pytest

from rempart.engines.pages import Background, BackgroundCount, Kind, NotABackgroundError, sign_key


def model(hosts: int, value: str, seen: int) -> Background:
    count = BackgroundCount()
    for number in range(hosts):
        keys = {sign_key(Kind.EMAIL, f"own{number}@a.example")}
        count.add_host(keys | ({sign_key(Kind.EMAIL, value)} if number < seen else set()))
    return count.finish("counted by hand")


def test_a_sign_on_many_hosts_is_common_and_one_on_none_is_rare() -> None:
    background = model(1000, "info@a.example", 400)

    assert background.count(Kind.EMAIL, "info@a.example") == 400
    assert background.rarity(Kind.EMAIL, "info@a.example") < 0.5
    assert background.rarity(Kind.EMAIL, "other@a.example") > 2.5


def test_a_sign_of_one_host_is_not_kept() -> None:
    assert len(model(50, "info@a.example", 1).keys) == 0


def test_a_model_is_read_as_it_was_written() -> None:
    background = model(100, "info@a.example", 30)
    again = Background.from_bytes(background.to_bytes())

    assert again.to_bytes() == background.to_bytes()
    assert (again.hosts, again.provenance, again.sha256) == (100, "counted by hand", background.sha256)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"rempart-background-1\n{}\n", b"rempart-background-1\n{"])
def test_what_is_no_model_is_refused(content: bytes) -> None:
    with pytest.raises(NotABackgroundError):
        Background.from_bytes(content)


def test_a_model_cut_short_is_refused() -> None:
    with pytest.raises(NotABackgroundError):
        Background.from_bytes(model(100, "info@a.example", 30).to_bytes()[:-5])


def test_two_models_count_together() -> None:
    both = model(100, "info@a.example", 30).plus(model(50, "info@a.example", 20))

    assert (both.hosts, both.count(Kind.EMAIL, "info@a.example")) == (150, 50)


def test_an_empty_background_takes_every_sign_for_rare_but_not_for_unique() -> None:
    assert 2.0 < Background.empty().rarity(Kind.EMAIL, "x@a.example") < 2.3
