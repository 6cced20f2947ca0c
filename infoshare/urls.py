"""Every address of the site. Who may use each is listed in infoshare/access.py."""

from django.urls import include, path

from infoshare import health

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("accounts/", include("infoshare.accounts.urls")),
    path("", include("decisions.urls")),
]
