"""Forms of one's own account."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TokenForm(forms.Form):
    """What a token is for."""

    label = forms.CharField(label=_("What it is for"), max_length=80)
