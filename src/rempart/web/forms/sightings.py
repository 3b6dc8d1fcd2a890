"""Forms of the sightings: which to show, and setting aside one or many."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rempart.sightings.contracts import Dismissal, Order, Origin, SightingState, Wanted
from rempart.web.forms.shared import ReasonForm
from rempart.web.words import label_later, stream_words


def _day() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class FilterPart:
    """Some fields of a filter, as `parts/form.html` takes them."""

    def __init__(self, form: forms.Form, names: tuple[str, ...]) -> None:
        self.visible_fields = [form[name] for name in names]

    @property
    def is_used(self) -> bool:
        """Whether one of them says something."""
        return any(field.value() or field.errors for field in self.visible_fields)


class SightingFilter(forms.Form):
    """Which sightings to show, and in which order. Empty fields leave their question open."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("open")), (SightingState.DISMISSED.value, _("dismissed")), ("all", _("all"))],
    )
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("", _("highest score first")),
            (Order.NEWEST.value, _("newest first")),
            (Order.OLDEST.value, _("oldest first")),
        ],
    )
    text = forms.CharField(label=_("Hostname contains"), required=False, max_length=253)
    site = forms.CharField(label=_("Closed site contains"), required=False, max_length=120)
    stream = forms.ChoiceField(label=_("Stream"), required=False)
    origin = forms.ChoiceField(
        label=_("Where from"),
        required=False,
        choices=[("", _("anywhere")), *[(origin.value, label_later(origin.value)) for origin in Origin]],
    )
    least_rank = forms.FloatField(
        label=_("Score from"),
        required=False,
        min_value=0,
        max_value=1,
        widget=forms.NumberInput({"step": "0.05"}),
    )
    since = forms.DateField(label=_("First seen from"), required=False, widget=_day())
    until = forms.DateField(label=_("First seen until"), required=False, widget=_day())

    def __init__(self, data: Any, *, streams: tuple[str, ...]) -> None:
        super().__init__(data)
        choices = [("", _("any stream")), *[(each, stream_words(each)) for each in streams]]
        self.fields["stream"] = forms.ChoiceField(label=_("Stream"), required=False, choices=choices)

    @property
    def main(self) -> FilterPart:
        """What is asked most."""
        return FilterPart(self, ("state", "order", "text", "site"))

    @property
    def rest(self) -> FilterPart:
        """What is asked now and then."""
        return FilterPart(self, ("stream", "origin", "least_rank", "since", "until"))

    def wanted(self) -> Wanted:
        """What was asked for; the open ones, ranked, where the form is empty or cannot be read."""
        if not self.is_valid():
            return Wanted()
        data = self.cleaned_data
        return Wanted(
            state=None if data["state"] == "all" else SightingState(data["state"] or SightingState.OPEN),
            text=data["text"],
            site=data["site"],
            stream=data["stream"],
            origin=Origin(data["origin"]) if data["origin"] else None,
            least_rank=data["least_rank"],
            since=data["since"],
            until=data["until"],
            order=Order(data["order"] or Order.RANK),
        )


class DismissForm(ReasonForm):
    """Why a sighting is set aside, for the ranking and in words."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        widget=forms.RadioSelect,
        choices=[(kind.value, label_later(kind.value)) for kind in Dismissal],
        help_text=_("“Another’s name” teaches: names like it rank lower from now on."),
    )
    field_order = ("kind", "reason")


class _Picked(forms.Field):
    """The ids of the ticked rows."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: list[str] | None) -> list[UUID]:
        try:
            return [UUID(text) for text in value or ()]
        except ValueError as error:
            raise forms.ValidationError(_("What was ticked is no sighting. Load the page again.")) from error


class DismissManyForm(DismissForm):
    """The same for many rows; `back` is the query of the list they were ticked on."""

    picked = _Picked(required=False)
    back = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
