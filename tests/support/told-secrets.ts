// What one made-up citizen would not want to be read anywhere, and whether it can be: in any spelling of marks and digits.

import { fold } from '../../knowledge/vietnamese.ts';

export const TOLD = {
  name: 'Huỳnh Thị Bích Thảo',
  identity: '051201007788',
  phone: '0905371946',
  /** The last digits of the phone number. */
  factor: '05371946',
  address: 'số nhà 27 đường Nguyễn Bá Loan',
  dossier: 'H48.18-261102-0357',
} as const;

export type Secret = keyof typeof TOLD;

/** A part is as bad as the whole. */
const GIVING_AWAY: Readonly<Record<Secret, string>> = {
  ...TOLD,
  name: 'Bích Thảo',
  address: 'Nguyễn Bá Loan',
  dossier: '261102-0357',
};

/** Which of them a text gives away. */
export function secretsIn(text: string): Secret[] {
  const plain = plainOf(text);
  return (Object.keys(TOLD) as Secret[]).filter((secret) => plain.includes(plainOf(GIVING_AWAY[secret])));
}

/** Without marks and capitals, and nothing between one letter or digit and the next. */
function plainOf(text: string): string {
  return fold(text.normalize('NFC'))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
