from asa.places.forms.areas import (
    MOST_CHOICES,
    AreaField,
    AreaInput,
    SearchForm,
    SuccessorForm,
    VillageNamesForm,
    VillagesForm,
    choices_of,
)

__all__ = [
    "MOST_CHOICES",
    "AreaField",
    "AreaInput",
    "SearchForm",
    "SuccessorForm",
    "VillageNamesForm",
    "VillagesForm",
    "choices_of",
]
