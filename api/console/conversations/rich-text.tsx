// Shows what was said: lines, bold words and links as the assistant writes them; all else is text.
/** @jsxImportSource react */

import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';

const PIECE = /\*\*([^*\n]+)\*\*|\[([^\]\n]+)\]\((https:\/\/[^)\s]+)\)|(https:\/\/[^\s)]+)/g;

export function RichText({ text }: { text: string }) {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(PIECE)) {
    const [whole, bold, label, href, bare] = match;
    parts.push(text.slice(end, match.index));
    parts.push(
      bold !== undefined ? (
        <strong key={match.index}>{bold}</strong>
      ) : (
        <Anchor key={match.index} href={href ?? bare} target="_blank" rel="noopener noreferrer" inherit>
          {label ?? bare}
        </Anchor>
      ),
    );
    end = match.index + whole.length;
  }
  return (
    <div className="said-text">
      {parts}
      {text.slice(end)}
    </div>
  );
}
