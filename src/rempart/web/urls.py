"""Every address of the web door. French stands at the root, English under /en/; the language switch is a link."""

from allauth.account import views as account
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView

from rempart.web.views import (
    appeals,
    captures,
    cases,
    desk,
    entrance,
    journal,
    matches,
    orders,
    people,
    probes,
    publications,
    referrals,
    reports,
    sightings,
    steps,
    transparency,
    watchlist,
)

_public = [
    path("", reports.report, name="report"),
    path("suivi/", reports.follow, name="follow"),
    path("sortie/", reports.leave, name="leave"),
    path("transparency/", transparency.transparency, name="transparency"),
    path("recours/", appeals.appeal, name="appeal"),
    path("recours/suivi/", appeals.follow, name="appeal-follow"),
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
    path("desk/token/", desk.token, name="token"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<uuid:report_id>/", reports.report_item, name="report-item"),
    path("reports/<uuid:report_id>/set-aside/", reports.set_aside, name="report-set-aside"),
    path("watchlist/", watchlist.watchlist, name="watchlist"),
    path("watchlist/enrol/", watchlist.enrol, name="watchlist-enrol"),
    path("watchlist/<uuid:site_id>/", watchlist.site_item, name="site-item"),
    path("watchlist/<uuid:site_id>/name/", watchlist.name_one, name="site-name"),
    path("sightings/", sightings.sightings, name="sightings"),
    path("sightings/<uuid:sighting_id>/", sightings.sighting_item, name="sighting-item"),
    path("sightings/<uuid:sighting_id>/dismiss/", sightings.dismiss, name="sighting-dismiss"),
    path("captures/", captures.captures, name="captures"),
    path("captures/<uuid:exhibit_id>/", captures.exhibit_item, name="exhibit-item"),
    path("captures/<uuid:exhibit_id>/look/", captures.look, name="exhibit-look"),
    path("captures/<uuid:exhibit_id>/download/", captures.download, name="exhibit-download"),
    path("matches/", matches.matches, name="matches"),
    path("matches/<uuid:match_id>/", matches.match_item, name="match-item"),
    path("cases/", cases.cases, name="cases"),
    path("cases/<uuid:case_id>/", cases.case_item, name="case-item"),
    path("cases/<uuid:case_id>/note/", cases.note, name="case-note"),
    path("cases/<uuid:case_id>/close/", cases.close, name="case-close"),
    path("cases/<uuid:case_id>/propose/", orders.propose, name="order-propose"),
    path("orders/", orders.orders, name="orders"),
    path("orders/inbox/", orders.inbox, name="inbox"),
    path("orders/<uuid:order_id>/", orders.order_item, name="order-item"),
    path("orders/<uuid:order_id>/countersign/", orders.countersign, name="order-countersign"),
    path("orders/<uuid:order_id>/decline/", orders.decline, name="order-decline"),
    path("orders/<uuid:order_id>/recheck/", orders.recheck, name="order-recheck"),
    path("orders/<uuid:order_id>/revoke/", orders.revoke, name="order-revoke"),
    path("orders/<uuid:order_id>/object/", orders.object_to, name="order-object"),
    path("orders/<uuid:order_id>/regular/", orders.find_regular, name="order-regular"),
    path("orders/<uuid:order_id>/suspend/", orders.suspend, name="order-suspend"),
    path("orders/<uuid:order_id>/resume/", orders.resume, name="order-resume"),
    path("orders/<uuid:order_id>/opening/", transparency.opening, name="order-opening"),
    path("appeals/", appeals.appeals, name="appeals"),
    path("appeals/<uuid:appeal_id>/", appeals.appeal_item, name="appeal-item"),
    path("appeals/<uuid:appeal_id>/answer/", appeals.answer, name="appeal-answer"),
    path("publications/", publications.publications, name="publications"),
    path("publications/export/", publications.export, name="publications-export"),
    path("publications/check/", publications.check, name="publications-check"),
    path("probes/", probes.probes, name="probes"),
    path("probes/<uuid:probe_id>/", probes.probe_item, name="probe-item"),
    path("referrals/", referrals.referrals, name="referrals"),
    path("referrals/<uuid:notice_id>/", referrals.notice_item, name="notice-item"),
    path("referrals/<uuid:notice_id>/sent/", referrals.sent, name="notice-sent"),
    path("referrals/<uuid:notice_id>/answered/", referrals.answered, name="notice-answered"),
    path("journal/", journal.journal, name="journal"),
    path("journal/<int:index>/", journal.entry_item, name="entry-item"),
    path("steps/", steps.steps, name="steps"),
    path("steps/<uuid:step_id>/", steps.step_item, name="step-item"),
    path("steps/<uuid:step_id>/retry/", steps.retry, name="step-retry"),
    path("people/", people.people, name="people"),
    path("people/open/", people.open_one, name="people-open"),
    path("people/<uuid:account_id>/", people.person_item, name="person-item"),
    path("people/<uuid:account_id>/once/", people.give_link, name="person-once"),
    path("people/<uuid:account_id>/role/", people.change_role, name="person-role"),
    path("people/<uuid:account_id>/close/", people.close_one, name="person-close"),
]

urlpatterns = [
    path("api/v1/", include("rempart.api.urls")),
    # Short words for posters: each leads to the form in its language.
    path("signaler/", RedirectView.as_view(url="/"), name="poster-fr"),
    path("transparency/checkpoint", transparency.checkpoint, name="checkpoint"),
    path("report/", RedirectView.as_view(url="/en/"), name="poster-en"),
    *i18n_patterns(*_public, path("accounts/", include(_accounts)), *_desk, prefix_default_language=False),
]
