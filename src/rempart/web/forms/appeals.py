"""Forms of appeals: what the holder of a name writes, and what is answered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rempart.orders.appeals import TEXT_LIMIT


class AppealForm(forms.Form):
    """A block is contested. Who writes is not asked."""

    hostname = forms.CharField(
        label=_("Name that is blocked"),
        help_text=_("The address of a page will do: only the name in it is kept."),
        max_length=2000,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    text = forms.CharField(
        label=_("Why the block is wrong"),
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )


class AnswerAppealForm(forms.Form):
    """The answer, in words that are sent to nobody: whoever holds the code reads them."""

    upheld = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            ("no", _("The order stays")),
            ("yes", _("The appeal is right: revoke at once every order that blocks the name")),
        ],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Answer"),
        help_text=_("Whoever holds the code reads it."),
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    opens = forms.BooleanField(
        label=_("The appellant showed that they hold the name: their code opens the order in the public log"),
        help_text=_("Only with proof: who can open it knows that the name is blocked, and why."),
        required=False,
    )
    same_name = forms.BooleanField(
        label=_("Give the same answer to every open appeal on this name, or against this order"),
        help_text=_("For a flood: read them first. Those on names that other orders refuse too stay open."),
        required=False,
    )
