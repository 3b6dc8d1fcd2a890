"""`rempart order`: propose, sign, oversee and end block orders; look at them.

Exit codes: 0 done; 1 a rule says no, or a safeguard refused the order; 2 unusable input; 3 something outside failed.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from rempart.cli.acting import TokenOption, acting
from rempart.cli.language import label, say
from rempart.cli.output import counted, err, out, print_json, print_table
from rempart.cli.signing import read_seed, read_words, write_secret
from rempart.cli.writing import Made, write_whole
from rempart.engines.policy import Removal, describe_table
from rempart.kernel.phrases import Phrase

if TYPE_CHECKING:
    from rempart.orders.contracts import Order

app = typer.Typer(no_args_is_help=True, help="Block orders: two signatures, an overseer, an end.")

OrderArgument = Annotated[UUID, typer.Argument(help="The order's id; `rempart order list` shows it.")]
ReasonOption = Annotated[str, typer.Option(help="Why, in words; the journal keeps it.")]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON value.")]


@app.command()
def propose(
    case: Annotated[UUID, typer.Argument(help="Id of the order's case; its page's address ends with it.")],
    hostname: Annotated[str, typer.Argument(help="The name to refuse.")],
    *,
    necessity: Annotated[str, typer.Option(help="Why nothing milder does; a judge will read it.")],
    basis: Annotated[str | None, typer.Option(help="Code of the legal basis; else the first configured.")] = None,
    scope: Annotated[str, typer.Option(help="What is covered, and what is not.")] = "",
    days: Annotated[float, typer.Option(min=0.0, help="For how long.")] = 30.0,
    exhibit: Annotated[list[UUID] | None, typer.Option(help="Exhibits; else all of the case.")] = None,
    name_alone: Annotated[bool, typer.Option("--no-subdomains", help="Not what lies below the name.")] = False,
    answer: Annotated[str | None, typer.Option(help="nxdomain, nodata, or a block page's address.")] = None,
    set_aside: Annotated[list[str] | None, typer.Option(help="A safeguard that shall not count: CODE=REASON.")] = None,
    unreachable: Annotated[str, typer.Option(help="Why the host could not be asked to remove first.")] = "",
    removal_notified_at: Annotated[datetime | None, typer.Option(help="When (UTC) the host was told of it.")] = None,
    removal_asked_at: Annotated[datetime | None, typer.Option(help="When (UTC) the host was asked to remove.")] = None,
    owner_changed_at: Annotated[datetime | None, typer.Option(help="When (UTC) the name changed hands.")] = None,
    emergency: Annotated[
        bool, typer.Option("--emergency", help="Block now, for 24 hours at most, on your word alone.")
    ] = False,
    reason: ReasonOption = "",
    token: TokenOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask for a name to be blocked, with the first signature; exit 1 where a safeguard refuses."""
    _open()
    from rempart import wiring
    from rempart.cases.contracts import ItemKind
    from rempart.cases.queries import get_case
    from rempart.orders import services
    from rempart.orders.contracts import Proposal
    from rempart.orders.judging import outside_of

    actor, ports, now = acting(token), wiring.current_ports(), _now()
    wanted = Proposal(
        case_id=case,
        hostname=hostname,
        legal_basis=basis or next(iter(ports.rule_book.read().bases), ""),
        necessity=necessity,
        expires_at=now + timedelta(days=days),
        scope=scope,
        exhibits=tuple(exhibit or get_case(case, viewer=actor).ids_of(ItemKind.EXHIBIT)),
        subdomains=not name_alone,
        answer=answer,
        removal=Removal(_utc(removal_notified_at), _utc(removal_asked_at), unreachable),
        owner_changed_at=_utc(owner_changed_at),
        set_aside=dict(item.partition("=")[::2] for item in set_aside or ()),
    )
    order = (services.order_emergency if emergency else services.propose_order)(
        proposal=wanted,
        outside=outside_of(ports, actor),
        actor=actor,
        now=now,
        reason=reason,
    )
    _print_order(order, as_json=as_json)
    raise typer.Exit(1 if order.refusals else 0)


