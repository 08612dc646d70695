from django.urls import path

from asa.training.views import imports

app_name = "training"
urlpatterns = [
    path("import/", imports.upload, name="import"),
    path("import/<uuid:pk>/", imports.result, name="import_result"),
    path("import/<uuid:pk>/rows/", imports.rows, name="import_rows"),
    path("import/<uuid:pk>/headings/", imports.headings, name="import_headings"),
]
