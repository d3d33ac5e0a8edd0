// Whether a text states a fact, however its numbers are spaced, dotted or padded; pure.

/**
 * Compares after NFC and lower case, without dots, spaces and leading zeros of numbers: "03 ngày" = "3 ngày",
 * "8.000" = "8000". A number counts only as a whole: "13 ngày" does not state "3 ngày".
 */
export function hasFact(text: string, fact: string): boolean {
  return patternOf(fact).test(lower(text));
}

function patternOf(fact: string): RegExp {
  const signs = [
    ...lower(fact)
      .replace(/(?<![\d.])0+(?=\d)/g, '')
      .replace(/[.\s]/g, ''),
  ];
  const parts = signs.map((sign, i) => {
    const escaped = sign.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    return isDigit(sign) && !isDigit(signs[i - 1]) ? `(?<!\\d\\.?)0*${escaped}` : escaped;
  });
  return new RegExp(parts.join('[.\\s]*') + (isDigit(signs.at(-1)) ? '(?!\\.?\\d)' : ''));
}

function lower(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

function isDigit(sign: string | undefined): boolean {
  return sign !== undefined && /\d/.test(sign);
}
