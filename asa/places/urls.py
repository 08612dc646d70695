from django.urls import path

from asa.places.views import areas as views

app_name = "places"
urlpatterns = [
    path("", views.country, name="country"),
    path("search/", views.search, name="search"),
    path("abolished/", views.abolished, name="abolished"),
    path("<str:code>/", views.area, name="area"),
    path("<str:code>/successor/", views.successor, name="successor"),
    path("<str:code>/villages/", views.villages, name="villages"),
]
