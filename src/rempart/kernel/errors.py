"""The tree of errors.

RempartError
├── RuleRefusedError         a rule of Rempart says no (permission, four eyes, safeguard, state)
├── InputRejectedError       what was handed in cannot be used (file, form, argument)
└── OutsideUnavailableError  something outside did not answer (resolver, authority, browser); try again

Every error has a stable text `code` such as ``orders.same_signer``, named `fields`, and a message
built from them that ends with what to do next. Doors map families to HTTP status and exit code.
"""

from typing import ClassVar


class RempartError(Exception):
    """Root of every error that Rempart raises on purpose.

    Subclasses set `code` and `template`; `template` is formatted with the keyword fields.
    """

    code: ClassVar[str] = "rempart.error"
    template: ClassVar[str] = "Something went wrong."

    def __init__(self, **fields: object) -> None:
        self.fields = fields
        super().__init__(self.template.format(**fields))

    def __reduce__(self) -> tuple[object, ...]:
        """From its fields, in another process as here: by itself an exception is made anew from its sentence."""
        return _made_anew, (type(self), self.fields)

    @property
    def message(self) -> str:
        """The sentence for a person."""
        return str(self.args[0])


class RuleRefusedError(RempartError):
    """A rule says no; trying again changes nothing unless the situation changes."""

    code = "rempart.refused"


class InputRejectedError(RempartError):
    """What was handed in cannot be used as it is."""

    code = "rempart.input_rejected"


class OutsideUnavailableError(RempartError):
    """Something outside Rempart did not answer as it should; a later try may succeed."""

    code = "rempart.unavailable"


def _made_anew(kind: type[RempartError], fields: dict[str, object]) -> RempartError:
    return kind(**fields)
