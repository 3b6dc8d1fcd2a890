"""How people enter: no sign-up, accounts come from an administrator; no visitor's address is kept."""

from collections.abc import Mapping

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Nobody opens an account alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never."""
        return False


def no_address(_request: HttpRequest) -> str:
    """What axes keeps in place of a visitor's address."""
    return ""


def login_name(request: HttpRequest, credentials: Mapping[str, str] | None) -> str:
    """The address that somebody tries to sign in with: axes counts failures by it."""
    typed = credentials.get("email") if credentials else request.POST.get("login")
    return (typed or "").strip().lower()
