"""Filters for words and moments: `{% load words %}`."""

import re
from datetime import date, datetime
from itertools import zip_longest

from django import template
from django.conf import settings
from django.forms import BoundField
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rempart.engines.verdict import is_counted_elsewhere
from rempart.kernel.errors import RempartError
from rempart.kernel.reasons import Reason
from rempart.web import words
from rempart.web.labels import LABELS

register = template.Library()

_SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_APART = f"[{_SPACES}.-]"
_HOURS = r"[0-2]?[0-9]\.[0-5][0-9]"
# From 112 on; not from when to when it is open, nor at how many hours of the day.
_NUMBER = re.compile(
    rf"((?<![\w.:/)-])(?!{_HOURS}(?:[-–]{_HOURS})?(?!{_APART}?[0-9]))"
    rf"[+]?[0-9](?:{_APART}?(?:\(0\){_APART}?)?[0-9]){{2,14}}"
    rf"(?![0-9]|/[0-9]|[{_SPACES}]?[hH](?:ours|eures)?\b))"
)


@register.filter
def sentence(said: Reason | RempartError) -> str:
    """The sentence of a reason or an error in the visitor's language."""
    return words.sentence(said)


@register.filter
def records(said: Reason | RempartError) -> dict[str, str]:
    """The records of both exhibits that show what a reason says, each once, and how each is shown in short; none for
    what cites none. A page that was looked at and not captured has none."""
    values = said.values if isinstance(said, Reason) else {}
    found = filter(None, map(values.get, ("record_a", "record_b")))
    return {str(record): _in_short(str(record)) for record in found}


def _in_short(record: str) -> str:
    if f"record.{record}" in LABELS:  # what a record holds, named by a look that keeps none
        return _("the page as it was looked at")
    return re.sub(r"<urn:uuid:([0-9a-f]{8})[-0-9a-f]*>", r"\1…", record)


@register.filter
def counted_elsewhere(said: Reason | RempartError) -> bool:
    """Whether another reason of a comparison counts for this one too."""
    return isinstance(said, Reason) and is_counted_elsewhere(said)


@register.filter
def coded(said: object) -> SafeString:
    """A sentence whose words between backticks, a command or a setting, are marked as code."""
    parts = re.split("`([^`]+)`", str(said))
    pieces = (format_html("<code>{}</code>", part) if at % 2 else part for at, part in enumerate(parts))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


@register.filter
def with_numbers(line: str) -> SafeString:
    """A line of help with its telephone numbers as links: a phone calls them at a touch."""
    parts = _NUMBER.split(line)
    links = [format_html('<a href="tel:{}">{}</a>', re.sub(r"\(0\)|[^+\d]", "", part), part) for part in parts[1::2]]
    pieces = [part for pair in zip_longest(parts[::2], links, fillvalue="") for part in pair]
    return format_html_join("", "{}", ((piece,) for piece in pieces))


@register.filter(is_safe=True)
def typeset(said: str) -> str:
    """What the library of accounts says in French, with the marks that the rest of the pages has: an apostrophe that is
    one, and no line that begins with a colon."""
    if get_language() != "fr":
        return said
    return re.sub(r" (?=[:;?!])", "\N{NO-BREAK SPACE}", re.sub(r"(?<=\w)(?:'|&#x27;)(?=\w)", "’", said.strip()))


@register.filter
def label(code: object) -> str:
    """What a code is called."""
    return words.label(code)


@register.filter
def moment(value: datetime | None) -> str:
    """A `<time>` element: the moment in words, to the second, in UTC."""
    if value is None:
        return "–"
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words.moment_words(value))


@register.filter
def day(value: date) -> str:
    """A day in words, for a text."""
    return words.day_words(value)


@register.filter
def day_in_short(value: date) -> str:
    """A `<time>` element: the day in words, for a table or a picture."""
    return format_html('<time datetime="{}">{}</time>', f"{value:%Y-%m-%d}", words.short_day_words(value))


@register.filter
def by_the_minute(value: datetime) -> str:
    """A `<time>` element for a public page: the day in words and the minute, in UTC."""
    return format_html('<time datetime="{}">{}, {} UTC</time>', value.isoformat(), day(value), f"{value:%H:%M}")


@register.filter
def described(field: BoundField) -> SafeString:
    """The field with its help text and errors announced together with it; of a form that comes back, the first field
    that has to be mended is where the reader is led, with or without scripts."""
    ids = [f"{field.auto_id}_help"] if field.help_text else []
    ids += [f"{field.auto_id}_error"] if field.errors else []
    attributes: dict[str, str | bool] = {"aria-describedby": " ".join(ids)} if ids else {}
    if field.errors:
        attributes["aria-invalid"] = "true"
        attributes["autofocus"] = next(iter(field.form.errors)) == field.name and not field.form.non_field_errors()
    field.field.widget.attrs.pop("placeholder", None)  # the library's forms repeat the label there, in faint letters
    return field.as_widget(attrs=attributes)


@register.simple_tag(takes_context=True)
def other_languages(context: template.Context) -> list[tuple[str, str, str]]:
    """(code, own name, address of this page) for each language; the address is the front page where there is none."""
    request: HttpRequest | None = context.get("request")
    path = request.get_full_path() if request is not None and request.method == "GET" else "/"
    own_names = {"fr": "Français", "en": "English"}
    return [(code, own_names[code], translate_url(path, code)) for code, _name in settings.LANGUAGES]
