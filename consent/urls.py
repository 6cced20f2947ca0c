"""The addresses of people whose information it is, and of consent. Who may use each is in infoshare/access.py."""

from django.urls import path, register_converter

from consent.views import asking, consents, papers, people, reviews


class ConsentReference:
    regex = "CO-[2-9A-Z]{4}-[2-9A-Z]{4}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ConsentReference, "consent")

OF = "persons/<int:pk>/"
ABOUT = "consents/<consent:consent>/"

urlpatterns = [
    path("persons/", people.known, name="known"),
    path("persons/enter/", people.enter, name="enter-person"),
    path(f"{OF}details/", people.change, name="change-person"),
    path(f"{OF}relationships/add/", people.relate, name="relate"),
    path(f"{OF}relationships/<int:relationship>/", people.change_relationship, name="change-relationship"),
    path(f"{OF}relationships/<int:relationship>/end/", people.end_relationship, name="end-relationship"),
    path(f"{OF}consents/ask/", asking.ask, name="ask-consent"),
    path("consents/due/", reviews.due, name="consents-due"),
    path(f"{ABOUT}asked/<slug:slug>/", asking.terms, name="consent-terms"),
    path(f"{ABOUT}recipients/", asking.recipients, name="consent-recipients"),
    path(f"{ABOUT}recipients/<int:pk>/remove/", asking.remove_recipient, name="remove-consent-recipient"),
    path(f"{ABOUT}anew/", asking.ask_anew, name="ask-anew"),
    path(f"{ABOUT}not-answered/", consents.not_answered, name="not-answered"),
    path(f"{ABOUT}assessment/", consents.assess, name="assess"),
    path(f"{ABOUT}longer/", consents.renew, name="renew-consent"),
    path(f"{ABOUT}review/", consents.review, name="review-consent"),
    path(f"{ABOUT}changed/", consents.changed, name="consent-changed"),
    path(f"{ABOUT}papers/", consents.keep_evidence, name="keep-evidence"),
    path(f"{ABOUT}papers/<int:pk>/", consents.evidence, name="evidence"),
    path(f"{ABOUT}record.pdf", papers.record, name="consent-pdf"),
    path(f"{ABOUT}easy-read.pdf", papers.easy_read, name="consent-easy-read"),
    path(f"{ABOUT}consent.json", papers.iso27560, name="consent-json"),
    path(f"{ABOUT}fhir.json", papers.fhir, name="consent-fhir"),
]
