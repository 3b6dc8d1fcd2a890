"""Forms of the coverage page."""

from django import forms

from rempart.web.forms.shared import ReasonForm


class StreamForm(ReasonForm):
    """Why a stream is read no more, or one that contradicted itself again."""

    label = forms.CharField(max_length=120, widget=forms.HiddenInput)
