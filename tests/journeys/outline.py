"""Which pages are alike: what a page is built of, without its words, numbers and keys.

Axe reads how a page is built. Two pages of one outline have the same elements in the same places
with the same classes, roles and states, named or nameless alike, so that reading the second tells
nothing that the first did not. An empty list, a fault at a field, an open fold, a button that is
not offered: each is an outline of its own. Of the rows of a table or a list each kind counts once.
What stands in `main` has one outline, and the frame around it, which many pages share, another.
"""

import hashlib

from playwright.sync_api import Page

# Attributes whose words are compared, keys and numbers aside; of others only whether they are empty.
_OUTLINE = """() => {
  const told = /^(class|type|role|lang|dir|id|for|name|scope|headers|tabindex|open|hidden|colspan)$/;
  const words = /^aria-(label|valuetext|valuenow|valuemin|valuemax|description)$/;
  const aside = /^(selected|checked|value)$/;
  const rows = /^(tbody|ul|ol|dl|select|datalist|optgroup)$/;
  const keys = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|[0-9]+/g;
  const said = ({name, value}) => {
    const compared = told.test(name) || (name.startsWith("aria-") && !words.test(name));
    return name + (compared ? "=" + value.replace(keys, "#") : value.trim() ? "" : "=");
  };
  const main = document.querySelector("main");
  const outline = node => {
    const parts = [...node.children].filter(one => one !== main).map(outline);
    const kinds = rows.test(node.localName)
      ? [...new Set(node.closest("nav") ? parts.sort() : parts)]
      : parts.filter((part, place) => part !== parts[place - 1]);
    const attributes = [...node.attributes].filter(one => !aside.test(one.name)).map(said).sort();
    const speaks = [...node.childNodes].some(one => one.nodeType === 3 && one.data.trim());
    return `${node.localName}[${attributes}]${speaks ? "words" : ""}(${kinds})`;
  };
  return [outline(document.documentElement), main ? outline(main) : ""];
}"""


def outlines(page: Page) -> tuple[str, str]:
    """Short names of how the frame and what it holds are built now; alike where they are."""
    frame, held = page.evaluate(_OUTLINE)
    return _short(frame), _short(held)


def _short(told: str) -> str:
    return hashlib.sha256(told.encode()).hexdigest()[:16]
