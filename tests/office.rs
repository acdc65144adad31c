//! Files of office programs: what is read of a document and of a worksheet, and that `import` reads
//! what comes of it. The files are built here, by another library than the one that reads them.
//! It must never depend on an office program.

mod common;

use std::io::{Cursor, Read, Write};

use common::{dataset, text as fixture};
use flate2::read::GzDecoder;
use union_dashboard::import::{Kind, Known, Origin, Target, kind, read, survey};
use union_dashboard::office::{
    Broken, Member, Sheet, document_text, main_part, member, sheet_text, sheets,
};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const EXCEL: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A ZIP file of these entries.
fn packed(entries: &[(&str, &str)], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, text) in entries {
        writer.start_file(*name, options).expect("an entry");
        writer.write_all(text.as_bytes()).expect("its text");
    }
    writer.finish().expect("a file").into_inner()
}

/// The text of an entry, unpacked as a browser would.
fn unpacked(file: &[u8], name: &str) -> Option<String> {
    let mut text = String::new();
    match member(file, name).expect("a file")? {
        Member::Stored(mut bytes) => bytes.read_to_string(&mut text).expect("UTF-8"),
        Member::Gzip { bytes, size } => {
            let mut decoder = GzDecoder::new(&*bytes);
            let read = decoder.read_to_string(&mut text).expect("a gzip file");
            assert_eq!(read, size);
            assert_eq!(decoder.into_inner(), b"", "bytes behind the member");
            read
        }
    };
    Some(text)
}

fn word(body: &str) -> String {
    let text = format!("<w:document xmlns:w=\"{WORD}\"><w:body>{body}</w:body></w:document>");
    document_text(&text).expect(body)
}

/// A paragraph of one run.
fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn worksheet(rows: &str) -> String {
    format!("<worksheet xmlns=\"{EXCEL}\"><sheetData>{rows}</sheetData></worksheet>")
}

fn cells(rows: &str) -> String {
    sheet_text(&worksheet(rows), None, None).expect(rows)
}

/// A style sheet with a cell style for each number format.
fn styles(own: &str, ids: &[u32]) -> String {
    let cells = ids.iter().map(|id| format!("<xf numFmtId=\"{id}\"/>"));
    format!(
        "<styleSheet xmlns=\"{EXCEL}\"><numFmts>{own}</numFmts>\
         <cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>{}</cellXfs></styleSheet>",
        cells.collect::<String>()
    )
}

// The file.

#[test]
fn an_entry_is_found_and_unpacks_to_what_was_packed() {
    let long = "全年建成工会驿站120家。".repeat(20_000);
    let entries = [
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &long),
        ("空", ""),
    ];
    for method in [CompressionMethod::Deflated, CompressionMethod::Stored] {
        let file = packed(&entries, method);
        for (name, text) in entries {
            assert_eq!(
                unpacked(&file, name).as_deref(),
                Some(text),
                "{name} {method}"
            );
        }
        // The names of parts are the same in any case (ECMA-376 part 2).
        assert!(unpacked(&file, "Word/Document.xml").is_some());
        assert_eq!(unpacked(&file, "word/document"), None);
    }
    assert_eq!(unpacked(&packed(&[], CompressionMethod::Stored), "a"), None);
}

#[test]
fn a_comment_does_not_hide_the_directory() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let comment = writer.set_comment("PK\u{5}\u{6} 2025年度");
    comment.expect("a comment");
    writer
        .start_file("a", SimpleFileOptions::default())
        .expect("an entry");
    writer.write_all(b"x").expect("its text");
    let file = writer.finish().expect("a file").into_inner();
    assert_eq!(unpacked(&file, "a").as_deref(), Some("x"));
}

// Documents.

#[test]
fn paragraphs_are_lines_with_a_blank_one_between() {
    let body = [
        paragraph("安庆市总工会 &amp; 2025年&#x5de5;作"),
        "<w:p/>".to_owned(),
        paragraph("  "),
        "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>\
         <w:r><w:t>会员</w:t><w:tab/><w:t>12</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>万人</w:t></w:r>\
         <w:r><w:br/><w:t><![CDATA[又<一>行]]></w:t><w:cr/><w:t>A</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r></w:p>"
            .to_owned(),
    ];
    let expect = "安庆市总工会 & 2025年工作\n\n会员\t12万人\n又<一>行\nA-1";
    assert_eq!(word(&body.concat()), expect);
    assert_eq!(word("<w:sectPr/>"), "");
}

