// Held while the visitor talks; by keyboard one press begins and the next one ends.
import { useEffect, useRef, useState } from 'preact/hooks';
import { beginRecording, type Recording } from '../client/recording.ts';
import { texts } from '../texts.ts';
import { MicrophoneIcon } from './icons.tsx';

const SHORTEST_MS = 500;
const LONGEST_MS = 120_000;

export function TalkButton({
  onVoice,
  onTell,
}: {
  onVoice(voice: File): void;
  /** What the visitor is told meanwhile, and of what went wrong. */
  onTell(what: string): void;
}) {
  const [talking, setTalking] = useState(false);
  const now = useRef<{ recording: Promise<Recording>; since: number } | null>(null);

  function begin(): void {
    onTell('');
    setTalking(true);
    const mine = { recording: beginRecording(), since: 0 };
    now.current = mine;
    mine.recording.then(
      () => {
        mine.since = Date.now();
        if (now.current === mine) onTell(texts.talking);
        setTimeout(() => now.current === mine && end(), LONGEST_MS);
      },
      () => {
        now.current = null;
        setTalking(false);
        onTell(texts.noMicrophone);
      },
    );
  }

  async function end(): Promise<void> {
    const mine = now.current;
    if (!mine) return;
    now.current = null;
    setTalking(false);
    onTell('');
    // Whoever was still being asked for the microphone has not talked yet.
    const isShort = !mine.since || Date.now() - mine.since < SHORTEST_MS;
    const voice = await mine.recording.then((recording) => recording.end()).catch(() => null);
    if (voice && isShort) onTell(texts.tooShort);
    else if (voice) onVoice(new File([voice], texts.voiceNote));
  }

  useEffect(() => () => void now.current?.recording.then((recording) => recording.end()), []);

  return (
    <button
      type="button"
      class="send talk"
      aria-label={texts.talk}
      aria-pressed={talking}
      onPointerDown={({ currentTarget: button, pointerId, button: which }) => {
        if (which) return;
        button.setPointerCapture(pointerId);
        if (!now.current) begin();
      }}
      onPointerUp={end}
      onPointerCancel={end}
      onClick={({ detail }) => {
        if (detail) return;
        if (now.current) void end();
        else begin();
      }}
    >
      <MicrophoneIcon />
    </button>
  );
}