@app.command()
def countersign(
    order: OrderArgument, reason: ReasonOption = "", token: TokenOption = None, as_json: JsonOption = False
) -> None:
    """The second signature: the order is in force from now."""
    _open()
    from rempart import wiring
    from rempart.orders.services import countersign_order

    rules = wiring.current_ports().rule_book
    signed = countersign_order(order_id=order, rule_book=rules, actor=acting(token), now=_now(), reason=reason)
    _print_order(signed, as_json=as_json)


@app.command()
def mandate(
    order: OrderArgument,
    *,
    key: Annotated[
        Path | None,
        typer.Option(help="Your own signing key, where it may lie on this computer.", exists=True, dir_okay=False),
    ] = None,
    save: Annotated[Path | None, typer.Option(help="Write the mandate here, for `rempart mandate sign`.")] = None,
    signature: Annotated[
        Path | None, typer.Option(help="What `rempart mandate sign` printed elsewhere.", exists=True, dir_okay=False)
    ] = None,
    token: TokenOption = None,
) -> None:
    """Sign the order's mandate with your own key, so that edge agents need not believe this installation.

    With --key here; else --save it, sign it on a computer of your own, and hand the --signature in.
    """
    if [key, save, signature].count(None) != 2:
        raise typer.BadParameter(say("give one of --key, --save and --signature."))
    _open()
    from rempart.engines.policy.mandates import read_signature, sign_mandate, write_mandate
    from rempart.orders.mandates import get_mandate, sign_order_mandate

    actor = acting(token)
    wanted = get_mandate(order, viewer=actor)
    if save is not None:
        write_whole(save, [write_mandate(wanted)], Made.MANDATE)
        err.print(
            say(
                "Written to {path}. Carry it to your own computer: rempart mandate sign {name} --key …",
                path=save,
                name=save.name,
            )
        )
        return
    if key is not None:
        number, made = wanted.number, sign_mandate(wanted, read_seed(key))
    else:
        wanted_line = Phrase("the line that `rempart mandate sign` printed")
        line = read_words(signature, wanted=wanted_line) if signature else ""
        number, made = read_signature(line)
    complete = sign_order_mandate(order_id=order, number=number, signature=made, actor=actor, now=_now())
    done, half = say("Signed; it goes to the edge agents now."), say("Signed; the other signer's is awaited.")
    err.print(done if complete else half)


@app.command("new-key")
def new_key(key: Annotated[Path, typer.Argument(help="A file that does not exist yet.")]) -> None:
    """Make a signing key of your own; print the public half, which subscribers pin."""
    seed = Ed25519PrivateKey.generate()
    write_secret(key, seed.private_bytes_raw().hex())
    out.print(seed.public_key().public_bytes_raw().hex(), highlight=False)


@app.command()
def decline(order: OrderArgument, reason: ReasonOption, token: TokenOption = None) -> None:
    """Say no to a proposal, or take one's own back."""
    _open()
    from rempart.orders.services import decline_order

    decline_order(order_id=order, actor=acting(token), now=_now(), reason=reason)
    err.print(say("Declined."))


@app.command()
def renew(
    order: OrderArgument,
    days: Annotated[float, typer.Option(min=0.0, help="How long from now.")],
    reason: ReasonOption,
    token: TokenOption = None,
) -> None:
    """Ask for a longer term, with the first signature."""
    _open()
    from rempart import wiring
    from rempart.orders.services import propose_renewal

    now = _now()
    propose_renewal(
        order_id=order,
        expires_at=now + timedelta(days=days),
        rule_book=wiring.current_ports().rule_book,
        actor=acting(token),
        now=now,
        reason=reason,
    )
    err.print(say("Proposed; another person of another role signs with `rempart order countersign-renewal`."))


