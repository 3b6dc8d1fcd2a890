"""Fields that several stages ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NothingForm(forms.Form):
    """An act that needs a button and no words."""


class ReasonForm(forms.Form):
    """An act that the journal keeps with its reason."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The journal keeps it. Write for somebody who reads it in a year."),
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=3,
        max_length=2000,
    )
