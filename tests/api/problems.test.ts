// The table of refusals: each with a status of its kind and proper Vietnamese.

import { expect, it } from 'vitest';
import { PROBLEMS } from '../../api/problems.ts';

it.each(Object.entries(PROBLEMS))('%s has a status and sentences a person can read', (_kind, wording) => {
  expect(wording.status).toBeGreaterThanOrEqual(400);
  expect(wording.status).toBeLessThan(600);
  expect(wording.title).toMatch(/^\p{Lu}.*[^.]$/u);
  expect(wording.detail).toMatch(/^\p{Lu}.*\.$/u);
  for (const text of [wording.title, wording.detail]) expect(text).toBe(text.normalize('NFC'));
});

it('says each thing once', () => {
  const titles = Object.values(PROBLEMS).map(({ title }) => title);
  expect(titles.length).toBeGreaterThan(0);
  expect(new Set(titles).size).toBe(titles.length);
});
