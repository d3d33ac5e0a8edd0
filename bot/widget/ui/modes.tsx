// How the visitor likes to read: large letters, easy words; remembered in the browser.
import type { Storage } from '../client/storage.ts';
import { texts } from '../texts.ts';

const MODES = ['large', 'easy'] as const;

export const isLarge = (storage: Storage) => storage.get('large') !== null;

export function Modes({ storage, onChange }: { storage: Storage; onChange(): void }) {
  function toggle(mode: string): void {
    if (storage.get(mode)) storage.remove(mode);
    else storage.set(mode, '1');
    onChange();
  }
  return (
    <div class="modes">
      {MODES.map((mode) => (
        <button
          type="button"
          key={mode}
          aria-pressed={storage.get(mode) !== null}
          onClick={() => toggle(mode)}
        >
          {texts[mode]}
        </button>
      ))}
    </div>
  );
}
