from django.urls import path

from asa.people import views
from asa.people.views import duplicates

app_name = "people"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("activate/", views.activate, name="activate"),
    path("me/", views.me, name="me"),
    path("me/password/", views.change_password, name="change_password"),
    path("me/sign-out-everywhere/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("users/", views.users, name="users"),
    path("users/add/", views.add_user, name="add_user"),
    path("users/<uuid:pk>/", views.user, name="user"),
    path("users/<uuid:pk>/post/", views.give_post, name="give_post"),
    path("users/<uuid:pk>/code/", views.hand_over_code, name="hand_over_code"),
    path("users/<uuid:pk>/phone/", views.change_phone, name="change_phone"),
    path("users/<uuid:pk>/switch/", views.switch_user, name="switch_user"),
    path("users/<uuid:pk>/sign-out/", views.end_sign_ins, name="end_sign_ins"),
    path("users/<uuid:pk>/second-factor/", views.remove_second_factor, name="remove_second_factor"),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/<uuid:pk>/", duplicates.duplicate, name="duplicate"),
    path("duplicates/<uuid:pk>/two/", duplicates.keep_apart, name="keep_apart"),
    path("duplicates/<uuid:pk>/again/", duplicates.judge_again, name="judge_again"),
    path("duplicates/<uuid:pk>/part/", duplicates.part, name="part"),
    path("posts/<uuid:pk>/end/", views.end_post, name="end_post"),
]
