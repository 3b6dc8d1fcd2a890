from rempart.demo.second_factor import one_time_code

# RFC 6238, appendix B: the secret "12345678901234567890", SHA-1, the last six of its eight digits.
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def test_the_codes_are_those_of_the_standard() -> None:
    assert one_time_code(SECRET, 59) == "287082"
    assert one_time_code(SECRET, 1_111_111_109) == "081804"
    assert one_time_code(SECRET, 20_000_000_000) == "353130"
