"""Every account is staff: nobody gets past the account pages without a second factor."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

# Pages that a person without a second factor needs to set one up, or to leave.
OPEN_TO_ONE_FACTOR = ("/accounts/",)


class SecondFactorMiddleware:
    """Sends a signed-in person without TOTP or passkey to the page that sets one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on, or redirect."""
        user = request.user
        if user.is_authenticated and not request.path.startswith(OPEN_TO_ONE_FACTOR) and not is_mfa_enabled(user):
            return redirect("mfa_index")
        return self.get_response(request)
