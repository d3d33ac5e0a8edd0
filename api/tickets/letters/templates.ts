// Templates of letters: the office's own where it has put one, ours otherwise; filled, or refused with every fault named.

import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import { Problem } from '../../problem.ts';
import {
  LETTER_FAULTS,
  LETTER_FIELDS,
  LETTER_KINDS,
  type LetterKind,
  type LetterValues,
  TEMPLATE_FILES,
} from './fields.ts';
import { wordDocument } from './word-text.ts';

export type Templates = ReturnType<typeof createTemplates>;

/** `directory`: where the office keeps its own; null when it has none. Read anew for every letter, so that a mended file counts at once. */
export function createTemplates({ directory }: { directory: string | null }) {
  async function bytesOf(kind: LetterKind): Promise<Uint8Array> {
    if (directory !== null)
      try {
        return await readFile(join(directory, TEMPLATE_FILES[kind]));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    return defaultTemplate(kind);
  }

  return {
    /** The letter as .docx. Throws Problem `letter_template` with every fault of the template. */
    async fill<Kind extends LetterKind>(kind: Kind, values: LetterValues<Kind>): Promise<Uint8Array> {
      return fillTemplate(kind, await bytesOf(kind), values);
    },
  };
}

/** Ours, which an office may take for a beginning. */
export function defaultTemplate(kind: LetterKind): Uint8Array {
  return wordDocument(readFileSync(new URL(`./${kind}.txt`, import.meta.url), 'utf8'));
}

export function defaultTemplates(): { file: string; bytes: Uint8Array }[] {
  return LETTER_KINDS.map((kind) => ({ file: TEMPLATE_FILES[kind], bytes: defaultTemplate(kind) }));
}

function fillTemplate<Kind extends LetterKind>(
  kind: Kind,
  template: Uint8Array,
  values: LetterValues<Kind>,
): Uint8Array {
  const seen = new Set<string>();
  const read = (field: string): string | undefined => (values as Record<string, string>)[field];
  const letter = render(template, (field) => {
    seen.add(field);
    return read(field) ?? '';
  });
  const faults = [
    ...[...seen]
      .filter((field) => read(field) === undefined)
      .map((field) => ({ field, message: LETTER_FAULTS.unknown(field) })),
    ...Object.entries(LETTER_FIELDS[kind])
      .filter(([field, { must }]) => must && !seen.has(field))
      .map(([field, { means }]) => ({ field, message: LETTER_FAULTS.missing(field, means) })),
  ];
  refuse(kind, faults);
  return letter;

  function render(bytes: Uint8Array, written: (field: string) => string): Uint8Array {
    try {
      const document = new Docxtemplater(new PizZip(bytes), {
        linebreaks: true,
        errorLogging: false,
        parser: (tag) => ({ get: () => written(tag.trim()) }),
      });
      return document.render({}).toUint8Array();
    } catch (error) {
      refuse(kind, faultsOf(error));
      throw error;
    }
  }
}

function refuse(kind: LetterKind, faults: readonly { field: string; message: string }[]): void {
  if (faults.length > 0)
    throw new Problem('letter_template', { more: { template: TEMPLATE_FILES[kind], errors: faults } });
}

/** What the library found: tags that are not opened or closed, or a file that is no Word document. */
function faultsOf(error: unknown): { field: string; message: string }[] {
  const { properties } = (error ?? {}) as { properties?: { errors?: unknown; id?: unknown } };
  const found = Array.isArray(properties?.errors) ? properties.errors : [error];
  const faults = found.flatMap((one) => {
    const { xtag } = ((one ?? {}) as { properties?: { xtag?: unknown } }).properties ?? {};
    return typeof xtag === 'string' ? [{ field: xtag, message: LETTER_FAULTS.braces(xtag) }] : [];
  });
  return faults.length > 0 ? faults : [{ field: '', message: LETTER_FAULTS.notWord }];
}
