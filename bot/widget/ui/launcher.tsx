// The button that opens the chat, with the number of unread messages.
import type { RefObject } from 'preact';
import { texts } from '../texts.ts';
import { ChatIcon } from './icons.tsx';

export function Launcher({
  button,
  hidden,
  unread,
  onOpen,
}: {
  button: RefObject<HTMLButtonElement | null>;
  hidden: boolean;
  unread: number;
  onOpen(): void;
}) {
  return (
    <button
      type="button"
      class="launcher"
      ref={button}
      hidden={hidden}
      aria-haspopup="dialog"
      onClick={onOpen}
    >
      <ChatIcon />
      <span>{texts.launcher}</span>
      {unread > 0 && (
        <span class="unread">
          {unread}
          <span class="hidden"> {texts.unread(unread).replace(/^\d+ /, '')}</span>
        </span>
      )}
    </button>
  );
}
