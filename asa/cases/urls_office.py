"""The addresses of the office's half of a case's life."""

from django.urls import path

from asa.cases.views import aid, cases, followup, lists, office, referrals, working_rules

urlpatterns = [
    path("", cases.case_list, name="list"),
    path("payments/", aid.payment_list, name="payments"),
    path("referrals/", referrals.referral_list, name="referrals"),
    path("referrals/<uuid:pk>/", referrals.referral, name="referral"),
    path("referrals/<uuid:pk>/answer/", referrals.answer, name="answer"),
    path("referrals/<uuid:pk>/revoke/", referrals.revoke, name="revoke"),
    path("aid/<uuid:pk>/decide/", aid.decide, name="decide"),
    path("aid/<uuid:pk>/budget/", aid.budget, name="budget"),
    path("aid/<uuid:pk>/pay/", aid.pay, name="pay"),
    path("aid/<uuid:pk>/deliver/", aid.deliver, name="deliver"),
    path("aid/<uuid:pk>/memo/", aid.memo, name="memo"),
    path("<uuid:pk>/", cases.show, name="show"),
    path("<uuid:pk>/take-in/", office.take_in, name="take_in"),
    path("<uuid:pk>/assign/", office.assign, name="assign"),
    path("<uuid:pk>/facts/", office.write_facts, name="write_facts"),
    path("<uuid:pk>/opinion/", office.write_opinion, name="write_opinion"),
    path("<uuid:pk>/propose/", office.propose, name="propose"),
    path("<uuid:pk>/refer/", office.refer, name="refer"),
    path("<uuid:pk>/follow-up/", followup.follow_up, name="follow_up"),
    path("<uuid:pk>/close/", office.close, name="close"),
    path("<uuid:pk>/end/", office.end, name="end"),
    path("<uuid:pk>/duplicate/", office.duplicate, name="duplicate"),
    path("<uuid:pk>/reopen/", office.reopen, name="reopen"),
    path("<uuid:pk>/team/", office.add_to_team, name="add_to_team"),
    path("programmes/", lists.programme_list, name="programmes"),
    path("programmes/<str:code>/", lists.programme, name="programme"),
    path("programmes/<str:code>/change/", lists.change_programme, name="change_programme"),
    path("rules/", working_rules.working_rules, name="working_rules"),
    path("rules/steps/<str:state>/", working_rules.change_check_step, name="change_check_step"),
    path("rules/times/<str:code>/", working_rules.change_service_time, name="change_service_time"),
    path("rules/areas/<str:code>/", working_rules.change_problem_area, name="change_problem_area"),
    path("rules/areas/<str:code>/add/", working_rules.add_problem, name="add_problem"),
    path("rules/problems/<str:code>/", working_rules.change_problem, name="change_problem"),
    path("protection/", lists.protection, name="protection"),
    path("protection/<int:pk>/end/", lists.end_protection, name="end_protection"),
    path("protection/duty/<int:pk>/cancel/", lists.cancel_duty, name="cancel_duty"),
]
