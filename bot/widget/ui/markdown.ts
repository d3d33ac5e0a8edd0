// The small part of Markdown the assistant writes, read into blocks: paragraphs, lists, **bold**, links.

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold'; text: string }
  /** `text` is what the link says of itself, null when it stands bare. */
  | { kind: 'link'; href: string; host: string; text: string | null };

export type Block =
  /** Lines of one paragraph; a line break stays a line break. */
  | { kind: 'paragraph'; lines: Inline[][] }
  | { kind: 'list'; ordered: boolean; start: number; items: Inline[][] };

const BULLET = /^\s*[-•*]\s+(.+)$/;
const NUMBER = /^\s*(\d{1,3})[.)]\s+(.+)$/;
/** Bold; a named link; a bare link, of the characters RFC 3986 allows in an address. */
const INLINE =
  /\*\*([^*\n]+)\*\*|\[([^\]\n]+)\]\((https:\/\/[\w.~:/?#@!$&'*+,;=%-]+)\)|(https:\/\/[\w.~:/?#[\]@!$&'()*+,;=%-]+)/g;
const SENTENCE_END = /[.,;:!?)\]…]+$/;

/** Nothing is lost: what is not of the subset stays as text. */
export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  let open = false;
  for (const line of source.replace(/\r\n?/g, '\n').split('\n')) {
    if (line.trim() === '') {
      open = false;
      continue;
    }
    const bullet = BULLET.exec(line);
    const number = NUMBER.exec(line);
    const last = open ? blocks.at(-1) : undefined;
    if (bullet || number) {
      const item = parseInline((bullet?.[1] ?? number?.[2]) as string);
      const ordered = !bullet;
      if (last?.kind === 'list' && last.ordered === ordered) last.items.push(item);
      else blocks.push({ kind: 'list', ordered, start: Number(number?.[1] ?? 1), items: [item] });
    } else if (last?.kind === 'paragraph') last.lines.push(parseInline(line.trim()));
    else blocks.push({ kind: 'paragraph', lines: [parseInline(line.trim())] });
    open = true;
  }
  return blocks;
}

/** The same text without marks, for reading aloud; `bare` stands for links that say nothing of themselves, else their host. */
export function plainText(source: string, bare?: string): string {
  const words = (line: Inline[]) =>
    line.map((part) => (part.kind === 'link' ? (part.text ?? bare ?? part.host) : part.text)).join('');
  return parseMarkdown(source)
    .flatMap((block) => (block.kind === 'paragraph' ? block.lines : block.items).map(words))
    .join('\n');
}

function parseInline(line: string): Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  const text = (to: number) => {
    if (to > from) parts.push({ kind: 'text', text: line.slice(from, to) });
  };
  for (const match of line.matchAll(INLINE)) {
    const [whole, bold, label, target, bare] = match;
    const trailing = bare ? (SENTENCE_END.exec(bare)?.[0].length ?? 0) : 0;
    const found: Inline | null = bold
      ? { kind: 'bold', text: bold }
      : link((target ?? bare?.slice(0, bare.length - trailing)) as string, label ?? null);
    if (!found) continue;
    text(match.index);
    parts.push(found);
    from = match.index + whole.length - trailing;
  }
  text(line.length);
  return parts;
}

/** Only https, and only addresses that name nobody before the host ("https://bank.vn@evil.example"). */
function link(href: string, text: string | null): Inline | null {
  try {
    const url = new URL(href);
    if (url.protocol !== 'https:' || url.username || url.password) return null;
    return { kind: 'link', href: url.href, host: url.host.replace(/^www\./, ''), text };
  } catch {
    return null;
  }
}