#[test]
fn what_was_deleted_and_what_is_a_code_is_left_out() {
    let body = "<w:p><w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del>\
        <w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>\
        <w:ins><w:r><w:t>新</w:t></w:r></w:ins>\
        <w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE 7</w:instrText></w:r>\
        <w:hyperlink><w:r><w:t>增</w:t></w:r></w:hyperlink>\
        <w:r><w:ruby><w:rt><w:r><w:t>zeng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>长</w:t></w:r>\
        </w:rubyBase></w:ruby></w:r><w:sdt><w:sdtContent><w:r><w:t>3%</w:t></w:r></w:sdtContent></w:sdt></w:p>";
    assert_eq!(word(body), "新增长3%");
}

#[test]
fn a_row_is_a_line_and_a_cell_no_more_than_a_column() {
    let cell = |inner: &str| format!("<w:tc><w:tcPr/>{inner}</w:tc>");
    let wide = format!(
        "<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}</w:tc>",
        paragraph("合计")
    );
    let inner_table = format!(
        "<w:tbl><w:tr>{}{}</w:tr></w:tbl><w:p/>",
        cell(&paragraph("内")),
        cell(&paragraph("表"))
    );
    let rows = [
        [
            cell(&paragraph("指标")),
            cell(&paragraph("2024年")),
            cell(&paragraph("2025年")),
        ]
        .concat(),
        [
            cell(&(paragraph("会员") + &paragraph("（人）"))),
            cell("<w:p/>"),
            cell(&paragraph("7")),
        ]
        .concat(),
        [wide, cell(&inner_table)].concat(),
        [cell("<w:p/>"), cell("<w:p/>"), cell("<w:p/>")].concat(),
    ];
    let rows: String = rows
        .iter()
        .map(|row| format!("<w:tr><w:trPr/>{row}</w:tr>"))
        .collect();
    let body = paragraph("前") + &format!("<w:tbl><w:tblGrid/>{rows}</w:tbl>") + &paragraph("后");
    let expect = "前\n\n指标\t2024年\t2025年\n会员 （人）\t\t7\n合计\t\t内 表\n\n后";
    assert_eq!(word(&body), expect);
}

#[test]
fn a_text_box_is_read_once_and_behind_its_paragraph() {
    let text_box = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph(text));
    let both = format!(
        "<mc:AlternateContent><mc:Choice><wps:txbx>{}</wps:txbx></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>",
        text_box("框"),
        text_box("框")
    );
    let old = "<mc:AlternateContent><mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent>";
    let body = format!(
        "<w:p><w:r><w:t>前半</w:t></w:r><w:r>{both}</w:r><w:r><w:t>后半</w:t>{old}</w:r></w:p>{}",
        paragraph("末")
    );
    assert_eq!(word(&body), "前半后半旧\n\n框\n\n末");
}

#[test]
fn another_xml_is_no_document() {
    for (xml, expect) in [
        ("", Broken::Content),
        ("文字", Broken::Content),
        ("<html/>", Broken::Content),
        ("<w:document><w:body><w:p>", Broken::Xml),
        ("<w:document><w:p></w:document>", Broken::Xml),
        ("<w:document>&nbsp;</w:document>", Broken::Xml),
        ("<w:document><w:p", Broken::Xml),
        (
            "<!DOCTYPE a [<!ENTITY b \"c\">]><w:document/>",
            Broken::DocType,
        ),
        (
            "<?xml version=\"1.0\"?><!doctype html><w:document/>",
            Broken::DocType,
        ),
    ] {
        assert_eq!(document_text(xml), Err(expect), "{xml}");
    }
    let deep = "<w:tbl>".repeat(100_000);
    assert_eq!(
        document_text(&format!("<w:document>{deep}")),
        Err(Broken::Content)
    );
}

