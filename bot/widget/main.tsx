// The widget's start on a host page: reads its own script tag, builds its shadow root, asks the server nothing.
import { render } from 'preact';
import { createChatClient } from './client/chat-client.ts';
import { browserClock } from './client/clock.ts';
import { createStorage } from './client/storage.ts';
import adapt from './style/adapt.css';
import base from './style/base.css';
import composer from './style/composer.css';
import launcher from './style/launcher.css';
import log from './style/log.css';
import panel from './style/panel.css';
import { accentOf } from './ui/accent.ts';
import { Assistant, type Call } from './ui/assistant.tsx';

const TAG = 'procedure-assistant';
const PREFIX = 'procedure-assistant.';

const css = [base, launcher, panel, log, composer, adapt].join('');

/** 128 random bits; crypto.randomUUID is missing on plain http and in older Safari. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

function style(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Safari before 16.4. A style element needs the host page's policy to allow it; most do.
    const element = document.createElement('style');
    element.textContent = css;
    root.append(element);
  }
}

function mount(script: HTMLScriptElement): void {
  if (document.querySelector(TAG)) return;
  const host = document.createElement(TAG);
  host.lang = 'vi';
  if (script.dataset.position === 'left') host.setAttribute('left', '');
  const accent = accentOf(script.dataset.color);
  if (accent) host.style.setProperty('--accent', accent);
  const root = host.attachShadow({ mode: 'open' });
  style(root);

  const storage = createStorage(() => localStorage, PREFIX);
  const tab = createStorage(() => sessionStorage, PREFIX);
  const client = createChatClient({
    base: new URL('./v3/directline', script.src).href,
    fetch: (...request) => fetch(...request),
    WebSocket: window.WebSocket,
    storage,
    clock: browserClock,
    random: Math.random,
    newKey,
    online: navigator.onLine,
  });

  // What is typed here must not set off the page's own keyboard shortcuts.
  for (const type of ['keydown', 'keyup', 'keypress']) {
    root.addEventListener(type, (event) => event.stopPropagation());
  }

  const waiting: Call[] = [];
  let listen = (call: Call): void => {
    waiting.push(call);
  };
  document.addEventListener('click', (event) => {
    const link = (event.target as Element | null)?.closest?.<HTMLElement>('[data-assistant-question]');
    if (!link) return;
    event.preventDefault();
    listen({ question: link.dataset.assistantQuestion ?? '', from: link });
  });
  window.addEventListener('online', () => client.network(true));
  window.addEventListener('offline', () => client.network(false));
  window.addEventListener('pageshow', () => client.wake());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') client.wake();
  });

  document.body.append(host);
  const onCall = (listener: typeof listen) => {
    listen = listener;
    waiting.splice(0).forEach(listener);
  };
  const openAtOnce = script.dataset.open !== undefined;
  render(
    <Assistant client={client} storage={storage} tab={tab} openAtOnce={openAtOnce} onCall={onCall} />,
    root,
  );
  // Words the visitor has already sent off are delivered, also when the window is now closed.
  if (client.unsent()) client.start();
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  if (document.body) mount(script);
  else document.addEventListener('DOMContentLoaded', () => mount(script));
}
