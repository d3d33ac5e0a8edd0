// Whether the chat should take the whole screen, and how much of it the on-screen keyboard leaves.
import { useEffect, useState } from 'preact/hooks';

/** Phones, and pages zoomed until they are as narrow or as low as one. */
const SMALL = '(max-width: 520px), (max-height: 480px)';

export function useSmallScreen(): boolean {
  const [media] = useState(() => matchMedia(SMALL));
  const [small, setSmall] = useState(media.matches);
  useEffect(() => {
    const follow = () => setSmall(media.matches);
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, [media]);
  return small;
}

/** Keeps `--seen-top` and `--seen-height` of an element at what is visible above the keyboard. */
export function followKeyboard(element: HTMLElement): () => void {
  const view = window.visualViewport;
  if (!view) return () => {};
  const follow = () => {
    // Pinch zoom changes the visual viewport too; then the page stays as it is.
    if (view.scale > 1.01) return;
    element.style.setProperty('--seen-top', `${view.offsetTop}px`);
    element.style.setProperty('--seen-height', `${view.height}px`);
  };
  follow();
  view.addEventListener('resize', follow);
  view.addEventListener('scroll', follow);
  return () => {
    view.removeEventListener('resize', follow);
    view.removeEventListener('scroll', follow);
  };
}
