"""How a person of the story comes in: a one-time link, then the second factor that every staff role must have.

In: the installation. Out: a visitor who is signed in. Never: a way round the second factor.
"""

import re

from rempart.demo.cast import Cast
from rempart.demo.second_factor import one_time_code
from rempart.demo.story import NotVerifiedError
from rempart.demo.visitor import Visitor

_SECRET = re.compile(r"\b([A-Z2-7]{32})\b")
_ACTIVATE = "/accounts/2fa/totp/activate/"


def enter(cast: Cast) -> Visitor:
    """A visitor signed in as the reader of the story, with a second factor set up on the way."""
    visitor = Visitor(cast.setting.web_url)
    visitor.post(cast.installation.reader_link(), lambda _page: {})
    visitor.post(_ACTIVATE, lambda page: {"code": _code_for(page, cast.installation.now().timestamp())})
    return visitor


def _code_for(page: str, at: float) -> str:
    """The code that an authenticator would show for the secret on the page."""
    shown = _SECRET.search(page)
    if shown is None:
        raise NotVerifiedError(
            part="web door", problem="no second factor is asked for", advice="look at SecondFactorMiddleware."
        )
    return one_time_code(shown[1], at)
