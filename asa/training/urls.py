from django.urls import path

from asa.training.views import (
    attendance,
    budget,
    courses,
    day_papers,
    programme,
    roll,
    seats,
    workshops,
)

app_name = "training"
urlpatterns = [
    path("", workshops.workshop_list, name="list"),
    path("<uuid:pk>/", workshops.show, name="show"),
    path("cohorts/<uuid:pk>/", seats.cohort, name="cohort"),
    path("cohorts/<uuid:pk>/budget/", budget.budget, name="budget"),
    path("cohorts/<uuid:pk>/programme/", programme.programme, name="programme"),
    path("cohorts/<uuid:pk>/programme/make/", programme.make, name="make_programme"),
    path("cohorts/<uuid:pk>/programme/add/", programme.add, name="add_session"),
    path("cohorts/<uuid:pk>/programme/paper/", programme.paper, name="programme_paper"),
    path("cohorts/<uuid:pk>/badges/", day_papers.badges, name="badges"),
    path("sessions/<uuid:pk>/sheet/", day_papers.sign_sheet, name="sign_sheet"),
    path("sessions/<uuid:pk>/", attendance.attendance, name="attendance"),
    path("sessions/<uuid:pk>/change/", programme.change, name="change_session"),
    path("sessions/<uuid:pk>/take-out/", programme.take_out, name="take_out_session"),
    path("sessions/<uuid:pk>/people/<uuid:person>/", attendance.correct, name="correct_attendance"),
    path("cohorts/<uuid:pk>/roll/", attendance.roll, name="roll"),
    path("cohorts/<uuid:pk>/roll/waiting/", attendance.waiting, name="roll_waiting"),
    path("cohorts/<uuid:pk>/roll/state/", roll.state, name="roll_state"),
    path("cohorts/<uuid:pk>/roll/say/", roll.say, name="roll_say"),
    path("cohorts/<uuid:pk>/roll/call/", roll.call, name="roll_call"),
    # Its place is its scope: the page of this one roll, and nothing else.
    path("cohorts/<uuid:pk>/roll/call/worker.js", roll.worker, name="roll_worker"),
    path("cohorts/<uuid:pk>/roll/call/<uuid:key>/", roll.send, name="roll_send"),
    path("submissions/<uuid:pk>/", attendance.settle, name="settle_submission"),
    path("enrolments/<uuid:pk>/absent/", attendance.swap, name="swap"),
    # Stands in the QR of each badge.
    path("r/<str:code>/", roll.badge, name="badge"),
    path("courses/", courses.courses, name="courses"),
    path("courses/<slug:code>/", courses.course, name="course"),
    path("courses/<slug:code>/change/", courses.change, name="change_course"),
    path("courses/<slug:code>/add/", courses.add, name="add_topic"),
    path("topics/<int:pk>/", courses.topic, name="change_topic"),
]
