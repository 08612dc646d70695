from django.urls import path

from asa.volunteers.views import applying, changes, imports, life, lists, pages, work, working_rules

app_name = "volunteers"
urlpatterns = [
    path("", lists.volunteer_list, name="list"),
    path("export/<slug:kind>/", lists.export, name="export"),
    path("register/", changes.register, name="register"),
    path("apply/", applying.apply, name="apply"),
    path("sign-up-days/", applying.sign_up_days, name="sign_up_days"),
    path("sign-up-days/<uuid:pk>/", applying.sign_up_day, name="sign_up_day"),
    path("rules/", working_rules.working_rules, name="working_rules"),
    path("rules/qualifications/add/", working_rules.new_qualification, name="new_qualification"),
    path("rules/qualifications/<str:code>/", working_rules.qualification, name="qualification"),
    path("rules/numbers/<str:province>/", working_rules.number_pattern, name="number_pattern"),
    path("register/similar/", changes.similar, name="similar"),
    path("import/", imports.upload, name="import"),
    path("import/<uuid:pk>/", imports.result, name="import_result"),
    path("import/<uuid:pk>/rows/", imports.rows, name="import_rows"),
    path("import/<uuid:pk>/headings/", imports.headings, name="import_headings"),
    path("<uuid:pk>/", pages.detail, name="detail"),
    path("<uuid:pk>/citizen-id/", pages.citizen_id, name="citizen_id"),
    path("<uuid:pk>/verify/", life.verify, name="verify"),
    path("<uuid:pk>/train/", life.train, name="train"),
    path("<uuid:pk>/enrol/", life.enrol, name="enrol"),
    path("<uuid:pk>/suspend/", life.suspend, name="suspend"),
    path("<uuid:pk>/reinstate/", life.reinstate, name="reinstate"),
    path("<uuid:pk>/end/", life.end, name="end"),
    path("<uuid:pk>/again/", life.again, name="again"),
    path("<uuid:pk>/take-back/", life.take_back, name="take_back"),
    path("<uuid:pk>/move/", changes.move, name="move"),
    path("<uuid:pk>/office/", changes.office, name="office"),
    path("<uuid:pk>/office/<uuid:office_pk>/leave/", changes.leave, name="leave"),
    path("<uuid:pk>/areas/", work.assign, name="assign"),
    path("<uuid:pk>/areas/<uuid:assignment_pk>/end/", work.unassign, name="unassign"),
    path("<uuid:pk>/roles/", work.affiliate, name="affiliate"),
    path("<uuid:pk>/roles/<uuid:affiliation_pk>/end/", work.disaffiliate, name="disaffiliate"),
]
