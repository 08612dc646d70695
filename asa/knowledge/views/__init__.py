"""The pages of learning, of who keeps the lessons, and of practices."""

from asa.knowledge.views import keeping, learning, practices, topics

__all__ = ["keeping", "learning", "practices", "topics"]
