"""The pages of households."""
