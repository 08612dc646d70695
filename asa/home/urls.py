from django.urls import path

from asa.home import views

app_name = "home"
urlpatterns = [
    path("", views.first, name="first"),
    path("audit/", views.audit, name="audit"),
    path("audit/verify/", views.verify, name="verify"),
    path("healthz/", views.healthz, name="healthz"),
]