// Worksheets.

#[test]
fn cells_stand_where_their_places_say() {
    let rows = "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"D2\"><v>2</v></c><c r=\"XFD2\" s=\"1\"/></row>\
        <row r=\"3\"/><row><c><v>3</v></c><c><v>4</v></c></row>\
        <row r=\"6\"><c r=\"AA6\"><v>5</v></c></row><row r=\"1048576\"/>";
    let expect = format!("\n\t1\t\t2\n\n3\t4\n\n{}5", "\t".repeat(26));
    assert_eq!(cells(rows), expect);
    assert_eq!(cells(""), "");
}

#[test]
fn cells_say_what_a_reader_sees() {
    for (cell, expect) in [
        ("<c><v>977</v></c>", "977"),
        ("<c><v>977.0</v></c>", "977"),
        ("<c><v>0.30000000000000004</v></c>", "0.3"),
        ("<c><v>70.109999999999999</v></c>", "70.11"),
        ("<c><v>1.2E+5</v></c>", "120000"),
        ("<c><v>-3.5</v></c>", "-3.5"),
        ("<c><v>340800199001011234</v></c>", "340800199001011234"),
        ("<c t=\"b\"><v>1</v></c>", "TRUE"),
        ("<c t=\"b\"><v>0</v></c>", "FALSE"),
        ("<c t=\"e\"><v>#N/A</v></c>", "#N/A"),
        ("<c t=\"str\"><f>A1&amp;B1</f><v>安庆市</v></c>", "安庆市"),
        ("<c t=\"str\"><f>\"\"</f><v></v></c>", ""),
        ("<c><f>SUM(A1:A2)</f><v>12</v></c>", "12"),
        ("<c><f>SUM(A1:A2)</f></c>", "=SUM(A1:A2)"),
        ("<c t=\"d\"><v>2025-06-30T00:00:00</v></c>", "2025-06-30"),
        ("<c t=\"inlineStr\"><is><t>会</t></is></c>", "会"),
        (
            "<c t=\"inlineStr\"><is><r><rPr><b/></rPr><t>工</t></r><r><t>会</t></r>\
             <rPh><t>gōng</t></rPh></is></c>",
            "工会",
        ),
        ("<c t=\"str\"><v>甲\t乙</v></c>", "\"甲\t乙\""),
        (
            "<c t=\"str\"><v>甲_x000D_\n乙 _x00_ _x5F_</v></c>",
            "\"甲\r\n乙 _x00_ _x5F_\"",
        ),
        ("<c t=\"str\"><v>“好” \"OK\"</v></c>", "\"“好” \"\"OK\"\"\""),
    ] {
        assert_eq!(cells(&format!("<row>{cell}</row>")), expect, "{cell}");
    }
}

#[test]
fn shared_strings_are_those_of_their_number() {
    let shared = format!(
        "<sst xmlns=\"{EXCEL}\"><si><t>城市</t></si><si/><si><r><t>工会</t></r><r><t xml:space=\"preserve\"> 驿站</t></r>\
         <rPh sb=\"0\" eb=\"1\"><t>yì</t></rPh><phoneticPr fontId=\"1\"/></si><si><t>末</t></si></sst>"
    );
    let cell = |index: &str| format!("<row><c t=\"s\"><v>{index}</v></c></row>");
    let said = |index: &str| sheet_text(&worksheet(&cell(index)), Some(&shared), None);
    for (index, expect) in [("0", "城市"), ("1", ""), ("2", "工会 驿站"), ("3", "末")] {
        assert_eq!(said(index).as_deref(), Ok(expect), "{index}");
    }
    for index in ["4", "-1", "x", "99999999999999999999"] {
        assert_eq!(said(index), Err(Broken::Content), "{index}");
    }
    let lost = sheet_text(&worksheet(&cell("0")), None, None);
    assert_eq!(lost, Err(Broken::Content));
}

