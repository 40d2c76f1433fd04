"""Whatever a project file holds, it is read, or refused in one clear line; it is never believed, followed or unpacked."""

from __future__ import annotations

import io
import stat
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from council_app.errors import CouncilError
from council_app.exchange.qdpx import Code, Loss, Project, TextSource, read_codebook, read_project, write_project
from council_app.exchange.qdpx.facts import facts_text, read_facts, with_facts, without_facts
from council_app.exchange.qdpx.model import dashed, guid_of
from council_app.exchange.qdpx.parts import joined, parts_of, pieces
from council_app.exchange.qdpx.write import project_bytes
from tests import refi_factory as peer

A, B, C = (f"{digit * 8}-aaaa-4aaa-8aaa-{digit * 12}" for digit in "123")
PLAIN = peer.project(codes=peer.code("Fees", A), sources=peer.source(C, peer.selection(0, 3, peer.coding(A))))
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def refusal(path: Path) -> str:
    """Why a project is refused, as one line."""
    with pytest.raises(CouncilError) as refused:
        read_project(path)
    assert "\n" not in str(refused.value)
    return str(refused.value.why)


def told(path: Path) -> str:
    """What is said of a project that may be readable: "" when it is."""
    try:
        read_project(path)
    except CouncilError as refused:
        return str(refused)
    return ""


def lost(path: Path) -> dict[Loss, int]:
    return dict(read_project(path).lost)


def doctored(path: Path, name: str, change: str) -> Path:
    """A copy of an archive in which one entry claims something that is not so."""
    with zipfile.ZipFile(path, "a") as packed:
        entry = zipfile.ZipInfo(name)
        if change == "link":
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(entry, "../../../etc/passwd")
    return path


def test_a_small_archive_that_unpacks_to_much_is_refused(tmp_path: Path) -> None:
    path = peer.pack(tmp_path / "p.qdpx", PLAIN, {C: b" " * 40_000_000})
    assert refusal(path) == "unpacks to more than 38 MiB"
    assert refusal(peer.pack(tmp_path / "q.qdpx", " " * 30_000_000 + PLAIN)) == "unpacks to more than 28 MiB"


def test_an_archive_of_very_many_files_is_refused(tmp_path: Path) -> None:
    assert refusal(peer.pack(tmp_path / "p.qdpx", PLAIN, more=(f"sources/{n}" for n in range(20_001)))) == "holds more than 20000 files"


@pytest.mark.parametrize(
    "reference", ["../p.txt", "internal://../../etc/passwd", "internal:///etc/passwd", "C:\\x.txt", "internal://..\\x", ""]
)
def test_no_reference_leads_out_of_the_archive(tmp_path: Path, reference: str) -> None:
    (tmp_path / "p.txt").write_text("secret", encoding="utf-8")
    xml = peer.project(sources=f'<TextSource guid="{C}" plainTextPath="{reference}"/>')
    assert lost(peer.pack(tmp_path / "p.qdpx", xml)) == {Loss.MISSING_TEXTS: 1}


@pytest.mark.parametrize("reference", ["absolute:///etc/passwd", "relative:///../x.txt"])
def test_no_text_outside_the_archive_is_read(tmp_path: Path, reference: str) -> None:
    xml = peer.project(sources=f'<TextSource guid="{C}" plainTextPath="{reference}"/>')
    assert lost(peer.pack(tmp_path / "p.qdpx", xml)) == {Loss.OUTSIDE_TEXTS: 1}


def test_a_link_in_an_archive_is_not_followed(tmp_path: Path) -> None:
    path = doctored(peer.pack(tmp_path / "p.qdpx", PLAIN), f"sources/{C}.txt", "link")
    assert lost(path) == {Loss.MISSING_TEXTS: 1}


def test_names_that_climb_are_only_names(tmp_path: Path) -> None:
    path = peer.pack(tmp_path / "p.qdpx", PLAIN, {C: "Said."}, more=("../../evil.txt", "/etc/evil", "sources/../x"))
    assert read_project(path).project.sources[0].text == "Said."
    assert sorted(each.name for each in tmp_path.iterdir()) == ["p.qdpx"]


def test_an_encrypted_archive_is_told_as_such(tmp_path: Path) -> None:
    raw = bytearray(peer.pack(tmp_path / "p.qdpx", PLAIN).read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + flags] |= 1
    (tmp_path / "p.qdpx").write_bytes(raw)
    assert refusal(tmp_path / "p.qdpx") == "is encrypted"


