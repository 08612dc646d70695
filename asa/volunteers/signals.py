"""News that goes up to apps above."""

from django.dispatch import Signal

# Sent inside the transaction with `step`, `by` and `on`: whoever keeps what a volunteer has in
# hand looks whether she has left or come back.
volunteer_stepped = Signal()
