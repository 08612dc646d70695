from django.urls import path

from asa.volunteers.views import changes, imports, lists, pages

app_name = "volunteers"
urlpatterns = [
    path("", lists.volunteer_list, name="list"),
    path("export/<slug:kind>/", lists.export, name="export"),
    path("register/", changes.register, name="register"),
    path("register/similar/", changes.similar, name="similar"),
    path("import/", imports.upload, name="import"),
    path("import/<uuid:pk>/", imports.result, name="import_result"),
    path("import/<uuid:pk>/rows/", imports.rows, name="import_rows"),
    path("<uuid:pk>/", pages.detail, name="detail"),
    path("<uuid:pk>/citizen-id/", pages.citizen_id, name="citizen_id"),
    path("<uuid:pk>/suspend/", changes.suspend, name="suspend"),
    path("<uuid:pk>/reinstate/", changes.reinstate, name="reinstate"),
    path("<uuid:pk>/end/", changes.end, name="end"),
    path("<uuid:pk>/move/", changes.move, name="move"),
    path("<uuid:pk>/office/", changes.office, name="office"),
    path("<uuid:pk>/office/<uuid:office_pk>/leave/", changes.leave, name="leave"),
]
