from django.urls import include, path

handler400 = "asa.common.views.bad_request"
handler403 = "asa.common.views.forbidden"
handler404 = "asa.common.views.not_found"
handler500 = "asa.common.views.server_error"

urlpatterns = [
    path("", include("asa.home.urls")),
    path("", include("asa.common.urls")),
    path("", include("asa.people.urls")),
    path("account/", include("asa.people.urls.account")),
    path("places/", include("asa.places.urls")),
    path("notices/", include("asa.notices.urls")),
    path("volunteers/", include("asa.volunteers.urls")),
    path("coverage/", include("asa.coverage.urls")),
    path("reverification/", include("asa.reverification.urls")),
    path("training/", include("asa.training.urls")),
    path("", include("asa.training.urls_public")),
    path("handover/", include("asa.handover.urls")),
    path("centres/", include("asa.centres.urls")),
    path("", include("asa.cards.urls")),
    path("", include("asa.applications.urls")),
    path("partners/", include("asa.partners.urls")),
    path("households/", include("asa.households.urls")),
    path("tasks/", include("asa.tasks.urls")),
    path("cases/", include("asa.cases.urls")),
    path("learning/", include("asa.knowledge.urls")),
]
