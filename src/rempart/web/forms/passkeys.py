"""The form by which a person adds a passkey: the library's, but for the one word that it leaves in English."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class AddPasskeyForm(AddWebAuthnForm):
    """A name for the passkey, and whether it lets in alone."""

    name = forms.CharField(label=_("Name"), required=False)
