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
      aria-label={unread > 0 ? `${texts.launcher}, ${texts.unread(unread)}` : undefined}
      onClick={onOpen}
    >
      <ChatIcon />
      <span>{texts.launcher}</span>
      {unread > 0 && <span class="unread">{unread}</span>}
    </button>
  );
}
