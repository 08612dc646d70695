"""Encryption of what could harm a person: AES-256-GCM, with keys in a file outside the database.

A ciphertext is one byte naming the key, a nonce of 12 bytes, then the sealed text with its tag.
After `rotate_keys` new texts are sealed under the new key and old ones still open. The keys of the
blind index and of the journal's chain are never rotated, since their results are kept and compared.
"""

import base64
import functools
import hashlib
import hmac
import json
import os
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.translation import gettext

from asa.common.errors import DomainError

_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_SHORTEST: Final = 1 + _NONCE_BYTES + 16
_LAST_NUMBER: Final = 255
_DATA_KEY_PURPOSE: Final = b"asa:data-key"


class KeyFileError(DomainError):
    """The key file is missing, open to others or damaged; the sentence says what to do."""


class CannotDecryptError(Exception):
    """A ciphertext was changed, belongs elsewhere, or its key is not in the key file."""


@dataclass(frozen=True)
class _Keys:
    """The keys of one key file."""

    current: int
    ciphers: dict[int, AESGCM]
    # The keys themselves, from which other keys are derived for another purpose.
    secrets: dict[int, bytes]
    index: bytes
    chain: bytes


def create_keys(path: Path | str) -> bool:
    """Make a key file that only its owner can read; False where one is there already."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "current": 1,
        "keys": {"1": _new_secret()},
        "index": _new_secret(),
        "chain": _new_secret(),
    }
    temporary = _write_private(path, content)
    try:
        os.link(temporary, path)  # unlike a rename, never replaces a file that another process made
    except FileExistsError:
        return False
    finally:
        temporary.unlink()
    sync_folder(path.parent)
    _load.cache_clear()
    return True


def rotate_keys(path: Path | str) -> int:
    """Add a key, seal new texts under it from now on, and return its number; old keys stay."""
    path = Path(path)
    content = _read(path)
    number = max(int(known) for known in content["keys"]) + 1
    if number > _LAST_NUMBER:
        raise KeyFileError(gettext("The key file is full. Seal the old texts again first."))
    content["keys"][str(number)] = _new_secret()
    content["current"] = number
    _write_private(path, content).replace(path)
    sync_folder(path.parent)
    _load.cache_clear()
    return number


def encrypt(plaintext: bytes, aad: bytes = b"") -> bytes:
    """Seal bytes under the current key. What was given as `aad` must be given again to open."""
    keys = _keys()
    nonce = os.urandom(_NONCE_BYTES)
    sealed = keys.ciphers[keys.current].encrypt(nonce, plaintext, aad)
    return bytes((keys.current,)) + nonce + sealed


def encrypt_all(plaintexts: Sequence[bytes]) -> list[bytes]:
    """`encrypt` of many texts: the key is looked up and chance is asked for once."""
    keys = _keys()
    seal, number = keys.ciphers[keys.current].encrypt, bytes((keys.current,))
    chance = os.urandom(_NONCE_BYTES * len(plaintexts))
    nonces = (chance[at : at + _NONCE_BYTES] for at in range(0, len(chance), _NONCE_BYTES))
    return [
        number + nonce + seal(nonce, plaintext, b"")
        for nonce, plaintext in zip(nonces, plaintexts, strict=True)
    ]


def decrypt(ciphertext: bytes, aad: bytes = b"") -> bytes:
    """Open what `encrypt` sealed; CannotDecryptError if a single bit was changed."""
    if len(ciphertext) < _SHORTEST:
        raise CannotDecryptError("The ciphertext is too short.")
    return _open(_cipher(ciphertext[0]), ciphertext[1:], aad)


def new_data_key() -> tuple[bytes, bytes]:
    """A key for one person or one file, plain and wrapped; to lose the wrapped one is to erase."""
    plain = os.urandom(_KEY_BYTES)
    return plain, encrypt(plain, _DATA_KEY_PURPOSE)


def unwrap(wrapped: bytes) -> bytes:
    """The plain data key that `new_data_key` wrapped."""
    return decrypt(wrapped, _DATA_KEY_PURPOSE)


def encrypt_under(data_key: bytes, plaintext: bytes, aad: bytes = b"") -> bytes:
    """Seal bytes under a data key."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(data_key).encrypt(nonce, plaintext, aad)


def decrypt_under(data_key: bytes, ciphertext: bytes, aad: bytes = b"") -> bytes:
    """Open what `encrypt_under` sealed."""
    return _open(AESGCM(data_key), ciphertext, aad)


def blind_index(purpose: str, value: str) -> str:
    """64 hexadecimal digits that are equal for equal values of one purpose and say nothing else.

    Keyed, because a citizen id of 13 digits could be guessed from a bare hash.
    """
    return hmac.digest(_subkey("index", purpose, _keys()), value.encode(), "sha256").hex()


