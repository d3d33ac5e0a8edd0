// Builds the console's scripts and style sheets, in memory, from its sources.

import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { themeVariables } from './theme-variables.ts';

export interface Asset {
  type: string;
  raw: Buffer;
  gzip: Buffer;
  brotli: Buffer;
}

export interface BuiltConsole {
  /** Names of the entry's script and style sheet. */
  script: string;
  styles: string;
  /** By file name, which carries a hash of the content. */
  assets: ReadonlyMap<string, Asset>;
}

/** Browsers that can run it: from early 2023 on, as staff have them. */
const TARGET = ['chrome110', 'firefox110', 'safari16.4'];

/** Best brotli takes seconds for little: the console is loaded once and kept. */
const BROTLI_QUALITY = 9;

const variables: Plugin = {
  name: 'variables of the theme as a style sheet',
  setup(esbuild) {
    esbuild.onResolve({ filter: /\/theme-variables\.css$/ }, () => ({
      path: 'theme-variables.css',
      namespace: 'theme',
    }));
    esbuild.onLoad({ filter: /./, namespace: 'theme' }, async () => ({
      contents: await themeVariables(),
      loader: 'css',
    }));
  },
};

/** One to two seconds. Rejects with esbuild's own messages when a source does not compile. */
export async function buildConsole(): Promise<BuiltConsole> {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL('./main.tsx', import.meta.url))],
    outdir: 'out',
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: 'esm',
    splitting: true,
    entryNames: '[name]-[hash]',
    chunkNames: 'part-[hash]',
    platform: 'browser',
    target: TARGET,
    charset: 'utf8',
    jsx: 'automatic',
    jsxImportSource: 'react',
    legalComments: 'none',
    banner: {
      js: '/* Includes React, Mantine, TanStack Query, Recharts (MIT License), wouter (Unlicense). */',
    },
    plugins: [variables],
    logLevel: 'silent',
  });
  const assets = await Promise.all(
    outputFiles.map(async ({ path, contents }) => {
      const raw = Buffer.from(contents);
      const type = path.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8';
      const [zipped, brotli] = await Promise.all([
        promisify(gzip)(raw, { level: constants.Z_BEST_COMPRESSION }),
        promisify(brotliCompress)(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
      ]);
      return [nameOf(path), { type, raw, gzip: zipped, brotli }] as const;
    }),
  );
  const [script, entry] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint)!;
  return { script: nameOf(script), styles: nameOf(entry.cssBundle!), assets: new Map(assets) };
}

function nameOf(path: string): string {
  return path.split(/[/\\]/).at(-1)!;
}
