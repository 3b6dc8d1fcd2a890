"""Forms about exhibits."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rempart.captures.contracts import ExhibitPart


class ViewForm(forms.Form):
    """Which part to look at. Text stands first: it is enough for most decisions."""

    part = forms.ChoiceField(
        label=_("Part"),
        choices=[
            (ExhibitPart.TEXT.value, _("text")),
            (ExhibitPart.STRUCTURE.value, _("structure (HTML)")),
            (ExhibitPart.HEADERS.value, _("headers, as servers sent them")),
            (ExhibitPart.NETWORK.value, _("network map: names, addresses, what was refused")),
            (ExhibitPart.SCREENSHOT.value, _("picture, grey and on request")),
        ],
    )
    reason = forms.CharField(label=_("What for"), required=False, max_length=500)


class SideForm(forms.Form):
    """Which part of two exhibits to lay beside each other."""

    part = forms.ChoiceField(
        label=_("Part"),
        choices=[(ExhibitPart.TEXT.value, _("text")), (ExhibitPart.STRUCTURE.value, _("structure"))],
    )
    reason = forms.CharField(label=_("What for"), required=False, max_length=500)
