"""Which HTTP status an error of Rempart answers with: the one table of the web door."""

from rempart.kernel.errors import InputRejectedError, OutsideUnavailableError, RempartError, RuleRefusedError
from rempart.people.contracts import NotAllowedError, NotYourRowError, OwnDecisionError

# The first family that fits decides.
STATUS_OF_FAMILY: tuple[tuple[type[RempartError], int], ...] = (
    (NotAllowedError, 403),
    (NotYourRowError, 403),
    (OwnDecisionError, 403),
    (RuleRefusedError, 409),
    (InputRejectedError, 400),
    (OutsideUnavailableError, 503),
)

# Errors called …MissingError are about a row that does not exist, but for these, which are about an empty field.
_EMPTY_FIELDS = frozenset({"AddressMissingError", "ReasonMissingError", "TextMissingError", "WordsMissingError"})


def status_of(error: RempartError) -> int:
    """The status of `error`; 404 where it says that a row does not exist."""
    kind = type(error).__name__
    about_a_row = kind.endswith(("MissingError", "MissingHereError")) and kind not in _EMPTY_FIELDS
    if about_a_row and isinstance(error, InputRejectedError):
        return 404
    return next((status for family, status in STATUS_OF_FAMILY if isinstance(error, family)), 500)