LAUGHS = '<!DOCTYPE lol [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declared", [LAUGHS, OUTSIDE, '<!DOCTYPE Project SYSTEM "http://127.0.0.1:9/x.dtd">'])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_nothing_is_expanded_and_nothing_fetched(tmp_path: Path, declared: str, encoding: str) -> None:
    xml = PLAIN.replace("utf-8", encoding).replace("?>", f"?>{declared}", 1).replace('name="Fees"', 'name="&e;"', 1)
    assert refusal(peer.pack(tmp_path / "p.qdpx", xml.encode(encoding))) == "its XML declares a document type, which REFI-QDA does not have"


def test_several_projects_in_one_archive_are_refused(tmp_path: Path) -> None:
    assert refusal(peer.pack(tmp_path / "p.qdpx", PLAIN, more=["other.QDE"])) == "holds 2 projects, and only one can be meant"
    assert refusal(peer.pack(tmp_path / "q.qdpx", PLAIN, qde="inside/project.qde")) == "holds no project (a .qde file at its top)"


@pytest.mark.parametrize("raw", [b"", b"PK", b"hello", b"PK\x03\x04" + b"\0" * 60, b"%PDF-1.7"])
def test_what_is_no_archive_is_refused(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "p.qdpx").write_bytes(raw)
    assert refusal(tmp_path / "p.qdpx") == "is no REFI-QDA project, or is damaged"
    assert refusal(tmp_path / "none.qdpx") == "cannot be read (No such file or directory)"


@pytest.mark.parametrize(
    "xml", ["", "<Project", "<a/>", "\0", '<?xml version="1.0" encoding="no-such"?><Project/>', "<Project name='\x01'/>"]
)
def test_xml_that_is_none_or_another_is_refused(tmp_path: Path, xml: str) -> None:
    assert refusal(peer.pack(tmp_path / "p.qdpx", xml)) in ("its XML is damaged", "holds no REFI-QDA project")


def test_codes_nested_beyond_all_meaning_are_refused(tmp_path: Path) -> None:
    deep = '<Code guid="x" name="y">' * 100_000 + "</Code>" * 100_000
    path = peer.pack(tmp_path / "p.qdpx", peer.project(codes=deep))
    assert refusal(path) == "holds more than 100000 codes, or nests them deeper than 500"
    (tmp_path / "c.qdc").write_text(f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{deep}</Codes></CodeBook>', encoding="utf-8")
    with pytest.raises(CouncilError):
        read_codebook(tmp_path / "c.qdc")


def test_xml_of_more_tags_than_memory_holds_is_refused_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "c.qdc").write_bytes(b"<CodeBook>" + b"<a/>" * 4_000_000 + b"</CodeBook>")
    with pytest.raises(CouncilError, match="its XML holds more than 4000000 tags"):
        read_codebook(tmp_path / "c.qdc")


def test_guids_that_are_none_or_used_twice_still_name_one_thing_each(tmp_path: Path) -> None:
    codes = peer.code("One", "c1") + peer.code("Two", "c1") + peer.code("Three", f"{{{A.upper()}}}")
    inside = peer.selection(0, 2, peer.coding("c1", own="k"), own="s") + peer.selection(1, 2, peer.coding(A, own="k"), own="s")
    path = peer.pack(tmp_path / "p.qdpx", peer.project(codes=codes, sources=peer.source(C, inside)), {C: "Said."})
    project = read_project(path).project
    coded = [coding for each in project.sources[0].selections for coding in each.codings]
    assert len({code.guid for code in project.codes}) == 3
    assert [each.code for each in coded] == [project.codes[0].guid, project.codes[2].guid]
    assert (len({each.guid for each in coded}), project.codes[2].guid, lost(path)) == (2, guid_of(A), {Loss.SAME_GUID: 3})


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Åsa 🙈".encode("utf-8-sig"), "Åsa 🙈"),
        ("Åsa 🙈".encode("utf-16"), "Åsa 🙈"),
        ("Åsa säger att det är för dyrt".encode("cp1252"), "Åsa säger att det är för dyrt"),
        (b"a\0b", "a\ufffdb"),
        (b"", ""),
    ],
)
def test_a_text_in_another_encoding_is_read(tmp_path: Path, raw: bytes, text: str) -> None:
    assert read_project(peer.pack(tmp_path / "p.qdpx", PLAIN, {C: raw})).project.sources[0].text == text


def test_a_text_that_is_a_picture_is_left_out(tmp_path: Path) -> None:
    assert lost(peer.pack(tmp_path / "p.qdpx", PLAIN, {C: b"\x89PNG\r\n\x1a\n\xff\xfe\xfd"})) == {Loss.UNREADABLE_TEXTS: 1}


