"""Signing with one's own passkey: the mandate of an order, a re-check; and the keys that subscribers pin."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rempart import wiring
from rempart.engines.policy.mandates import MandateSignature, Recheck, write_mandate
from rempart.engines.policy.passkeys import PasskeySite
from rempart.kernel.actors import Actor, Role
from rempart.orders.errors import SignatureRejectedError
from rempart.orders.mandates import get_mandate, recheck_with_signature, sign_order_mandate
from rempart.people.passkeys import Passkey, list_passkeys
from rempart.web.doors import action, page
from rempart.web.forms.shared import NothingForm
from rempart.web.forms.signing import (
    PasskeyForm,
    PasskeyRecheckForm,
    RecheckSignatureForm,
    SignatureForm,
    in_base64url,
    read_signature,
)
from rempart.web.pages import as_file
from rempart.web.people import now
from rempart.web.signing_shown import passkey_site
from rempart.web.views.orders import order_item

_SIGNING_ROLES = (Role.ANALYST, Role.REVIEWER, Role.LEGAL_OFFICER)


@action("orders.sign_mandate", PasskeyForm, back=order_item)
def mandate(request: HttpRequest, actor: Actor, data: dict[str, Any], order_id: UUID) -> HttpResponse:
    """One signature over the order's mandate; edge agents obey two."""
    sign_order_mandate(
        order_id=order_id,
        number=data["number"] or 0,
        signature=_signature(data, actor),
        site=passkey_site(request),
        actor=actor,
        now=now(),
    )
    return redirect("order-item", order_id)


@action("orders.sign_mandate", NothingForm, back=order_item)
def mandate_file(request: HttpRequest, actor: Actor, data: dict[str, Any], order_id: UUID) -> HttpResponse:  # noqa: ARG001
    """The mandate for `rempart mandate sign`, which shows and signs it without this installation."""
    written = write_mandate(get_mandate(order_id, viewer=actor))
    return as_file(HttpResponse(written, content_type="application/json"), f"{order_id}.mandate.json")


@action("orders.sign_mandate", SignatureForm, back=order_item)
def mandate_signature(request: HttpRequest, actor: Actor, data: dict[str, Any], order_id: UUID) -> HttpResponse:  # noqa: ARG001
    """A signature that was made on the signer's own computer."""
    number, signature = data["signed"]
    sign_order_mandate(order_id=order_id, number=number, signature=signature, actor=actor, now=now())
    return redirect("order-item", order_id)


@action("orders.recheck", PasskeyRecheckForm, back=order_item)
def recheck(request: HttpRequest, actor: Actor, data: dict[str, Any], order_id: UUID) -> HttpResponse:
    """Somebody looked again and the reasons still hold; edge agents hear of it under the person's own key."""
    at = now()
    signed = Recheck(str(order_id), data["looked_at"] or at), _signature(data, actor)
    return _recheck(order_id, signed, data["reason"], actor, passkey_site(request))


@action("orders.recheck", RecheckSignatureForm, back=order_item)
def recheck_elsewhere(request: HttpRequest, actor: Actor, data: dict[str, Any], order_id: UUID) -> HttpResponse:  # noqa: ARG001
    """The same, signed on the signer's own computer."""
    return _recheck(order_id, data["signed"], data["reason"], actor)


@page("desk.enter")
def keys(request: HttpRequest, actor: Actor) -> HttpResponse:
    """One's own passkeys, each with the lines that a subscriber puts into its agent's file."""
    role = next((role for role in _SIGNING_ROLES if role in actor.roles), None)
    shown = [(passkey, _pin(request, actor, role, passkey)) for passkey in list_passkeys(actor)]
    return render(request, "desk/keys.html", {"keys": shown, "signs": role is not None})


def _recheck(
    order_id: UUID,
    signed: tuple[Recheck, MandateSignature],
    reason: str,
    actor: Actor,
    site: PasskeySite | None = None,
) -> HttpResponse:
    rule_book = wiring.current_ports().rule_book
    recheck_with_signature(
        order_id=order_id, signed=signed, rule_book=rule_book, actor=actor, now=now(), reason=reason, site=site
    )
    return redirect("order-item", order_id)


def _signature(data: dict[str, Any], actor: Actor) -> MandateSignature:
    signature = read_signature(data, list_passkeys(actor))
    if signature is None:
        raise SignatureRejectedError(problem=_("it is by a passkey that is not yours. Sign with one of your own."))
    return signature


def _pin(request: HttpRequest, actor: Actor, role: Role | None, passkey: Passkey) -> str:
    """The lines of `edge.toml` that pin the key."""
    if role is None or not passkey.fits:
        return ""
    site = passkey_site(request)
    facts = {
        "person": actor.name,
        "role": role.value,
        "passkey": in_base64url(passkey.public_key),
        "rp_id": site.rp_id,
        "origin": site.origin,
    }
    return "\n".join(["[[signers]]", *(f"{name} = {json.dumps(value)}" for name, value in facts.items())])
