"""The Typst rate: the words, photos and codes of the cards, one after the other as plain lines.

python -m bench.raw_paper    in the data folder of ASA_DATA_DIR; prints JSON
"""

import json
import os
import time

import django

PLAIN = """
#let given = json("cards.json")
#set page(width: 85.6mm, height: 107.96mm, margin: 3mm)
#set text(font: "Sarabun", size: 6pt)
#for card in given.cards [
  #image("photo-" + str(card.number) + ".svg", width: 20mm, height: 26mm)
  #image("qr-" + str(card.number) + ".svg", width: 22mm)
  #let words = given.words.at(card.language)
  #for said in words.values() [ #said #linebreak() ]
  #for said in card.values().filter(one => type(one) == str) [ #said #linebreak() ]
  #pagebreak(weak: true)
]
"""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from asa.cards.codes import Layout  # noqa: PLC0415
    from asa.cards.papers import papers_files  # noqa: PLC0415
    from asa.common.typesetting import typeset  # noqa: PLC0415
    from bench.our_cards import cards, measured  # noqa: PLC0415 - models load after the settings

    files = papers_files(cards(), Layout.SHEET) | {"main.typ": PLAIN}
    print(json.dumps(measured(lambda: typeset(files), time.perf_counter())))


if __name__ == "__main__":
    main()
