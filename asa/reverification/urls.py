from django.urls import path

from asa.reverification.views import answering, listing, proposals, rounds, working_rules

app_name = "reverification"
urlpatterns = [
    path("", rounds.round_list, name="list"),
    path("new/", rounds.plan, name="plan"),
    path("rules/", working_rules.working_rules, name="working_rules"),
    path("rules/change/", working_rules.change_rule, name="change_rule"),
    path("<uuid:pk>/", rounds.show, name="show"),
    path("<uuid:pk>/open/", rounds.open_one, name="open"),
    path("<uuid:pk>/close/", rounds.close, name="close"),
    path("<uuid:pk>/take-back/", rounds.take_back, name="take_back"),
    path("<uuid:pk>/published/", rounds.published, name="published"),
    path("<uuid:pk>/ask/", answering.ask, name="ask"),
    path("<uuid:pk>/rows/", listing.rows, name="rows"),
    path("<uuid:pk>/rows/<slug:kind>/", listing.export, name="export"),
    path("<uuid:pk>/proposals/", proposals.proposals, name="proposals"),
    path("<uuid:pk>/proposals/<uuid:volunteer_pk>/", proposals.decide, name="decide"),
]
