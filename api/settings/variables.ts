// Judges environment variables one at a time and gathers what is wrong with them, secrets and passwords never repeated.

import { type OfficeHours, parseOfficeHours } from '../../knowledge/office-hours.ts';

export type Judge = ReturnType<typeof judge>;

/** A variable set to nothing counts as not set, except a secret. Faults are gathered in `faults`, each beginning with the name. */
export function judge(env: Record<string, string | undefined>) {
  const faults: string[] = [];

  function text(name: string): string | null {
    return env[name]?.trim().normalize('NFC') || null;
  }

  /** The value of a secret is never repeated in a message. */
  function secret(name: string, minimum: number): string | null {
    const value = env[name];
    if (value === undefined) return null;
    if (value.length >= minimum) return value;
    faults.push(`${name}: expected at least ${minimum} characters, got ${value.length}`);
    return null;
  }

  function integer(
    name: string,
    { standard, min, max }: { standard: number; min: number; max: number },
  ): number {
    const value = text(name);
    if (value === null) return standard;
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    if (number >= min && number <= max) return number;
    faults.push(`${name}: expected a whole number from ${min} to ${max}, got "${value}"`);
    return standard;
  }

  function oneOf<T extends string>(name: string, allowed: readonly T[], standard: T): T {
    const value = text(name);
    if (value === null) return standard;
    const found = allowed.find((choice) => choice === value);
    if (found !== undefined) return found;
    faults.push(`${name}: expected one of ${allowed.join(', ')}, got "${value}"`);
    return standard;
  }

  function httpUrl(name: string): string | null {
    const value = text(name);
    if (value === null) return null;
    const url = URL.canParse(value) ? new URL(value) : null;
    if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username)
      return url.href.replace(/\/+$/, '');
    faults.push(
      `${name}: expected an address like https://example.vn without query or fragment, got "${value}"`,
    );
    return null;
  }

  /** May carry a password, so what came is not repeated. */
  function postgresUrl(name: string): string | null {
    const value = text(name);
    if (value === null) return null;
    if (URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol)) return value;
    faults.push(`${name}: expected postgres://user:password@host:port/database, got something else`);
    return null;
  }

  function origins(name: string): string[] {
    const values = (text(name) ?? '').split(',').map((value) => value.trim().replace(/\/$/, ''));
    const given = values.filter((value) => value !== '');
    for (const value of given.filter((value) => !isOrigin(value)))
      faults.push(`${name}: expected origins like https://example.vn separated by commas, got "${value}"`);
    return given.filter(isOrigin);
  }

  /** Domains separated by commas, each for itself and all under it; `standard` when nothing is said. */
  function domains(name: string, standard: readonly string[]): readonly string[] {
    const value = text(name);
    if (value === null) return standard;
    const given = value.split(',').map((one) => one.trim().toLowerCase());
    for (const one of given.filter((one) => !isDomain(one)))
      faults.push(`${name}: expected domains like example.vn separated by commas, got "${one}"`);
    return given.filter(isDomain);
  }

  function officeHours(name: string): OfficeHours | null {
    const value = text(name);
    if (value === null) return null;
    try {
      return parseOfficeHours(value);
    } catch (error) {
      faults.push(`${name}: ${(error as Error).message}`);
      return null;
    }
  }

  /** May carry a key, so what came is not repeated. */
  function headers(name: string): Record<string, string> {
    const lines = (text(name) ?? '').split(';').flatMap((line) => line.trim() || []);
    const pairs = lines.map((line) => /^([\w-]+):\s*([\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)$/.exec(line));
    if (pairs.includes(null)) faults.push(`${name}: expected headers like "Name: value; Other: value"`);
    return Object.fromEntries(pairs.flatMap((pair) => (pair ? [[pair[1], pair[2]]] : [])));
  }

  /** Names separated by commas; all that are allowed when nothing is said. */
  function listOf<T extends string>(name: string, allowed: readonly T[]): readonly T[] {
    const value = text(name);
    if (value === null) return allowed;
    const given = value.split(',').map((one) => one.trim());
    const wrong = given.filter((one) => !allowed.includes(one as T));
    for (const one of wrong) faults.push(`${name}: expected some of ${allowed.join(', ')}, got "${one}"`);
    return allowed.filter((one) => given.includes(one));
  }

  /** Whether the variable was given at all, be it wrongly. */
  function isGiven(name: string): boolean {
    return env[name] !== undefined;
  }

  return {
    faults,
    text,
    secret,
    integer,
    oneOf,
    listOf,
    httpUrl,
    postgresUrl,
    origins,
    domains,
    officeHours,
    headers,
    isGiven,
  };
}

/** An address in figures is none: its last part has no letter. */
function isDomain(value: string): boolean {
  return /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(value);
}

function isOrigin(value: string): boolean {
  return URL.canParse(value) && /^https?:/.test(value) && new URL(value).origin === value;
}
