"""The addresses of the first half of a case's life: reporting and checking."""

from django.urls import path

from asa.cases.views import check, mend, report, reports

urlpatterns = [
    path("report/", report.report_start, name="report_start"),
    path("report/new/<uuid:pk>/", report.report_new, name="report_new"),
    path("report/<uuid:pk>/check/", report.report_check, name="report_check"),
    path("report/<uuid:pk>/delete/", report.draft_delete, name="draft_delete"),
    path("report/<uuid:pk>/photos/<uuid:photo>/", report.draft_photo, name="draft_photo"),
    path(
        "report/<uuid:pk>/photos/<uuid:photo>/delete/",
        report.draft_photo_delete,
        name="draft_photo_delete",
    ),
    path("report/<uuid:pk>/<str:name>/", report.report_step, name="report_step"),
    path("reports/", reports.report_list, name="reports"),
    path("reports/<uuid:pk>/", reports.report, name="report"),
    path("reports/<uuid:pk>/sent/", reports.report_sent, name="report_sent"),
    path("reports/<uuid:pk>/withdraw/", reports.withdraw, name="withdraw"),
    path("reports/<uuid:pk>/answer/", reports.answer_return, name="answer_return"),
    path("reports/<uuid:pk>/mend/<str:name>/", mend.mend, name="mend"),
    path("check/", check.check_list, name="checks"),
    path("check/<uuid:pk>/", check.check, name="check"),
    path("check/<uuid:pk>/return/", check.return_case, name="return_case"),
    path("check/<uuid:pk>/duplicate/", check.duplicate, name="check_duplicate"),
]
