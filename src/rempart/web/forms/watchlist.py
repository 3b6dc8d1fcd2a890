"""Forms of the watch list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rempart.web.forms.hostnames import PastedHostnamesField
from rempart.web.forms.shared import ReasonForm


class SiteFilter(forms.Form):
    """Which closed sites to show."""

    text = forms.CharField(label=_("Label or name contains"), required=False, max_length=253)


class EnrolForm(ReasonForm):
    """A closed site and its names."""

    label = forms.CharField(label=_("Label"), max_length=120)
    domains = PastedHostnamesField(
        label=_("Names, oldest first"),
        help_text=_("Hostnames or whole addresses, on lines of their own or with commas between them."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )
    decision = forms.CharField(label=_("Decision that closed it"), max_length=200)
    field_order = ("label", "domains", "decision", "reason")


class NameForm(ReasonForm):
    """One more name of a site."""

    hostname = PastedHostnamesField(
        label=_("Hostname"),
        help_text=_("Or a whole address. Of several, with commas between them, the last is the newest."),
        max_length=2_000,
    )
    field_order = ("hostname", "reason")
