"""The public form, kept to what takes a minute: an address, what was seen, and words if one wants."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rempart.reports.contracts import LONGEST_ADDRESS, LONGEST_TEXT, Category
from rempart.web.words import label_later


class ReportForm(forms.Form):
    """What anybody may tell, without saying who they are."""

    address = forms.CharField(
        label=_("Address of the site or page"),
        help_text=_("Copy it from the browser, or type the name. Do not go back to look again."),
        max_length=LONGEST_ADDRESS,
        error_messages={"required": _("Give the address: it is the one thing we cannot do without.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "inputmode": "url"}
        ),
    )
    category = forms.ChoiceField(
        label=_("What did you see?"),
        choices=[(category.value, label_later(category.value)) for category in Category],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what comes closest.")},
    )
    description = forms.CharField(
        label=_("In your own words"),
        help_text=_("Leave out your name and anything that tells who you are."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )


class ReceiptForm(forms.Form):
    """The code that a reporter took away."""

    code = forms.CharField(
        label=_("Receipt code"),
        help_text=_("Sixteen letters and digits; dashes and capitals do not matter."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
