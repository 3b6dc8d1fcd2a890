"""What is told by one long word: an address to pay to, or a key by which somebody is reached.

In: text. Out: values in normal form, ``currency:address`` and ``service:key``. Never: an address whose checksum is
wrong, where it has one.
"""

import re
from collections.abc import Iterable
from hashlib import sha256

CURRENCIES = frozenset({"bitcoin", "ethereum", "monero", "litecoin", "dogecoin", "dash", "tron"})
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_CHECKED = re.compile(rf"\b([13TDLMX][{_BASE58}]{{25,34}})\b")
# The first byte of an address says its currency; litecoin's second one was bitcoin's.
_VERSIONS = {0: "bitcoin", 5: "bitcoin", 30: "dogecoin", 48: "litecoin", 50: "litecoin", 65: "tron", 76: "dash"}
_BECH32 = re.compile(r"\b((?:bc1|ltc1)[ac-hj-np-z02-9]{25,59}|(?:BC1|LTC1)[AC-HJ-NP-Z02-9]{25,59})\b")
_OF_BECH32 = {"bc1": "bitcoin", "ltc": "litecoin"}
_ETHEREUM = re.compile(r"\b0x([0-9a-fA-F]{40})\b")
_MONERO = re.compile(rf"\b([48][{_BASE58}]{{94}})\b")
_MIXED = {"bech32": 10, "ethereum": 6, "monero": 20}  # different letters, of which an address has more
# Keys by which messengers without names reach somebody.
_KEYS = (
    ("session", re.compile(r"\b(05[0-9a-fA-F]{64})\b")),
    ("tox", re.compile(r"\b([0-9a-fA-F]{76})\b")),
    ("nostr", re.compile(r"\b(npub1[ac-hj-np-z02-9]{58})\b")),
)
_LEAST_MIXED = 8  # different letters of a key


def wallets_in(text: str) -> Iterable[str]:
    """The addresses to pay to in `text`."""
    for match in _CHECKED.finditer(text):
        if currency := _VERSIONS.get(_version_of(match[1]), ""):
            yield f"{currency}:{match[1]}"
    for match in _BECH32.finditer(text):
        value = match[1].lower()
        if len(set(value)) > _MIXED["bech32"]:
            yield f"{_OF_BECH32[value[:3]]}:{value}"
    for currency, pattern in (("ethereum", _ETHEREUM), ("monero", _MONERO)):
        for match in pattern.finditer(text):
            value = match[1].lower() if currency == "ethereum" else match[1]
            if len(set(value)) > _MIXED[currency]:
                yield f"{currency}:{value}"


def keys_in(text: str) -> Iterable[str]:
    """The keys in `text` by which somebody is reached."""
    for service, pattern in _KEYS:
        for match in pattern.finditer(text):
            if len(set(match[1].lower())) > _LEAST_MIXED:
                yield f"{service}:{match[1].lower()}"


def _version_of(address: str) -> int:
    """The first byte of an address in base58check, -1 where its checksum is wrong."""
    number = 0
    for letter in address:
        number = number * 58 + _BASE58.index(letter)
    if number >= 1 << 200:
        return -1
    raw = number.to_bytes(25, "big")
    return raw[0] if sha256(sha256(raw[:21]).digest()).digest()[:4] == raw[21:] else -1
