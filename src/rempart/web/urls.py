"""Every address of the web door."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
]
