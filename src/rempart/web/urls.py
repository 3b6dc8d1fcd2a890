"""Every address of the web door. French stands at the root, English under /en/; the language switch is a link."""

from allauth.account import views as account
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView

from rempart.web.views import desk, entrance, reports

_public = [
    path("", reports.report, name="report"),
    path("suivi/", reports.follow, name="follow"),
    path("sortie/", reports.leave, name="leave"),
]

# Sign-up is closed and there is no mail: an administrator lets people in by a one-time link.
_accounts = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("once/<str:secret>/", entrance.once, name="once"),
    path("2fa/", include("allauth.mfa.urls")),
]

_desk = [
    path("desk/", desk.desk, name="desk"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<uuid:report_id>/", reports.report_item, name="report-item"),
    path("reports/<uuid:report_id>/set-aside/", reports.set_aside, name="report-set-aside"),
]

urlpatterns = [
    # Short words for posters: each leads to the form in its language.
    path("signaler/", RedirectView.as_view(url="/"), name="poster-fr"),
    path("report/", RedirectView.as_view(url="/en/"), name="poster-en"),
    *i18n_patterns(*_public, path("accounts/", include(_accounts)), *_desk, prefix_default_language=False),
]
