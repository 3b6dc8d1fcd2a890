"""Signatures with a passkey: the browser fills the hidden fields in (`static/rempart/signing.js`)."""

import base64
import binascii
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rempart.engines.policy.mandates import MandateRejectedError, MandateSignature, read_recheck
from rempart.engines.policy.mandates import read_signature as read_signature_line
from rempart.engines.policy.passkeys import Assertion, PasskeySite
from rempart.people.passkeys import Passkey
from rempart.web.forms.shared import ReasonForm


def in_base64url(content: bytes) -> str:
    """`content` as WebAuthn writes bytes: base64url without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


class PasskeyField(forms.CharField):
    """Bytes in base64url that the script fills in."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, max_length=8192)

    def clean(self, value: Any) -> bytes:
        """The bytes; none where the field is empty or is no base64url."""
        text = super().clean(value)
        try:
            return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return b""


class PasskeyForm(forms.Form):
    """One assertion of the signer's passkey, over the challenge that `ask` sets."""

    credential = PasskeyField()
    authenticator_data = PasskeyField()
    client_data = PasskeyField()
    signature = PasskeyField()
    number = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    looked_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)

    def ask(self, challenge: bytes, site: PasskeySite, passkeys: Iterable[Passkey], signed: Mapping[str, str]) -> None:
        """What the script hands to the browser, and what of the statement (`signed`) comes back with the signature.

        A form that was rejected keeps its errors and words, and asks anew: an assertion is good for one statement.
        """
        if self.is_bound:
            assertion = ("credential", "authenticator_data", "client_data", "signature")
            self.data = {**{name: self.data.get(name) for name in self.data}, **dict.fromkeys(assertion, ""), **signed}
        self.initial = {**self.initial, **signed}
        self.fields["credential"].widget.attrs |= {
            "data-challenge": in_base64url(challenge),
            "data-rp-id": site.rp_id,
            "data-credentials": " ".join(in_base64url(passkey.credential_id) for passkey in passkeys),
            "data-refused": _("The passkey did not sign: try again, or use another device."),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse a form that no passkey filled in."""
        data = super().clean() or {}
        if not all(data.get(name) for name in ("credential", "authenticator_data", "client_data", "signature")):
            raise forms.ValidationError(
                _("No passkey signed. Signing needs JavaScript and a passkey of yours; else sign at the command line.")
            )
        return data


class LineField(forms.CharField):
    """A line that a command printed on the signer's own computer; `read` makes of it what it says."""

    widget = forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"})

    def __init__(self, label: str | Promise, read: Callable[[str], object]) -> None:
        super().__init__(max_length=4000)
        self.label = label  # type: ignore[assignment]
        self._read = read

    def clean(self, value: Any) -> Any:
        """What the line says."""
        text = super().clean(value)
        try:
            return self._read(text)
        except MandateRejectedError as error:
            raise forms.ValidationError(_("This is not the line that the command printed: paste all of it.")) from error


class SignatureForm(forms.Form):
    """A signature over the mandate."""

    signed = LineField(_("What `rempart mandate sign` printed"), read_signature_line)


class RecheckSignatureForm(ReasonForm):
    """Somebody looked again, and signed it elsewhere."""

    signed = LineField(_("What `rempart mandate recheck` printed"), read_recheck)


class PasskeyRecheckForm(PasskeyForm, ReasonForm):
    """Somebody looked again, signed with their passkey."""


def read_signature(data: dict[str, Any], passkeys: Iterable[Passkey]) -> MandateSignature | None:
    """The signature under the public key that is on record for the credential; None where it is nobody's here."""
    for passkey in passkeys:
        if passkey.credential_id == data["credential"]:
            assertion = Assertion(data["authenticator_data"], data["client_data"])
            return MandateSignature(passkey.public_key, data["signature"], assertion)
    return None
