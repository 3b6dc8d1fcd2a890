"""Words for codes: what a state, role, act or verdict is called on a page, in the visitor's language.

Sentences of engines and errors are English templates with named values; `sentence` translates the template first and
fills it afterwards. `scripts/collect_messages.py` finds those templates in the source.
"""

import re
from collections.abc import Mapping

from django.utils.translation import gettext, pgettext

from rempart.kernel.errors import RempartError
from rempart.kernel.reasons import Reason
from rempart.web.labels import LABELS


def sentence(said: Reason | RempartError) -> str:
    """The sentence of a reason or an error in the visitor's language."""
    values: Mapping[str, object] = said.values if isinstance(said, Reason) else said.fields
    template = gettext(said.template) if said.template else ""
    try:
        return template.format(**{name: _shown(value) for name, value in values.items()})
    except (KeyError, IndexError, ValueError):
        # A reason kept by an older version may lack a value of today's template; the words stay readable.
        return re.sub(r"\{(\w+)[^}]*\}", lambda found: str(values.get(found[1], "…")), template)


def label(code: object) -> str:
    """What `code` is called; the code itself where it has no name of its own."""
    text = str(code)
    word = LABELS.get(text)
    return str(word) if word is not None else text


def act_words(act: str) -> str:
    """``orders.order_in_force`` as words; falls back to the act's own words."""
    word = LABELS.get(act)
    if word is not None:
        return str(word)
    stage, _, what = act.partition(".")
    return f"{pgettext('stage', stage)}: {what.replace('_', ' ')}"


def _shown(value: object) -> object:
    return value if isinstance(value, int | float) else label(value)
