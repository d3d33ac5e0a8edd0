// What the test run may install by itself: on Debian as root, from the mirror that the machine already uses.

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether packages can be installed here at all. */
export function canInstallPackages(): boolean {
  return process.getuid?.() === 0 && osRelease().ID === 'debian';
}

/** Installs packages of the distribution. Throws with the end of apt's own words when that fails. */
export function installPackages(...packages: string[]): void {
  run('apt-get', ['update', '-q']);
  run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages]);
}

/** The address from which this machine takes the packages of its own release. Throws when its sources name none. */
export function packageMirror(): string {
  const release = osRelease().VERSION_CODENAME ?? '';
  const mirror = [...deb822Sources(), ...oneLineSources()].find(({ suites }) =>
    suites.includes(release),
  )?.uri;
  if (mirror === undefined) throw new Error(`The sources of apt name no mirror for ${release}`);
  return mirror;
}

/** Runs a command to its end, silently. Throws with the last lines it wrote when it fails. */
export function run(command: string, args: string[]): void {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return;
  const words = `${stdout ?? ''}\n${stderr ?? ''}`.trim().split('\n').slice(-12).join('\n');
  throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? words}`);
}

type Source = { uri: string; suites: string[] };

function deb822Sources(): Source[] {
  return readAll('/etc/apt/sources.list.d', '.sources').flatMap((text) =>
    text.split(/\n\s*\n/).map((stanza) => ({
      uri: (/^URIs:\s*(\S+)/m.exec(stanza)?.[1] ?? '').replace(/\/$/, ''),
      suites: (/^Suites:\s*(.+)$/m.exec(stanza)?.[1] ?? '').split(/\s+/),
    })),
  );
}

function oneLineSources(): Source[] {
  const texts = [...readAll('/etc/apt', 'sources.list'), ...readAll('/etc/apt/sources.list.d', '.list')];
  return texts.flatMap((text) =>
    [...text.matchAll(/^deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)\s+main\b/gm)].map(
      ([, uri = '', suite = '']) => ({
        uri: uri.replace(/\/$/, ''),
        suites: [suite],
      }),
    ),
  );
}

function readAll(folder: string, ending: string): string[] {
  const names = readdirSync(folder, { withFileTypes: true }).filter(
    (e) => e.isFile() && e.name.endsWith(ending),
  );
  return names.map(({ name }) => readFileSync(join(folder, name), 'utf8'));
}

function osRelease(): Record<string, string> {
  let text = '';
  try {
    text = readFileSync('/etc/os-release', 'utf8');
  } catch {
    return {};
  }
  return Object.fromEntries(
    [...text.matchAll(/^(\w+)="?([^"\n]*)"?$/gm)].map(([, key, value]) => [key, value]),
  );
}
