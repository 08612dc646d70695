"""What is encrypted opens with its key alone, whole or not at all, and keys can be renewed."""

import json
import stat

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from asa.common import crypto
from asa.common.crypto import CannotDecryptError, KeyFileError


@pytest.fixture
def key_file(tmp_path, settings):
    path = tmp_path / "new" / "keys.json"
    settings.ASA_KEY_FILE = str(path)
    crypto.create_keys(path)
    return path


def test_a_text_opens_again_and_never_looks_the_same_twice(key_file):
    one, other = crypto.encrypt("ป้าบัว".encode()), crypto.encrypt("ป้าบัว".encode())
    assert one != other
    assert "ป้าบัว".encode() not in one
    assert crypto.decrypt(one) == crypto.decrypt(other) == "ป้าบัว".encode()


@given(st.binary(max_size=200), st.binary(max_size=20), st.data())
def test_one_changed_bit_and_nothing_opens(key_file, text, aad, data):
    sealed = bytearray(crypto.encrypt(text, aad))
    assert crypto.decrypt(bytes(sealed), aad) == text
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << (bit % 8)
    with pytest.raises(CannotDecryptError):
        crypto.decrypt(bytes(sealed), aad)


@given(st.binary(max_size=64))
def test_what_was_never_sealed_does_not_open(key_file, text):
    with pytest.raises(CannotDecryptError):
        crypto.decrypt(text)
    with pytest.raises(CannotDecryptError):
        crypto.decrypt_under(bytes(32), text)


def test_a_text_opens_only_in_its_own_place(key_file):
    with pytest.raises(CannotDecryptError):
        crypto.decrypt(crypto.encrypt(b"x", b"one place"), b"another")


def test_old_texts_open_after_the_keys_are_rotated(key_file):
    before = crypto.encrypt(b"before")
    plain, wrapped = crypto.new_data_key()
    index, line = crypto.blind_index("citizen", "1"), crypto.mac("journal", b"1")
    assert crypto.rotate_keys(key_file) == 2
    after = crypto.encrypt(b"after")
    assert (before[0], after[0]) == (1, 2)
    assert crypto.decrypt(before) == b"before"
    assert crypto.decrypt(after) == b"after"
    assert crypto.unwrap(wrapped) == plain
    assert crypto.blind_index("citizen", "1") == index
    assert crypto.mac("journal", b"1") == line


def test_the_command_says_which_key_is_new_and_what_to_do(key_file, capsys):
    before = crypto.encrypt(b"before")
    call_command("rotate_keys")
    said = capsys.readouterr().out
    assert f"key 2 of {key_file}" in said
    assert "backups" in said
    assert crypto.encrypt(b"after")[0] == 2
    assert crypto.decrypt(before) == b"before"


def test_the_command_refuses_in_a_sentence_where_no_key_file_is(key_file):
    key_file.unlink()
    with pytest.raises(CommandError, match=str(key_file)):
        call_command("rotate_keys")


def test_a_key_that_another_process_added_is_found(key_file):
    crypto.encrypt(b"the keys are in memory now")
    old = crypto._keys()
    crypto.rotate_keys(key_file)
    sealed = crypto.encrypt(b"new")
    crypto._load.cache_clear()
    added = key_file.read_bytes()
    content = json.loads(added)
    del content["keys"]["2"]
    content["current"] = 1
    key_file.write_text(json.dumps(content))
    assert crypto._keys().ciphers.keys() == old.ciphers.keys()
    key_file.write_bytes(added)
    assert crypto.decrypt(sealed) == b"new"


def test_a_text_of_a_lost_key_is_refused(key_file):
    with pytest.raises(CannotDecryptError):
        crypto.decrypt(bytes((77,)) + crypto.encrypt(b"x")[1:])


def test_data_keys_seal_and_open(key_file):
    plain, wrapped = crypto.new_data_key()
    assert len(plain) == 32
    assert plain not in wrapped
    sealed = crypto.encrypt_under(plain, b"reason", b"aad")
    assert crypto.decrypt_under(crypto.unwrap(wrapped), sealed, b"aad") == b"reason"
    with pytest.raises(CannotDecryptError):
        crypto.decrypt_under(crypto.new_data_key()[0], sealed, b"aad")


def test_a_blind_index_is_equal_only_for_equal_values_of_one_purpose(key_file, tmp_path, settings):
    index = crypto.blind_index("citizen", "3860712345412")
    assert len(index) == 64
    assert index == crypto.blind_index("citizen", "3860712345412")
    assert index != crypto.blind_index("citizen", "3860712345413")
    assert index != crypto.blind_index("phone", "3860712345412")
    assert bytes.fromhex(index) != crypto.mac("citizen", b"3860712345412")
    settings.ASA_KEY_FILE = str(tmp_path / "other.json")
    crypto.create_keys(settings.ASA_KEY_FILE)
    assert index != crypto.blind_index("citizen", "3860712345412")


@given(st.binary(max_size=200))
def test_what_is_keyed_for_many_is_keyed_as_for_one(key_file, data):
    assert crypto.macs("journal")(data) == crypto.mac("journal", data).hex()
    assert crypto.blind_indexes("citizen_id")(data.hex()) == crypto.blind_index(
        "citizen_id", data.hex()
    )


def test_a_key_file_is_for_its_owner_alone_and_never_replaced(key_file):
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    content = key_file.read_bytes()
    assert crypto.create_keys(key_file) is False
    assert key_file.read_bytes() == content
    assert list(key_file.parent.iterdir()) == [key_file]


@pytest.mark.parametrize(("mode", "words"), [("laptop", "prepare"), ("production", "keys.json")])
def test_without_its_key_file_asa_says_what_to_do(mode, words, tmp_path, settings):
    settings.ASA_MODE = mode
    settings.ASA_KEY_FILE = str(tmp_path / "keys.json")
    with pytest.raises(KeyFileError, match=words):
        crypto.encrypt(b"x")
    assert not (tmp_path / "keys.json").exists()


def test_a_key_file_that_others_can_read_is_refused(key_file):
    key_file.chmod(0o644)
    crypto._load.cache_clear()
    with pytest.raises(KeyFileError, match="chmod 600"):
        crypto.encrypt(b"x")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        "[]",
        "not json",
        '{"current": 1, "keys": {}, "index": "", "chain": ""}',
        '{"current": 1}',
        "ก",
    ],
)
def test_a_damaged_key_file_is_refused_in_a_sentence(key_file, content):
    key_file.write_text(content)
    crypto._load.cache_clear()
    with pytest.raises(KeyFileError, match=r"keys\.json"):
        crypto.encrypt(b"x")
