"""Contact points and account numbers of services, found in a page and brought into one normal form.

Two pages that write ``Team [at] Lantern.example`` and ``mailto:team@lantern.example`` name the same contact point.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote

import numpy as np
from numpy.typing import NDArray

from rempart.engines.linking.long_tokens import CURRENCIES, keys_in, wallets_in
from rempart.engines.linking.telephones import AT_HOME, is_nobodys_number, telephones_in
from rempart.engines.linking.written_out import in_signs, mails_in_words, named_accounts, without_decoys

# Where people are met by name: who has an account there is a person or a group, whatever word it is called by.
MESSENGERS = frozenset({"chat.whatsapp.com", "discord.gg", "kik.me", "t.me", "telegram.me", "wa.me"})
MAX_PER_KIND = 40  # a page that lists hundreds of addresses is a directory: none of them is its own
MAX_TEXT = 2_000_000


class IdentifierKind(StrEnum):
    """What sort of identifier; the first five are ways to reach people, the rest accounts of services."""

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


class Identifier(NamedTuple):
    """One identifier in normal form, e.g. (``email``, ``team@lantern.example``)."""

    kind: IdentifierKind
    value: str


# Each begins with a sign and is searched for by itself, in bytes and small letters: so the search goes from one such
# sign to the next. The bare word is none, in capitals neither: "COME AND TALK AT NIGHT. NO RULES" gives no address.
_AT_SIGNS = tuple((sign[:1], re.compile(re.escape(sign))) for sign in (b"@", b"(at)", b"[at]", b"{at}", b"<at>"))
# A point with a space behind it alone ends a sentence: "desk@quay.example. Write to us".
_DOT_TEXT = (
    r"\.|dot|point|punkt|punto|ponto|punt|punct|kropka|te[cč]ka|bodka|piste|pont|prik|točka|tocka|nokta|точка|крапка"
)
_DOT = rf"(?:\.|\s\.\s|\s?[(\[{{<]\s?(?:{_DOT_TEXT})\s?[)\]}}>]\s?)"
_DOTS = re.compile(rf"\s?{_DOT}\s?", re.IGNORECASE)
# What the sign is called in other languages, and the sign itself, between brackets.
_AT_NAME_TEXT = (
    r"@|a|à|arobase|arrobas?|chiocciola|ät|aet|klammeraffe|apenstaartje|a?małpa|malpa|собака|собачка|zavin[aá][cč]|kukac|"
    r"snabel-?a|miukumauku|kuyruklu"
)
_AT_NAMES = tuple(
    (bracket, re.compile(rf"{re.escape(bracket)}\s?(?:{_AT_NAME_TEXT})\s?[)\]}}>]", re.IGNORECASE))
    for bracket in "([{<"
)
_BEFORE_AT = re.compile(r"[a-z0-9][a-z0-9._%+-]{0,63}\Z", re.IGNORECASE)
_OF_A_WORD = re.compile("[\u00c0-\u052f]")  # a letter that goes on in Latin ones: a sign of a script apart does not
_AFTER_AT = re.compile(
    rf"\s?([a-z0-9-]{{1,63}}(?:{_DOT}[a-z0-9-]{{1,63}}){{0,4}}{_DOT}[a-z]{{2,24}})\b",
    re.IGNORECASE,
)
MAX_AT_SIGNS = 2_000
MAX_WRITTEN = 50  # accounts that are written out
# Accounts as they are written for readers to type, where nothing leads there; first what stands in every text that has
# one.
_WRITTEN_ACCOUNTS = (
    (
        re.compile(rb"/(?<=\.me/)"),  # behind its rarest letter, which is sought fastest
        re.compile(r"(?<![\w.@/-])(?:https?://)?((?:t|telegram)\.me/\+?[\w-]{4,64})(?![\w/?=-])", re.IGNORECASE),
        "https://{}",
    ),
    (
        re.compile(rb"discord"),
        re.compile(
            r"(?<![\w.@/-])(?:https?://)?(discord(?:\.gg|(?:app)?\.com/invite)/[\w-]{2,64})(?![\w/?=-])", re.IGNORECASE
        ),
        "https://{}",
    ),
    (
        re.compile(rb"x(?<=simplex)"),
        re.compile(
            r"(https://(?:simplex\.chat/(?:contact|invitation)/?|smp\d{1,3}\.simplex\.im/[a-z])#[^\s\"'<>]{8,380})",
            re.IGNORECASE,
        ),
        "{}",
    ),
    (
        re.compile(rb":[a-z0-9-]{1,63}\.[a-z0-9]"),  # which stands on few pages, other than points
        re.compile(
            r"[#@!](?<![\w/#&@!][#@!])([\w.=-]{2,64}:[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}\.[a-z]{2,14})(?![\w/:-])"
        ),
        "matrix:r/{}",
    ),
)
# The zeros of other scripts' digits, as telephones are written there: Arabic, Persian, Hindi, Bengali, Thai.
_ZEROS = (0x660, 0x6F0, 0x966, 0x9E6, 0xE50)
_OF_A_KEY = 0x20E3  # the sign that makes a key of a digit
_LEFT_OUT = 0x110000  # stands for what is: no code point
# A name after an at-sign, if what stands right before or behind it says where: "TG: @quay", "@quay on Telegram".
_NAMED = re.compile(r"@(\w{5,32})\b")
_TELEGRAM_TEXT = "t[eé]l[eé]gram[am]?|телеграмм?|телега|тг|tg|تلگرام|تليجرام|テレグラム|텔레그램|טלגרם"
_TELEGRAM_BEFORE = re.compile(rf"(?<!\w)(?:{_TELEGRAM_TEXT})\W{{1,4}}\Z", re.IGNORECASE)
_TELEGRAM_BEHIND = re.compile(
    rf"\W{{1,3}}(?:(?:on|in|sur|auf|en|no|su|na|w|op|via|в)\s)?(?:{_TELEGRAM_TEXT})(?!\w)", re.IGNORECASE
)
# An address that ends a sentence, behind which the next begins without a space: "desk@quay.example.Write to us".
_SENTENCE_BEHIND = re.compile(r"(\s?(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24})\.(?=[A-Z][a-z])")
# A link by way of somebody else, who counts it: "/go?u=https%3A%2F%2Ft.me%2Fquay".
_BY_WAY_OF = re.compile(r"[?&][a-z_]{1,12}=((?:https?|tg|whatsapp)(?::|%3a)[^&\s]{4,300})", re.IGNORECASE)
_BEFORE_LINKED = re.compile(r"[\d-]{5,}|.*(?:e-?mail|e-?post|mailto:?)")
_DOUBLED = re.compile(r"^(?:mailto:)+", re.IGNORECASE)  # "mailto:mailto:desk@quay.example", as programs write it
_LONGEST_SHORT = 3  # letters of a top-level domain such as "com", with which a word may run together
LEAST_TOKEN = 26
_LONG_TOKEN = re.compile(rf"\b[0-9A-Za-z]{{{LEAST_TOKEN},110}}\b")
_LEAST_RUN = b"x" * LEAST_TOKEN
_ANY_LETTER = bytes(b"x"[0] if chr(byte).isalnum() and byte < 0x80 else b" "[0] for byte in range(256))
# An account somewhere else is a link with one short path on another host, whatever the service: the background, not
# a list of services, tells which of them everybody links to.
_PROFILE = re.compile(
    r"^(?:https?:)?//(?:www\.|m\.)?([a-z0-9.-]{4,60})/(?:@|c/|u/|user/|channel/|add/)?@?([\w.+~-]{3,64})/?$",
    re.IGNORECASE,
)
_MANY = re.compile(r"[,;]")  # between addresses
_NOT_IN_LINKS = str.maketrans("", "", "\t\n\r")  # browsers leave these out
_SHARE_PATHS_TEXT = (
    "share sharer sharer.php intent home hashtag dialog plugins login embed explore about contact blog news privacy "
    "terms legal help support docs index faq download en fr de es ru it signup register search policies cookies "
    "joinchat addstickers addlist addtheme setlanguage socks proxy"
)
_FILES_TEXT = ".html .php .htm .js .css .png .jpg .svg .xml .pdf .webp .ico"
_FILES = tuple(_FILES_TEXT.split())
_SHARE_PATHS = frozenset(_SHARE_PATHS_TEXT.split())
_MEASURING, _EARNING = IdentifierKind.ANALYTICS, IdentifierKind.ADVERTISEMENT
_PAYING, _GUARDING = IdentifierKind.PAYMENT, IdentifierKind.CAPTCHA
# What kind, of which service, how it is written, and what stands in every text that holds one (looked for first).
# That a word begins is asked behind its first letter: so the search goes from one such letter to the next.
_SERVICES: tuple[tuple[IdentifierKind, str, str, str], ...] = (
    (_MEASURING, "measurement", r"(G(?<!\wG)-[A-Z0-9]{8,12}|U(?<!\wU)A-\d{4,10})(?:-\d{1,4})?\b", "G- UA-"),
    (_MEASURING, "tag-container", r"(G(?<!\wG)TM-[A-Z0-9]{4,9})\b", "GTM-"),
    (_MEASURING, "metrica", r"(?:y(?<!\wy)m\(\s*|/watch/|yaCounter)(\d{5,10})", "ym( /watch/ yaCounter"),
    (_MEASURING, "pixel", r"fbq\(\s*['\"]init['\"]\s*,\s*['\"]?(\d{8,20})", "fbq("),
    (_MEASURING, "matomo", r"setTrackerUrl['\"]?\s*,\s*['\"]?([^'\"\])]{6,120})", "setTrackerUrl"),
    (_MEASURING, "clarity", r"clarity['\"]\s*,\s*['\"]script['\"]\s*,\s*['\"]([a-z0-9]{6,16})", "clarity"),
    (_MEASURING, "hotjar", r"hjid['\"]?\s*[:=]\s*['\"]?(\d{4,12})", "hjid"),
    (_MEASURING, "counter", r"(?:/counter\?id=|sc_project\s*=\s*)(\d{4,12})", "/counter?id= sc_project"),
    (_EARNING, "publisher", r"(c(?<!\wc)a-pub-\d{10,20}|p(?<!\wp)ub-\d{10,20})\b", "pub-"),
    (
        _PAYING,
        "paypal",
        r"(?:hosted_button_id['\"]?\s*(?:value=)?['\"=:\s]{0,6})([A-Za-z0-9]{5,20})",
        "hosted_button_id",
    ),
    (_PAYING, "stripe", r"(p(?<!\wp)k_(?:live|test)_[A-Za-z0-9]{16,120})\b", "pk_"),
    (
        _GUARDING,
        "site-key",
        r"(?:sitekey|recaptcha/api\.js\?render)['\"]?\s*[=:]\s*['\"]?([A-Za-z0-9_-]{16,64})",
        "sitekey recaptcha/",
    ),
    (
        _GUARDING,
        "chat-widget",
        r"(?:/widget/|_website_id\s*=\s*['\"])(?=[\w/-]{0,63}\d)([\w/-]{8,64})",
        "/widget/ _website_id",
    ),
)
_NUMBERED = frozenset({_MEASURING, _EARNING, _PAYING, _GUARDING})
_PREFIX = re.compile(r"^(?:g|gtm|ua|ca-pub|pub)-")
_PATTERNS = tuple((kind, name, re.compile(pattern), marks.split()) for kind, name, pattern, marks in _SERVICES)
_CARELESS_TEXT = (
    "example domain email yourdomain sentry site test company website mysite yoursite yourcompany yourwebsite somewhere"
)
_CARELESS = frozenset(_CARELESS_TEXT.split())
# Links that say below a folder or in their query whom they reach: what each holds, and what the short path is called.
_NUMBER = r"(?:\+|%2b)?(\d{7,15})"
_REACHING_TEXT = (
    (".me/", r"//(?:www\.)?(?:t|telegram)\.me/(?:s/)?(\w{3,64})(?:/\d+)?/?(?:\?|$)", "t.me/{}"),
    (".dog/", r"//telegram\.dog/(?:s/)?(\w{3,64})(?:/\d+)?/?(?:\?|$)", "t.me/{}"),
    (".t.me", r"//(\w{3,64})\.t\.me/?(?:\?|$)", "t.me/{}"),
    ("telegram.org/", r"//web\.telegram\.org/[^#]{0,20}#(?:/im\?p=)?@?(\w{5,64})$", "t.me/{}"),
    ("/joinchat/", r"//(?:t|telegram)\.me/joinchat/([\w-]{3,64})", "t.me/+{}"),
    ("invite=", r"^tg:(?://)?join\?(?:.*&)?invite=([\w-]{3,64})", "t.me/+{}"),
    ("domain=", r"^tg:(?://)?resolve\?(?:.*&)?domain=(\w{3,64})", "t.me/{}"),
    ("/invite/", r"//(?:www\.)?discord(?:app)?\.com/invite/([\w-]{2,64})", "discord.gg/{}"),
    ("/groups/", r"//(?:www\.|m\.)?(facebook\.com/groups/[\w.-]{3,64})/?(?:\?|$)", "{}"),
    ("id=", r"//(?:www\.|m\.)?facebook\.com/profile\.php\?(?:.*&)?id=(\d{5,20})", "facebook.com/{}"),
    (
        "phone=",
        rf"^(?:(?:https?:)?//(?:api|web)\.whatsapp\.com|whatsapp:/?)/send/?\?(?:.*&)?phone={_NUMBER}",
        "wa.me/{}",
    ),
    ("wa.me/", rf"//wa\.me/{_NUMBER}", "wa.me/{}"),
    ("#/", r"//matrix\.to/#/(?:#|%23|@|%40|!|%21)?([\w.=-]{2,64}(?::|%3a)[\w.-]{3,64})", "matrix:{}"),
    (
        "#/",
        r"//app\.element\.io/#/(?:room|user)/(?:#|%23|@|%40|!|%21)?([\w.=-]{2,64}(?::|%3a)[\w.-]{3,64})",
        "matrix:{}",
    ),
    ("matrix:", r"^matrix:(?:r|u|roomid)/([\w.=-]{2,64}:[\w.-]{3,64})", "matrix:{}"),
    (
        "smp",
        (
            r"^(?:https?://simplex\.chat|simplex:)/(?:contact|invitation)/?#.{0,80}smp(?:://|%3a%2f%2f)[\w=%-]{10,80}?"
            r"(?:@|%40)[\w.,:%-]{3,200}?(?:/|%2f)([\w-]{6,64})"
        ),
        "simplex:{}",
    ),
    (".simplex.im/", r"//(?:smp\d{1,3})\.simplex\.im/[a-z]#([\w-]{8,80})", "simplex:{}"),
    ("/#", r"//signal\.(?:group|me)/#([\w+/-]{8,120})", "signal:{}"),
    ("/ti/", r"//(?:www\.)?line\.me/(?:r/)?ti/((?:g2?|p)/[~@%\w-]{3,64})", "line:{}"),
    ("irc", r"^ircs?:/{0,2}([\w.-]{4,60}(?::\d+)?/#?[\w-]{2,50})", "irc:{}"),
    ("/channel/", r"//(?:www\.)?(whatsapp\.com/channel/\w{8,40})", "{}"),
    ("/profile/", r"//(?:www\.)?(bsky\.app/profile/[\w.:-]{3,80})", "{}"),
    ("linkedin.com/", r"//(?:\w{2,3}\.)?(linkedin\.com/(?:company|in|school)/[\w%-]{2,80})", "{}"),
    ("reddit.com/", r"//(?:\w{2,3}\.)?(reddit\.com/(?:u|user)/[\w-]{2,40})/?(?:\?|$)", "{}"),
    ("cash.app/", r"//(cash\.app/\$\w{2,40})", "{}"),
    ("ok.ru/", r"//(?:m\.|www\.)?(ok\.ru/(?:group|profile)/\d{4,20})", "{}"),
    ("steamcommunity.com/", r"//(steamcommunity\.com/(?:groups|id|profiles)/[\w-]{2,64})", "{}"),
    ("number=", rf"^viber:(?://)?(?:chat|add)\?(?:.*&)?number={_NUMBER}", "viber:{}"),
)
_REACHING = tuple((mark, re.compile(pattern), form) for mark, pattern, form in _REACHING_TEXT)
_ACTING = ("tg://", "viber://", "whatsapp://")  # what follows says what to do, not with whom
_HELPING = frozenset({"docs", "help", "legal", "policies", "policy", "support"})  # hosts of texts, numbered by pages
_LEAST_LONG = 16  # letters of an account number, of which few are not alike


def find_identifiers(text: str, links: Iterable[str] = (), code: str = "") -> tuple[Identifier, ...]:
    """Identifiers in `text` (visible), `links` (targets as written) and `code` (scripts, attributes), sorted.

    A kind with more than `MAX_PER_KIND` values is left out whole: a directory's entries are not its own.
    """
    text, code = text[:MAX_TEXT], code[:MAX_TEXT]
    linked: set[Identifier] = set()
    for link in {link.strip().translate(_NOT_IN_LINKS)[:400] for link in set(links)}:
        # A path on the page's own host, as most are, names nobody.
        if ":" in link or "//" in link or "%3a" in link.lower():
            linked.update(_from_target(link))
    found = linked | _without_neighbours(_contacts(text), linked, text)
    for kind, service, pattern, marks in _PATTERNS:
        if any(mark in code for mark in marks):
            found.update(Identifier(kind, f"{service}:{match[1]}") for match in pattern.finditer(code))
    return tuple(sorted(_without_crowds(found)))


def _contacts(text: str) -> set[Identifier]:
    text = _in_our_digits(text)
    text = in_signs(text)
    plain = text.encode("ascii", "replace")  # a byte for each character
    small = plain.lower()
    found = set(_emails(text, small))
    found.update(filter(None, (_email(*written) for written in mails_in_words(text, small))))
    found.update(Identifier(IdentifierKind.PHONE, number) for number in telephones_in(text, plain))
    tokens = " ".join(_long_tokens(text, plain))
    found.update(_paid_to(tokens))
    found.update(Identifier(IdentifierKind.MESSENGER, value) for value in keys_in(tokens))
    for mark, pattern, form in _WRITTEN_ACCOUNTS:
        for match in islice(pattern.finditer(text), MAX_WRITTEN) if mark.search(plain) else ():
            found.update(_from_target(form.format(match[1])))
    for match in islice(_NAMED.finditer(text), MAX_AT_SIGNS) if "@" in text else ():
        before = text[max(0, match.start() - 24) : match.start()]
        if _TELEGRAM_BEFORE.search(before) or _TELEGRAM_BEHIND.match(text, match.end()):
            found.update(_from_target(f"https://t.me/{match[1]}"))
    for name in islice(named_accounts(text, small), MAX_WRITTEN):
        found.update(_from_target(f"https://t.me/{name}"))
    return found


def _in_our_digits(text: str) -> str:
    """`text` with our digits for those of other scripts: looked up in a table, which is many times faster than Python
    puts a few letters in place of others in a text that is not all ASCII."""
    if text.isascii():
        return text
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    others = points[points >= min(_ZEROS)]  # few, of most texts
    if np.array_equal(_as_digits().take(others), others):
        return text
    read = _as_digits().take(points)
    return str(read[read != _LEFT_OUT].tobytes(), "utf-32-le", "surrogatepass")


@lru_cache(maxsize=1)
def _as_digits() -> NDArray[np.uint32]:
    """Each code point as it is read."""
    table = np.arange(_LEFT_OUT, dtype="<u4")
    for zero in _ZEROS:
        table[zero : zero + 10] = range(ord("0"), ord("9") + 1)
    table[_OF_A_KEY] = _LEFT_OUT
    return table


def _without_neighbours(written: set[Identifier], linked: set[Identifier], text: str) -> set[Identifier]:
    """What is `written` in a text, but addresses that are those of links and what stands right beside these: who sets
    a label or a number and an address beside each other, by styles alone, writes "Emaildesk@quay.example". An address
    that the text gives alone too may be the end of another ("sales@", "presales@")."""
    known = [item.value for item in linked if item.kind is IdentifierKind.EMAIL]
    mails = [item for item in written - linked if item.kind is IdentifierKind.EMAIL] if known else []
    longer = [(item, mail) for item in mails for mail in known if mail in item.value]
    low = text.lower() if longer else ""
    joined: set[Identifier] = set()
    for item, mail in longer:
        before, _, behind = item.value.partition(mail)
        ends = not behind or (behind.isalpha() and len(item.value.rpartition(".")[2]) > _LONGEST_SHORT)
        begins = _BEFORE_LINKED.fullmatch(before) or (before and low.count(mail) == low.count(item.value))
        if ends and (begins or (behind and not before)):
            joined.add(item)
    return written - joined


def _long_tokens(text: str, plain: bytes) -> Iterable[str]:
    """What `_LONG_TOKEN` finds. Where all letters are made one, a run as long as a token is seen fast."""
    runs = plain.translate(_ANY_LETTER)
    end = 0
    while (begin := runs.find(_LEAST_RUN, end)) >= 0:
        end = runs.find(b" ", begin)
        end = len(runs) if end < 0 else end
        if token := _LONG_TOKEN.match(text, begin):
            yield token[0]


def _emails(text: str, small: bytes) -> Iterable[Identifier]:
    """Addresses around each at-sign: looking there only keeps a long text cheap."""
    signs = (pattern.finditer(small) for begun, pattern in _AT_SIGNS if begun in small)
    spans = [sign.span() for found in signs for sign in islice(found, MAX_AT_SIGNS)]
    named = (pattern.finditer(text) for bracket, pattern in _AT_NAMES if bracket in text)
    spans += [sign.span() for found in named for sign in islice(found, MAX_AT_SIGNS)]
    for begin, end in sorted(spans)[:MAX_AT_SIGNS]:
        behind = text[end : end + 330]
        after = _AFTER_AT.match(ended[1] if (ended := _SENTENCE_BEHIND.match(behind)) else behind)
        # Looked for in the last word alone, which may be one space away: a search tries each letter as the first.
        near = text[max(0, begin - 66) : begin]
        near = near[:-1] if near[-1:].isspace() else near
        before = _BEFORE_AT.search(near.split()[-1]) if near.strip() and not near[-1].isspace() else None
        cut = before and _OF_A_WORD.match(before.string[: before.start()][-1:])  # "jürgen@" is not "rgen@"
        if before and after and not cut and (identifier := _email(before[0], after[1])):
            yield identifier


def _email(local: str, domain: str) -> Identifier | None:
    domain = _DOTS.sub(".", domain).lower().replace(" ", "")
    local, domain = without_decoys(local), without_decoys(domain)
    if domain.split(".", 1)[0] in _CARELESS or domain.rsplit(".", 1)[-1] in {
        "png",
        "jpg",
        "gif",
        "webp",
        "svg",
        "js",
        "css",
    }:
        return None
    local = local.lower().split("+", 1)[0]
    return Identifier(IdentifierKind.EMAIL, f"{local}@{domain}") if local else None


def _paid_to(text: str) -> Iterable[Identifier]:
    return (Identifier(IdentifierKind.WALLET, value) for value in wallets_in(text))


def _from_link(link: str) -> Iterable[Identifier]:
    scheme, _, rest = link.partition(":")
    scheme = scheme.lower()
    if scheme == "mailto":
        yield from _mailed_to(rest)
    elif scheme in {"tel", "sms", "callto"}:
        digits = re.sub(r"\D", "", rest.replace(AT_HOME, ""))
        if 7 <= len(digits) <= 15:
            yield Identifier(IdentifierKind.PHONE, "+" + digits.removeprefix("00"))
    elif scheme in CURRENCIES:
        yield from _paid_to(rest.split("?", 1)[0])
    elif scheme in {"skype", "viber", "xmpp", "tg", "tox", "session", "threema", "whatsapp", "nostr"}:
        value = re.sub(r"[^\w.@+-]", "", rest.split("?", 1)[0]).lower() or re.sub(r"[^\w.@+=-]", "", rest).lower()[:80]
        if value:
            yield Identifier(IdentifierKind.MESSENGER, f"{scheme}:{value}")
    elif match := _PROFILE.match(link):
        name, host = match[2].lower(), match[1].lower()
        numbered = name.isdigit() and host.partition(".")[0] in _HELPING
        if name not in _SHARE_PATHS and not name.endswith(_FILES) and not numbered:
            yield Identifier(IdentifierKind.HANDLE, f"{host}/{name}")


def _mailed_to(rest: str) -> Iterable[Identifier]:
    """The addresses of a ``mailto:``: before a question mark, or after it as ``to``, one or more."""
    before, _, asked = rest.removeprefix("//").partition("?")
    further = (part[3:] for part in asked.split("&") if part[:3].lower() == "to=")
    for address in _MANY.split(unquote(",".join((before, *further))))[:MAX_PER_KIND]:
        local, _, domain = _DOUBLED.sub("", address.strip(" \"'<>")).partition("@")
        if domain and (email := _email(local.strip(), domain.strip())):
            yield email


def _from_target(target: str) -> Iterable[Identifier]:
    lowered = target.lower()
    by_way = _BY_WAY_OF.search(lowered) if "=" in lowered else None
    if reached := _reached(lowered) or (_reached(unquote(by_way[1])) if by_way else None):
        return (reached,)
    return () if lowered.startswith(_ACTING) else _from_link(target)


def _reached(link: str) -> Identifier | None:
    for mark, pattern, form in _REACHING:
        if mark in link and (match := pattern.search(link)) and match[1] not in _SHARE_PATHS:
            kind = IdentifierKind.MESSENGER if form.endswith(":{}") else IdentifierKind.HANDLE
            return Identifier(kind, form.format(unquote(match[1])))
    return None


def _is_nobodys(identifier: Identifier) -> bool:
    """Whether it stands where an owner's belongs: X and 0 alone, hardly any other letter, digits in their order."""
    if identifier.kind is IdentifierKind.PHONE:
        return is_nobodys_number(identifier.value.removeprefix("+"))
    service, _, value = identifier.value.partition(":")
    if not value or identifier.kind not in _NUMBERED or service == "matomo":
        return False
    letters = set("".join(filter(str.isalnum, _PREFIX.sub("", value.lower()))))
    return letters <= {"x", "0"} or (len(letters) <= 3 and len(value) >= _LEAST_LONG)


def _without_crowds(found: set[Identifier]) -> Iterable[Identifier]:
    counts: dict[IdentifierKind, int] = {}
    for identifier in found:
        counts[identifier.kind] = counts.get(identifier.kind, 0) + 1
    few = (identifier for identifier in found if counts[identifier.kind] <= MAX_PER_KIND)
    return (identifier for identifier in few if not _is_nobodys(identifier))
