from django.urls import path

from asa.training.views import budget, cohorts, enrolments, quotas, seats, workshops

app_name = "training"
urlpatterns = [
    path("", workshops.workshop_list, name="list"),
    path("new/", workshops.plan, name="plan"),
    path("<uuid:pk>/", workshops.show, name="show"),
    path("<uuid:pk>/change/", workshops.change, name="change"),
    path("<uuid:pk>/cohorts/new/", cohorts.plan, name="plan_cohort"),
    path("<uuid:pk>/step/<slug:name>/", workshops.step, name="step"),
    path("cohorts/<uuid:pk>/", seats.cohort, name="cohort"),
    path("cohorts/<uuid:pk>/change/", cohorts.change, name="change_cohort"),
    path("cohorts/<uuid:pk>/quotas/", cohorts.quotas, name="quotas"),
    path("cohorts/<uuid:pk>/step/<slug:name>/", cohorts.step, name="cohort_step"),
    path("cohorts/<uuid:pk>/apply/", enrolments.apply, name="apply"),
    path("cohorts/<uuid:pk>/calendar/", seats.feed, name="feed"),
    path("cohorts/<uuid:pk>/names/<slug:kind>/", seats.export, name="export"),
    path("cohorts/<uuid:pk>/budget/", budget.budget, name="budget"),
    path("budget/<uuid:pk>/", budget.line, name="line"),
    path("quotas/<uuid:pk>/", quotas.quota, name="quota"),
    path("quotas/<uuid:pk>/search/", quotas.search, name="search"),
    path("quotas/<uuid:pk>/nominate/", quotas.put_in, name="nominate"),
    path("quotas/<uuid:pk>/seats/", quotas.seats, name="seats"),
    path("enrolments/<uuid:pk>/", enrolments.enrolment, name="enrolment"),
    path("enrolments/<uuid:pk>/place/", enrolments.place, name="place"),
]
