"""Which rules of orders refuse something, and what they say to whoever tried: part of what leaves orders."""

from rempart.kernel.errors import InputRejectedError, OutsideUnavailableError, RuleRefusedError


class AlarmUndeliveredError(OutsideUnavailableError):
    """Mail or a webhook did not take the alarm; it is tried again."""

    code = "orders.alarm_undelivered"
    template = "{number} recipients of the alarm were not reached ({problem}). It is tried again; call them meanwhile."


class NoControlError(OutsideUnavailableError):
    """Nobody can say where the name lives, so shared hosting and content networks are not ruled out."""

    code = "orders.no_control"
    template = (
        "Who else lives on the addresses of {hostname} cannot be looked up: no resolver without the list is "
        "configured. Set [probes.control] in rempart.toml."
    )


class OpeningCodeMissingError(InputRejectedError):
    """No such code; what it might have opened is not said."""

    code = "orders.opening_code_missing"
    template = "No order is opened by this code. Check it letter by letter, or ask whoever gave it to you."


class OpeningsBusyError(RuleRefusedError):
    """So many wrong codes that begin like this one came in that somebody is guessing."""

    code = "orders.openings_busy"
    template = "Many wrong codes that begin like this one were tried. Check yours, and try it again in an hour."


class BatchBrakeError(RuleRefusedError):
    """So many orders within an hour are more likely a mistake than a need."""

    code = "orders.batch_brake"
    template = (
        "{limit} orders came into force within the last hour; more need the overseer, who can let a batch through."
    )


class OrderMissingError(InputRejectedError):
    """No such order."""

    code = "orders.order_missing"
    template = "There is no order {order}. `rempart order list` shows them."


class UnknownLegalBasisError(InputRejectedError):
    """The operator configured no such basis."""

    code = "orders.unknown_legal_basis"
    template = "There is no legal basis {basis!r}. Configured: {known}."


class WordsMissingError(InputRejectedError):
    """A statement that somebody will have to read is empty."""

    code = "orders.words_missing"
    template = "The {what} is empty. Write it in words that the site's owner and a judge can answer."


class MomentToComeError(InputRejectedError):
    """What a proposal says to have happened is still to come: a mistyped year would be refused for good."""

    code = "orders.moment_to_come"
    template = "{moment} UTC is still to come; {what}, it says, at that moment. Correct it."


class ForeignExhibitError(InputRejectedError):
    """The exhibit does not belong to the case, so it proves nothing of it."""

    code = "orders.foreign_exhibit"
    template = "Exhibit {exhibit} does not belong to case {case}. Attach one of the case's own."


class SameSignerError(RuleRefusedError):
    """Four eyes: the second signature is by the first person, or from the first one's role."""

    code = "orders.same_signer"
    template = "{problem} Ask a colleague of another role to sign."


class ActRefusedError(RuleRefusedError):
    """The table of an order's life has no such step, or not for this person."""

    code = "orders.act_refused"
    template = "{problem} The order's page shows what can be done, and by whom."


class SignatureRejectedError(RuleRefusedError):
    """The signature does not hold, or is not of somebody who signed the order."""

    code = "orders.signature_rejected"
    template = "This signature is not taken: {problem}"


class LookUnsignedError(RuleRefusedError):
    """Edge agents would stop serving at the moment of before, and the look again would be done here only."""

    code = "orders.look_unsigned"
    template = (
        "Edge agents go by a look again that somebody signed, and by no other. Sign it with your own key: on the "
        "order's page, or with `rempart order recheck` and --key or --signature."
    )


class AppealMissingError(InputRejectedError):
    """No such appeal, or the code was mistyped."""

    code = "orders.appeal_missing"
    template = "No appeal has this code. Check it letter by letter; it was shown once when the appeal was made."


class AppealClosedError(RuleRefusedError):
    """The appeal was answered; a new one can be made."""

    code = "orders.appeal_closed"
    template = "The appeal on {hostname} has been answered already."


class AppealsBusyError(RuleRefusedError):
    """So many appeals come in that nobody could have written them."""

    code = "orders.appeals_busy"
    template = "Many appeals come in at this moment. Nothing of yours is lost: send it again in a minute."
