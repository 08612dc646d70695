from django.urls import path

from asa.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="list"),
    path("read/", views.read_all, name="read_all"),
    path("telling/", views.telling, name="telling"),
    path("telling/address/", views.ask_address, name="ask_address"),
    path("telling/code/", views.confirm, name="confirm"),
    path("telling/none/", views.forget, name="forget"),
    path("telling/wishes/", views.wishes, name="wishes"),
    path("calendar/", views.make_address, name="make_address"),
    path("calendar/none/", views.withdraw_address, name="withdraw_address"),
    path("calendar/<str:token>.ics", views.feed, name="feed"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<uuid:pk>/again/", views.again, name="again"),
    path("quiet-hours/", views.quiet_hours, name="quiet_hours"),
    path("quiet-hours/change/", views.change_hours, name="change_hours"),
    path("<uuid:pk>/", views.open_notice, name="open"),
]
