"""The list of the whole country, as the demonstration of the country takes it in.

python -m bench.country COUNT FILE    in the data folder of ASA_DATA_DIR, prepared
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from asa.home.demo.country import write_list  # noqa: E402 - models load after setup()
from asa.home.demo.crowd import crowd  # noqa: E402

if __name__ == "__main__":
    write_list(sys.argv[2], crowd(int(sys.argv[1])))
