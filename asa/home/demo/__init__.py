"""The demonstration: a province at work, made by the same actions that people use."""
