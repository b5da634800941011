"""A seal says who sealed a PDF, and that not a byte changed since."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa, x25519
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from foundation.pdf_seals.checking import MAY_SIGN, SealState
from foundation.pdf_seals.looking import look_at_seal
from foundation.pdf_seals.material import BadSealFile, make_material, material_of, read_material
from foundation.pdf_seals.sealing import seal_pdf
from foundation.typesetting import typeset

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
PASSWORD = "een zin die niemand raadt"


@pytest.fixture(scope="module")
def pdf(tmp_path_factory) -> bytes:
    template = tmp_path_factory.mktemp("typst") / "paper.typ"
    template.write_text(
        '#set document(title: "Blad")\n#set text(lang: "nl", font: "Source Sans Pro")\n= Kop\nTekst', encoding="utf-8"
    )
    return typeset(template, {}, at=NOW)


@pytest.fixture(scope="module")
def material():
    return make_material("Gemeente Meerdal", now=datetime.now(UTC))


@pytest.fixture(scope="module")
def sealed(pdf, material) -> bytes:
    return seal_pdf(pdf, material, label="Zegel van Gemeente Meerdal", reason="Uitgegeven")


def test_a_sealed_file_is_unchanged_and_names_its_certificate(sealed, material):
    found = look_at_seal(sealed)

    assert (found.state, found.signer, found.certificate_sha256) == (
        SealState.UNCHANGED,
        "Gemeente Meerdal",
        material.sha256,
    )


def test_pyhanko_itself_finds_it_whole_and_trusts_it_under_its_certificate(sealed):
    reader = PdfFileReader(io.BytesIO(sealed))
    (signature,) = reader.embedded_regular_signatures
    context = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)

    with ThreadPoolExecutor(
        max_workers=1
    ) as alone:  # this thread may have an event loop running already: the browser tests'
        status = alone.submit(validate_pdf_signature, signature, context, key_usage_settings=MAY_SIGN).result()

    assert status.intact
    assert status.valid
    assert status.trusted
    assert status.bottom_line


@pytest.mark.parametrize("place", [0.1, 0.3, 0.5])
def test_a_changed_byte_breaks_the_seal(sealed, pdf, place):
    changed = bytearray(sealed)
    changed[int(len(pdf) * place)] ^= 1

    assert look_at_seal(bytes(changed)).state in {SealState.BROKEN, SealState.UNREADABLE}


def test_what_is_added_behind_a_seal_is_seen(sealed):
    assert look_at_seal(sealed + b"\n% nog iets\n").state is SealState.ADDED_TO


def test_a_file_that_is_rewritten_is_not_sealed_any_more(sealed):
    rewritten = io.BytesIO()
    with pikepdf.open(io.BytesIO(sealed)) as document:
        document.save(rewritten)

    assert look_at_seal(rewritten.getvalue()).state in {SealState.BROKEN, SealState.NOT_SEALED}


@pytest.mark.parametrize(
    ("data", "state"),
    [(b"", "unreadable"), (b"%PDF-1.7\n", "unreadable"), (b"%PDF-1.7\n" + b"[" * 200_000, "unreadable")],
    ids=["empty", "head-only", "deep"],
)
def test_what_is_no_pdf_is_unreadable_and_not_an_error(data, state):
    assert look_at_seal(data).state in {state, SealState.TOO_HEAVY}


def test_a_file_without_a_seal_says_so(pdf):
    assert look_at_seal(pdf).state is SealState.NOT_SEALED


def test_a_file_that_takes_too_long_is_given_up(sealed):
    assert look_at_seal(sealed, wall_seconds=0.01).state is SealState.TOO_HEAVY


def test_the_seal_keeps_the_file_accessible_and_archivable(sealed, pdf):
    """PDF/UA-1 wants an untagged annotation outside the page and named, PDF/A that it prints and isn't hidden."""
    with pikepdf.open(io.BytesIO(sealed)) as document:
        (widget,) = list(document.pages[0].Annots)
        assert str(widget.TU) == "Zegel van Gemeente Meerdal"
        assert all(float(edge) < 0 for edge in widget.Rect)
        assert int(widget.F) & 4
        assert not int(widget.F) & 2
        assert document.pages[0].Tabs == "/S"
        assert document.Root.MarkInfo.Marked
    assert sealed.startswith(pdf)  # what was sealed is in it, byte for byte


@pytest.mark.parametrize("kind", ["rsa", "ec", "ed25519"])
@pytest.mark.parametrize("form", ["p12", "pem"])
def test_a_certificate_that_was_brought_along_seals(pdf, kind, form):
    key = {
        "rsa": lambda: rsa.generate_private_key(65537, 2048),
        "ec": lambda: ec.generate_private_key(ec.SECP384R1()),
        "ed25519": ed25519.Ed25519PrivateKey.generate,
    }[kind]()
    certificate = certificate_for(key)

    brought = read_material(file_of(key, certificate, form), password=PASSWORD, now=datetime.now(UTC))
    kept = material_of(brought.chain_pem, brought.secret)

    assert look_at_seal(seal_pdf(pdf, kept, label="Zegel", reason="Uitgegeven")).state is SealState.UNCHANGED


def test_what_can_not_seal_is_refused_with_its_reason():
    key, other = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    certificate = certificate_for(key)
    whole = file_of(key, certificate, "p12")
    public = certificate.public_bytes(serialization.Encoding.PEM)
    cases = {
        "password": (whole, "iets anders"),
        "no-key": (public, ""),
        "other-key": (public + pem_of(other), ""),
        "damaged": (whole[:200], PASSWORD),
        "kind": (public + pem_of(x25519.X25519PrivateKey.generate()), ""),
        "expired": (file_of(key, certificate_for(key, days=-1), "p12"), PASSWORD),
        "purpose": (file_of(key, certificate_for(key, signs=False), "p12"), PASSWORD),
    }
    for code, (data, password) in cases.items():
        with pytest.raises(BadSealFile) as caught:
            read_material(data, password=password, now=datetime.now(UTC))
        assert caught.value.code == code


def pem_of(key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def file_of(key, certificate, form: str) -> bytes:
    locked = serialization.BestAvailableEncryption(PASSWORD.encode())
    if form == "p12":
        return pkcs12.serialize_key_and_certificates(b"zegel", key, certificate, None, locked)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked
    ) + certificate.public_bytes(serialization.Encoding.PEM)


def certificate_for(key, *, days: int = 30, signs: bool = True) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Zegel van elders")])
    now = datetime.now(UTC)
    usage = x509.KeyUsage(signs, signs, not signs, False, False, False, False, False, False)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=60))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(usage, critical=True)
        .sign(key, None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256())
    )
