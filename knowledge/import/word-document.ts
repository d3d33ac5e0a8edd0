// The paragraphs and tables of a .docx document, in order.

import { XMLParser } from 'fast-xml-parser';
import { UnreadableFile } from './unreadable-file.ts';
import { partText } from './zip.ts';

/** A cell's text has a line for each paragraph and line break. */
export type Block = { kind: 'paragraph'; text: string } | { kind: 'table'; rows: string[][] };

type Node = Record<string, unknown>;

/** Blocks of the body. Throws UnreadableFile when the document is broken. */
export function blocksOf(path: string, archive: Uint8Array): Block[] {
  const xml = partText(path, archive, 'word/document.xml');
  let tree: unknown;
  try {
    tree = new XMLParser({ preserveOrder: true, trimValues: false, parseTagValue: false }).parse(xml, true);
  } catch (error) {
    throw new UnreadableFile(path, 'nội dung văn bản bị hỏng', error);
  }
  const body = childrenOf(
    find(childrenOf(find(nodes(tree), 'w:document'), 'w:document'), 'w:body'),
    'w:body',
  );
  return body.flatMap((node): Block[] => {
    if ('w:p' in node) return [{ kind: 'paragraph', text: paragraphText(node) }];
    if ('w:tbl' in node) return [{ kind: 'table', rows: rowsOf(node) }];
    return [];
  });
}

function rowsOf(table: Node): string[][] {
  return named(childrenOf(table, 'w:tbl'), 'w:tr').map((row) =>
    named(childrenOf(row, 'w:tr'), 'w:tc').map((cell) =>
      named(childrenOf(cell, 'w:tc'), 'w:p').map(paragraphText).join('\n').trim(),
    ),
  );
}

function paragraphText(paragraph: Node): string {
  return textOf(childrenOf(paragraph, 'w:p'));
}

function textOf(children: Node[]): string {
  return children
    .map((node) => {
      if ('#text' in node) return '';
      if ('w:t' in node)
        return childrenOf(node, 'w:t')
          .map((text) => String(text['#text'] ?? ''))
          .join('');
      if ('w:br' in node || 'w:cr' in node) return '\n';
      if ('w:tab' in node) return '\t';
      return Object.keys(node)
        .map((name) => textOf(childrenOf(node, name)))
        .join('');
    })
    .join('');
}

function nodes(value: unknown): Node[] {
  return Array.isArray(value)
    ? value.filter((entry): entry is Node => typeof entry === 'object' && entry !== null)
    : [];
}

function childrenOf(node: Node | undefined, name: string): Node[] {
  return nodes(node?.[name]);
}

function find(list: Node[], name: string): Node | undefined {
  return list.find((node) => name in node);
}

function named(list: Node[], name: string): Node[] {
  return list.filter((node) => name in node);
}
