// A Word document and an Excel workbook, as small as they can be, made here: a ZIP file of XML.
// Never: anything of a real report.

import { deflateRawSync } from "node:zlib";

const CONTENT = "application/vnd.openxmlformats-officedocument";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** The main part of a package, named as office programs do. */
const main = (path) => `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1"
  Type="${RELATIONS}/officeDocument" Target="${path}"/></Relationships>`;

/** A workbook with one sheet of texts and numbers. */
export function workbook(rows) {
  const letter = (at) => String.fromCharCode(65 + at);
  const cell = (value, at, row) => typeof value === "number"
    ? `<c r="${letter(at)}${row}"><v>${value}</v></c>`
    : `<c r="${letter(at)}${row}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const lines = rows.map((cells, at) =>
    `<row r="${at + 1}">${cells.map((value, column) => cell(value, column, at + 1)).join("")}</row>`);
  const sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  return zip({
    "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="${CONTENT}"/></Types>`,
    "_rels/.rels": main("xl/workbook.xml"),
    "xl/workbook.xml": `${HEAD}<workbook xmlns="${sheet}" xmlns:r="${RELATIONS}"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1"
      Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `${HEAD}<worksheet xmlns="${sheet}"><sheetData>${lines.join("")}</sheetData></worksheet>`,
  });
}

/** A document with these paragraphs. */
export function document(paragraphs) {
  const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const runs = paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join("");
  return zip({
    "_rels/.rels": main("word/document.xml"),
    "word/document.xml": `${HEAD}<w:document xmlns:w="${word}"><w:body>${runs}</w:body></w:document>`,
  });
}

function zip(entries) {
  const [files, directory] = [[], []];
  let at = 0;
  for (const [name, text] of Object.entries(entries)) {
    const [bytes, path] = [Buffer.from(text), Buffer.from(name)];
    const packed = deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(path.length, 22);
    const file = Buffer.concat([Buffer.from("504b0304", "hex"), common, path, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from("504b01021400", "hex"), common, rest, path]));
    files.push(file);
    at += file.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, list, end]);
}

/** CRC-32 as ZIP has it (APPNOTE 4.4.7); zlib's own is missing in Node 20.11. */
function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
