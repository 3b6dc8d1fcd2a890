"""The filter of the steps."""

from django import forms
from django.utils.translation import gettext_lazy as _


class StepFilter(forms.Form):
    """Which steps to show."""

    show = forms.ChoiceField(
        label=_("Show"),
        choices=[("", _("not done")), ("stuck", _("stuck")), ("all", _("all"))],
        required=False,
    )
