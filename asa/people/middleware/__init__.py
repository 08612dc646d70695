"""What holds for every page: how long a sign-in lasts, what a user without a post sees, the
second factor, and that nothing typed is lost when a sign-in ends.
"""

from asa.people.middleware.posts import PostMiddleware

__all__ = ["PostMiddleware"]
