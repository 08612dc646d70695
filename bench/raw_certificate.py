"""The Typst rate: the words and codes of certificates, one after the other as plain lines.

python -m bench.raw_certificate N    the first N of the data folder of ASA_DATA_DIR; prints JSON
"""

import json
import os
import sys
import time

import django

PLAIN = """
#let given = json("certificates.json")
#set page(width: 297mm, height: 210mm, margin: 20mm)
#set text(font: "Sarabun", size: 16pt)
#for (number, paper) in given.papers.enumerate() [
  #image("qr-" + str(number) + ".svg", width: 25mm)
  #for said in given.words.values() [ #said #linebreak() ]
  #for said in paper.values().filter(one => type(one) == str) [ #said #linebreak() ]
  #for said in paper.signer.values() [ #said #linebreak() ]
  #pagebreak(weak: true)
]
"""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from asa.common.typesetting import typeset  # noqa: PLC0415 - models load after the settings
    from asa.training.papers import papers_files  # noqa: PLC0415
    from bench.our_cards import measured  # noqa: PLC0415
    from bench.our_certificates import certificates  # noqa: PLC0415

    files = papers_files(certificates(int(sys.argv[1]))) | {"main.typ": PLAIN}
    print(json.dumps(measured(lambda: typeset(files), time.perf_counter())))


if __name__ == "__main__":
    main()
