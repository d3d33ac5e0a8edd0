// A Word document from lines of text: "# " is a centred heading, " | " parts a row of two columns, ** is bold.

import PizZip from 'pizzip';

const NAMESPACE = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const CONTENT_TYPES = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
const RELATIONSHIPS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;

/** A4 with the margins of official documents (NĐ 30/2020/NĐ-CP), in twentieths of a point. */
const SECTION =
  '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="0" w:footer="0" w:gutter="0"/></w:sectPr>';
const LEFT_WIDTH = 4000;
const RIGHT_WIDTH = 5071;

/** The bytes of a .docx; the same text gives the same document. */
export function wordDocument(text: string): Uint8Array {
  const body = groupRows(text.trimEnd().split('\n'))
    .map((part) => (typeof part === 'string' ? line(part) : table(part)))
    .join('');
  const zip = new PizZip();
  const date = new Date(Date.UTC(2026, 0, 1));
  const options = { date, createFolders: false };
  zip.file('[Content_Types].xml', CONTENT_TYPES, options);
  zip.file('_rels/.rels', RELATIONSHIPS, options);
  zip.file(
    'word/document.xml',
    `${XML}<w:document xmlns:w="${NAMESPACE}"><w:body>${body}<w:p/>${SECTION}</w:body></w:document>`,
    options,
  );
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}

type Row = [string, string];

/** Neighbouring rows of columns become one table. */
function groupRows(lines: readonly string[]): (string | Row[])[] {
  const parts: (string | Row[])[] = [];
  for (const one of lines) {
    const [left = '', right] = one.split(' | ');
    const before = parts.at(-1);
    if (right === undefined) parts.push(one);
    else if (Array.isArray(before)) before.push([left, right]);
    else parts.push([[left, right]]);
  }
  return parts;
}

function line(text: string): string {
  return text.startsWith('# ') ? paragraph(`**${text.slice(2)}**`, 'center') : paragraph(text, 'both');
}

function table(rows: readonly Row[]): string {
  const cell = (text: string, width: number) =>
    `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${paragraph(text.trim(), 'center')}</w:tc>`;
  const written = rows.map(
    ([left, right]) => `<w:tr>${cell(left, LEFT_WIDTH)}${cell(right, RIGHT_WIDTH)}</w:tr>`,
  );
  return `<w:tbl><w:tblPr><w:tblW w:w="${LEFT_WIDTH + RIGHT_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="${LEFT_WIDTH}"/><w:gridCol w:w="${RIGHT_WIDTH}"/></w:tblGrid>${written.join('')}</w:tbl>`;
}

function paragraph(text: string, align: 'center' | 'both'): string {
  const runs = text.split('**').map((part, at) => run(part, at % 2 === 1));
  return `<w:p><w:pPr><w:spacing w:after="120"/><w:jc w:val="${align}"/></w:pPr>${runs.join('')}</w:p>`;
}

function run(text: string, bold: boolean): string {
  if (text === '') return '';
  const font = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>';
  return `<w:r><w:rPr>${font}${bold ? '<w:b/>' : ''}<w:sz w:val="26"/></w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