#[test]
fn shares_and_days_are_told_by_their_format() {
    let own = "<numFmt numFmtId=\"164\" formatCode=\"0.0%\"/>\
        <numFmt numFmtId=\"165\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>\
        <numFmt numFmtId=\"166\" formatCode=\"yyyy\"/><numFmt numFmtId=\"167\" formatCode=\"[h]:mm\"/>\
        <numFmt numFmtId=\"14\" formatCode=\"yyyy/m/d\"/>";
    let ids = [0, 9, 14, 164, 165, 166, 167, 57, 22, 46];
    let styles = styles(own, &ids);
    for (style, value, expect) in [
        (0, "0.45", "0.45"),
        (1, "0.45", "45%"),
        (1, "0.07", "7%"),
        (1, "1.1100000000000001", "111%"),
        (1, "-0.035", "-3.5%"),
        (2, "45658", "2025-01-01"),
        (2, "1", "1900-01-01"),
        (2, "60", "1900-02-29"),
        (2, "61", "1900-03-01"),
        (2, "0.5", "0.5"),
        (3, "0.4567", "45.67%"),
        (4, "45809", "2025-06"),
        (5, "45809", "2025"),
        (6, "1.5", "1.5"),
        (7, "45809", "2025-06"),
        (8, "45658.75", "2025-01-01"),
        (9, "1.5", "1.5"),
        (99, "45658", "45658"),
    ] {
        let row = format!("<row><c s=\"{style}\"><v>{value}</v></c></row>");
        let said = sheet_text(&worksheet(&row), None, Some(&styles));
        assert_eq!(said.as_deref(), Ok(expect), "{style} {value}");
    }
}

#[test]
fn cells_out_of_order_are_refused() {
    for rows in [
        "<row r=\"2\"/><row r=\"2\"/>",
        "<row r=\"0\"/>",
        "<row r=\"1048577\"/>",
        "<row r=\"x\"/>",
        "<row><c r=\"B1\"/><c r=\"A1\"/></row>",
        "<row r=\"3\"><c r=\"A4\"/></row>",
        "<row><c r=\"XFE1\"/></row>",
        "<row><c r=\"ZZZZ1\"/></row>",
        "<row><c r=\"1\"/></row>",
        "<row><c t=\"z\"/></row>",
        "<c r=\"A1\"/>",
    ] {
        let said = sheet_text(&worksheet(rows), None, None);
        assert_eq!(said, Err(Broken::Content), "{rows}");
    }
}

#[test]
fn what_a_string_repeats_is_bounded() {
    let shared = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(30_000));
    let rows = "<row><c t=\"s\"><v>0</v></c></row>".repeat(1000);
    let said = sheet_text(&worksheet(&rows), Some(&shared), None);
    assert_eq!(said, Err(Broken::TooLarge));
}

#[test]
fn steps_make_the_same_text() {
    let shared = "<sst><si><t>甲</t></si><si><t>乙</t></si></sst>";
    let rows = "<row><c t=\"s\"><v>1</v></c><c><v>2</v></c></row>".repeat(50);
    let xml = worksheet(&rows);
    let mut sheet = Sheet::new(&xml, Some(shared), None).expect("a sheet");
    let mut last = 0;
    while sheet.read(7).expect("a step") {
        assert!(sheet.percent() >= last && sheet.percent() <= 100);
        last = sheet.percent();
    }
    assert_eq!(sheet.percent(), 100);
    assert_eq!(
        sheet.text(),
        sheet_text(&xml, Some(shared), None).expect("a text")
    );
}

// Workbooks.

