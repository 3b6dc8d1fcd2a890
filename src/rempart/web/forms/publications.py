"""Forms about lists."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rempart.engines.zonefile import FORMATS
from rempart.web.forms.shared import ReasonForm


class ExportForm(ReasonForm):
    """Which list, and for whom."""

    form = forms.ChoiceField(label=_("Format"), choices=[(name, kept.filename) for name, kept in FORMATS.items()])
    field_order = ("form", "reason")
