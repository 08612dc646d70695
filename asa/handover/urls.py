from django.urls import path

from asa.handover import views

app_name = "handover"
urlpatterns = [
    path("", views.handover_list, name="list"),
    path("rules/", views.working_rules, name="working_rules"),
    path("rules/change/", views.change_rule, name="change_rule"),
    path("<uuid:pk>/", views.show, name="show"),
    path("item/<uuid:pk>/", views.answer, name="answer"),
    path("item/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("item/<uuid:pk>/undo/", views.undo, name="undo"),
    path("item/<uuid:pk>/give-back/", views.give_back, name="give_back"),
]
