"""A field for hostnames as people paste them: lines, commas, whole addresses, addresses made harmless for sending.

In: what was typed. Out: `Pasted`, or a message that says of each piece what was understood or why not. All or none of
it is taken, and what was typed stays in the field: nothing is lost, and nothing is guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from rempart.kernel.hostname import NotAHostnameError, parse_hostname
from rempart.reports.addresses import normalise_address
from rempart.web.words import fill

_BETWEEN = re.compile("[,;、，]+")
_BETWEEN_ADDRESSES = re.compile("[,;]+(?=[a-z]+://)", re.IGNORECASE)  # a path may hold commas of its own
_WITH_PATH = re.compile("[a-z]+://[^/,;]+/", re.IGNORECASE)
_AROUND = "<>()\"'«»“”‘’,;"


@dataclass(frozen=True, slots=True)
class Pasted:
    """Hostnames in the order in which they were typed, each once; whether some of them stood in whole addresses."""

    hostnames: tuple[str, ...]
    has_addresses: bool = False

    @property
    def told(self) -> str:
        """What was taken, for whoever typed it."""
        said = [_("Taken: %(names)s.") % {"names": ", ".join(self.hostnames)}]
        if self.has_addresses:
            said.append(_("Of whole addresses only the hostname is kept."))
        return " ".join(said)


class PastedHostnamesField(forms.CharField):
    """Becomes `Pasted`."""

    def clean(self, value: str) -> Pasted:
        """Raises ValidationError where a piece is no hostname."""
        return _read(super().clean(value))


def _read(typed: str) -> Pasted:
    taken: dict[str, bool] = {}  # by hostname, whether it stood in an address
    refused: list[str] = []
    for piece in _pieces(typed):
        hostname = normalise_address(piece).hostname
        try:
            hostname = hostname or parse_hostname(piece)
        except NotAHostnameError as error:
            refused.append(fill("{problem}", {"problem": error.in_short}))
        else:
            taken[hostname] = taken.get(hostname, False) or "/" in piece
    if refused:
        said = [_("Nothing was kept yet."), _("Not understood: %(pieces)s.") % {"pieces": "; ".join(refused)}]
        if taken:
            said.append(_("Understood: %(names)s.") % {"names": ", ".join(taken)})
        raise forms.ValidationError(" ".join([*said, _("Correct or remove what is wrong, and send it again.")]))
    if not taken:
        raise forms.ValidationError(_("There is no hostname in it."))
    return Pasted(tuple(taken), any(taken.values()))


def _pieces(typed: str) -> Iterator[str]:
    for word in typed.split():
        between = _BETWEEN_ADDRESSES if _WITH_PATH.match(word.lstrip(_AROUND)) else _BETWEEN
        yield from filter(None, (piece.strip(_AROUND) for piece in between.split(word)))
