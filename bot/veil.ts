// A message as a model outside may see it: masked, with the name of whoever wrote it to be put back afterwards.

import type { Veiled } from '../knowledge/language-model/aid.ts';
import { findPersonalData, maskPersonalData, PLACEHOLDERS } from './personal-data.ts';

/**
 * Only a name comes back, where there is just one: numbers and addresses would be the citizen's own in the mouth of the
 * Center. A text that has placeholders in it already gets nothing back.
 */
export function veilPersonalData(text: string): Veiled {
  const normal = text.normalize('NFC');
  const masked = maskPersonalData(normal);
  const names = findPersonalData(normal).filter(({ kind }) => kind === 'name');
  const [name] = names;
  if (name === undefined || names.length > 1 || normal.includes('«'))
    return { masked, restorable: [], restore: (said) => said };
  const written = normal.slice(name.start, name.end);
  return {
    masked,
    restorable: /^[\p{L}\p{M} ]+$/u.test(written) ? [PLACEHOLDERS.name] : [],
    restore: (said) => said.replaceAll(PLACEHOLDERS.name, () => written),
  };
}
