// The arrows of the house: who may import whom, who reads the environment, how long a file may be, how it is named.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** What each folder may import besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  knowledge: [],
  bot: ['knowledge'],
  api: ['bot', 'knowledge'],
  scripts: ['api', 'bot', 'knowledge'],
  tests: ['api', 'bot', 'knowledge', 'scripts'],
};

/** Files that may be longer than 300 lines, each with its reason. */
const LONG: Readonly<Record<string, string>> = {};

const files = Object.keys(MAY_IMPORT)
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => ({ folder, path: `${folder}/${name.replaceAll('\\', '/')}` })),
  )
  .map(({ folder, path }) => ({ folder, path, text: readFileSync(join(ROOT, path), 'utf8') }));
const product = files.filter(({ folder }) => folder !== 'tests');

/** Paths from the root that a file imports, statically or not. */
function importsOf({ path, text }: { path: string; text: string }): string[] {
  const found = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*(['"])(\.{1,2}\/[^'"]+)\1/g);
  return [...found].map(([, , target = '']) =>
    relative(ROOT, join(ROOT, dirname(path), target)).replaceAll('\\', '/'),
  );
}

describe('the house', () => {
  it('is seen whole', () => {
    for (const folder of Object.keys(MAY_IMPORT))
      expect(files.filter((file) => file.folder === folder).length, folder).toBeGreaterThan(0);
    expect(files.flatMap(importsOf).length).toBeGreaterThan(100);
  });

  it('is imported only downward', () => {
    const upward = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => {
          const folder = target.split('/')[0]!;
          return folder in MAY_IMPORT && folder !== file.folder && !MAY_IMPORT[file.folder]!.includes(folder);
        })
        .map((target) => `${file.path} → ${target}`),
    );
    expect(upward).toEqual([]);
  });

  it('imports its own files only by paths that stay inside the five folders', () => {
    const astray = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => !(target.split('/')[0]! in MAY_IMPORT) && target !== 'package.json')
        .map((target) => `${file.path} → ${target}`),
    );
    expect(astray).toEqual([]);
  });

  it('has no circle among the files that run', () => {
    const graph = new Map(
      product.map((file) => [file.path, importsOf({ ...file, text: withoutTypes(file.text) })]),
    );
    expect(
      circleIn(
        new Map([
          ['a', ['b']],
          ['b', ['c', 'a']],
        ]),
      ),
    ).toEqual(['a', 'b', 'a']);
    expect(circleIn(graph)).toEqual([]);
  });

  it('reads the environment in one place', () => {
    const readers = product
      .filter(({ folder, text }) => folder !== 'scripts' && /\bprocess\.env\b|\bprocess\[/.test(text))
      .map(({ path }) => path);
    expect(readers).toEqual(['api/config.ts']);
  });

  it('keeps files short', () => {
    const long = product.filter(({ text }) => text.split('\n').length > 300).map(({ path }) => path);
    expect(long).toEqual(Object.keys(LONG).sort());
  });

  it('begins every file with its one job', () => {
    const silent = files.filter(({ text }) => !/^(?:#!.*\n)?\/\/ \S+ \S+/.test(text)).map(({ path }) => path);
    expect(silent).toEqual([]);
  });

  it('has no drawer for what has no place', () => {
    const drawers = files.filter(({ path }) =>
      /\/(utils?|helpers?|common|misc|types|index|base)(\/|\.tsx?$)/.test(path),
    );
    expect(drawers.map(({ path }) => path)).toEqual([]);
  });

  it('has no default export', () => {
    const defaults = files.filter(({ text }) => /^export default\b/m.test(text)).map(({ path }) => path);
    expect(defaults).toEqual([]);
  });
});

function withoutTypes(text: string): string {
  return text.replace(/^(?:import|export) type\b[^;]*;/gm, '');
}

/** The first circle met when walking the imports, as the files on it; empty when there is none. */
function circleIn(graph: Map<string, string[]>): string[] {
  const done = new Set<string>();
  function walk(path: string, way: string[]): string[] {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (done.has(path)) return [];
    for (const target of graph.get(path) ?? []) {
      const circle = walk(target, [...way, path]);
      if (circle.length > 0) return circle;
    }
    done.add(path);
    return [];
  }
  for (const path of graph.keys()) {
    const circle = walk(path, []);
    if (circle.length > 0) return circle;
  }
  return [];
}
