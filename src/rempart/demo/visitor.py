"""A visitor of the pages: fetches and posts over real HTTP, keeps cookies, follows redirects.

In: an address of the web door. Out: what the page says. Never: JavaScript, an address that is not loopback.
"""

import html
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from http.cookiejar import CookieJar

from rempart.demo.story import NotVerifiedError
from rempart.kernel.phrases import Phrase

_ANSWER_S = 20.0
_CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Visitor:
    """One browser session without scripts, at `url` (``http://127.0.0.1:port``)."""

    def __init__(self, url: str) -> None:
        self._url = url
        # Loopback is never asked through a proxy that the environment names.
        without_proxy = urllib.request.ProxyHandler({})
        self._opener = urllib.request.build_opener(without_proxy, urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        """The page at `path`. Raises NotVerifiedError where it does not answer 200."""
        return self._ask(urllib.request.Request(self._url + path))  # noqa: S310 (our own pages)

    def post(self, path: str, fill: Callable[[str], dict[str, str]]) -> str:
        """Send the form at `path` as a person would: the page first, then what `fill` makes of it."""
        page = self.get(path)
        token = _CSRF.search(page)
        if token is None:
            raise NotVerifiedError(
                part="web door", problem=Phrase("{path} has no form", path=path), advice="open it in a browser."
            )
        body = urllib.parse.urlencode({**fill(page), "csrfmiddlewaretoken": token[1]}).encode()
        headers = {"Referer": self._url + path}
        return self._ask(urllib.request.Request(self._url + path, body, headers))  # noqa: S310

    def _ask(self, request: urllib.request.Request) -> str:
        try:
            with self._opener.open(request, timeout=_ANSWER_S) as answer:
                text: str = answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                said = " ".join(re.sub(r"<[^>]+>", " ", error.read().decode(errors="replace")).split())[:300]
            raise NotVerifiedError(
                part="web door",
                problem=Phrase("{url} answers {code}: {said}", url=request.full_url, code=str(error.code), said=said),
                advice="see that page.",
            ) from error
        except urllib.error.URLError as error:
            raise NotVerifiedError(
                part="web door", problem=f"{request.full_url}: {error.reason}", advice="see whether it runs."
            ) from error
        return html.unescape(text)
