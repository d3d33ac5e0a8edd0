// Asks before a conversation is left for a new one.
import { useEffect, useRef } from 'preact/hooks';
import { texts } from '../texts.ts';

export function RestartQuestion({ onYes, onNo }: { onYes(): void; onNo(): void }) {
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => no.current?.focus(), []);
  return (
    <div class="question" role="alertdialog" aria-labelledby="restart-question">
      <p id="restart-question">{texts.restartQuestion}</p>
      <button type="button" class="yes" onClick={onYes}>
        {texts.restart}
      </button>
      <button type="button" ref={no} onClick={onNo}>
        {texts.restartNo}
      </button>
    </div>
  );
}
