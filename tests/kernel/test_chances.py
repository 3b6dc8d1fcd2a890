from rempart.kernel.chances import chance_text


def test_no_rounded_probability_looks_like_certainty() -> None:
    assert [chance_text(value, 2) for value in (0.0, 0.004, 0.5, 0.9949, 0.9999, 1.0)] == [
        "0.01",
        "0.01",
        "0.50",
        "0.99",
        "0.99",
        "0.99",
    ]
    assert chance_text(0.99996, 4) == "0.9999"
