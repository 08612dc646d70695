from django.urls import path

from asa.training.views import budget, seats, workshops

app_name = "training"
urlpatterns = [
    path("", workshops.workshop_list, name="list"),
    path("<uuid:pk>/", workshops.show, name="show"),
    path("cohorts/<uuid:pk>/", seats.cohort, name="cohort"),
    path("cohorts/<uuid:pk>/budget/", budget.budget, name="budget"),
]
