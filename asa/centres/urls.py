from django.urls import path

from asa.centres.views import assessments, changes, committees, lists, meetings, pages

app_name = "centres"
urlpatterns = [
    path("", lists.centre_list, name="list"),
    path("gaps/", lists.gaps, name="gaps"),
    path("export/<slug:kind>/", lists.export, name="export"),
    path("found/", changes.found, name="found"),
    path("changes/", lists.waiting, name="waiting"),
    path("changes/<uuid:pk>/", changes.proposal, name="proposal"),
    path("changes/<uuid:pk>/accept/", changes.accept, name="accept"),
    path("changes/<uuid:pk>/reject/", changes.reject, name="reject"),
    path("changes/<uuid:pk>/withdraw/", changes.withdraw, name="withdraw"),
    path("offices/<uuid:pk>/end/", committees.leave, name="end_office"),
    path("meetings/<uuid:pk>/", meetings.show, name="meeting"),
    path("meetings/<uuid:pk>/cancel/", meetings.cancel, name="cancel_meeting"),
    path("meetings/<uuid:pk>/minutes/", meetings.minutes, name="minutes"),
    path("meetings/<uuid:pk>/correct/", meetings.correct, name="correct_minutes"),
    path("meetings/<uuid:pk>/paper/", meetings.paper, name="paper"),
    path("points/<uuid:pk>/done/", meetings.done, name="point_done"),
    path("assessments/<uuid:pk>/", assessments.show, name="assessment"),
    path("assessments/<uuid:pk>/priorities/", assessments.priorities, name="priorities"),
    path("priorities/<uuid:pk>/", assessments.work, name="work"),
    path("<uuid:pk>/", pages.detail, name="detail"),
    path("<uuid:pk>/propose/", changes.propose, name="propose"),
    path("<uuid:pk>/elect/", committees.elect, name="elect"),
    path("<uuid:pk>/term/", committees.term, name="term"),
    path("<uuid:pk>/office/", committees.fill, name="fill"),
    path("<uuid:pk>/meet/", meetings.plan, name="plan_meeting"),
    path("<uuid:pk>/assess/", assessments.assess, name="assess"),
]
