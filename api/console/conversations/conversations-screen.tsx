// Citizens who asked for a person: those who wait, those one talks with, and the conversation chosen.
/** @jsxImportSource react */

import { useSearchParams } from 'wouter';
import { useRead } from '../client/reading.tsx';
import type { ConversationRow } from '../client/shapes.ts';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { Screen } from '../parts/screen.tsx';
import { LinkTabs } from '../parts/tabs.tsx';
import { conversations as texts } from '../texts/conversations.ts';
import { ConversationLine } from './conversation-line.tsx';
import { ConversationPane } from './conversation-pane.tsx';

interface List {
  conversations: readonly ConversationRow[];
}

export function ConversationsScreen({ id }: { id: string | null }) {
  const [search] = useSearchParams();
  const tab = search.get('of') === 'mine' ? 'mine' : 'waiting';
  const waiting = useRead<List>('/api/conversations?waiting=1');
  const mine = useRead<List>('/api/conversations?mine=1');
  const shown = tab === 'mine' ? mine : waiting;
  const listed = shown.data?.conversations ?? [];

  return (
    <Screen title={texts.title}>
      <LinkTabs
        label={texts.label}
        tabs={(['waiting', 'mine'] as const).map((one) => {
          const list = (one === 'mine' ? mine : waiting).data?.conversations;
          return {
            href: `/conversations${one === 'mine' ? '?of=mine' : ''}`,
            label: texts.tabs[one],
            current: one === tab,
            ...(list && { count: list.length }),
          };
        })}
      />
      <div className="two-panes" data-chosen={id !== null}>
        <div className="pane-list">
          {shown.isPending && <Loading lines={4} />}
          {shown.isError && <Failure of={shown.error} onRetry={() => void shown.refetch()} />}
          {shown.isSuccess && listed.length === 0 && (
            <Nothing title={texts.empty[tab]}>{texts.empty[`${tab}More`]}</Nothing>
          )}
          <ul className="lines" aria-label={texts.list}>
            {listed.map((conversation) => (
              <ConversationLine
                key={conversation.id}
                conversation={conversation}
                current={conversation.id === id}
                of={tab}
              />
            ))}
          </ul>
        </div>
        <div className="pane-chosen">
          {id === null ? (
            <Nothing title={texts.choose}>{texts.chooseMore}</Nothing>
          ) : (
            <ConversationPane key={id} id={id} of={tab} />
          )}
        </div>
      </div>
    </Screen>
  );
}
