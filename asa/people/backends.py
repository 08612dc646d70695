from django.contrib.auth.backends import ModelBackend


class PasswordBackend(ModelBackend):
    """Signs in with user name or telephone number, and a password."""
