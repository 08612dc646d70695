from asa.home.views.first import first
from asa.home.views.keeping import audit, healthz, verify

__all__ = ["audit", "first", "healthz", "verify"]
