// The whole widget: launcher and window, open or closed, and where the focus goes.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChatClient } from '../client/chat-client.ts';
import { hush } from '../client/speech.ts';
import type { Storage } from '../client/storage.ts';
import { texts } from '../texts.ts';
import { Launcher } from './launcher.tsx';
import { Panel } from './panel.tsx';
import { followKeyboard, useSmallScreen } from './small-screen.ts';

/** How the page asks the widget to open: with a question to put in the field, and where the focus was. */
export interface Call {
  question: string;
  from: HTMLElement | null;
}

/** `tab` remembers, for this tab only, that the window was open; `onCall` hands over the page's calls. */
export function Assistant({
  client,
  storage,
  tab,
  openAtOnce,
  onCall,
}: {
  client: ChatClient;
  storage: Storage;
  tab: Storage;
  openAtOnce: boolean;
  onCall(listen: (call: Call) => void): void;
}) {
  const [chat, setChat] = useState(client.chat());
  const [open, setOpen] = useState(openAtOnce || tab.get('open') !== null);
  const [draft, setDraft] = useState('');
  const [read, setRead] = useState(0);
  const small = useSmallScreen();
  const box = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const launcher = useRef<HTMLButtonElement>(null);
  const opener = useRef<HTMLElement | null>(null);
  /** Only a window the visitor has just opened or closed may take the focus, not one a reload brought back. */
  const takeFocus = useRef(false);

  function show(from: HTMLElement | null): void {
    opener.current = from;
    takeFocus.current = true;
    setOpen(true);
  }

  useEffect(() => client.subscribe(() => setChat(client.chat())), [client]);

  useEffect(() => {
    onCall(({ question, from }) => {
      if (question) setDraft(question);
      show(from);
      field.current?.focus();
    });
  }, [onCall]);

  useEffect(() => {
    if (open) {
      tab.set('open', '1');
      client.start();
    } else {
      tab.remove('open');
      hush();
    }
  }, [open, client, tab]);

  useEffect(() => {
    if (open) setRead(chat.news.length);
    else setRead((count) => Math.min(count, chat.news.length));
  }, [open, chat.news]);

  useLayoutEffect(() => {
    const dialog = box.current;
    if (!dialog) return;
    if (dialog.open) dialog.close();
    const focus = takeFocus.current;
    takeFocus.current = false;
    if (!open) {
      if (focus) (opener.current ?? launcher.current)?.focus();
      return;
    }
    if (small) dialog.showModal();
    else if (focus) dialog.show();
    else dialog.setAttribute('open', '');
    // On a touch screen the field would bring up the keyboard over the greeting.
    if (focus) (matchMedia('(pointer: coarse)').matches ? dialog : field.current)?.focus();
    return followKeyboard(dialog);
  }, [open, small]);

  return (
    <aside aria-label={texts.title}>
      <Launcher button={launcher} hidden={open} unread={chat.news.length - read} onOpen={() => show(null)} />
      <Panel
        chat={chat}
        client={client}
        storage={storage}
        box={box}
        field={field}
        draft={draft}
        onDraft={setDraft}
        onClose={() => {
          takeFocus.current = true;
          setOpen(false);
        }}
      />
    </aside>
  );
}
