"""What is said of a PDF's digital signature: four different things, and never that it is good when it is not."""

import io

import pikepdf
import pytest
from django.utils import translation

from portfolio.reading import examine
from portfolio.reading.sentences import SIGNATURES, signature_sentence
from tests.unit.portfolio.reading.paper import Paper
from tests.unit.portfolio.reading.signing import SIGNER


@pytest.fixture
def signature_of(tmp_path):
    def look(content, *roots):
        path = tmp_path / "uittreksel.pdf"
        path.write_bytes(content)
        return examine(path, name=path.name, roots=roots).signature

    return look


@pytest.fixture
def extract():
    return Paper().at(70, 80, "Naam: Roos Terpstra").at(70, 100, "Niveau: 3").content(compress_streams=False)


def added_to(content, change):
    """The file with a revision behind the one that was signed."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415

    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    change(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def another_text(writer):
    page = writer.root["/Pages"]["/Kids"][0]
    from pyhanko.pdf_utils import generic  # noqa: PLC0415

    stream = generic.StreamObject(stream_data=b"BT /regular 30 Tf 70 700 Td (Niveau: 4) Tj ET")
    page[generic.NameObject("/Contents")] = writer.add_object(stream)
    writer.update_container(page)


def test_a_file_that_a_trusted_register_signed_is_verified_with_its_name(signature_of, signing, extract):
    assert signature_of(signing.signed(extract), signing.root) == {"state": "verified", "signer": SIGNER}


def test_one_of_several_roots_is_enough(signature_of, signing, extract):
    from tests.unit.portfolio.reading.signing import Signing  # noqa: PLC0415

    assert signature_of(signing.signed(extract), Signing().root, signing.root)["state"] == "verified"


def test_without_its_root_the_same_file_is_untrusted(signature_of, signing, extract):
    assert signature_of(signing.signed(extract)) == {"state": "untrusted", "signer": SIGNER}


def test_a_stranger_with_the_same_name_is_untrusted(signature_of, signing, extract):
    assert signature_of(signing.signed(extract, by="stranger"), signing.root)["state"] == "untrusted"


def test_a_certificate_that_has_run_out_is_untrusted(signature_of, signing, extract):
    assert signature_of(signing.signed(extract, by="expired"), signing.root)["state"] == "untrusted"


def test_one_changed_byte_breaks_the_signature_and_the_file_is_still_read(signature_of, signing, extract):
    content = signing.signed(extract)
    assert content.count(b"(Niveau: 3)") == 1

    assert signature_of(content.replace(b"(Niveau: 3)", b"(Niveau: 4)"), signing.root)["state"] == "broken"


def test_a_file_that_was_saved_anew_is_broken(signature_of, signing, extract):
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(signing.signed(extract))) as pdf:
        pdf.save(target)

    assert signature_of(target.getvalue(), signing.root)["state"] == "broken"


@pytest.mark.parametrize("certify", [False, True])
def test_a_text_that_was_laid_over_it_afterwards_breaks_it(signature_of, signing, extract, certify):
    content = signing.signed(extract, certify=certify)

    assert signature_of(added_to(content, another_text), signing.root)["state"] == "broken"


def test_a_second_signature_leaves_the_first_one_good(signature_of, signing, extract):
    twice = signing.signed(signing.signed(extract), field="Tweede")

    assert signature_of(twice, signing.root)["state"] == "verified"


def test_of_two_signatures_the_worst_counts(signature_of, signing, extract):
    twice = signing.signed(signing.signed(extract), by="stranger", field="Tweede")

    assert signature_of(twice, signing.root)["state"] == "untrusted"


def test_a_signature_that_the_document_points_to_no_more_is_broken(signature_of, signing, extract):
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(signing.signed(extract))) as pdf:
        kept = pdf.Root.AcroForm.Fields[0].V
        del pdf.Root.AcroForm
        pdf.Root.Kept = kept
        del pdf.pages[0]["/Annots"]
        pdf.save(target)

    assert signature_of(target.getvalue(), signing.root)["state"] == "broken"


def test_nonsense_in_the_place_of_a_signature_is_broken_and_no_crash(signature_of, signing, extract):
    pdf = pikepdf.open(io.BytesIO(extract))
    value = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3], Contents=pikepdf.String("x"))
    )
    field = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="sig", V=value))
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
    target = io.BytesIO()
    pdf.save(target)

    assert signature_of(target.getvalue(), signing.root)["state"] == "broken"


def test_an_ordinary_file_is_not_signed(signature_of, signing, extract):
    assert signature_of(extract, signing.root) == {"state": "not-signed", "signer": ""}


def test_the_four_states_have_four_sentences_and_three_of_them_name_the_signer():
    with translation.override("en"):
        said = {state: signature_sentence({"state": state, "signer": SIGNER}) for state in SIGNATURES}

    assert len(set(said.values())) == 4
    assert {state for state, sentence in said.items() if SIGNER in sentence} == {"verified", "broken", "untrusted"}
    assert signature_sentence({}) == ""
