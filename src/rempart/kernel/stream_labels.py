"""What a stream of hostnames may be called: what is configured, listed and kept agree on it."""

from collections.abc import Iterable

LONGEST_LABEL = 120  # of a stream, in every database
LONGEST_LISTED = 80  # of a log or zone within its list

# What Rempart calls its own: a stream of that label would share their row, and the place in it where reading goes on.
FORECAST = "forecast names"
BY_HAND = "taken by hand"
BY_HAND_KIND = "by-hand"  # of lists that a person gives: nobody asks them for more
OWN_LABELS = frozenset({FORECAST, BY_HAND})


def is_of(label: str, tables: Iterable[str]) -> bool:
    """Whether a stream is called as one of `tables`, or stands in a list that is."""
    return any(label == each or label.startswith(f"{each}: ") for each in tables)
