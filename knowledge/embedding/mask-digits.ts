// Takes numbers that can name a person out of a text before it leaves the server.

/** Nine digits or more, also written in groups: telephone, identity, account and dossier numbers. */
const LONG_NUMBER = /\d(?:[ .-]?\d){8,}/g;

/** Replaces each long number by "số"; years, fees and numbers of legal documents are shorter and stay. */
export function maskDigits(text: string): string {
  return text.replace(LONG_NUMBER, 'số');
}
