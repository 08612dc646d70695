from django.urls import path

from asa.cards.views import acts, issuers, lists, own_photo, prints, public, volunteer

app_name = "cards"
urlpatterns = [
    path("cards/", lists.card_list, name="list"),
    path("cards/without/", lists.without, name="without"),
    path("cards/prepare/", prints.prepare, name="prepare"),
    path("cards/chosen/", prints.chosen, name="chosen"),
    path("cards/prints/<uuid:pk>/", prints.result, name="print"),
    path("cards/prints/<uuid:pk>/cards.pdf", prints.pdf, name="pdf"),
    path("cards/issuers/", issuers.issuer_list, name="issuers"),
    path("cards/issuers/change/", issuers.change, name="change_issuer"),
    path("cards/volunteers/<uuid:pk>/", volunteer.detail, name="of"),
    path("cards/volunteers/<uuid:pk>/photo/", volunteer.photo, name="photo"),
    path("cards/volunteers/<uuid:pk>/photo/cut/", volunteer.cut, name="cut"),
    path("cards/volunteers/<uuid:pk>/new/", acts.new, name="new"),
    path("cards/photos/<uuid:pk>.jpg", volunteer.photo_file, name="photo_file"),
    path("cards/volunteers/<uuid:pk>/own-photo/", own_photo.send, name="own_photo"),
    path("cards/proposed/", own_photo.proposed, name="proposed"),
    path("cards/proposed/<uuid:pk>.jpg", own_photo.proposed_file, name="proposed_file"),
    path("cards/proposed/<uuid:pk>/accept/", own_photo.accept, name="accept_photo"),
    path("cards/proposed/<uuid:pk>/refuse/", own_photo.refuse, name="refuse_photo"),
    path("cards/<uuid:pk>/lost/", acts.lost, name="lost"),
    path("cards/<uuid:pk>/found/", acts.found, name="found"),
    path("cards/<uuid:pk>/revoke/", acts.revoke, name="revoke"),
    path("cards/<uuid:pk>/replace/", acts.replace, name="replace"),
    # Behind the QR: short, and open to everyone.
    path("c/", public.check, name="check"),
    path("c/<slug:code>", public.public, name="public"),
]
