// Lists the papers of a record: all of them where they fit, else the distinct ones, what was asked about first.

import type { Telling } from './facts.ts';
import type { Paper, Procedure } from './procedure.ts';
import { cutAtWord } from './vietnamese.ts';
import type { Wording } from './wording.ts';

const LONGEST_PAPER_NAME = 230;
const SHORT_PAPER_NAME = 110;
const LONGEST_LIST = 1300;

/** What one fills in oneself. */
export const FORM_NAME = /mẫu|tờ khai|phiếu|đơn |giấy đề nghị|giấy khai|thông báo|văn bản đề nghị|bản khai/i;

/** Lines for the papers, by case; at most about 1,300 characters. */
export function documentLines({ paperSets }: Procedure, telling: Telling): string[] {
  const { said } = telling.wording;
  const sets = paperSets.filter(({ papers }) => papers.length > 0);
  if (sets.length === 0) return [said.noPapers];
  const lines = (longest: number) => sets.flatMap((set) => linesOfSet(set, longest, telling.wording));
  const whole = lines(LONGEST_PAPER_NAME);
  if (lengthOf(whole) <= LONGEST_LIST) return whole;
  const short = lines(SHORT_PAPER_NAME);
  if (lengthOf(short) <= LONGEST_LIST) return short;
  return distinctLines(sets, telling);
}

/** A case counts as named when this much more of the question is in its name than in any other's: a pair of words. */
const NAMED = 2;

/** The case that was named comes whole; of the others, each paper once, with forms and what was asked about first. */
function distinctLines(sets: Procedure['paperSets'], telling: Telling): string[] {
  const { wording, relevance } = telling;
  const named = sets.length > 1 ? caseNamed(sets, relevance) : null;
  const ofCase = named === null ? [] : linesOfSet(named, SHORT_PAPER_NAME, wording);
  const others = distinctPapers(
    sets.filter((set) => set !== named),
    telling,
  ).map((paper) => `- ${paperLine(paper, SHORT_PAPER_NAME, wording)}`);
  const distinct = [...new Set(others)].filter((line) => !ofCase.includes(line));
  const heading = sets.length > 1 && distinct.length > 0 ? [wording.said.papersOfSomeCase] : [];
  const all = [...ofCase, ...heading, ...distinct];
  let length = 0;
  const kept = all.filter((line, i) => {
    length += line.length + 1;
    return i === 0 || length <= LONGEST_LIST;
  });
  if (kept.length === all.length) return all;
  // A heading that nothing follows any more says nothing.
  const whole = kept.at(-1) === wording.said.papersOfSomeCase ? kept.slice(0, -1) : kept;
  return [...whole, wording.said.morePapers];
}

/** Papers of all cases, each name once; first what was asked about, what everybody needs, and forms. */
export function distinctPapers(
  sets: Procedure['paperSets'],
  { relevance }: Pick<Telling, 'relevance'>,
): Paper[] {
  const papers = sets.flatMap((set) => set.papers);
  return papers
    .filter(({ name }, i) => papers.findIndex((paper) => paper.name === name) === i)
    .map((paper, order) => ({ paper, order, rank: relevance(paper.name) + standing(paper) }))
    .toSorted((a, b) => b.rank - a.rank || a.order - b.order)
    .map(({ paper }) => paper);
}

/** What only some need says so in its name: "đối với trường hợp …", "(nếu có)". */
const ONLY_FOR_SOME = /trường hợp|đối với|nếu có|nếu là/iu;
const FOR_ALL = 1.5;

function standing(paper: Paper): number {
  const forAll = paper.name.length <= SHORT_PAPER_NAME && !ONLY_FOR_SOME.test(paper.name);
  return (forAll ? FOR_ALL : 0) + (isForm(paper) ? 1 : 0);
}

/** The only case that the question speaks to clearly more than to any other, or null. */
function caseNamed(
  sets: Procedure['paperSets'],
  relevance: Telling['relevance'],
): Procedure['paperSets'][number] | null {
  const ranked = sets
    .map((set) => ({ set, rank: set.name === null ? 0 : relevance(set.name) }))
    .toSorted((a, b) => b.rank - a.rank);
  const [first, second] = ranked;
  return first && second && first.rank >= second.rank + NAMED ? first.set : null;
}

function linesOfSet(
  { name, papers }: Procedure['paperSets'][number],
  longest: number,
  wording: Wording,
): string[] {
  const lines = [...new Set(papers.map((paper) => `- ${paperLine(paper, longest, wording)}`))];
  return name === null ? lines : [wording.said.papersOfCase(shortened(name, longest)), ...lines];
}

function isForm({ name, forms }: Paper): boolean {
  return forms.length > 0 || FORM_NAME.test(name.slice(0, 60));
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

/** A paper with how many originals and copies of it; its name at most about `longest` characters. */
export function paperLine({ name, originals, copies }: Paper, longest: number, { said }: Wording): string {
  const counts = said.copies(originals, copies);
  return counts === '' ? shortened(name, longest) : `${shortened(name, longest)} (${counts})`;
}

/** Long names are cut at a word; the number of a form is what people need most, so one that would be cut off is kept. */
export function shortened(name: string, longest: number): string {
  const line = name.replace(/\s+/g, ' ').replace(/[;,.\s]+$/, '');
  const head = cutAtWord(line, longest);
  if (head === line) return line;
  const form = /mẫu (?:số |đơn )?[^\s,;()]*\d[^\s,;()]*/iu.exec(line.slice(head.length - 2))?.[0];
  return form ? `${head} (${form})` : head;
}
