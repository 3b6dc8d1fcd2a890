"""A sign: one thing on a page that another page of the same site may share, and the families that signs come in.

Signs of one family come together (a template brings its scripts, its classes and its forms' looks), so a family
counts once, however many signs of it are shared.
"""

from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple


class Family(StrEnum):
    """Signs that depend on each other. Two families are two independent reasons."""

    NAME = "name"
    TEXT = "text"
    FORM = "form"
    CHOICES = "choices"
    CONTACT = "contact"
    ACCOUNT = "account"
    CODE = "code"
    STRUCTURE = "structure"
    NETWORK = "network"
    LINK = "link"


class Kind(StrEnum):
    """What a sign is. The value's form is fixed for ever per kind; a new form is a new kind."""

    WORD = "word"
    SENTENCE = "sentence"
    FORM_FIELDS = "form-fields"
    FORM_SHAPE = "form-shape"
    FORM_QUESTIONS = "form-questions"
    OPTIONS = "options"
    ENDPOINT = "endpoint"
    EMAIL = "email"
    PHONE = "phone"
    HANDLE = "handle"
    WALLET = "wallet"
    MESSENGER = "messenger"
    ANALYTICS = "analytics"
    ADVERTISEMENT = "advertisement"
    PAYMENT = "payment"
    CAPTCHA = "captcha"
    VERIFICATION = "verification"
    INLINE_SCRIPT = "inline-script"
    SCRIPT_FILE = "script-file"
    SCRIPT_HASH = "script-hash"
    STYLE_FILE = "style-file"
    STYLE_HASH = "style-hash"
    VARIABLE = "variable"
    STORAGE_KEY = "storage-key"
    COOKIE = "cookie"
    GENERATOR = "generator"
    HEADER_ORDER = "header-order"
    IMAGE_FILE = "image-file"
    LAYOUT = "layout"
    CANONICAL_HOST = "canonical-host"
    LINKED_HOST = "linked-host"
    OWN_HOST = "own-host"
    SITE_MARK = "site-mark"
    SITE_PHRASE = "site-phrase"
    QUOTED = "quoted"
    REFERRED = "referred"
    CERTIFICATE_KEY = "certificate-key"
    CERTIFICATE = "certificate"
    SERVER_KEY = "server-key"
    NAME_SERVER = "name-server"
    MAIL_SERVER = "mail-server"
    ADDRESS = "address"
    PREFIX = "prefix"
    NETWORK = "network"
    AUTONOMOUS_SYSTEM = "autonomous-system"
    REGISTRANT = "registrant"
    REGISTRAR = "registrar"
    REGISTERED_ON = "registered-on"
    REGISTRY_STATUS = "registry-status"
    ERROR_PAGE = "error-page"
    FAVICON = "favicon"

    __hash__ = str.__hash__  # a sign is hashed with its kind, and an enumeration's own way is slow


_FAMILIES: dict[Family, tuple[Kind, ...]] = {
    Family.NAME: (Kind.WORD,),
    Family.TEXT: (Kind.SENTENCE,),
    Family.FORM: (Kind.FORM_FIELDS, Kind.FORM_SHAPE, Kind.FORM_QUESTIONS, Kind.ENDPOINT),
    Family.CHOICES: (Kind.OPTIONS,),
    Family.CONTACT: (Kind.EMAIL, Kind.PHONE, Kind.HANDLE, Kind.WALLET, Kind.MESSENGER),
    Family.ACCOUNT: (Kind.ANALYTICS, Kind.ADVERTISEMENT, Kind.PAYMENT, Kind.CAPTCHA, Kind.VERIFICATION),
    Family.CODE: (
        Kind.INLINE_SCRIPT,
        Kind.SCRIPT_FILE,
        Kind.SCRIPT_HASH,
        Kind.STYLE_FILE,
        Kind.STYLE_HASH,
        Kind.VARIABLE,
        Kind.STORAGE_KEY,
        Kind.COOKIE,
        Kind.GENERATOR,
        Kind.IMAGE_FILE,
        Kind.FAVICON,
        Kind.ERROR_PAGE,
    ),
    Family.STRUCTURE: (Kind.LAYOUT,),
    Family.NETWORK: (
        Kind.CERTIFICATE_KEY,
        Kind.CERTIFICATE,
        Kind.SERVER_KEY,
        Kind.NAME_SERVER,
        Kind.MAIL_SERVER,
        Kind.ADDRESS,
        Kind.PREFIX,
        Kind.NETWORK,
        Kind.AUTONOMOUS_SYSTEM,
        Kind.REGISTRANT,
        Kind.REGISTRAR,
        Kind.REGISTERED_ON,
        Kind.REGISTRY_STATUS,
        Kind.HEADER_ORDER,
    ),
    Family.LINK: (
        Kind.CANONICAL_HOST,
        Kind.LINKED_HOST,
        Kind.OWN_HOST,
        Kind.SITE_MARK,
        Kind.SITE_PHRASE,
        Kind.QUOTED,
        Kind.REFERRED,
    ),
}
FAMILY_OF: dict[Kind, Family] = {kind: family for family, kinds in _FAMILIES.items() for kind in kinds}


class Sign(NamedTuple):  # a page has hundreds, which are hashed and sorted
    """One sign. `value` is its normal form and is compared; `shown` is what a person reads; `part` names its source."""

    kind: Kind
    value: str
    shown: str = ""
    part: str = "html"

    @property
    def text(self) -> str:
        """What to show a person."""
        return self.shown or self.value


def service_of(account: str) -> str:
    """The host of an account's service: "t.example" of "t.example/velmora"."""
    return account.partition("/")[0]


@lru_cache(maxsize=1 << 16)
def sign_key(kind: Kind | str, value: str) -> int:
    """The 64-bit key under which the background and the index know a sign."""
    return int.from_bytes(blake2b(f"{kind}\x00{value}".encode("utf-8", "replace"), digest_size=8).digest(), "big")
