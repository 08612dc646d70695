from django.urls import path

from asa.coverage.views import gaps, people, show, states, targets

app_name = "coverage"
urlpatterns = [
    path("", show.show, name="show"),
    path("gaps/", gaps.gaps, name="gaps"),
    path("gaps/<slug:kind>/", gaps.export, name="export"),
    path("call/", gaps.call, name="call"),
    path("states/", states.states, name="states"),
    path("states/<str:code>/ask/", states.ask, name="ask"),
    path("requests/<uuid:pk>/decide/", states.decide, name="decide"),
    path("requests/<uuid:pk>/end/", states.end, name="end_exception"),
    path("people/", people.people, name="people"),
    path("targets/", targets.rules, name="rules"),
    path("targets/<str:code>/change/", targets.change, name="change_rule"),
    path("targets/<uuid:pk>/end/", targets.end, name="end_rule"),
]
