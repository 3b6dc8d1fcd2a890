"""Forms around opening one order in the public log."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rempart.web.forms.reports import ReceiptForm


class OpeningForm(ReceiptForm):
    """The code that was handed over, and whether the proof is wanted as a file."""

    as_file = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["code"].label = _("Code")


class OpeningCodeForm(forms.Form):
    """Whom a code is for; the journal keeps it."""

    for_whom = forms.CharField(
        label=_("Who gets it"), help_text=_("For instance: administrative court, file number."), max_length=200
    )
