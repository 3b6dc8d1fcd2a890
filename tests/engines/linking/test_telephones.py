"""Telephone numbers in texts: with their country, and as they are called at home."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rempart.engines.linking.telephones import MAX_HOME, is_nobodys_number, telephones_in


def numbers(text: str) -> set[str]:
    return set(telephones_in(text, text.encode("ascii", "replace")))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Tél. : 01 99 00 12 34", "0199001234"),
        ("Appelez-nous au 06.39.98.12.34.", "0639981234"),
        ("Phone:\n020 7946 0123", "02079460123"),
        ("Call us now on 0191 498 0123", "01914980123"),
        ("Tel.0171/2345678", "01712345678"),
        ("Rufen Sie uns an: 030 / 23 125 678", "03023125678"),
        ("Тел: 8 (495) 123-45-67", "84951234567"),
        ("电话：010-6552 9988", "01065529988"),
        ("请拨打电话010-6552 9988", "01065529988"),
        ("📞 0639981234", "0639981234"),
        ("☎️ 0639981234", "0639981234"),
        ("Telefone (11) 91234-5670", "11912345670"),
        ("the desk, (415) 555-0132, is open", "4155550132"),
        ("415-555-0132", "4155550132"),
        ("415.555.0132", "4155550132"),
        ("Fax (0)30 2312 5678", "3023125678"),
        ("+49 (0)30 23125 678", "493023125678"),
        ("Tel. 00 33 1 99 00 12 34", "33199001234"),
    ],
)
def test_numbers_are_read_as_they_are_written(text: str, number: str) -> None:
    assert numbers(text) == {f"+{number}"}


def test_a_second_number_stands_behind_the_first() -> None:
    found = {"+0199001234", "+0199001235", "+0199001236"}
    assert numbers("Tél. 01 99 00 12 34, 01 99 00 12 35 ou 01 99 00 12 36") == found


@pytest.mark.parametrize(
    "text",
    [
        "Order 12345678",
        "Order 0199 001 234, then pay",
        "from 2010 2011 2012",
        "2024-01-12 10:22:33",
        "Nature (2019) 571 1234",
        "an iPhone 13 12345678",
        "call 2010",
        "call 01 99 00",  # too short for anybody's
        "Phone 0199001234567",  # too long
        "Phone ABC0199001234",
        "Phone 0199001234A",
        "phone?id=0199001234",
        "price 10 000 000 12",
        "Phone 3.14159265358979",
    ],
)
def test_what_nothing_says_is_a_telephone_number_is_none(text: str) -> None:
    assert numbers(text) == set()


@pytest.mark.parametrize("digits", ["15551234567", "5550000000", "1234567890", "33100000000", "0000000000"])
def test_examples_are_nobodys(digits: str) -> None:
    assert is_nobodys_number(digits)


@pytest.mark.parametrize("digits", ["84951234567", "0199001234", "4155550132"])
def test_others_are_somebodys(digits: str) -> None:
    assert not is_nobodys_number(digits)


def test_a_table_of_numbers_is_read_so_far_only() -> None:
    rows = "\n".join(f"row 10 20 30 40 {number:04}" for number in range(MAX_HOME))
    assert numbers(f"{rows}\nTel. 0199001234") == set()


@given(st.text("0123456789 ()+-./:,telTEL☎é\n"))
def test_any_text_is_read(text: str) -> None:
    assert all(9 <= len(number) <= 16 and number[1:].isdigit() for number in numbers(text))
