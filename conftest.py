"""Tests leave no trace: what Asa writes goes to a folder that pytest throws away."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import override_settings


@pytest.fixture(scope="session", autouse=True)
def a_data_folder_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("data")
    # The manifest of static files exists only after `asa prepare`.
    plain_files = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        ASA_DATA_DIR=folder,
        ASA_KEY_FILE=str(folder / "keys.json"),
        STATIC_ROOT=folder / "static",
        STORAGES={**settings.STORAGES, "staticfiles": plain_files},
    ):
        yield
