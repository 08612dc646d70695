from django.urls import path

from asa.training.views import budget, certificates, results, seats, skills, workshops

app_name = "training"
urlpatterns = [
    path("", workshops.workshop_list, name="list"),
    path("<uuid:pk>/", workshops.show, name="show"),
    path("cohorts/<uuid:pk>/", seats.cohort, name="cohort"),
    path("cohorts/<uuid:pk>/budget/", budget.budget, name="budget"),
    path("cohorts/<uuid:pk>/results/", results.results, name="results"),
    path("cohorts/<uuid:pk>/results/marks/", results.marks, name="marks"),
    path("cohorts/<uuid:pk>/results/decide/", results.decide, name="decide"),
    path("cohorts/<uuid:pk>/results/issue/", results.issue, name="issue"),
    path("cohorts/<uuid:pk>/results/train/", results.train, name="train"),
    path("certificates/prints/<uuid:pk>/", certificates.printing, name="print"),
    path("certificates/prints/<uuid:pk>/all.pdf", certificates.printing_pdf, name="printing_pdf"),
    path("certificates/<uuid:pk>/certificate.pdf", certificates.paper, name="paper"),
    path("certificates/<uuid:pk>/badge.jwt", certificates.badge, name="badge"),
    path("certificates/<uuid:pk>/revoke/", certificates.revoke, name="revoke"),
    path("certificates/<uuid:pk>/reissue/", certificates.reissue, name="reissue"),
    path("mine/", certificates.mine, name="mine"),
    path("skills/", skills.skills, name="skills"),
    path("duties/", skills.duties, name="duties"),
    path("duties/new/", skills.new_duty, name="new_duty"),
    path("duties/<uuid:pk>/", skills.duty, name="duty"),
    path("duties/<uuid:pk>/change/", skills.change, name="change_duty"),
    path("signers/", skills.signers, name="signers"),
    path("signers/<slug:owner>/", skills.set_signer_of, name="set_signer"),
]
