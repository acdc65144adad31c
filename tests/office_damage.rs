//! Files of office programs that are damaged, made up or none: each is refused with its word, and
//! nothing that a file can hold is a crash. It must never expect a guess in place of a refusal.

use std::io::{Cursor, Read, Write};

use flate2::read::GzDecoder;
use proptest::prelude::*;
use union_dashboard::office::{
    Broken, MOST_BYTES, Member, document_text, main_part, member, sheet_text, sheets,
};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const NAME: &str = "word/document.xml";

/// A file of two entries, the second of which is asked for.
fn sound(method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, text) in [
        ("first.xml", "<first/>"),
        (NAME, "<w:document>全年建成120家</w:document>"),
    ] {
        writer.start_file(name, options).expect("an entry");
        writer.write_all(text.as_bytes()).expect("its text");
    }
    writer.finish().expect("a file").into_inner()
}

fn packed() -> Vec<u8> {
    sound(CompressionMethod::Deflated)
}

/// Where the last record of a kind begins.
fn last(file: &[u8], signature: &[u8]) -> usize {
    let found = file.windows(4).rposition(|window| window == signature);
    found.expect("a record")
}

/// A file with other bytes at a place of the last record of a kind.
fn changed(mut file: Vec<u8>, signature: &[u8], at: usize, bytes: &[u8]) -> Vec<u8> {
    let start = last(&file, signature) + at;
    file[start..start + bytes.len()].copy_from_slice(bytes);
    file
}

const END: &[u8] = b"PK\x05\x06";
const ENTRY: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";

#[test]
fn damage_is_refused_with_a_word() {
    let stored = || sound(CompressionMethod::Stored);
    let most = u32::try_from(MOST_BYTES).expect("a size");
    for (what, file, expect) in [
        ("empty", Vec::new(), Broken::NotZip),
        ("a text", "全年建成工会驿站120家".into(), Broken::NotZip),
        ("zeros", vec![0; 100_000], Broken::NotZip),
        (
            "an old format",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....".to_vec(),
            Broken::Compound,
        ),
        ("cut off", packed()[..40].to_vec(), Broken::Damaged),
        (
            "the end cut off",
            packed()[..last(&packed(), END)].to_vec(),
            Broken::Damaged,
        ),
        (
            "the beginning cut off",
            packed()[7..].to_vec(),
            Broken::Damaged,
        ),
        (
            "something before",
            [b"MZ".as_slice(), &packed()].concat(),
            Broken::Damaged,
        ),
        (
            "two volumes",
            changed(packed(), END, 4, &[1, 0]),
            Broken::Damaged,
        ),
        (
            "more entries",
            changed(packed(), END, 8, &[3, 0, 3, 0]),
            Broken::Damaged,
        ),
        (
            "fewer entries",
            changed(packed(), END, 8, &[1, 0, 1, 0]),
            Broken::Damaged,
        ),
        (
            "a larger directory",
            changed(packed(), END, 13, &[1]),
            Broken::Damaged,
        ),
        (
            "the directory outside",
            changed(packed(), END, 16, &[0xff, 0xff, 0xff, 0x7f]),
            Broken::Damaged,
        ),
        (
            "the directory in ZIP64",
            changed(packed(), END, 16, &[0xff; 4]),
            Broken::Zip64,
        ),
        (
            "entries in ZIP64",
            changed(packed(), END, 8, &[0xff; 4]),
            Broken::Zip64,
        ),
        (
            "no entry",
            changed(packed(), ENTRY, 0, b"XX"),
            Broken::Damaged,
        ),
        (
            "a name outside",
            changed(packed(), ENTRY, 28, &[0xff, 0xff]),
            Broken::Damaged,
        ),
        (
            "the name of another",
            changed(packed(), LOCAL, 30, b"W"),
            Broken::Damaged,
        ),
        (
            "encrypted",
            changed(packed(), ENTRY, 8, &[1]),
            Broken::Encrypted,
        ),
        (
            "another method here",
            changed(packed(), ENTRY, 10, &[12]),
            Broken::Damaged,
        ),
        (
            "another method",
            changed(changed(packed(), ENTRY, 10, &[12]), LOCAL, 8, &[12]),
            Broken::Method,
        ),
        (
            "the entry outside",
            changed(packed(), ENTRY, 42, &[0xff, 0xff, 0xff, 0x7f]),
            Broken::Damaged,
        ),
        (
            "the entry in the directory",
            changed(
                packed(),
                ENTRY,
                42,
                &last(&packed(), ENTRY).to_le_bytes()[..4],
            ),
            Broken::Damaged,
        ),
        (
            "the entry in ZIP64",
            changed(packed(), ENTRY, 42, &[0xff; 4]),
            Broken::Zip64,
        ),
        (
            "packed longer than the file",
            changed(packed(), ENTRY, 22, &[1]),
            Broken::Damaged,
        ),
        (
            "no deflate packs so well",
            changed(packed(), ENTRY, 26, &[1]),
            Broken::Damaged,
        ),
        (
            "a bomb",
            changed(packed(), ENTRY, 24, &(most + 1).to_le_bytes()),
            Broken::TooLarge,
        ),
        (
            "stored shorter",
            changed(stored(), ENTRY, 24, &[3]),
            Broken::Damaged,
        ),
        (
            "stored with another text",
            changed(stored(), LOCAL, 50, b"x"),
            Broken::Damaged,
        ),
        (
            "stored with another sum",
            changed(stored(), ENTRY, 16, b"0000"),
            Broken::Damaged,
        ),
    ] {
        let expect = if what == "no entry" {
            Broken::Damaged
        } else {
            expect
        };
        assert_eq!(member(&file, NAME), Err(expect), "{what}");
    }
}