@app.command("countersign-renewal")
def countersign_renewal(order: OrderArgument, reason: ReasonOption = "", token: TokenOption = None) -> None:
    """The second signature under a longer term."""
    _open()
    from rempart import wiring
    from rempart.orders.services import countersign_renewal as sign

    rules = wiring.current_ports().rule_book
    _print_order(sign(order_id=order, rule_book=rules, actor=acting(token), now=_now(), reason=reason), as_json=False)


@app.command()
def recheck(
    order: OrderArgument,
    reason: ReasonOption,
    key: Annotated[
        Path | None,
        typer.Option(help="Your own signing key: edge agents go by it alone.", exists=True, dir_okay=False),
    ] = None,
    signature: Annotated[
        Path | None,
        typer.Option(help="What `rempart mandate recheck` printed elsewhere.", exists=True, dir_okay=False),
    ] = None,
    token: TokenOption = None,
) -> None:
    """Say that somebody looked again and the reasons still hold."""
    if key is not None and signature is not None:
        raise typer.BadParameter(say("give --key or --signature, not both."))
    _open()
    from rempart import wiring
    from rempart.engines.policy.mandates import Recheck, read_recheck, sign_recheck
    from rempart.orders.mandates import recheck_with_signature
    from rempart.orders.oversight import recheck_order

    rules, actor, now = wiring.current_ports().rule_book, acting(token), _now()
    signed = None
    if key is not None:
        looked = Recheck(str(order), now)
        signed = looked, sign_recheck(looked, read_seed(key))
    elif signature is not None:
        wanted = Phrase("the line that `rempart mandate recheck` printed")
        signed = read_recheck(read_words(signature, wanted=wanted))
    if signed is None:
        recheck_order(order_id=order, rule_book=rules, actor=actor, now=now, reason=reason)
    else:
        recheck_with_signature(order_id=order, signed=signed, rule_book=rules, actor=actor, now=now, reason=reason)
    err.print(say("Re-checked."))


@app.command()
def recommend(order: OrderArgument, reason: ReasonOption, token: TokenOption = None) -> None:
    """The overseer recommends what the reason says, or finds the order regular."""
    _oversee("recommend_order", order, token, reason)


@app.command("object")
def object_(order: OrderArgument, reason: ReasonOption, token: TokenOption = None) -> None:
    """The overseer objects."""
    _oversee("object_order", order, token, reason)


@app.command()
def suspend(order: OrderArgument, reason: ReasonOption, token: TokenOption = None) -> None:
    """The overseer stops an order; the name is answered again at once."""
    _oversee("suspend_order", order, token, reason)


@app.command()
def resume(order: OrderArgument, reason: ReasonOption, token: TokenOption = None) -> None:
    """The overseer lets a suspended order hold again."""
    _oversee("resume_order", order, token, reason)


@app.command("suspend-all")
def suspend_all(reason: ReasonOption, token: TokenOption = None) -> None:
    """The overseer stops every order that holds, in one act; every name is answered again."""
    _open()
    from rempart.orders import brake

    number = brake.suspend_all(actor=acting(token), now=_now(), reason=reason)
    err.print(say("{orders} suspended.", orders=counted(number, "order")))


@app.command("release-brake")
def release_brake(
    number: Annotated[int, typer.Argument(min=1, help="How many more orders may come into force within the hour.")],
    reason: ReasonOption,
    token: TokenOption = None,
) -> None:
    """The overseer lets a batch of orders through that the brake holds back."""
    _open()
    from rempart.orders import brake

    brake.release_brake(number=number, actor=acting(token), now=_now(), reason=reason)
    more = counted(number, "more order", "more orders")
    err.print(say("{orders} may come into force within the hour.", orders=more))


@app.command()
def revoke(order: OrderArgument, reason: ReasonOption, token: TokenOption = None) -> None:
    """End an order; one person is enough to lift a block."""
    _oversee("revoke_order", order, token, reason)


