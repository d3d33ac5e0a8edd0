// Where the visitor writes: Enter sends, Shift+Enter is a new line, the limit shows itself when it is near.
import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { canRecord } from '../client/recording.ts';
import { texts } from '../texts.ts';
import { AttachIcon, CameraIcon, SendIcon } from './icons.tsx';
import { TalkButton } from './talk-button.tsx';

export const LONGEST = 2_000;
const NEAR_LIMIT = 200;
const STEP = 50;
const PHOTOS = 'image/jpeg,image/png,image/webp';

function limit(left: number): string {
  if (left < 0) return texts.over(-left);
  return left <= NEAR_LIMIT ? texts.left(left) : '';
}

/** As high as its text; in a closed window nothing can be measured. */
function growToText(box: HTMLTextAreaElement): void {
  box.style.height = 'auto';
  if (box.scrollHeight > 0) box.style.height = `${box.scrollHeight}px`;
}

export function Composer({
  draft,
  field,
  onDraft,
  onSend,
  takesFiles,
  onFiles,
  hears,
}: {
  draft: string;
  field: RefObject<HTMLTextAreaElement | null>;
  onDraft(text: string): void;
  onSend(text: string): void;
  /** Whether the bot takes files now; otherwise it only looks at a photo of a receipt. */
  takesFiles: boolean;
  onFiles(files: File[]): void;
  /** Whether the bot takes voice notes, which are files as well. */
  hears: boolean;
}) {
  const [told, setTold] = useState('');
  const left = LONGEST - draft.length;
  const attach = takesFiles ? texts.attach : texts.photo;

  useLayoutEffect(() => {
    if (field.current) growToText(field.current);
  }, [draft, field]);

  function send(): void {
    if (left >= 0 && draft.trim() !== '') onSend(draft);
    field.current?.focus();
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="field">
        <label class="attach" title={attach}>
          {takesFiles ? <AttachIcon /> : <CameraIcon />}
          {/* A telephone makes JPEG of its own format where only these are asked for. */}
          <input
            class="hidden"
            type="file"
            multiple={takesFiles}
            accept={takesFiles ? `${PHOTOS},application/pdf` : PHOTOS}
            aria-label={attach}
            onChange={({ currentTarget: input }) => {
              if (input.files?.length) onFiles([...input.files]);
              input.value = '';
            }}
          />
        </label>
        <textarea
          ref={field}
          rows={1}
          value={draft}
          aria-label={texts.field}
          aria-describedby="limit"
          aria-invalid={left < 0}
          placeholder={texts.placeholder}
          enterkeyhint="send"
          onFocus={(event) => growToText(event.currentTarget)}
          onInput={(event) => {
            setTold('');
            onDraft(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            // Vietnamese input methods end a word with Enter; Safari says so only by keyCode 229.
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
            event.preventDefault();
            send();
          }}
        />
        {hears && draft === '' && canRecord() ? (
          <TalkButton onVoice={(voice) => onFiles([voice])} onTell={setTold} />
        ) : (
          <button
            type="submit"
            class="send"
            aria-label={texts.send}
            disabled={left < 0 || draft.trim() === ''}
          >
            <SendIcon />
          </button>
        )}
      </div>
      <p class="limit" aria-hidden="true">
        {limit(left) || told}
      </p>
      {/* Read aloud in steps: a number after every letter would drown the writing. */}
      <p id="limit" class="hidden" role="status">
        {limit(Math.ceil(left / STEP) * STEP) || told}
      </p>
    </form>
  );
}
