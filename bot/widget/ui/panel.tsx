// The chat window: a dialog beside the page, or over all of it where the screen is small.
import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import type { SuggestedAction } from '../client/activity.ts';
import type { Chat, ChatClient } from '../client/chat-client.ts';
import { codeOnPhoto } from '../client/code-on-photo.ts';
import type { Storage } from '../client/storage.ts';
import { texts } from '../texts.ts';
import { Composer } from './composer.tsx';
import { ChatIcon, CloseIcon, RestartIcon } from './icons.tsx';
import { plainText } from './markdown.ts';
import { MessageLog } from './message-log.tsx';
import { isLarge, Modes } from './modes.tsx';
import { noticeOf } from './notice.ts';
import { RestartQuestion } from './restart-question.tsx';

/** How many of the bot's last messages stay in the live region. */
const ANNOUNCED = 3;

export function Panel({
  chat,
  client,
  storage,
  box,
  field,
  draft,
  onDraft,
  onClose,
}: {
  chat: Chat;
  client: ChatClient;
  storage: Storage;
  box: RefObject<HTMLDialogElement | null>;
  field: RefObject<HTMLTextAreaElement | null>;
  draft: string;
  onDraft(text: string): void;
  onClose(): void;
}) {
  const [asking, setAsking] = useState(false);
  const [, setChanges] = useState(0);
  const notice = noticeOf(chat, Date.now());

  function send(text: string): void {
    client.send(text);
    field.current?.focus();
  }

  /** A photo with a code on it is looked at here first, unless files are wanted. */
  async function attach(files: File[]): Promise<void> {
    const code = chat.takesFiles ? null : await codeOnPhoto(files[0]!);
    if (code === null) client.attach(files);
    else send(code);
  }

  function choose(action: SuggestedAction): void {
    send(typeof action.value === 'string' ? action.value : action.title);
  }

  return (
    <dialog
      class={isLarge(storage) ? 'panel large' : 'panel'}
      ref={box}
      tabIndex={-1}
      aria-labelledby="title"
      aria-describedby="machine"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        if (asking) setAsking(false);
        else onClose();
      }}
    >
      <header>
        <span class="emblem">
          <ChatIcon />
        </span>
        <div class="names">
          <h2 id="title">{texts.title}</h2>
          <p id="machine">{texts.machine}</p>
        </div>
        <button
          type="button"
          class="tool"
          title={texts.restart}
          aria-label={texts.restart}
          onClick={() => setAsking(true)}
        >
          <RestartIcon />
        </button>
        <button type="button" class="tool" title={texts.close} aria-label={texts.close} onClick={onClose}>
          <CloseIcon />
        </button>
      </header>
      <Modes storage={storage} onChange={() => setChanges((count) => count + 1)} />
      {asking && (
        <RestartQuestion
          onNo={() => {
            setAsking(false);
            field.current?.focus();
          }}
          onYes={() => {
            setAsking(false);
            client.restart();
            field.current?.focus();
          }}
        />
      )}
      <p class="notice" role="status">
        {notice}
      </p>
      <MessageLog chat={chat} client={client} onChoose={choose} />
      <Composer
        draft={draft}
        field={field}
        onDraft={onDraft}
        onSend={(text) => {
          send(text);
          onDraft('');
        }}
        takesFiles={chat.takesFiles}
        onFiles={attach}
        hears={chat.hears}
      />
      <div class="hidden" role="status" aria-live="polite" aria-atomic="false">
        {chat.news.slice(-ANNOUNCED).map(({ key, officer, text }) => (
          <p key={key}>
            {officer ?? texts.bot}: {plainText(text)}
          </p>
        ))}
      </div>
    </dialog>
  );
}
