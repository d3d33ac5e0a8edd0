// The browser's own voice reads answers aloud, where it has a Vietnamese one.
import { plainText } from '../ui/markdown.ts';

const speech = window.speechSynthesis as SpeechSynthesis | undefined;

export const vietnameseVoice = () => speech?.getVoices().find(({ lang }) => /^vi\b/i.test(lang)) ?? null;

/** Browsers find their voices only after a while. */
export function onVoices(found: () => void): void {
  speech?.addEventListener?.('voiceschanged', found);
}

/** Reads line by line, since some browsers fall silent in long texts; links are left out. */
export function readAloud(text: string, voice: SpeechSynthesisVoice, done: () => void): void {
  hush();
  const lines = plainText(text, '').split('\n');
  for (const line of lines) {
    const words = new SpeechSynthesisUtterance(line);
    words.voice = voice;
    words.lang = voice.lang;
    words.onerror = done;
    if (line === lines.at(-1)) words.onend = done;
    speech?.speak(words);
  }
}

export const hush = () => speech?.cancel();
