// A text of the assistant as elements: only text nodes, lists, bold and links can come out of it.
import { texts } from '../texts.ts';
import { type Inline, parseMarkdown } from './markdown.ts';

/** Everything is escaped by construction: no HTML is ever read from the text. */
export function RichText({ text }: { text: string }) {
  return parseMarkdown(text).map((block, index) => {
    if (block.kind === 'paragraph') {
      return (
        <p key={index} class={isSource(block.lines) ? 'source' : undefined}>
          {block.lines.map((line, row) => (
            <span class="line" key={row}>
              <Line parts={line} />{' '}
            </span>
          ))}
        </p>
      );
    }
    const items = block.items.map((item, row) => (
      <li key={row}>
        <Line parts={item} />
      </li>
    ));
    return block.ordered ? (
      <ol key={index} start={block.start}>
        {items}
      </ol>
    ) : (
      <ul key={index}>{items}</ul>
    );
  });
}

function isSource([first]: Inline[][]): boolean {
  const start = first?.[0];
  return start?.kind === 'text' && start.text.startsWith(texts.source);
}

function Line({ parts }: { parts: Inline[] }) {
  return parts.map((part, index) => {
    if (part.kind === 'text') return part.text;
    if (part.kind === 'bold') return <strong key={index}>{part.text}</strong>;
    return <Link key={index} {...part} />;
  });
}

/** The host is always in sight, so that a link cannot pretend to lead elsewhere. */
function Link({ href, host, text }: { href: string; host: string; text: string | null }) {
  const label = text && text !== host && !text.startsWith('https://') ? `${text} (${host})` : host;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" title={href}>
      {label}
      <span class="hidden"> {texts.newTab}</span>
    </a>
  );
}
