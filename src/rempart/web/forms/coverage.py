"""Forms of the coverage page."""

from django import forms

from rempart.web.forms.shared import ReasonForm


class RetireForm(ReasonForm):
    """Why a stream is read no more."""

    label = forms.CharField(max_length=120, widget=forms.HiddenInput)


class TrustForm(ReasonForm):
    """Why a stream that contradicted itself is read again."""

    label = forms.CharField(max_length=120, widget=forms.HiddenInput)
