"""Forms about notices."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rempart.referrals.contracts import AnswerKind
from rempart.web.words import label_later


class SentForm(forms.Form):
    """That, and where to, a notice was sent."""

    sent_to = forms.CharField(label=_("Sent to"), max_length=250, required=False)
    reason = forms.CharField(label=_("Remark"), required=False, max_length=500)


class AnswerForm(forms.Form):
    """What came back."""

    kind = forms.ChoiceField(
        label=_("Answer"), choices=[(kind.value, label_later(f"answer.{kind}")) for kind in AnswerKind]
    )
    text = forms.CharField(label=_("Words"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
