from django.urls import path

from asa.common.imports.urls import import_addresses
from asa.households.views import imports, lists, logbook, members, papers, visits

app_name = "households"
urlpatterns = [
    path("", lists.household_list, name="list"),
    path("export/", lists.export, name="export"),
    path("neighbours/", lists.neighbours, name="neighbours"),
    path("photos/<uuid:pk>/", papers.photo_page, name="photo"),
    path("photos/<uuid:pk>/<int:size>.jpg", papers.photo, name="photo_file"),
    *import_addresses(imports.PAGES),
    path("<uuid:pk>/", logbook.detail, name="detail"),
    path("<uuid:pk>/history/", logbook.history, name="history"),
    path("<uuid:pk>/edit/", members.edit, name="edit"),
    path("<uuid:pk>/visit/", visits.visit, name="visit"),
    path("<uuid:pk>/round/", visits.assess, name="assess"),
    path("<uuid:pk>/photos/", papers.photo_add, name="photo_add"),
    path("<uuid:pk>/consent/", papers.consent, name="consent"),
    path(
        "<uuid:pk>/consent/<uuid:consent_pk>/withdraw/",
        papers.consent_withdraw,
        name="consent_withdraw",
    ),
    path("<uuid:pk>/caretaker/", papers.caretaker, name="caretaker"),
    path("<uuid:pk>/members/", members.member_add, name="member_add"),
    path("<uuid:pk>/members/<uuid:member_pk>/", members.member_edit, name="member_edit"),
    path("<uuid:pk>/members/<uuid:member_pk>/leave/", members.member_leave, name="member_leave"),
    path("<uuid:pk>/members/<uuid:member_pk>/head/", members.member_head, name="member_head"),
    path("<uuid:pk>/members/<uuid:member_pk>/citizen-id/", members.citizen_id, name="citizen_id"),
]
