// HTML as a tagged template: what is put in is text, unless it is markup made here.

export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | readonly Markup[] | string | number;

/** html`<p>${text}</p>`: strings and numbers are escaped, markup and lists of it stand as they are. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(
    strings.map((string, i) => string + (i < parts.length ? written(parts[i]!) : '')).join(''),
  );
}

export const NOTHING = new Markup('');

function written(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (Array.isArray(part)) return part.map(({ text }: Markup) => text).join('\n');
  return escaped(String(part));
}

/** Text for an element or a quoted attribute. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
