"""The entrance: a link that an administrator or the console gave lets a person in once."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_variables

from rempart.people.services import use_one_time_login
from rempart.web.people import now


@sensitive_variables("secret")
def once(request: HttpRequest, secret: str) -> HttpResponse:
    """Show a button first: a mail scanner that opens the link must not use it up.

    The link is one factor only. allauth's login stages ask for the second, or the middleware has one set up.
    """
    if request.method != "POST":
        return render(request, "account/once.html", {"secret": secret})
    account = use_one_time_login(secret=secret, now=now())
    if account is None:
        return render(request, "account/once_spent.html", status=403)
    record_authentication(request, account, method="one_time_link", reauthenticated=True)
    entered: HttpResponse = perform_login(request, Login(user=account))
    return entered
