"""What a page asks of its visitors, as signs that outlive a new theme or another language."""

import re
from collections.abc import Iterable

from rempart.engines.pages.page import path_of
from rempart.engines.pages.reading.markup import Field, Form, Markup
from rempart.engines.pages.signs import Kind, Sign
from rempart.engines.pages.words.text import words_of

_SILENT = frozenset({"hidden", "submit", "button", "image", "reset"})
_CHOICES = frozenset({"radio", "select"})
_TEXTS = frozenset({"text", "number"})
_TO_REACH = frozenset({"email", "tel", "textarea", "password"})
_TOKEN = re.compile(r"csrf|token|nonce|captcha|_method|viewstate|session", re.IGNORECASE)
_AGE = re.compile(
    r"^(?:age|ages|alter|edad|âge|возраст|вік|yaş|yas|wiek|idade|età|eta|leeftijd|věk|vek|kor|ålder|alder|ikä|umur)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"e-?mail", re.IGNORECASE)
_NUMBERS = re.compile(r"\d+")
_PLAIN_TARGETS = frozenset(
    {"", "/", "search", "login", "index.php", "index.html", "contact", "subscribe", "wp-comments-post.php"}
)
MAX_SHOWN = 160


def form_signs(markup: Markup) -> Iterable[Sign]:
    """Fields by name, fields by shape, questions, option lists and targets of every form of the page."""
    for form in dict.fromkeys(markup.forms[:40]):  # many pages repeat one
        asked = [item for item in form.fields if item.kind not in _SILENT and not _TOKEN.search(item.name)]
        yield from _field_signs(asked)
        if target := endpoint_of(form.target):
            yield Sign(Kind.ENDPOINT, target)


def _field_signs(asked: list[Field]) -> Iterable[Sign]:
    names = sorted({f"{item.name.lower()}:{item.kind}" for item in asked if item.name})
    if len(names) >= 2:
        shown = ", ".join(sorted({item.name for item in asked if item.name}))
        yield Sign(Kind.FORM_FIELDS, ",".join(names), shown[:MAX_SHOWN])
    shape = sorted(_shape(item) for item in asked)
    if len(shape) >= 3:
        yield Sign(Kind.FORM_SHAPE, ",".join(shape[:40]))
    questions = sorted({" ".join(words_of(item.asks)) for item in asked if item.asks})
    if len(questions) >= 2:
        yield Sign(Kind.FORM_QUESTIONS, "|".join(questions)[:1000], ", ".join(questions)[:MAX_SHOWN])
    for item in asked:
        told = sum(any(map(str.isalpha, option)) for option in item.options)
        if len(item.options) >= 3 and told > 1:  # ages, years and days are nobody's
            shown = ", ".join(option for option in item.options if option)
            yield Sign(Kind.OPTIONS, "|".join(option.casefold() for option in item.options)[:4000], shown[:MAX_SHOWN])
            values = "|".join(item.values)
            if values.strip("|") and item.values != item.options:
                yield Sign(Kind.OPTIONS, f"values:{values}"[:4000], values[:MAX_SHOWN])


def _shape(item: Field) -> str:
    """A field without its words: its type, how many options, how long an answer may be."""
    if item.options:
        return f"{item.kind}[{len(item.options)}]"
    return f"{item.kind}({item.length})" if item.length else item.kind


def endpoint_of(target: str) -> str:
    """The path of a form's or a script's target without host, numbers and query; "" for what every site has."""
    if target.lower().startswith(("javascript:", "mailto:", "data:")):
        return ""
    path = _NUMBERS.sub("0", path_of(target.strip()).strip("/").lower())[:120]
    return "" if path in _PLAIN_TARGETS or len(path) < 4 else path


def form_count(forms: Iterable[Form]) -> int:
    """How many forms ask for anything at all."""
    return sum(any(item.kind not in _SILENT for item in form.fields) for form in forms)


def asks_for_an_address(forms: Iterable[Form]) -> bool:
    """Whether what `forms` ask for in words or numbers is one e-mail address and nothing else."""
    fields = [item for form in forms for item in form.fields if item.kind in _TEXTS | _TO_REACH]
    return len(fields) == 1 and (fields[0].kind == "email" or bool(_ADDRESS.search(fields[0].name)))


def asks_for_a_message(forms: Iterable[Form]) -> bool:
    """Whether one of `forms` asks for a text of some length, as to whoever keeps the site."""
    return any(item.kind == "textarea" and not _TOKEN.search(item.name) for form in forms for item in form.fields)


def asks_who_comes(form: Form) -> bool:
    """Whether visitors enter by `form`: it asks for two texts or an age beside a choice, or for two choices. Forms of
    placeholders search, also for a name with one ending of many, ask for a password, or for an address and an offer."""
    if _CHOICES.isdisjoint([item.kind for item in form.fields]):  # as most ask for none
        return False
    kinds = {(item.kind, item.name) for item in form.fields if not _TOKEN.search(item.name)}
    choices = sum(kind in _CHOICES for kind, _ in kinds)
    texts = sum(kind in _TEXTS for kind, _ in kinds)
    reached = any(kind in _TO_REACH for kind, _ in kinds)
    aged = any(kind in _TEXTS and _AGE.search(name) for kind, name in kinds)
    return choices > 1 or (choices == 1 and (texts > 1 or aged) and not reached)


def makes_up_a_secret(form: Form) -> bool:
    """Whether `form` asks for a secret twice, as of who makes one up, and beside it for what else there is to write or
    to choose of him: who comes back is asked once, and for little else."""
    secrets = sum(item.kind == "password" for item in form.fields)
    others = sum(item.kind in _TEXTS | _TO_REACH | _CHOICES | {"date"} for item in form.fields) - secrets
    return secrets > 1 and others >= secrets
