"""Timestamp authorities as real ones are: a root that is pinned, an intermediate in the token, RSA or EC keys."""

from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tests.fakes.timestamps import OpenSslAuthority

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def make_chained_authority(folder: Path, now: datetime, kind: str) -> OpenSslAuthority:
    """An authority whose signer is certified by an intermediate, which comes in the token; `kind` is rsa or ec."""
    root_key, middle_key, signer_key = (_make_key(kind) for _ in range(3))
    root = _certify("Root", root_key, "Root", root_key, now, authority=True)
    middle = _certify("Intermediate", middle_key, "Root", root_key, now, authority=True)
    signer = _certify("Signer", signer_key, "Intermediate", middle_key, now, authority=False)
    authority = OpenSslAuthority(folder, now, name=f"Authority with {kind}")
    pem = serialization.Encoding.PEM
    authority.root_file.write_bytes(root.public_bytes(pem))
    (folder / "tsa.pem").write_bytes(signer.public_bytes(pem))
    (folder / "chain.pem").write_bytes(middle.public_bytes(pem))
    authority.key_file.write_bytes(
        signer_key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    with (folder / "tsa.cnf").open("a") as configuration:
        configuration.write(f"certs = {folder}/chain.pem\n")
    authority.root, authority.signer, authority.revocation = root, signer, b""
    return authority


def _make_key(kind: str) -> Key:
    if kind == "rsa":
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return ec.generate_private_key(ec.SECP384R1())


def _certify(name: str, key: Key, issuer: str, issuer_key: Key, now: datetime, *, authority: bool) -> x509.Certificate:
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=9))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if not authority:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return builder.sign(issuer_key, hashes.SHA256())


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
