from django.urls import path

from asa.applications.views import office, public

app_name = "applications"
urlpatterns = [
    # Open to everyone.
    path("apply/", public.about, name="about"),
    path("apply/form/", public.form, name="form"),
    path("apply/places/", public.places, name="places"),
    path("apply/receipt/", public.receipt, name="receipt"),
    path("apply/withdraw/", public.withdraw, name="withdraw"),
    path("applications/", office.application_list, name="list"),
    path("applications/remove/", office.remove, name="remove"),
    path("applications/<uuid:pk>/", office.detail, name="detail"),
    path("applications/<uuid:pk>/take-in/", office.take_in, name="take_in"),
    path("applications/<uuid:pk>/again/<uuid:entry_pk>/", office.again, name="again"),
    path("applications/<uuid:pk>/refuse/", office.refuse, name="refuse"),
]
