from asa.home.views.coverage import coverage
from asa.home.views.first import first
from asa.home.views.keeping import audit, healthz, verify

__all__ = ["audit", "coverage", "first", "healthz", "verify"]
