from django.urls import path

from asa.partners import views

app_name = "partners"
urlpatterns = [
    path("", views.partner_list, name="list"),
    path("add/", views.add, name="add"),
    path("<uuid:pk>/", views.edit, name="edit"),
    path("<uuid:pk>/end/", views.end, name="end"),
]
