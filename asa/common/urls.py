from django.urls import path

from asa.common import views

app_name = "common"
urlpatterns = [
    path("language/", views.choose_language, name="language"),
    path("jobs/<uuid:pk>/", views.job, name="job"),
    path("theme/", views.choose_theme, name="theme"),
]
