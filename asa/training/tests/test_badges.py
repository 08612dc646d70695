"""Open Badges: another program accepts them, and refuses what was changed or taken back."""

import base64
import json
from pathlib import Path

import pytest
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

from asa.common import crypto
from asa.common.thaidate import today
from asa.training.actions import revoke_certificate
from asa.training.badges import badge_of, did_document, issuer_id, status_list
from asa.training.queries import revoked_numbers
from asa.training.tests.factories_results import make_certificate, make_signer
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
DAYS_AGO = 3


@pytest.fixture(autouse=True)
def public(settings):
    settings.ASA_PUBLIC_ADDRESS = "https://asa.example"


@pytest.fixture
def paper():
    from datetime import timedelta  # noqa: PLC0415 - this fixture alone

    make_signer()
    volunteer = make_volunteer(
        citizen_id="3860691848847",
        phone="+66811112222",
        address="12/3 หมู่ที่ 4",
        family_name="ลับเฉพาะ",
    )
    return make_certificate(
        course="five_modules", volunteer=volunteer, ended_on=today() - timedelta(days=DAYS_AGO)
    )


def fetched(paper):
    """What the other program gets from the addresses inside the badge."""

    def download(address, **_more):
        if address == "https://asa.example/badges/did.json":
            return json.dumps(did_document()).encode()
        assert address == f"https://asa.example/badges/status/{paper.owner_id}/{paper.year_be}"
        numbers = revoked_numbers(paper.owner_id, paper.year_be)
        return status_list(paper.owner_id, paper.year_be, numbers).encode()

    return download


def verified(token, paper):
    download = fetched(paper)
    verifier = OB3Verifier.for_issuer_did(issuer_id(), download=download)
    return verifier.verify(token, check_status=True, download=download)


def payload_of(token):
    part = token.split(".")[1]
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode()


def test_another_program_accepts_the_badge(paper):
    found = verified(badge_of(paper), paper)

    assert found.issuer.id == "did:web:asa.example:badges"
    assert found.achievement.name == paper.course
    assert found.recipient_id == f"https://asa.example/w/{paper.code}"


@pytest.mark.parametrize("part", [0, 1, 2], ids=["header", "payload", "signature"])
def test_one_changed_letter_is_refused(paper, part):
    parts = badge_of(paper).split(".")
    middle = len(parts[part]) // 2
    letter = "A" if parts[part][middle] != "A" else "B"
    parts[part] = parts[part][:middle] + letter + parts[part][middle + 1 :]

    with pytest.raises(OB3VerificationError):
        verified(".".join(parts), paper)


def test_another_name_of_the_course_under_the_same_signature_is_refused(paper):
    head, _payload, signature = badge_of(paper).split(".")
    told = payload_of(badge_of(paper)).replace("ได้ผ่าน", "ไม่ได้ผ่าน")
    forged = base64.urlsafe_b64encode(told.encode()).rstrip(b"=").decode()

    with pytest.raises(OB3VerificationError, match="signature"):
        verified(f"{head}.{forged}.{signature}", paper)


def test_a_badge_taken_back_is_refused(paper, keeper):
    token = badge_of(paper)
    revoke_certificate(paper, reason="นับผิด", by=keeper, on=today())

    with pytest.raises(OB3VerificationError, match="revocation"):
        verified(token, paper)


def test_the_list_of_those_taken_back_names_these_alone(paper):
    token = badge_of(paper)
    bits = status_list(paper.owner_id, paper.year_be, [paper.number + 1, paper.number + 9])

    def download(address, **more):
        return bits.encode() if "status" in address else fetched(paper)(address, **more)

    verifier = OB3Verifier.for_issuer_did(issuer_id(), download=download)
    assert verifier.verify(token, check_status=True, download=download)


def test_a_badge_of_before_a_rotation_of_keys_is_still_accepted(paper, settings, tmp_path):
    settings.ASA_KEY_FILE = str(tmp_path / "keys.json")
    crypto.create_keys(settings.ASA_KEY_FILE)
    token = badge_of(paper)
    crypto.rotate_keys(settings.ASA_KEY_FILE)

    assert len(did_document()["verificationMethod"]) == 2
    assert badge_of(paper) != token
    assert verified_without_status(token, paper)
    assert verified_without_status(badge_of(paper), paper)


def verified_without_status(token, paper):
    return OB3Verifier.for_issuer_did(issuer_id(), download=fetched(paper)).verify(token)


def test_the_badge_says_no_name_number_or_address_of_a_person(paper):
    told = payload_of(badge_of(paper)) + json.dumps(did_document())
    person = paper.enrolment.person

    for secret in (
        "3860691848847", "811112222", "12/3", person.given_name, person.family_name,
        str(person.pk), str(paper.enrolment_id), paper.enrolment.volunteer.registration_no,
    ):  # fmt: skip
        assert secret not in told


def test_the_keys_of_badges_are_not_those_that_encrypt(settings):
    _current, seeds = crypto.derived_keys("badges")
    content = json.loads(Path(settings.ASA_KEY_FILE).read_text())

    kept = {base64.b64decode(text) for text in content["keys"].values()}
    assert kept.isdisjoint(seeds.values())
