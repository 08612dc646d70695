"""Certificates as Open Badges 3.0: signed credentials that any wallet can check and that say no
name, no number of a person and no address.

Format: 1EdTech Open Badges 3.0, section 8.2 (VC-JWT, EdDSA by RFC 8037); W3C Bitstring Status List
1.0 for those taken back; did:web for the keys. The recipient is the address of the public page of
the certificate, which nobody can guess.
"""

import base64
import gzip
import json
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from urllib.parse import quote, urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from asa.common import crypto
from asa.common.thaidate import BANGKOK, now
from asa.training.models import Certificate
from asa.training.names import public_address

_PURPOSE: Final = "badges"
_CONTEXTS: Final = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
# The fewest places that a list may have, so that it does not tell how many there are.
_PLACES: Final = 131_072
# So long may whoever checks keep a list of those taken back.
_LIST_HOURS: Final = 24


def issuer_id() -> str:
    """The DID under which Asa signs; its document is at /badges/did.json of the public address."""
    host = urlsplit(settings.ASA_PUBLIC_ADDRESS).netloc
    return f"did:web:{quote(host, safe='')}:badges"


def _address(path: str) -> str:
    return f"{settings.ASA_PUBLIC_ADDRESS}/badges/{path}"


def issuer_profile() -> dict[str, Any]:
    """Who gives the badges, as the credential and its own page say it."""
    with override("en"):
        name = _("Department of Social Development and Welfare")
    return {
        "id": issuer_id(),
        "type": ["Profile"],
        "name": str(name),
        "url": settings.ASA_PUBLIC_ADDRESS,
    }


def did_document() -> dict[str, Any]:
    """The public keys, the current one first; those of before stay for what they signed."""
    current, seeds = crypto.derived_keys(_PURPOSE)
    did = issuer_id()
    numbers = sorted(seeds, key=lambda number: (number != current, -number))
    methods = [
        {
            "id": _key_id(number),
            "type": "JsonWebKey2020",
            "controller": did,
            "publicKeyJwk": _public_jwk(seeds[number]),
        }
        for number in numbers
    ]
    return {
        "@context": [
            "https://www.w3.org/ns/did/v1",
            "https://w3id.org/security/suites/jws-2020/v1",
        ],
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def _key_id(number: int) -> str:
    return f"{issuer_id()}#key-{number}"


def _public_jwk(seed: bytes) -> dict[str, str]:
    key = Ed25519PrivateKey.from_private_bytes(seed).public_key()
    raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return {"kty": "OKP", "crv": "Ed25519", "x": _b64(raw)}


def badge_of(paper: Certificate) -> str:
    """The signed credential of a certificate, as a compact JWT."""
    credential = _credential(paper)
    claims = {
        "iss": issuer_id(),
        "jti": credential["id"],
        "sub": credential["credentialSubject"]["id"],
        "nbf": int(_moment(paper.issued_on).timestamp()),
    }
    if paper.expires_on:
        claims["exp"] = int(_moment(paper.expires_on + timedelta(days=1)).timestamp())
    return _signed(credential | claims)


def _credential(paper: Certificate) -> dict[str, Any]:
    subject = public_address(paper.code)
    credential: dict[str, Any] = {
        "@context": _CONTEXTS,
        "id": f"urn:uuid:{paper.pk}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": paper.course,
        "issuer": issuer_profile(),
        "validFrom": _moment(paper.issued_on).isoformat(),
        "credentialSubject": {
            "id": subject,
            "type": ["AchievementSubject"],
            "achievement": _achievement(paper),
        },
        "credentialStatus": {
            "id": f"{_list_address(paper.owner_id, paper.year_be)}#{paper.number}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(paper.number),
            "statusListCredential": _list_address(paper.owner_id, paper.year_be),
        },
    }
    if paper.expires_on:
        credential["validUntil"] = _moment(paper.expires_on + timedelta(days=1)).isoformat()
    return credential


def _achievement(paper: Certificate) -> dict[str, Any]:
    """What was achieved; all who passed the same cohort share it."""
    with override("th"):
        narrative = _("By the rule of the course: presence and, where it has one, the pass mark.")
    cohort = paper.enrolment.cohort_id
    return {
        "id": f"urn:uuid:{cohort}",
        "type": ["Achievement"],
        "achievementType": "Certificate",
        "name": paper.course,
        "description": paper.course_en or paper.course,
        "criteria": {"narrative": narrative},
    }


def status_list(owner: str, year_be: int, revoked: list[int]) -> str:
    """The signed list of those of an office and year that were taken back, as a compact JWT."""
    size = max(_PLACES, (max(revoked, default=0) // 8 + 1) * 8)
    bits = bytearray(size // 8)
    for number in revoked:
        bits[number // 8] |= 0x80 >> number % 8
    address, moment = _list_address(owner, year_be), now().replace(microsecond=0)
    until = moment + timedelta(hours=_LIST_HOURS)
    document = {
        "@context": _CONTEXTS[:1],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_id(),
        "validFrom": moment.isoformat(),
        "validUntil": until.isoformat(),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": "u" + _b64(gzip.compress(bytes(bits), mtime=0)),
        },
    }
    claims = {
        "iss": issuer_id(),
        "jti": address,
        "sub": f"{address}#list",
        "nbf": int(moment.timestamp()),
        "exp": int(until.timestamp()),
    }
    return _signed(document | claims)


def _list_address(owner: str, year_be: int) -> str:
    return _address(f"status/{owner}/{year_be}")


def _signed(payload: dict[str, Any]) -> str:
    """Header, payload and signature (RFC 7515, compact), under the current key."""
    current, seeds = crypto.derived_keys(_PURPOSE)
    header = {"alg": "EdDSA", "typ": "JWT", "kid": _key_id(current)}
    parts = (json.dumps(part, ensure_ascii=False).encode() for part in (header, payload))
    told = ".".join(_b64(part) for part in parts)
    signature = Ed25519PrivateKey.from_private_bytes(seeds[current]).sign(told.encode())
    return f"{told}.{_b64(signature)}"


def _b64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _moment(day: date) -> datetime:
    """The first moment of a day in Bangkok."""
    return datetime.combine(day, time(), BANGKOK)
