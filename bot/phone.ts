// Telephone numbers of Viet Nam as people type them.

const NUMBER = /(?<![\d.])(?:\(?(?:\+|00)?84\)?[ .()-]{0,2}0?|0)(?:[ .()-]{0,2}\d){8,10}(?!\d)/g;
/** Ten digits of a mobile telephone, eleven of a landline. */
const FORM = /^0(?:[35789]\d{8}|2\d{9})$/;

/** The first number of the right form, in digits from its leading 0, and where it stands; null when there is none. */
export function findPhone(text: string): { phone: string; start: number; end: number } | null {
  for (const { 0: number, index } of text.matchAll(NUMBER)) {
    const phone = number
      .replace(/\D/g, '')
      .replace(/^(?:00)?84/, '0')
      .replace(/^00/, '0');
    if (FORM.test(phone)) return { phone, start: index, end: index + number.length };
  }
  return null;
}

/** The same without its place. */
export function readPhone(text: string): string | null {
  return findPhone(text)?.phone ?? null;
}
