from django.urls import path

from asa.tasks import views

app_name = "tasks"
urlpatterns = [
    path("", views.task_list, name="list"),
    path("<uuid:pk>/finish/", views.finish, name="finish"),
    path("<uuid:pk>/assign/", views.assign, name="assign"),
    path("visit/<uuid:household_pk>/", views.plan, name="plan"),
]
