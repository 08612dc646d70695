"""News that goes up to apps above."""

from django.dispatch import Signal

# Sent inside the transaction with `visit`, `by` and `on`: whoever planned a visit may tick it off.
visit_recorded = Signal()
