from asa.knowledge.forms.learning import TestForm
from asa.knowledge.forms.lessons import LessonForm, PublishForm, QuestionForm, SetForm
from asa.knowledge.forms.practices import (
    AdoptForm,
    PhotosForm,
    PracticeFilter,
    PracticeForm,
    ReturnForm,
    TopicForm,
)

__all__ = [
    "AdoptForm",
    "LessonForm",
    "PhotosForm",
    "PracticeFilter",
    "PracticeForm",
    "PublishForm",
    "QuestionForm",
    "ReturnForm",
    "SetForm",
    "TestForm",
    "TopicForm",
]
