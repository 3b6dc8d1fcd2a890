"""How a probability is written for people."""


def chance_text(probability: float, digits: int) -> str:
    """`probability` (0 to 1) rounded to so many digits, never 0 nor 1: what is rounded must not look like proof."""
    least = 10.0**-digits
    return f"{min(max(probability, least), 1.0 - least):.{digits}f}"
