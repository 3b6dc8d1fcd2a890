"""The yearly oversight report as rows: what is counted, and how to read it off a year's figures."""

from collections.abc import Callable, Iterable

from rempart.engines.statistics import YearFigures, change

_COUNTS: tuple[tuple[str, Callable[[YearFigures], int]], ...] = (
    ("total", lambda year: year.total),
    ("removal", lambda year: year.removal.total()),
    ("removed", lambda year: year.removed),
    ("blocking", lambda year: year.blocking.total()),
    ("dereferencing", lambda year: year.dereferencing.total()),
    ("sittings", lambda year: year.sittings),
    ("examined", lambda year: year.examined),
    ("objections", lambda year: year.objections),
    ("followed", lambda year: year.followed),
    ("open-objections", lambda year: year.open_objections),
    ("suspensions", lambda year: year.suspensions),
    ("appeals", lambda year: year.appeals),
    ("upheld", lambda year: year.upheld),
    ("over-blocks", lambda year: year.over_blocks),
)


def list_counts(year: YearFigures, before: YearFigures | None) -> tuple[tuple[str, int, int | None], ...]:
    """(what, how many, change to the year before in per cent) in the order of the report."""
    return tuple(
        (kind, read(year), change(read(before), read(year)) if before is not None else None) for kind, read in _COUNTS
    )


def oversight_json(years: Iterable[YearFigures]) -> list[dict[str, object]]:
    """The figures as JSON values."""
    return [
        {
            "year": year.year,
            **{kind: count for kind, count, _ in list_counts(year, None)},
            "by_offence": {
                "removal": dict(year.removal),
                "blocking": dict(year.blocking),
                "dereferencing": dict(year.dereferencing),
            },
            "seconds_to_effect": {"median": year.time_to_effect.median_s, "p99": year.time_to_effect.p99_s},
            "seconds_to_lift": {"median": year.time_to_lift.median_s, "p99": year.time_to_lift.p99_s},
        }
        for year in years
    ]