#[test]
fn the_sheets_that_are_seen_come_first() {
    let workbook = format!(
        "<workbook xmlns=\"{EXCEL}\" xmlns:r=\"{RELATIONS}\"><workbookPr/><sheets>\
         <sheet name=\"隐藏\" sheetId=\"1\" state=\"hidden\" r:id=\"rId1\"/>\
         <sheet name=\"图\" sheetId=\"2\" r:id=\"rId2\"/>\
         <sheet name=\"A&amp;B\" sheetId=\"3\" r:id=\"rId3\"/>\
         <sheet name=\"末\" sheetId=\"4\" state=\"visible\" r:id=\"rId4\"/></sheets></workbook>"
    );
    let relation = |id: u32, kind: &str, target: &str| {
        format!("<Relationship Id=\"rId{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = [
        relation(4, "worksheet", "../xl/./worksheets/sheet4.xml"),
        relation(3, "worksheet", "/xl/worksheets/sheet3.xml"),
        relation(2, "chartsheet", "chartsheets/sheet1.xml"),
        relation(1, "worksheet", "worksheets/sheet1.xml"),
    ];
    let relations = format!("<Relationships>{}</Relationships>", relations.concat());
    let found = sheets(&workbook, &relations).expect("sheets");
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(name, path)| (&**name, &**path))
        .collect();
    assert_eq!(
        found,
        [
            ("A&B", "xl/worksheets/sheet3.xml"),
            ("末", "xl/worksheets/sheet4.xml"),
            ("隐藏", "xl/worksheets/sheet1.xml")
        ]
    );
    for (value, expect) in [
        ("1", Err(Broken::From1904)),
        ("true", Err(Broken::From1904)),
        ("0", Ok(3)),
    ] {
        let dated = workbook.replace(
            "<workbookPr/>",
            &format!("<workbookPr date1904=\"{value}\"/>"),
        );
        assert_eq!(sheets(&dated, &relations).map(|found| found.len()), expect);
    }
}

#[test]
fn a_package_says_what_it_is_about() {
    let relations = |target: &str| {
        format!(
            "<Relationships><Relationship Id=\"a\" Type=\"x/core-properties\" Target=\"docProps/core.xml\"/>\
             <Relationship Id=\"b\" Type=\"{RELATIONS}/officeDocument\" Target=\"{target}\"/></Relationships>"
        )
    };
    for target in ["word/document2.xml", "/word/document2.xml"] {
        let found = main_part(&relations(target)).expect("relations");
        assert_eq!(found.as_deref(), Some("word/document2.xml"));
    }
    assert_eq!(main_part("<Relationships/>"), Ok(None));
}

// The whole way.

#[test]
fn a_workbook_comes_in_as_the_same_table_of_text() {
    let shared = "<sst><si><t>城市</t></si><si><t>年份</t></si><si><t>指标</t></si><si><t>数值</t></si>\
        <si><t>单位</t></si><si><t>安庆市</t></si><si><t>工会驿站</t></si><si><t>家</t></si></sst>";
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>\
        <c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"s\"><v>3</v></c><c r=\"E1\" t=\"s\"><v>4</v></c></row>\
        <row r=\"2\"><c r=\"A2\" t=\"s\"><v>5</v></c><c r=\"B2\" s=\"1\"><v>45292</v></c>\
        <c r=\"C2\" t=\"s\"><v>6</v></c><c r=\"D2\"><v>863</v></c><c r=\"E2\" t=\"s\"><v>7</v></c></row>";
    let file = packed(
        &[
            ("xl/sharedStrings.xml", shared),
            (
                "xl/styles.xml",
                &styles(
                    "<numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;\"/>",
                    &[0, 164],
                ),
            ),
            ("xl/worksheets/sheet1.xml", &worksheet(rows)),
        ],
        CompressionMethod::Deflated,
    );
    let entry = |name| unpacked(&file, name);
    let sheet = entry("xl/worksheets/sheet1.xml").expect("a sheet");
    let (shared, styles) = (entry("xl/sharedStrings.xml"), entry("xl/styles.xml"));
    let text = sheet_text(&sheet, shared.as_deref(), styles.as_deref()).expect("a table");
    assert_eq!(
        text,
        "城市\t年份\t指标\t数值\t单位\n安庆市\t2024\t工会驿站\t863\t家"
    );
    assert!(matches!(kind(&text), Kind::Table(dialect) if dialect.delimiter == '\t'));

    let known = Known::new(&dataset("achievements"));
    let mapping = survey(&text, "表.xlsx", &known).expect("a table").mapping;
    let imported = read(&text, mapping, known, Origin::new("表.xlsx", None));
    assert_eq!(imported.counts.observations, 1);
    let written = imported.text(&fixture("achievements"), Target::Alone, "2026-11-22");
    assert!(written.text.contains("\"value\":863") || written.text.contains("\"value\": 863"));
}
