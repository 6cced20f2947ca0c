"""The addresses of people whose information it is. Who may use each is listed in infoshare/access.py."""

from django.urls import path

from consent.views import people

OF = "persons/<int:pk>/"

urlpatterns = [
    path("persons/", people.known, name="known"),
    path("persons/enter/", people.enter, name="enter-person"),
    path(f"{OF}details/", people.change, name="change-person"),
    path(f"{OF}relationships/add/", people.relate, name="relate"),
    path(f"{OF}relationships/<int:relationship>/", people.change_relationship, name="change-relationship"),
    path(f"{OF}relationships/<int:relationship>/end/", people.end_relationship, name="end-relationship"),
]
