// The facts of a composed answer as numbered slots: the model places them, the server fills them in.

export interface Fact {
  text: string;
  /** Stands in lines of its own; otherwise in the middle of a sentence. */
  block: boolean;
}

export interface SlottedAnswer {
  /** The title, which stays above. */
  top: string;
  heading: string;
  facts: readonly Fact[];
  /** Variants, source and link, which stay below as they are. */
  end: string;
}

/** `[[3]]` */
export const SLOT = /\[\[(\d{1,2})\]\]/g;
/** More facts are a list to be read, not a text to be phrased. */
const MOST_FACTS = 12;
const LONGEST_INLINE = 120;
const LONGEST_SHOWN = 240;

/** Null for a text that is not built as `compose` builds it: title, heading, lines, an empty line, the rest. */
export function slottedOf(composed: string): SlottedAnswer | null {
  const gap = composed.indexOf('\n\n');
  const [top, heading, ...lines] = composed.slice(0, Math.max(0, gap)).split('\n');
  if (top === undefined || heading === undefined || lines.length === 0) return null;
  const facts = factsOf(lines);
  return facts.length > MOST_FACTS ? null : { top, heading, facts, end: composed.slice(gap + 2) };
}

/** Items go with the line that announces them. */
function factsOf(lines: readonly string[]): Fact[] {
  const facts: Fact[] = [];
  let open = false;
  for (const line of lines) {
    const isItem = line.startsWith('- ');
    const last = facts.at(-1);
    if (isItem && open && last !== undefined) last.text += `\n${line}`;
    else facts.push({ text: line, block: isItem || !isInline(line) });
    open = isItem || line.endsWith(':');
  }
  return facts;
}

/** "20 ngày làm việc", but no whole sentence, and nothing with a label of its own. */
function isInline(line: string): boolean {
  return line.length <= LONGEST_INLINE && !/[.!?:;…]/.test(line.replace(/\d[.,]\d/g, ''));
}

/** What the model is shown of the facts, one a line. */
export function shownFacts(facts: readonly Fact[]): string {
  return facts
    .map(({ text }, i) => `[[${i + 1}]] ${text.replace(/\s+/g, ' ').slice(0, LONGEST_SHOWN)}`)
    .join('\n');
}

/** Puts facts in the place of slots; a slot that does not exist becomes nothing. */
export function filled(text: string, facts: readonly Fact[]): string {
  return text.replace(SLOT, (_slot, number: string) => {
    const fact = facts[Number(number) - 1];
    if (fact === undefined) return '';
    return fact.block ? `\n${fact.text}\n` : fact.text;
  });
}

/** After filling in: no empty line, no line that begins with what should have ended the one before. */
export function tidied(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').trim())
    .map((line, i) => (i === 0 ? line : line.replace(/^[.,;:!?…)]+\s*/, '')))
    .filter((line) => line !== '')
    .join('\n');
}
