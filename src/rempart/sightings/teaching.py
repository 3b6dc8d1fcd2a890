"""What people's dismissals teach the next ranking.

A sighting dismissed as unrelated says two things. Its letters occur among ordinary names, so they are counted into the
background that rarity is weighed against (`engines/names/feedback.py`). And its very label was not this site: the
same label scores lower for that site, by the rule of succession (`TAUGHT`), unless it is one of the site's own.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from uuid import UUID

from rempart.engines.names.feedback import learn_ordinary
from rempart.engines.names.forms import host_form
from rempart.engines.names.model import Model, load_model
from rempart.kernel.reasons import Reason
from rempart.sightings.contracts import Dismissal
from rempart.sightings.models import DismissalRow

TAUGHT = Reason(
    "sightings.taught",
    "People found the label {label} to be another's ({times}×): the score is divided by {divided}.",
)


@dataclass(frozen=True, slots=True)
class Lessons:
    """Hostnames found to be ordinary, and how often each label was found unrelated to each site."""

    hostnames: tuple[str, ...]
    times: dict[tuple[UUID, str], int]

    @property
    def model(self) -> Model:
        """The shipped model, with the taught names among its ordinary ones."""
        return _taught(self.hostnames)

    def temper(
        self, *, site_id: UUID, hostname: str, domains: Iterable[str], score: float
    ) -> tuple[float, tuple[Reason, ...]]:
        """`score` for one site after what was said of the same label, and the reason where something was.

        `domains` are the site's own names: their labels are never held against it.
        """
        label = host_form(hostname).label.plain
        times = self.times.get((site_id, label), 0)
        if not times or any(host_form(domain).label.plain == label for domain in domains):
            return score, ()
        values = {"label": label, "times": str(times), "divided": str(times + 1)}
        return score / (times + 1), (Reason(TAUGHT.code, TAUGHT.template, values),)


def read_lessons() -> Lessons:
    """All that was taught so far."""
    rows = DismissalRow.objects.filter(kind=Dismissal.UNRELATED, sighting__site__isnull=False)
    pairs = set(rows.values_list("sighting__site_id", "sighting__hostname"))
    times = Counter((site_id, host_form(hostname).label.plain) for site_id, hostname in pairs)
    return Lessons(tuple(sorted({hostname for _, hostname in pairs})), dict(times))


def lessons_stamp() -> object:
    """A value that changes whenever something is taught."""
    taught = DismissalRow.objects.filter(kind=Dismissal.UNRELATED).order_by("-pk")
    return taught.count(), taught.values_list("pk", flat=True).first()


@lru_cache(maxsize=1)
def _taught(hostnames: tuple[str, ...]) -> Model:
    model = load_model()
    return replace(model, background=learn_ordinary(model.background, hostnames))
