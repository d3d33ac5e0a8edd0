// Telephone numbers of Viet Nam as people type them.

const NUMBER = /(?<![\d.])(?:\(?(?:\+|00)?84\)?[ .()-]{0,2}0?|0)(?:[ .()-]{0,2}\d){8,10}(?!\d)/g;
/** Ten digits of a mobile telephone, eleven of a landline. */
const FORM = /^0(?:[35789]\d{8}|2\d{9})$/;

/** The first number of the right form, in digits from its leading 0; null when there is none. */
export function readPhone(text: string): string | null {
  for (const [number] of text.matchAll(NUMBER)) {
    const digits = number
      .replace(/\D/g, '')
      .replace(/^(?:00)?84/, '0')
      .replace(/^00/, '0');
    if (FORM.test(digits)) return digits;
  }
  return null;
}
