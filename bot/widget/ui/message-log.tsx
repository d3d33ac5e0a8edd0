// The messages, from the first to the last, with the end in sight.
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { SuggestedAction } from '../client/activity.ts';
import type { Chat, ChatClient } from '../client/chat-client.ts';
import { hush, onVoices, readAloud, vietnameseVoice } from '../client/speech.ts';
import type { Message } from '../client/transcript.ts';
import { texts } from '../texts.ts';
import { RichText } from './rich-text.tsx';
import { Suggestions } from './suggestions.tsx';

/** How far from the end, in CSS pixels, still counts as reading the end. */
const NEAR_PX = 120;
/** A question of one or two lines. */
const SHORT_PX = 80;
const MARGIN_PX = 8;

/**
 * A log without a live region of its own: history and the visitor's own words must not be read aloud
 * (the panel announces the bot's new messages).
 */
export function MessageLog({
  chat,
  client,
  onChoose,
}: {
  chat: Chat;
  client: ChatClient;
  onChoose(action: SuggestedAction): void;
}) {
  const log = useRef<HTMLDivElement>(null);
  const nearEnd = useRef(true);
  const last = chat.entries.at(-1);
  const lastIsOwn = last?.kind === 'message' && last.from === 'visitor';

  const [voice, setVoice] = useState(vietnameseVoice());
  const [heard, setHeard] = useState('');

  function read({ key, text }: Message): void {
    setHeard(key);
    // What was read before ends a little later.
    if (voice) readAloud(text, voice, () => setHeard((now) => (now === key ? '' : now)));
  }

  useEffect(() => {
    onVoices(() => setVoice(vietnameseVoice()));
    // Safari gives a scrolling box no place in the keyboard's order by itself.
    if (log.current) log.current.tabIndex = 0;
  }, []);

  useLayoutEffect(() => {
    const box = log.current;
    if (!box || !(nearEnd.current || lastIsOwn)) return;
    box.scrollTop = Math.min(box.scrollHeight - box.clientHeight, beginning(box));
  }, [last, chat.typing, chat.writing, lastIsOwn]);

  return (
    <div
      class="log"
      role="log"
      aria-live="off"
      aria-label={texts.log}
      ref={log}
      onScroll={({ currentTarget: box }) => {
        nearEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
      }}
    >
      {!chat.reached && chat.entries.length === 0 && <p class="quiet">{texts.connecting}</p>}
      {chat.entries.map((entry) =>
        entry.kind === 'divider' ? (
          <p class="quiet" key={entry.key}>
            {texts.newConversation}
          </p>
        ) : (
          <Bubble key={entry.key} message={entry} last={entry === last} client={client}>
            {voice && entry.from === 'bot' && (
              <button
                type="button"
                class="aloud"
                onClick={() => (heard === entry.key ? hush() : read(entry))}
              >
                {heard === entry.key ? texts.hush : texts.readAloud}
              </button>
            )}
          </Bubble>
        ),
      )}
      {chat.writing && (
        <div class="message bot" aria-hidden="true">
          <div class="bubble">
            <RichText text={chat.writing} />
          </div>
        </div>
      )}
      {chat.typing && (
        <p class="typing">
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {texts.typing}
        </p>
      )}
      {!chat.typing && <Suggestions actions={chat.suggestions} onChoose={onChoose} />}
    </div>
  );
}

/** Where a long answer is read from: its own top, or that of the short question before it. */
function beginning(box: HTMLElement): number {
  const answer = box.querySelector<HTMLElement>('[data-last="bot"]');
  if (!answer) return Number.POSITIVE_INFINITY;
  const before = answer.previousElementSibling;
  const asked = before instanceof HTMLElement && before.offsetHeight <= SHORT_PX ? before : answer;
  return asked.offsetTop - MARGIN_PX;
}

function Bubble({
  message,
  last,
  client,
  children,
}: {
  message: Message;
  last: boolean;
  client: ChatClient;
  children: ComponentChildren;
}) {
  const { key, from, officer, text } = message;
  return (
    <div class={`message ${from}`} data-last={last ? from : undefined}>
      <div class={officer ? 'bubble officer' : 'bubble'}>
        <span class={officer ? 'who' : 'hidden'}>
          {officer ?? (from === 'bot' ? texts.bot : texts.visitor)}:{' '}
        </span>
        {from === 'bot' ? <RichText text={text} /> : <p class="plain">{text}</p>}
      </div>
      {message.delivery && message.delivery !== 'sent' && (
        <Delivery message={message} resend={() => client.resend(key)} discard={() => client.discard(key)} />
      )}
      {children}
    </div>
  );
}

function Delivery(props: { message: Message; resend(): void; discard(): void }) {
  const { delivery, reason } = props.message;
  if (delivery !== 'failed') {
    return <p class="delivery">{delivery === 'sending' ? texts.sending : texts.waiting}</p>;
  }
  return (
    <div class="delivery failed" role="alert">
      <span>{reason || texts.failed}</span>
      <button type="button" onClick={props.resend}>
        {texts.resend}
      </button>
      <button type="button" onClick={props.discard}>
        {texts.discard}
      </button>
    </div>
  );
}
