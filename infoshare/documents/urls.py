"""Addresses for whoever holds a document; nothing about any document is in them."""

from django.urls import path

from infoshare.documents import views

urlpatterns = [
    path("check/", views.check_document, name="check-document"),
    path("check/certificate/", views.installation_certificate, name="installation-certificate"),
]
