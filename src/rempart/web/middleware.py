"""What holds for every page: a second factor for staff, refusals in words, nothing kept in a browser's cache."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers

from rempart.kernel.errors import RempartError
from rempart.web.statuses import status_of

# Pages that a person without a second factor needs to set one up, or to leave; with and without language prefix.
OPEN_TO_ONE_FACTOR = ("/accounts/", "/en/accounts/")

Handler = Callable[[HttpRequest], HttpResponse]


class SecondFactorMiddleware:
    """Sends a signed-in person without TOTP or passkey to the page that sets one up, which then says why."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on, or redirect."""
        lacks_factor = request.user.is_authenticated and not is_mfa_enabled(request.user)
        if lacks_factor and not request.path.startswith(OPEN_TO_ONE_FACTOR):
            return redirect("mfa_index")
        request.lacks_second_factor = lacks_factor  # type: ignore[attr-defined]
        return self.get_response(request)


class RefusalMiddleware:
    """Turns an error of Rempart into a page that says what is refused and what to do next."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; what a page shows is not for the browser's cache."""
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for an error of Rempart; anything else stays an error of the server."""
        if not isinstance(exception, RempartError):
            return None
        return render(request, "error.html", {"error": exception}, status=status_of(exception))
