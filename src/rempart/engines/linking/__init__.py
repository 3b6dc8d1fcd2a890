"""Identifiers in normal form, and how far a shared one may count.

In: text that a reader sees, link targets, the text of scripts. Out: identifiers (an address, a wallet, an account
of a measuring service) written one way whatever the page's spelling. Never: a person's name, a look-up, a verdict.
"""

from rempart.engines.linking.caps import is_too_common, link_weight
from rempart.engines.linking.identifiers import MESSENGERS, Identifier, IdentifierKind, find_identifiers
from rempart.engines.linking.telephones import long_numbers
from rempart.engines.linking.written_out import from_base64, hidden_in

__all__ = [
    "MESSENGERS",
    "Identifier",
    "IdentifierKind",
    "find_identifiers",
    "from_base64",
    "hidden_in",
    "is_too_common",
    "link_weight",
    "long_numbers",
]
