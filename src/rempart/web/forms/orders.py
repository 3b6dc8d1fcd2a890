"""Forms about orders: what two people sign, in words that the site's owner and a judge can answer."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from rempart.engines.policy import LegalBasis
from rempart.web.forms.shared import ReasonForm


class ProposalForm(forms.Form):
    """A proposal. The choices come from the operator's rules and from the case: see `for_case`."""

    hostname = forms.CharField(label=_("Name to block"), max_length=260)
    legal_basis = forms.ChoiceField(label=_("Legal basis"))
    necessity = forms.CharField(
        label=_("Why it is necessary"),
        help_text=_("The site's owner and a judge will read this."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
    )
    scope = forms.CharField(
        label=_("Why no less would do"),
        help_text=_("For instance: was the host asked first, and is nothing else on this name?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=5000,
    )
    days = forms.IntegerField(label=_("Days in force"), min_value=1, max_value=3650, initial=30)
    emergency = forms.BooleanField(
        label=_("It cannot wait: in force on my word alone, for 24 hours at most"),
        help_text=_("It ends by itself unless another person in another role confirms it."),
        required=False,
    )
    subdomains = forms.BooleanField(label=_("Block its subdomains too"), required=False, initial=True)
    exhibits = forms.MultipleChoiceField(
        label=_("Exhibits it rests on"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def offer(self, bases: Iterable[LegalBasis], exhibits: Iterable[tuple[str, str]], *, may_order_alone: bool) -> None:
        """Fill in what can be chosen."""
        if not may_order_alone:
            del self.fields["emergency"]
        self.fields["legal_basis"].choices = [(basis.code, basis.title) for basis in bases]  # type: ignore[attr-defined]
        self.fields["exhibits"].choices = list(exhibits)  # type: ignore[attr-defined]


class SignForm(ReasonForm):
    """The second signature: read first, then say in one's own words why."""

    read = forms.BooleanField(label=_("I have read the evidence, the reasons and the safeguards on this page"))
    field_order = ("read", "reason")


class RenewalForm(ReasonForm):
    """A longer term, with the first signature."""

    days = forms.IntegerField(label=_("Days from now"), min_value=1, max_value=3650, initial=30)
    field_order = ("days", "reason")


class EmptyReasonForm(ReasonForm):
    """An act of the overseer or of a signer, with its reason."""
