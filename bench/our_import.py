"""Asa's import of a register, timed from the call of the command to its return.

python -m bench.our_import FILE [--province 86]    in the data folder of ASA_DATA_DIR; prints JSON
"""

import io
import json
import os
import resource
import sys
import time

import django
from django.core.management import call_command


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    said = io.StringIO()
    started, cpu = time.perf_counter(), time.process_time()
    try:
        call_command("import_volunteers", *sys.argv[1:], "--json", stdout=said)
    except SystemExit as end:
        if end.code:
            raise
    figures = {
        "rows": json.loads(said.getvalue())["created"],
        "seconds": time.perf_counter() - started,
        "cpu": time.process_time() - cpu,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
