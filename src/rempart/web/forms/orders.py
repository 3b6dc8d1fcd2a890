"""Forms about orders: what two people sign, in words that the site's owner and a judge can answer."""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rempart.engines.policy import LegalBasis
from rempart.kernel.actors import Role
from rempart.web.forms.shared import ReasonForm
from rempart.web.words import label

_MOMENT = "%Y-%m-%dT%H:%M"


def _moment_field(label: str | Promise, help_text: str | Promise = "") -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT)
    field = forms.DateTimeField(required=False, widget=widget, input_formats=[_MOMENT])
    field.label, field.help_text = label, help_text  # type: ignore[assignment]
    return field


class ProposalForm(forms.Form):
    """A proposal. The choices come from the operator's rules and from the case: see `offer`."""

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
    answer = forms.CharField(
        label=_("Answer of the resolvers"),
        help_text=_(
            "nxdomain (there is no such name), nodata (it has no address), or the address of a block page. Empty: what "
            "the operator chose."
        ),
        required=False,
        max_length=45,
    )
    exhibits = forms.MultipleChoiceField(
        label=_("Exhibits it rests on"), widget=forms.CheckboxSelectMultiple, required=False
    )
    removal_notified_at = _moment_field(_("Host told that a removal demand was coming (UTC)"))
    removal_asked_at = _moment_field(
        _("Host asked to remove (UTC)"),
        _("Where the law asks for it, the order can only follow when the host's time is over."),
    )
    removal_unreachable = forms.CharField(
        label=_("Why the host could not be asked"),
        help_text=_("Only where no contact could be found: say what was tried."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    owner_changed_at = _moment_field(
        _("Name changed hands (UTC)"), _("If known, for instance from the new owner. The registry is asked as well.")
    )
    set_aside = forms.MultipleChoiceField(
        label=_("Safeguards to set aside"),
        help_text=_("Only these can be, and only with reasons; the overseer and the second signer see it."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    set_aside_reason = forms.CharField(
        label=_("Why they shall not count"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def offer(
        self,
        bases: Iterable[LegalBasis],
        exhibits: Iterable[tuple[str, str]],
        settable_aside: Mapping[str, frozenset[Role]],
        roles: frozenset[Role],
    ) -> None:
        """Fill in what can be chosen, and leave out what somebody in these roles cannot do."""
        if Role.LEGAL_OFFICER not in roles:
            del self.fields["emergency"]
        aside = [(code, label(code)) for code, allowed in settable_aside.items() if allowed & roles]
        self.fields["set_aside"].choices = aside  # type: ignore[attr-defined]
        if not aside:
            del self.fields["set_aside"], self.fields["set_aside_reason"]
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


class BatchForm(ReasonForm):
    """How many more orders the overseer lets through within the hour."""

    number = forms.IntegerField(label=_("How many more orders"), min_value=1, max_value=10_000, initial=20)
    field_order = ("number", "reason")


class EmptyReasonForm(ReasonForm):
    """An act of the overseer or of a signer, with its reason."""
