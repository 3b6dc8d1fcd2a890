"""Forms about people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rempart.kernel.actors import Role
from rempart.web.forms.shared import ReasonForm
from rempart.web.words import label_later

_ROLES = [(role.value, label_later(role.value)) for role in Role]


class OpenAccountForm(ReasonForm):
    """A new account."""

    email = forms.EmailField(label=_("E-mail address"))
    label = forms.CharField(label=_("Label"), help_text=_("All that others see: “analyst A”."), max_length=80)
    organisation = forms.CharField(label=_("Organisation"), max_length=120)
    roles = forms.MultipleChoiceField(label=_("Roles"), choices=_ROLES, widget=forms.CheckboxSelectMultiple)
    field_order = ("email", "label", "organisation", "roles", "reason")


class RoleForm(ReasonForm):
    """More or less for one person."""

    role = forms.ChoiceField(label=_("Role"), choices=_ROLES)
    change = forms.ChoiceField(label=_("Change"), choices=[("grant", _("give")), ("withdraw", _("take away"))])
    field_order = ("role", "change", "reason")
