"""`rempart mandate`: read an order's mandate from its file and sign it, on a computer of one's own.

No page of the hub stands between a signer and what they sign: the words are made here, from the very bytes that are
signed. Needs no database and no network.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import idna
import typer

from rempart.cli.language import figure, say, sentence
from rempart.cli.output import err, plain
from rempart.cli.signing import FileUnusableError, read_seed, read_words
from rempart.kernel.clock import SystemClock
from rempart.kernel.errors import RuleRefusedError
from rempart.kernel.phrases import Phrase

if TYPE_CHECKING:
    from rempart.engines.policy.mandates import Mandate

app = typer.Typer(no_args_is_help=True, help="Read and sign an order's mandate offline, from its file.")

MandateArgument = Annotated[
    Path,
    typer.Argument(
        help="From the order's page, or `rempart order mandate ORDER --save FILE`.", exists=True, dir_okay=False
    ),
]

KeyOption = Annotated[
    Path, typer.Option(help="Your own key, made with `rempart order new-key`.", exists=True, dir_okay=False)
]
NameOption = Annotated[str | None, typer.Option(help="The name that you mean to refuse; else you are asked for it.")]


class NotSignedError(RuleRefusedError):
    """The mandate is not what its signer means, or not what anybody should sign."""

    code = "cli.mandate_not_signed"
    template = "Nothing was signed: {problem}. Read the mandate again, and ask whoever gave you the file."


@app.command()
def show(file: MandateArgument) -> None:
    """Say in words what the mandate has resolvers do, and which bytes are signed."""
    _print(_read(file))


@app.command()
def sign(
    file: MandateArgument,
    key: KeyOption,
    name: NameOption = None,
    never_block: Annotated[
        Path | None,
        typer.Option(help="A list of yours: names that you sign no refusal of.", exists=True, dir_okay=False),
    ] = None,
    popular_names: Annotated[
        Path | None,
        typer.Option(help="The same, as a ranked list of popular names.", exists=True, dir_okay=False),
    ] = None,
) -> None:
    """Show the mandate, ask for the name in your own words, sign; the signature goes to standard output."""
    from rempart.edge.own_lists import read_own_lists
    from rempart.engines.policy import NameFacts, judge_name_alone
    from rempart.engines.policy.mandates import sign_mandate, write_signature

    mandate, now = _read(file), SystemClock().now()
    _print(mandate)
    try:
        lists = read_own_lists(never_block_file=never_block, popular_names_file=popular_names)
    except (OSError, UnicodeDecodeError) as error:
        own = ", ".join(str(path) for path in (never_block, popular_names) if path is not None)
        wanted = Phrase("one name a line, in UTF-8")
        raise FileUnusableError(path=own, problem=str(error), wanted=wanted) from error
    for reason in judge_name_alone(NameFacts(mandate.hostname, mandate.subdomains), lists, now):
        raise NotSignedError(problem=sentence(reason).rstrip("."))
    _require_meant(mandate, name, now)
    typer.echo(write_signature(mandate, sign_mandate(mandate, read_seed(key))))
    err.print(
        say(
            "Signed. Paste that line on the order's page, or hand it to `rempart order mandate ORDER --signature FILE`."
        )
    )


@app.command()
def recheck(file: MandateArgument, key: KeyOption, name: NameOption = None) -> None:
    """Sign that you looked at the site again now and the reasons still hold; hand the line in within ten minutes."""
    from rempart.engines.policy.mandates import Recheck, sign_recheck, write_recheck

    mandate, now = _read(file), SystemClock().now()
    _print(mandate)
    _require_meant(mandate, name, now)
    looked = Recheck(mandate.order_id, now)
    typer.echo(write_recheck(looked, sign_recheck(looked, read_seed(key))))
    err.print(
        say("Signed. Paste that line on the order's page, or `rempart order recheck ORDER --signature FILE`, now.")
    )


def _require_meant(mandate: "Mandate", name: str | None, now: datetime) -> None:
    """The mandate still runs, and its signer names what it refuses. Raises NotSignedError."""
    from rempart.kernel.hostname import find_hostname

    if mandate.expires_at <= now:
        raise NotSignedError(problem=Phrase("its term is over"))
    meant = name if name is not None else _ask(say("Type the name that you mean to refuse: "))
    if find_hostname(meant) != mandate.hostname:
        raise NotSignedError(
            problem=Phrase("you mean {meant}, the mandate refuses {name}", meant=meant, name=mandate.hostname)
        )


def _ask(question: str) -> str:
    """What is typed; nothing where nobody is there."""
    try:
        return err.input(question, markup=False)
    except EOFError:
        return ""


def _read(file: Path) -> "Mandate":
    from rempart.engines.policy.mandates import Mandate, MandateRejectedError

    wanted = Phrase("the file from the order's page, or of `rempart order mandate ORDER --save FILE`")
    try:
        facts = json.loads(read_words(file, wanted=wanted))
    except (ValueError, RecursionError) as error:
        raise FileUnusableError(path=file, problem=Phrase("it is no mandate, which is JSON"), wanted=wanted) from error
    if not isinstance(facts, dict):
        raise FileUnusableError(path=file, problem=Phrase("it is no mandate, which is a JSON object"), wanted=wanted)
    mandate = Mandate.from_json(facts)
    if mandate.issued_at.utcoffset() or mandate.expires_at.utcoffset():
        raise MandateRejectedError(problem=Phrase("its moments are not in UTC, as they are shown"))
    return mandate


def _print(mandate: "Mandate") -> None:
    """On standard error, so that standard output holds the signature alone."""
    days = (mandate.expires_at - mandate.issued_at).total_seconds() / 86_400
    below = say("is refused too") if mandate.subdomains else say("is answered as before")
    until = say(
        "{moment}, {days} days; looked at again every {every} days",
        moment=f"{mandate.expires_at:%Y-%m-%d %H:%M}",
        days=figure(f"{days:.1f}"),
        every=mandate.recheck_days,
    )
    for head, told in (
        (say("name to refuse"), _with_its_letters(mandate.hostname)),
        (say("what lies below it"), below),
        (say("resolvers answer"), mandate.answer),
        (say("from (UTC)"), f"{mandate.issued_at:%Y-%m-%d %H:%M}"),
        (say("until (UTC)"), until),
        (say("legal basis"), mandate.legal_basis),
        (say("order, term"), f"{mandate.order_id}, {mandate.number}"),
        (say("sha-256 of what is signed"), mandate.digest),
    ):
        # Words of the file's: whoever made it must not write over these lines in the signer's terminal.
        err.print(f"{head:26}{plain(told)}", markup=False, highlight=False)


def _with_its_letters(hostname: str) -> str:
    """The name, and where it is written in punycode, how a browser shows it."""
    try:
        shown = idna.decode(hostname)
    except (idna.IDNAError, UnicodeError):
        return hostname
    return hostname if shown == hostname else f"{hostname} ({shown})"
