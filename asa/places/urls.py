from django.urls import path

from asa.places.views import areas, changes

app_name = "places"
urlpatterns = [
    path("", areas.country, name="country"),
    path("search/", areas.search, name="search"),
    path("abolished/", areas.abolished, name="abolished"),
    path("changes/", changes.changes, name="changes"),
    path("changes/new/", changes.new_change, name="new_change"),
    path("changes/new/<slug:kind>/", changes.new_change_of, name="new_change_of"),
    path("changes/<uuid:pk>/", changes.change, name="change"),
    path("changes/<uuid:pk>/carry-out/", changes.carry_change, name="carry_change"),
    path("changes/<uuid:pk>/withdraw/", changes.withdraw, name="withdraw_change"),
    path("changes/<uuid:pk>/undo/", changes.undo, name="undo_change"),
    path("<str:code>/", areas.area, name="area"),
    path("<str:code>/successor/", areas.successor, name="successor"),
    path("<str:code>/villages/", areas.villages, name="villages"),
    path("<str:code>/names/", areas.village_names, name="village_names"),
]
