"""DID documents and status lists from a folder."""

import pytest

from credentials.core.errors import CredentialError, Unreachable
from credentials.core.evidence_folder import EvidenceFolder, write_evidence
from credentials.core.primitives.did import did_key_for
from tests.unit.credentials.core.samples import SeedSigner

DID = "did:web:localhost%3A8000:organisations:gemeente"
LIST = "http://localhost:8000/status/1"
DOCUMENTS = [{"id": DID, "assertionMethod": []}, {"id": LIST, "name": "Lijst – é"}]


def test_what_was_written_is_found_by_its_id(tmp_path):
    files = write_evidence(tmp_path / "new" / "evidence", DOCUMENTS)

    folder = EvidenceFolder(tmp_path / "new" / "evidence")

    assert [file.suffix for file in files] == [".json", ".json"]
    assert folder.resolve_did(DID) == DOCUMENTS[0]
    assert folder.load_status_list(LIST) == DOCUMENTS[1]


def test_writing_again_replaces(tmp_path):
    write_evidence(tmp_path, DOCUMENTS)
    write_evidence(tmp_path, [{"id": DID, "assertionMethod": ["#2"]}])
    assert EvidenceFolder(tmp_path).resolve_did(DID)["assertionMethod"] == ["#2"]


def test_ids_that_look_alike_get_files_of_their_own(tmp_path):
    write_evidence(tmp_path, [{"id": "https://x.example/a/b"}, {"id": "https://x.example/a-b"}])
    folder = EvidenceFolder(tmp_path)
    assert folder.load_status_list("https://x.example/a/b")["id"] == "https://x.example/a/b"
    assert folder.load_status_list("https://x.example/a-b")["id"] == "https://x.example/a-b"


def test_the_name_of_a_file_does_not_matter_and_other_things_may_lie_there(tmp_path):
    write_evidence(tmp_path, DOCUMENTS)[0].rename(tmp_path / "whatever")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff")
    (tmp_path / "list.json").write_text("[1, 2]")
    (tmp_path / "nameless.json").write_text('{"a": 1}')
    (tmp_path / "folder").mkdir()
    assert EvidenceFolder(tmp_path).resolve_did(DID) == DOCUMENTS[0]


def test_what_is_not_there_is_unreachable(tmp_path):
    folder = EvidenceFolder(tmp_path)
    for look_up in (folder.resolve_did, folder.load_status_list):
        with pytest.raises(Unreachable):
            look_up("did:web:elsewhere.example")


def test_a_did_key_needs_no_file(tmp_path):
    did, method = did_key_for(SeedSigner().public)
    assert EvidenceFolder(tmp_path).resolve_did(did)["assertionMethod"] == [method]


def test_two_documents_with_one_id_are_refused(tmp_path):
    (tmp_path / "a.json").write_text('{"id": "did:web:x.example", "a": 1}')
    (tmp_path / "b.json").write_text('{"id": "did:web:x.example", "a": 2}')
    with pytest.raises(CredentialError) as caught:
        EvidenceFolder(tmp_path)
    assert caught.value.code == "evidence.ambiguous"


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CredentialError) as caught:
        EvidenceFolder(tmp_path / "none")
    assert caught.value.code == "evidence.no-folder"