#[test]
fn a_name_that_is_there_twice_is_no_name() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["a.xml", "A.XML"] {
        writer
            .start_file(name, SimpleFileOptions::default())
            .expect("an entry");
    }
    let file = writer.finish().expect("a file").into_inner();
    assert_eq!(member(&file, "a.xml"), Err(Broken::Twice));
}

#[test]
fn a_size_that_lies_is_noticed_by_who_unpacks() {
    let file = changed(packed(), ENTRY, 24, &[9, 0, 0, 0]);
    let Ok(Some(Member::Gzip { bytes, size })) = member(&file, NAME) else {
        panic!("a member");
    };
    assert_eq!(size, 9);
    assert!(
        GzDecoder::new(&*bytes)
            .read_to_end(&mut Vec::new())
            .is_err()
    );
}

/// Tags and texts of all that is read, in any order.
fn soup() -> impl Strategy<Value = String> {
    let tags = prop::sample::select(vec![
        "<w:p>",
        "</w:p>",
        "<w:r>",
        "</w:r>",
        "<w:t>",
        "</w:t>",
        "<w:tbl>",
        "</w:tbl>",
        "<w:tr>",
        "</w:tr>",
        "<w:tc>",
        "</w:tc>",
        "<w:tab/>",
        "<w:br/>",
        "<w:del>",
        "</w:del>",
        "<w:gridSpan w:val=\"9\"/>",
        "<w:txbxContent>",
        "</w:txbxContent>",
        "<mc:AlternateContent>",
        "</mc:AlternateContent>",
        "<mc:Choice>",
        "</mc:Choice>",
        "<mc:Fallback>",
        "</mc:Fallback>",
        "<row>",
        "<row r=\"7\">",
        "</row>",
        "<c>",
        "<c r=\"B7\" t=\"s\">",
        "<c s=\"1\">",
        "<c t=\"inlineStr\">",
        "</c>",
        "<v>",
        "</v>",
        "<f>",
        "</f>",
        "<is>",
        "</is>",
        "<si>",
        "</si>",
        "<rPh>",
        "</rPh>",
        "<xf numFmtId=\"14\"/>",
        "<cellXfs>",
        "</cellXfs>",
        "<numFmt numFmtId=\"14\" formatCode=\"y&quot;\"/>",
        "<sheet name=\"a\" r:id=\"b\"/>",
        "0",
        "1",
        "45658.5",
        "文字",
        "&amp;",
        "&#x41;",
        "&#0;",
        "&x;",
        "&",
        "<",
        ">",
        "\"",
        "_x0041_",
        "_x",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<?",
        "?>",
        "<!DOCTYPE a>",
        " ",
        "\r\n",
        "\0",
        "\u{feff}",
    ]);
    prop::collection::vec(tags, 0..40).prop_map(|tags| tags.concat())
}

/// Reads a text as everything that it could be.
fn read_as_all(xml: &str) {
    let _ = document_text(xml);
    let _ = document_text(&format!("<document>{xml}</document>"));
    let sheet = format!("<worksheet>{xml}</worksheet>");
    let shared = format!("<sst>{xml}</sst>");
    let styles = format!("<styleSheet>{xml}</styleSheet>");
    let _ = sheet_text(xml, None, None);
    let _ = sheet_text(&sheet, Some("<sst><si><t>a</t></si></sst>"), None);
    let _ = sheet_text("<worksheet/>", Some(&shared), Some(&styles));
    let _ = sheets(&format!("<workbook>{xml}</workbook>"), "<Relationships/>");
    let _ = sheets(
        "<workbook/>",
        &format!("<Relationships>{xml}</Relationships>"),
    );
    let _ = main_part(xml);
}

proptest! {
    #[test]
    fn no_bytes_are_a_crash(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = member(&bytes, NAME);
    }

    #[test]
    fn no_damage_is_a_crash(
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        end in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let mut file = packed();
        for (place, byte) in places {
            let at = place.index(file.len());
            file[at] = byte;
        }
        if is_cut {
            file.truncate(end.index(file.len()));
        }
        if let Ok(Some(Member::Gzip { bytes, size })) = member(&file, NAME) {
            let mut text = Vec::new();
            let is_whole = GzDecoder::new(&*bytes).read_to_end(&mut text).is_ok();
            prop_assert!(!is_whole || text.len() == size);
        }
    }

    #[test]
    fn no_text_is_a_crash(text in ".{0,60}") {
        read_as_all(&text);
    }

    #[test]
    fn no_order_of_tags_is_a_crash(xml in soup()) {
        read_as_all(&xml);
    }
}
