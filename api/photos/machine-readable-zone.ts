// Knows the back of a căn cước, and a passport, by the form of its machine-readable zone; not a letter of it is read.
//
// ICAO Doc 9303 parts 3, 4 and 5: three lines of 30 characters on cards, two of 44 in passports, in OCR-B, ten to the
// inch without a space between, six lines to the inch. So the lines lie 10/6 of a character's pitch apart, and no prose,
// form or table has two such rows.

import { type Glyph, glyphsOf, type Picture } from './glyphs.ts';

/** Of the line's 30 characters; one or two may be blurred into their neighbours. */
const FEWEST_IN_ROW = 24;
const MOST_GAPS = 2;
/** A page of small print has some thousands; a picture made of specks would keep the process busy. */
const MOST_GLYPHS = 15_000;
const PITCH_TOLERANCE = 0.22;
const LINE_SPACING = { least: 1.4, most: 1.95 };
/** Of the pitch: "<" is low, letters are as high as the pitch is wide; dots and bars of barcodes are neither. */
const HEIGHT = { least: 0.3, most: 1.5, leastMean: 0.5 };

/** Fillers "<" are lower than letters and stand in every zone; the squares of a form are all alike. */
const FILLER = { lower: 0.85, leastShare: 0.08 };

interface Row {
  first: Glyph;
  last: Glyph;
  /** Heights of its characters, in pixels. */
  heights: readonly number[];
  /** Distance of neighbouring characters, in pixels. */
  pitch: number;
}

/** `picture` may lie on any of its four sides, and lean some ten degrees. */
export function showsMachineReadableZone(picture: Picture): boolean {
  const glyphs = glyphsOf(picture);
  if (glyphs.length > MOST_GLYPHS) return false;
  return hasZone(glyphs) || hasZone(glyphs.map(onItsSide));
}

function onItsSide({ x, y, width, height }: Glyph): Glyph {
  return { x: y, y: x, width: height, height: width };
}

function hasZone(glyphs: readonly Glyph[]): boolean {
  const rows = chains(glyphs).flatMap(evenRows);
  return rows.some((row, i) => rows.slice(i + 1).some((other) => areLinesOfOneZone(row, other)));
}

/** Glyphs that follow each other from left to right, each the nearest to the one before. */
function chains(glyphs: readonly Glyph[]): Glyph[][] {
  const sorted = glyphs.toSorted((a, b) => a.x - b.x);
  const after = new Map<Glyph, Glyph>();
  const before = new Map<Glyph, Glyph>();
  sorted.forEach((glyph, i) => {
    const next = neighbour(sorted, i);
    if (next === null) return;
    const rival = before.get(next);
    // Two glyphs with one neighbour: the nearer has it.
    if (rival !== undefined && next.x - rival.x <= next.x - glyph.x) return;
    if (rival !== undefined) after.delete(rival);
    after.set(glyph, next);
    before.set(next, glyph);
  });
  return sorted
    .filter((glyph) => !before.has(glyph))
    .map((start) => {
      const chain = [start];
      for (let at = after.get(start); at !== undefined; at = after.get(at)) chain.push(at);
      return chain;
    })
    .filter(({ length }) => length >= FEWEST_IN_ROW);
}

function neighbour(sorted: readonly Glyph[], from: number): Glyph | null {
  const { x, y, height } = sorted[from]!;
  const reach = 4 * height;
  for (let i = from + 1; i < sorted.length && sorted[i]!.x - x <= reach; i++) {
    const other = sorted[i]!;
    const [low, high] = other.height < height ? [other.height, height] : [height, other.height];
    const isBeside = Math.abs(other.y - y) <= 0.25 * high + 0.2 * (other.x - x) && low >= high / 3;
    if (isBeside && other.x - x >= 0.5 * low) return other;
  }
  return null;
}

/** The parts of a chain where the distance stays the same, but for a character missed here and there. */
function evenRows(chain: readonly Glyph[]): Row[] {
  const steps = chain.slice(1).map((glyph, i) => Math.hypot(glyph.x - chain[i]!.x, glyph.y - chain[i]!.y));
  const pitch = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)]!;
  const isStep = (step: number, pitches: number) => Math.abs(step / pitch - pitches) <= PITCH_TOLERANCE;
  const rows: Row[] = [];
  let from = 0;
  let gaps = 0;
  for (let at = 1; at <= chain.length; at++) {
    const step = steps[at - 1];
    const isGap = step !== undefined && isStep(step, 2);
    if (step !== undefined && (isStep(step, 1) || (isGap && gaps < MOST_GAPS))) {
      if (isGap) gaps++;
      continue;
    }
    const glyphs = chain.slice(from, at);
    if (glyphs.length >= FEWEST_IN_ROW && areCharacters(glyphs, pitch))
      rows.push({
        first: glyphs[0]!,
        last: glyphs.at(-1)!,
        heights: glyphs.map(({ height }) => height),
        pitch,
      });
    from = at;
    gaps = 0;
  }
  return rows;
}

function areCharacters(glyphs: readonly Glyph[], pitch: number): boolean {
  const heights = glyphs.map(({ height }) => height / pitch);
  const mean = heights.reduce((sum, height) => sum + height, 0) / heights.length;
  return (
    mean >= HEIGHT.leastMean && heights.every((height) => height >= HEIGHT.least && height <= HEIGHT.most)
  );
}

function areLinesOfOneZone(one: Row, other: Row): boolean {
  const pitch = (one.pitch + other.pitch) / 2;
  if (Math.abs(one.pitch - other.pitch) > 0.1 * pitch) return false;
  const [alongX, alongY] = [one.last.x - one.first.x, one.last.y - one.first.y];
  const length = Math.hypot(alongX, alongY);
  /** Where a glyph of the other row lies: across the first row, and along it from its beginning. */
  const placeOf = ({ x, y }: Glyph) => {
    const [dx, dy] = [x - one.first.x, y - one.first.y];
    return {
      across: Math.abs(alongX * dy - alongY * dx) / length / pitch,
      along: (alongX * dx + alongY * dy) / length / pitch,
    };
  };
  const [begin, end] = [placeOf(other.first), placeOf(other.last)];
  const isSpaced = ({ across }: { across: number }) =>
    across >= LINE_SPACING.least && across <= LINE_SPACING.most;
  const isAligned = Math.abs(begin.along) <= FEWEST_IN_ROW / 3;
  return isSpaced(begin) && isSpaced(end) && isAligned && hasFillers([...one.heights, ...other.heights]);
}

function hasFillers(heights: readonly number[]): boolean {
  const usual = heights.toSorted((a, b) => a - b)[Math.floor(heights.length * 0.9)]!;
  const low = heights.filter((height) => height < FILLER.lower * usual).length / heights.length;
  return low >= FILLER.leastShare;
}
