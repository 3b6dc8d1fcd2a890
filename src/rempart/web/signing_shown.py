"""What an order's page asks a signer's passkey to sign: the order's mandate, or that somebody looked again."""

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from rempart import wiring
from rempart.engines.policy.mandates import Recheck, mandate_challenge, recheck_challenge
from rempart.engines.policy.passkeys import PasskeySite
from rempart.kernel.actors import Actor
from rempart.orders.contracts import Act, Order
from rempart.orders.mandates import get_mandate, has_signed
from rempart.people.passkeys import list_passkeys
from rempart.web.forms.shared import NothingForm
from rempart.web.forms.signing import PasskeyForm, PasskeyRecheckForm, RecheckSignatureForm, SignatureForm
from rempart.web.parts import Action, rejected_at
from rempart.web.people import now
from rempart.web.words import moment_words


def passkey_site(request: HttpRequest) -> PasskeySite:
    """Where this installation's passkeys sign: the address that the visitor's browser shows."""
    host = request.get_host()
    scheme = "https" if settings.SESSION_COOKIE_SECURE else "http"
    return PasskeySite(rp_id=host.partition(":")[0], origin=f"{scheme}://{host}")


def list_signings(
    request: HttpRequest, order: Order, actor: Actor, open_acts: tuple[Act, ...], bound: forms.Form | None
) -> list[Action]:
    """What this person can sign of the order with a key of their own: with a passkey where they have one that fits, and
    where there are agents to obey it, on a computer of their own. Nothing of an order that has ended; one that was
    refused never had a mandate."""
    if order.state.is_final:
        return []
    mandate = get_mandate(order.id, viewer=actor)
    signs = has_signed(order.id, mandate.number, actor=actor) is False
    elsewhere = []
    if wiring.current_config().feed.listen:  # there are agents who obey people's own keys
        elsewhere = [*(_elsewhere(order, bound) if signs else ()), *_recheck_elsewhere(order, open_acts, bound)]
    passkeys = [passkey for passkey in list_passkeys(actor) if passkey.fits]
    if not passkeys:
        return elsewhere
    site, actions = passkey_site(request), list[Action]()
    if signs:
        url = reverse("order-mandate", args=[order.id])
        form = _form(PasskeyForm, url, bound)
        form.ask(mandate_challenge(mandate), site, passkeys, {"number": str(mandate.number)})
        actions.append(
            Action(
                title=_("Sign the mandate with your passkey"),
                url=url,
                form=form,
                button=_("Sign with your passkey"),
                explanation=_(
                    "Edge agents obey two people's own keys alone. Yours says: %(name)s, until %(end)s. "
                    "Needs JavaScript."
                )
                % {"name": mandate.hostname, "end": moment_words(mandate.expires_at)},
                tone="strong",
            )
        )
    if Act.RECHECK in open_acts:
        at, url = now(), reverse("order-recheck-signed", args=[order.id])
        form = _form(PasskeyRecheckForm, url, bound)
        form.ask(recheck_challenge(Recheck(str(order.id), at)), site, passkeys, {"looked_at": at.isoformat()})
        actions.append(
            Action(
                title=_("Look again, signed with your passkey"),
                url=url,
                form=form,
                button=_("Sign with your passkey"),
                explanation=_("The reasons still hold; edge agents go by this signature. Needs JavaScript."),
            )
        )
    return [*actions, *elsewhere]


def _elsewhere(order: Order, bound: forms.Form | None) -> list[Action]:
    """The way past this page: a stolen hub could draw one name here and have another signed."""
    file, signature = (reverse(view, args=[order.id]) for view in ("order-mandate-file", "order-mandate-signature"))
    return [
        Action(
            title=_("Sign the mandate on your own computer: the file"),
            url=file,
            form=NothingForm(auto_id="id_mandate_file_%s"),
            button=_("Download the mandate"),
            explanation=_(
                "Then sign it with the command rempart mandate sign, which shows what is signed without this page."
            ),
        ),
        Action(
            title=_("Sign the mandate on your own computer: the signature"),
            url=signature,
            form=rejected_at(signature, bound) or SignatureForm(auto_id="id_mandate_signature_%s"),
            button=_("Hand the signature in"),
            explanation=_("Edge agents obey two people's own keys alone."),
        ),
    ]


def _recheck_elsewhere(order: Order, open_acts: tuple[Act, ...], bound: forms.Form | None) -> list[Action]:
    if Act.RECHECK not in open_acts:
        return []
    url = reverse("order-recheck-elsewhere", args=[order.id])
    return [
        Action(
            title=_("Look again, signed on your own computer"),
            url=url,
            form=rejected_at(url, bound) or RecheckSignatureForm(auto_id="id_recheck_elsewhere_%s"),
            button=_("Hand the signature in"),
            explanation=_(
                "With the command rempart mandate recheck and the mandate's file; the line is good for ten minutes."
            ),
        )
    ]


def _form(kind: type[PasskeyForm], url: str, bound: forms.Form | None) -> PasskeyForm:
    rejected = rejected_at(url, bound)
    return rejected if isinstance(rejected, PasskeyForm) else kind(auto_id=f"id_{kind.__name__}_%s")