@app.command("list")
def list_(
    state: Annotated[list[str] | None, typer.Option(help="Only in these states.")] = None,
    hostname: Annotated[str | None, typer.Option(help="Only of this name.")] = None,
    last: Annotated[int, typer.Option(help="How many of the newest.")] = 50,
    token: TokenOption = None,
    as_json: JsonOption = False,
) -> None:
    """Orders, newest first."""
    _open()
    from rempart.engines.policy import State
    from rempart.orders.queries import list_orders

    states = [State(text) for text in state] if state else None
    orders = list_orders(viewer=acting(token), states=states, hostname=hostname, limit=last)
    if as_json:
        print_json([_facts(order) for order in orders])
        return
    rows = [(o.id, o.hostname, label(o.state), f"{o.expires_at:%Y-%m-%d %H:%M}", _signers(o)) for o in orders]
    print_table((say("order"), say("hostname"), say("state"), say("ends (UTC)"), say("signed by")), rows)


@app.command()
def show(order: OrderArgument, token: TokenOption = None, as_json: JsonOption = False) -> None:
    """One order with everything that was done to it."""
    _open()
    from rempart.orders.queries import get_order
    from rempart.people.permissions import may
    from rempart.pipeline.grounds import list_order_comparisons

    actor = acting(token)
    found = get_order(order, viewer=actor)
    kept = list_order_comparisons(order, viewer=actor) if may(actor, "matches.view") else ()
    if as_json:
        cited = [{"match": c.match_id, "manifest_sha256": c.manifest_sha256, "state": c.state} for c in kept]
        print_json(_facts(found) | {"comparisons": cited})
    else:
        _print_order(found, as_json=False)
        for one in kept:
            known = {"match": one.match_id, "manifest": one.manifest_sha256, "state": label(one.state)}
            out.print(say("comparison {match}, manifest {manifest}, {state}", **known), highlight=False)
        rows = [
            (f"{act.at:%Y-%m-%d %H:%M:%S}", label(f"act.{act.act}"), act.actor, label(act.role or ""), act.reason)
            for act in found.acts
        ]
        print_table((say("at (UTC)"), say("act"), say("by"), say("as"), say("reason")), rows)


@app.command()
def table() -> None:
    """The life of an order as the table that the program itself obeys."""
    out.print(describe_table(), markup=False, highlight=False)


def _oversee(verb: str, order: UUID, token: str | None, reason: str) -> None:
    _open()
    from rempart.orders import oversight

    getattr(oversight, verb)(order_id=order, actor=acting(token), now=_now(), reason=reason)
    err.print(say("Done; the journal keeps the reason."))


def _open() -> None:
    from rempart.cli.database import open_database

    open_database()


def _now() -> datetime:
    from rempart import wiring

    return wiring.current_ports().clock.now()


def _utc(at: datetime | None) -> datetime | None:
    return at.replace(tzinfo=UTC) if at else None


def _signers(order: "Order") -> str:
    return ", ".join(f"{signature.signer} ({label(signature.role)})" for signature in order.signatures)


def _facts(order: "Order") -> dict[str, object]:
    return {
        "id": order.id,
        "case": order.case_id,
        "hostname": order.hostname,
        "subdomains": order.subdomains,
        "state": order.state,
        "legal_basis": order.legal_basis,
        "proposed_at": order.proposed_at.isoformat(),
        "in_force_at": order.in_force_at.isoformat() if order.in_force_at else None,
        "expires_at": order.expires_at.isoformat(),
        "signatures": [{"by": item.signer, "role": item.role} for item in order.signatures],
        "refusals": [{"code": reason.code, "text": reason.text} for reason in order.refusals],
    }


def _print_order(order: "Order", *, as_json: bool) -> None:
    if as_json:
        print_json(_facts(order))
        return
    until = f"{order.expires_at:%Y-%m-%d %H:%M} UTC"
    told = say("{name}  {state}, until {moment}", name=order.hostname, state=label(order.state), moment=until)
    out.print(f"{order.id}  {told}", highlight=False)
    for reason in order.refusals:
        err.print(say("Refused: {reason}", reason=reason), markup=False, highlight=False)
