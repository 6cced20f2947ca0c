"""Every address of the site. Who may use each is listed in infoshare/access.py."""

from django.urls import include, path

from infoshare import health

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("accounts/", include("infoshare.signing_in.urls")),
    path("", include("infoshare.documents.urls")),
    path("", include("infoshare.administration.urls")),
    path("", include("consent.urls")),
    path("", include("decisions.urls")),
]
