/// Makes XLSX workbooks for the system tests: a stored ZIP and the four parts that a workbook needs.

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; ++bit) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function little(value, bytes) {
  const out = Buffer.alloc(bytes);
  out.writeUIntLE(value, 0, bytes);
  return out;
}

/// `parts`: name → text.
export function storedZip(parts) {
  const files = [];
  const directory = [];
  let offset = 0;
  for (const [name, text] of Object.entries(parts)) {
    const bytes = Buffer.from(text);
    const facts = Buffer.concat([little(20, 2), little(0, 2), little(0, 2), little(0, 4), little(crc32(bytes), 4),
                                 little(bytes.length, 4), little(bytes.length, 4), little(name.length, 2)]);
    const file = Buffer.concat([Buffer.from("PK\x03\x04"), facts, little(0, 2), Buffer.from(name), bytes]);
    directory.push(Buffer.from("PK\x01\x02"), little(20, 2), facts, Buffer.alloc(12), little(offset, 4), Buffer.from(name));
    files.push(file);
    offset += file.length;
  }
  const list = Buffer.concat(directory);
  const count = little(files.length, 2);
  const end = [Buffer.from("PK\x05\x06"), Buffer.alloc(4), count, count, little(list.length, 4), little(offset, 4), little(0, 2)];
  return Buffer.concat([...files, list, ...end]);
}

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
const relations = (kind, target) =>
  `<Relationships><Relationship Id="r1" Type="http://x/${kind}" Target="${target}"/></Relationships>`;

/// `rows`: texts; what is written as a spreadsheet writes a number becomes a number cell.
export function workbookOf(rows) {
  const cell = (text) =>
    text !== "" && String(Number(text)) === text
      ? `<c><v>${text}</v></c>`
      : `<c t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
  const sheet = rows.map((row) => `<row>${row.map(cell).join("")}</row>`).join("");
  return storedZip({
    "_rels/.rels": relations("officeDocument", "xl/workbook.xml"),
    "xl/workbook.xml": '<workbook xmlns:r="http://r"><sheets><sheet name="Customers" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": relations("worksheet", "worksheets/sheet1.xml"),
    "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
  });
}
