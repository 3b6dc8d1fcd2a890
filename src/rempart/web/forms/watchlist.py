"""Forms of the watch list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rempart.web.forms.shared import ReasonForm


class SiteFilter(forms.Form):
    """Which closed sites to show."""

    text = forms.CharField(label=_("Label or name contains"), required=False, max_length=253)


class EnrolForm(ReasonForm):
    """A closed site and its names."""

    label = forms.CharField(label=_("Label"), max_length=120)
    domains = forms.CharField(
        label=_("Names, oldest first"),
        help_text=_("One hostname a line."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )
    decision = forms.CharField(label=_("Decision that closed it"), max_length=200)
    field_order = ("label", "domains", "decision", "reason")


class NameForm(ReasonForm):
    """One more name of a site."""

    hostname = forms.CharField(label=_("Hostname"), max_length=260)
    field_order = ("hostname", "reason")
