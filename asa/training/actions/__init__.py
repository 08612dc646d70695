"""Everything that changes a workshop. One function, one thing a person does."""
