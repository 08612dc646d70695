from django.urls import path

from asa.training.views import budget, follow_through, imports, report, seats, summary, workshops

app_name = "training"
urlpatterns = [
    path("", workshops.workshop_list, name="list"),
    path("<uuid:pk>/", workshops.show, name="show"),
    path("cohorts/<uuid:pk>/", seats.cohort, name="cohort"),
    path("cohorts/<uuid:pk>/budget/", budget.budget, name="budget"),
    path("cohorts/<uuid:pk>/summary/", summary.summary, name="summary"),
    path("cohorts/<uuid:pk>/people/", summary.people, name="people"),
    path("follow-through/", follow_through.follow_through, name="follow_through"),
    path("never-trained/", follow_through.never_trained, name="never_trained"),
    path("<uuid:pk>/report/", report.report, name="report"),
    path("<uuid:pk>/report/paper/", report.paper, name="report_paper"),
    path("import/", imports.upload, name="import"),
    path("import/<uuid:pk>/", imports.result, name="import_result"),
    path("import/<uuid:pk>/rows/", imports.rows, name="import_rows"),
    path("import/<uuid:pk>/headings/", imports.headings, name="import_headings"),
]
