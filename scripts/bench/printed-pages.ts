// Pages made up of fixed-width print, without a font of the machine: backs of identity cards, passports, and what only looks alike.

import sharp, { type Sharp } from 'sharp';
import { TABLE } from './receipt-photos.ts';

/** ICAO Doc 9303: ten characters to the inch, six lines to the inch; in pixels at 10 a millimetre. */
const PITCH = 25.4;
const LINE = 42.3;
const MM = 10;

/** Rows of five dots each, from the top. */
const GLYPHS: Readonly<Record<string, readonly number[]>> = {
  '0': [14, 17, 19, 21, 25, 17, 14],
  '1': [4, 12, 4, 4, 4, 4, 14],
  '2': [14, 17, 1, 2, 4, 8, 31],
  '5': [31, 16, 30, 1, 1, 17, 14],
  '8': [14, 17, 17, 14, 17, 17, 14],
  A: [14, 17, 17, 31, 17, 17, 17],
  D: [30, 17, 17, 17, 17, 17, 30],
  I: [14, 4, 4, 4, 4, 4, 14],
  M: [17, 27, 21, 21, 17, 17, 17],
  N: [17, 25, 21, 19, 17, 17, 17],
  T: [31, 4, 4, 4, 4, 4, 4],
  V: [17, 17, 17, 17, 17, 10, 4],
  '<': [0, 2, 4, 8, 4, 2, 0],
  '.': [0, 0, 0, 0, 0, 0, 4],
};
const DOT = 3.4;

const CARD_LINES = [
  'IDVNM2051005120510055120028<<8',
  '8002011M5001012VNM<<<<<<<<<<<8',
  'VAN<<TAM<<<<<<<<<<<<<<<<<<<<<<',
];
/** A passport's first letter is P; there is no need to draw it. */
const PASSPORT_LINES = [
  'D<VNMVAN<<TAM<DAN<<<<<<<<<<<<<<<<<<<<<<<<<<<',
  'D2051005<8VNM8002011M5001012051200510055<<28',
];
const WORDS = 'VAN TAM DIA MAN NAM TAI IN AM VI DAM TINA NINA 2025 18'.split(' ');

/** 85.6 × 54 mm, and 125 × 88 mm: a page of a passport, and of whatever has its lines over all of it. */
const CARD = { width: 856, height: 540 };
const PAGE = { width: 1250, height: 880 };
const ROWS = 18;
const CORNER = 60;

/** The first two have a machine-readable zone. */
export const PAGES = {
  card: () => laid(CARD, [...above(CARD), ...zone(CARD_LINES, CARD)]),
  passport: () => laid(PAGE, [...above(PAGE), ...zone(PASSPORT_LINES, PAGE)]),
  /** Words typed on a typewriter, which has the same pitch and line spacing, but spaces. */
  typed: () => page((row, top) => written(sentence(row, 42), CORNER, top)),
  /** A form: a word, then dots to write on. */
  dotted: () => page((row, top) => written(WORDS[row % 9]!.padEnd(44, '.'), CORNER, top)),
  /** Squares to write one letter in each. */
  squares: () =>
    page((_, top) => Array.from({ length: 40 }, (_, at) => box(CORNER + at * PITCH, top, 20, 20, 'none'))),
} as const satisfies Record<string, () => Sharp>;
export type PageKind = keyof typeof PAGES;
type Size = typeof CARD;

function page(row: (nr: number, top: number) => readonly string[]): Sharp {
  return laid(
    PAGE,
    rows(ROWS, (nr) => row(nr, CORNER + nr * LINE)),
  );
}

function laid({ width, height }: Size, marks: readonly string[]): Sharp {
  const paper = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="#e6ecdf"/>${marks.join('')}</svg>`;
  return sharp(Buffer.from(paper)).extend({
    top: 120,
    bottom: 140,
    left: 160,
    right: 110,
    background: TABLE,
  });
}

/** A chip, a finger's print and two lines. */
function above({ width }: Size): string[] {
  return [
    box(40, 40, 130, 110, '#b79a4a'),
    box(width - 220, 40, 160, 190, '#8a8f86'),
    ...rows(2, (row) => [box(220, 60 + row * 50, width - 520, 14, '#555')]),
  ];
}

function zone(lines: readonly string[], { width, height }: Size): string[] {
  const left = (width - lines[0]!.length * PITCH) / 2;
  const top = height - 6 * MM - lines.length * LINE;
  return rows(lines.length, (row) => written(lines[row]!, left, top + row * LINE));
}

function written(text: string, left: number, top: number): string[] {
  return [...text].flatMap((letter, at) =>
    (GLYPHS[letter] ?? []).flatMap((bits, row) =>
      [0, 1, 2, 3, 4]
        .filter((column) => (bits >> (4 - column)) & 1)
        .map((column) =>
          box(left + at * PITCH + column * DOT, top + row * DOT, DOT + 0.4, DOT + 0.4, '#222'),
        ),
    ),
  );
}

function sentence(row: number, length: number): string {
  let text = '';
  for (let at = row * 5; text.length < length; at++) text += `${WORDS[(at * 7 + row) % WORDS.length]} `;
  return text.slice(0, length);
}

function rows(count: number, draw: (row: number) => readonly string[]): string[] {
  return Array.from({ length: count }, (_, row) => draw(row)).flat();
}

function box(x: number, y: number, width: number, height: number, fill: string): string {
  const edge = fill === 'none' ? ' stroke="#333" stroke-width="2"' : '';
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"${edge}/>`;
}
