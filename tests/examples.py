"""How many examples a test takes that names their number."""

from hypothesis import settings


def examples(number: int) -> settings:
    """`number` examples, and in `make test-fast` a tenth of them."""
    return settings(max_examples=max(1, number * settings().max_examples // 100))