def blind_indexes(purpose: str) -> Callable[[str], str]:
    """`blind_index` of one purpose for many values: the key is made ready once."""
    index = _keyed(_subkey("index", purpose, _keys()))
    return lambda value: index(value.encode())


def macs(purpose: str) -> Callable[[bytes], str]:
    """`mac` of one purpose for many texts, in hexadecimal: the key is made ready once."""
    return _keyed(_subkey("chain", purpose, _keys()))


def _keyed(key: bytes) -> Callable[[bytes], str]:
    """HMAC-SHA-256 as RFC 2104 defines it, by copies of two hashes that have read the key."""
    block = key.ljust(hashlib.sha256().block_size, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block))
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in block))

    def digest(data: bytes) -> str:
        within, around = inner.copy(), outer.copy()
        within.update(data)
        around.update(within.digest())
        return around.hexdigest()

    return digest


def mac(purpose: str, data: bytes) -> bytes:
    """32 bytes by which a change of the data is found, such as a line of the journal's chain."""
    return hmac.digest(_subkey("chain", purpose, _keys()), data, "sha256")


def derived_keys(purpose: str) -> tuple[int, dict[int, bytes]]:
    """The number of the current key, and by number 32 bytes derived from each key of the file.

    For signatures that outlast a rotation: the keys of before stay in the file, so what they
    signed can still be checked.
    """
    keys = _keys()
    label = f"derived:{purpose}".encode()
    return keys.current, {
        number: hmac.digest(secret, label, hashlib.sha256)
        for number, secret in keys.secrets.items()
    }


@functools.lru_cache(maxsize=256)
def _subkey_of(master: bytes, label: bytes) -> bytes:
    return hmac.digest(master, label, hashlib.sha256)


def _subkey(kind: str, purpose: str, keys: _Keys) -> bytes:
    master = keys.index if kind == "index" else keys.chain
    return _subkey_of(master, f"{kind}:{purpose}".encode())


def _open(cipher: AESGCM, sealed: bytes, aad: bytes) -> bytes:
    try:
        return cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], aad)
    except (InvalidTag, ValueError):
        raise CannotDecryptError("The ciphertext was changed or belongs elsewhere.") from None


def _keys() -> _Keys:
    return _load(str(settings.ASA_KEY_FILE))


def _cipher(number: int) -> AESGCM:
    """The cipher of a key number; another process may just have added it to the file."""
    cipher = _keys().ciphers.get(number)
    if cipher is None:
        _load.cache_clear()
        cipher = _keys().ciphers.get(number)
    if cipher is None:
        raise CannotDecryptError(f"The key file has no key {number}.")
    return cipher


@functools.lru_cache(maxsize=8)
def _load(path: str) -> _Keys:
    content = _read(Path(path))
    try:
        secrets = {int(number): _secret(text) for number, text in content["keys"].items()}
        ciphers = {number: AESGCM(secret) for number, secret in secrets.items()}
        current = int(content["current"])
        ciphers[current]
        return _Keys(
            current, ciphers, secrets, _secret(content["index"]), _secret(content["chain"])
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise KeyFileError(_damaged(path)) from None


def _read(path: Path) -> dict[str, Any]:
    """The content of a key file that belongs to its owner alone."""
    try:
        mode = path.stat().st_mode
        content = json.loads(path.read_text(encoding="ascii"))
    except FileNotFoundError:
        raise KeyFileError(_missing(path)) from None
    except (OSError, ValueError):
        raise KeyFileError(_damaged(path)) from None
    if stat.S_IMODE(mode) & 0o077:
        raise KeyFileError(
            gettext(
                "Other users of this machine can read the key file %(path)s."
                " Run: chmod 600 %(path)s"
            )
            % {"path": path}
        )
    if not isinstance(content, dict):
        raise KeyFileError(_damaged(path))
    return content


def _missing(path: Path) -> str:
    if settings.ASA_MODE == "production":
        return gettext(
            "The key file %(path)s is missing. Put it back from its safe copy: without it nothing"
            " that was encrypted can be read."
        ) % {"path": path}
    return gettext("The key file %(path)s is missing. Run: asa prepare") % {"path": path}


def _damaged(path: Path | str) -> str:
    return gettext("The key file %(path)s cannot be read. Put it back from its safe copy.") % {
        "path": path
    }


def _new_secret() -> str:
    return base64.b64encode(os.urandom(_KEY_BYTES)).decode()


def _secret(text: str) -> bytes:
    secret = base64.b64decode(text, validate=True)
    if len(secret) != _KEY_BYTES:
        raise ValueError("A key has 32 bytes.")
    return secret


def _write_private(path: Path, content: dict[str, Any]) -> Path:
    """A file beside the path that holds the content, for its owner alone, safely on disk."""
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return temporary


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