def test_a_file_without_its_namespace_is_read_with_a_warning(tmp_path: Path) -> None:
    path = peer.pack(tmp_path / "p.qdpx", PLAIN.replace(f' xmlns="{peer.PROJECT}"', ""), {C: "Said."})
    found = read_project(path)
    assert (len(found.project.codes), len(found.project.sources), len(found.warnings)) == (1, 1, 1)


def test_line_ends_count_once_where_the_program_counted_them_so(tmp_path: Path) -> None:
    path = peer.pack(tmp_path / "p.qdpx", PLAIN.replace("Peer 1", "ATLAS.ti 26"), {C: b"a\r\nbc"})
    source = read_project(path).project.sources[0]
    assert source.text[slice(*source.selections[0][1:3])] == "a\nb"


SOUP = st.lists(
    st.one_of(
        st.sampled_from(
            ["<Project>", "</Project>", "<Codes>", "<Code guid='1'>", "</Code>", "<Sources>", "<TextSource plainTextPath='x'>", "<Cases>",
             "<PlainTextSelection startPosition='0' endPosition='1'>", "<Coding>", "<CodeRef targetGUID='1'/>", "<!--", "-->",
             "&amp;", "<![CDATA["]
        ),
        st.text(max_size=5),
    ),
    max_size=20,
)  # fmt: skip


@SLOW
@given(soup=SOUP)
def test_a_soup_of_xml_is_read_or_refused(tmp_path: Path, soup: list[str]) -> None:
    path = peer.pack(tmp_path / "p.qdpx", "".join(soup).encode("utf-8", "replace"), {"x": "Said."})
    assert "\n" not in told(path)


@SLOW
@given(place=st.integers(0, 2_000), bits=st.integers(1, 255), cut=st.integers(0, 2_000))
def test_a_damaged_archive_is_read_or_refused(tmp_path: Path, place: int, bits: int, cut: int) -> None:
    whole = bytearray(peer.pack(tmp_path / "p.qdpx", PLAIN, {C: "Said."}).read_bytes())
    whole[place % len(whole)] ^= bits
    (tmp_path / "p.qdpx").write_bytes(whole if cut % 3 else whole[: cut % len(whole)])
    assert "\n" not in told(tmp_path / "p.qdpx")


TEXTS = st.text(alphabet="ab 🙈\n\r\t\u2028é", max_size=60)


@SLOW
@given(text=TEXTS, spans=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6), longest=st.integers(1, 30))
def test_every_selection_can_be_put_together_again(text: str, spans: list[tuple[int, int]], longest: int) -> None:
    wanted = [(start, end) for start, end in spans if start < end <= len(text)]
    parts = parts_of(text, wanted, longest)
    assert all(0 < part.end - part.start <= longest for part in parts)
    assert all(one.end <= other.start for one, other in pairwise(parts))
    between = [text[one.end : other.start] for one, other in pairwise(parts)]
    assert not "".join(between).strip()
    if parts:
        for start, end in wanted:
            found = list(pieces(parts, start, end))
            assert [each[:2] for each in joined(parts, found)] == [(start, end)]


@SLOW
@given(text=st.text(max_size=40), name=st.text(max_size=20))
def test_whatever_is_written_can_be_read(tmp_path: Path, text: str, name: str) -> None:
    project = Project(name, codes=(Code("a" * 32, name, description=text),), sources=(TextSource("b" * 32, name, text),))
    write_project(project, tmp_path / "p.qdpx")
    read = read_project(tmp_path / "p.qdpx").project
    never = {ord(sign): "\ufffd" for sign in text + name if (sign < " " and sign not in "\t\n\r") or sign in "\ufffe\uffff"}
    assert (read.codes[0].description, read.sources[0].text) == (text.translate(never), text.replace("\0", "\ufffd").removeprefix("\ufeff"))
    assert project_bytes(project).count(dashed("a" * 32).encode()) == 1


@given(words=st.text(max_size=30), value=st.text(alphabet="abc |;:é", min_size=1, max_size=20).map(str.strip).filter(bool))
def test_facts_below_a_definition_are_found_again(words: str, value: str) -> None:
    assert without_facts(with_facts(words, [("key", value)])) == (words, {"key": value})
    assert read_facts(facts_text([("kind", value), ("empty", "")])) == {"kind": value}


def test_bytes_are_the_same_whenever_they_are_written() -> None:
    assert project_bytes(Project("x")) == project_bytes(Project("x"))
    assert io.BytesIO(project_bytes(Project("x"))).readline() == b'<?xml version="1.0" encoding="utf-8"?>\n'
