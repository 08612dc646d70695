from asa.cases.urls_office import urlpatterns as office
from asa.cases.urls_report import urlpatterns as report

app_name = "cases"
urlpatterns = [*report, *office]
