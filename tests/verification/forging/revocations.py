"""Lies about revocation: a revoked authority passed off as good, answers of others, old answers; listed from inside."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from rempart.adapters.exhibit import container
from tests.factories.captures import grey_png
from tests.factories.exhibits import Workshop
from tests.factories.revocations import Issuer, Reason, read_key, to_pem
from tests.factories.tokens import make_signer
from tests.verification.forging import flip
from tests.verification.forging.contents import list_again

CRL, OCSP = "X509 CRL", "OCSP RESPONSE"
_HOUR = timedelta(hours=1)


def forge_revocation(workshop: Workshop, sealed: bytes) -> Iterator[tuple[str, bytes, str]]:
    """What lies in ``seal/revocation-1`` instead of the true answers."""
    files = container.read_zip(sealed)
    kept = {**dict(_revoked(workshop)), **dict(_broken(workshop))}
    kept |= {name: to_pem(kind, answer) for name, kind, answer in list_answers(workshop)}
    for name, answer in kept.items():
        changed = list_again(workshop, files | {"seal/revocation-1": answer})
        yield name, workshop.zip(changed), "timestamp.revocation"
    more = list_again(workshop, files | {"seal/revocation-2": files["seal/revocation-1"]})
    yield "for a timestamp that is not there", workshop.zip(more), "timestamp.present"
    note = b"# not kept: " + base64.b64encode(grey_png()) + b"\n"
    hidden = list_again(workshop, files | {"seal/revocation-1": note + files["seal/revocation-1"]})
    yield "a picture in a note beside it", workshop.zip(hidden), "media.none"
    asked = list_again(workshop, files | {"seal/request-2": grey_png()})
    yield "a picture as a question that nobody was asked", workshop.zip(asked), "timestamp.present"
    less = {name: content for name, content in files.items() if name != "seal/revocation-1"}
    yield "taken away, with the list as it was", workshop.zip(less), "seal.complete"


def _revoked(workshop: Workshop) -> Iterator[tuple[str, bytes]]:
    issuer, now = workshop.authority.issuer, workshop.now
    for what, at, reason in (
        ("before, the key stolen", now - _HOUR, Reason.key_compromise),
        ("before, replaced", now - _HOUR, Reason.superseded),
        ("before, given up", now - _HOUR, Reason.cessation_of_operation),
        ("before, no reason told", now - _HOUR, None),
        ("a minute before", now - timedelta(minutes=1), Reason.superseded),
        ("after, the key stolen", now + _HOUR, Reason.key_compromise),
        ("after, no reason told", now + _HOUR, None),
        ("after, its issuer broken", now + _HOUR, Reason.ca_compromise),
    ):
        yield f"list: {what}", to_pem(CRL, issuer.crl(at, reason))
        yield f"answer: {what}", to_pem(OCSP, issuer.ocsp(at, reason))
        yield f"answer: {what}, behind a good list", to_pem(CRL, issuer.crl()) + to_pem(OCSP, issuer.ocsp(at, reason))


def list_answers(workshop: Workshop) -> Iterator[tuple[str, str, bytes]]:
    """Answers, each with its kind, that prove nothing of the authority's certificate when it stamped."""
    issuer, week = workshop.authority.issuer, timedelta(days=7)
    own = ec.generate_private_key(ec.SECP256R1())
    answering = make_signer(own, workshop.now, [ExtendedKeyUsageOID.OCSP_SIGNING])
    tsa_key = read_key(workshop.authority.key_file)
    yield "list of a stranger", CRL, issuer.signed_by(own).crl()
    yield "answer of a stranger", OCSP, issuer.signed_by(own, answering).ocsp()
    yield "answer of the authority about itself", OCSP, issuer.signed_by(tsa_key, issuer.certificate).ocsp()
    yield "list by the authority about itself", CRL, issuer.signed_by(tsa_key).crl()
    yield "list of another issuer", CRL, replace(issuer, issuer=answering, key=own).crl()
    yield "answer about another certificate", OCSP, replace(issuer, certificate=issuer.responder).ocsp()
    yield "answer that knows nothing", OCSP, issuer.ocsp(unknown=True)
    yield "list of last week", CRL, issuer.crl(age=week)
    yield "answer of last week", OCSP, issuer.ocsp(age=week)
    yield "answer of last week without an end", OCSP, issuer.ocsp(age=week, good_for=None)
    reasons = x509.IssuingDistributionPoint(None, None, False, False, frozenset({Reason.superseded}), False, False)
    authorities = x509.IssuingDistributionPoint(None, None, False, True, None, False, False)
    elsewhere = [x509.UniformResourceIdentifier("http://lists.example/another-part.crl")]
    part = x509.IssuingDistributionPoint(elsewhere, None, False, False, None, False, False)
    yield "list of changes only", CRL, issuer.crl(extension=x509.DeltaCRLIndicator(1))
    yield "list of some reasons only", CRL, issuer.crl(extension=reasons)
    yield "list of authorities only", CRL, issuer.crl(extension=authorities)
    yield "list of the part that another place has", CRL, issuer.crl(extension=part)
    yield "a list called an answer", OCSP, issuer.crl()
    yield "an answer called a list", CRL, issuer.ocsp()


def _broken(workshop: Workshop) -> Iterator[tuple[str, bytes]]:
    issuer = workshop.authority.issuer
    whole = to_pem(CRL, issuer.crl())
    yield "no answer", b"nothing was revoked, on my word\n"
    yield "a block of another kind", whole.replace(b"X509 CRL", b"CERTIFICATE")
    yield "a block cut off", whole[:-10]
    yield "base64 broken", whole.replace(b"\n-----END", b"=\n-----END")
    for kind, der in ((CRL, issuer.crl()), (OCSP, issuer.ocsp())):
        for bit in range(40, len(der) * 8, len(der)):
            if _matters(issuer, kind, flip(der, bit), der):
                yield f"{kind}, bit {bit} turned", to_pem(kind, flip(der, bit))


def _matters(issuer: Issuer, kind: str, changed: bytes, der: bytes) -> bool:
    """The certificate inside an OCSP answer is not signed by the answer; a turned bit of it may be harmless."""
    inside = issuer.responder.public_bytes(Encoding.DER)
    start = der.find(inside)
    place = next(n for n, (one, other) in enumerate(zip(changed, der, strict=True)) if one != other)
    return kind == CRL or not start <= place
