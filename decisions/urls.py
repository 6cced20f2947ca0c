"""Every address of the journey. References are random; nothing about anybody is in an address."""

from django.urls import path, register_converter

from decisions.views import advice, home, journey, lists, organisation, recording


class Reference:
    regex = "IS-[2-9A-Z]{4}-[2-9A-Z]{4}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class ListName(Reference):
    regex = "recipients|items"


register_converter(Reference, "reference")
register_converter(ListName, "list")

OF = "decisions/<reference:reference>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("advice/", advice.discussions, name="discussions"),
    path("settings/", organisation.organisation, name="organisation"),
    path("guidance/<slug:pack_id>/", home.guidance, name="guidance"),
    path("decisions/new/", journey.start, name="start"),
    path("decisions/emergency/", recording.emergency, name="emergency"),
    path(OF, journey.decision, name="decision"),
    path(f"{OF}questions/<slug:slug>/", journey.question, name="question"),
    path(f"{OF}questions/<slug:slug>/advice/", advice.ask, name="ask"),
    path(f"{OF}advice/<int:pk>/", advice.advice, name="advice"),
    path(f"{OF}<list:name>/", lists.rows, name="rows"),
    path(f"{OF}<list:name>/add/", lists.add, name="add-row"),
    path(f"{OF}<list:name>/<int:pk>/", lists.change, name="change-row"),
    path(f"{OF}<list:name>/<int:pk>/remove/", lists.remove, name="remove-row"),
    path(f"{OF}pages/<slug:slug>/", journey.step, name="step"),
    path(f"{OF}check/", recording.check, name="check"),
    path(f"{OF}emergency/", recording.emergency_in, name="emergency-in"),
    path(f"{OF}record.pdf", recording.pdf, name="pdf"),
    path(f"{OF}add/", recording.add_to, name="add-to"),
    path(f"{OF}add/<slug:slug>/", recording.todo, name="todo"),
]
