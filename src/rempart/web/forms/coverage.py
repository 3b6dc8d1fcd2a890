"""Forms of the coverage page."""

from django import forms

from rempart.web.forms.shared import ReasonForm


class TrustForm(ReasonForm):
    """Why a stream that contradicted itself is read again."""

    label = forms.CharField(max_length=120, widget=forms.HiddenInput)
