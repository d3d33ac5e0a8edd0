// Builds the widget's one script, in memory, from its sources.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, type Plugin, transform } from 'esbuild';

export interface BuiltWidget {
  js: Buffer;
  gzip: Buffer;
  brotli: Buffer;
  /** Of the script itself, without quotes. */
  etag: string;
  bytes: { raw: number; gzip: number; brotli: number };
}

/** Browsers that can run it: from early 2022 on. */
const TARGET = ['chrome98', 'firefox98', 'safari15.4'];

const styleSheets: Plugin = {
  name: 'style sheets as minified text',
  setup(esbuild) {
    esbuild.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const css = await readFile(path, 'utf8');
      const { code } = await transform(css, { loader: 'css', minify: true, target: TARGET });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

let built: Promise<BuiltWidget> | null = null;

/** About 100 ms, once a process. Rejects with esbuild's own messages when a source does not compile. */
export function buildWidget(): Promise<BuiltWidget> {
  built ??= bundled();
  return built;
}

async function bundled(): Promise<BuiltWidget> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./main.tsx', import.meta.url))],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: TARGET,
    charset: 'utf8',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    banner: { js: '/* Includes Preact, Copyright (c) Jason Miller, MIT License. */' },
    plugins: [styleSheets],
    logLevel: 'silent',
  });
  const js = Buffer.from(outputFiles[0]!.contents);
  const [zipped, brotli] = await Promise.all([
    promisify(gzip)(js, { level: constants.Z_BEST_COMPRESSION }),
    promisify(brotliCompress)(js),
  ]);
  return {
    js,
    gzip: zipped,
    brotli,
    etag: createHash('sha256').update(js).digest('base64url').slice(0, 22),
    bytes: { raw: js.length, gzip: zipped.length, brotli: brotli.length },
  };
}
