// Shortcuts of one letter: not while somebody writes, not behind a dialog, and only for whoever wants them.

import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useRef } from 'react';

/** Whether shortcuts of one letter are wanted, on this device. */
export function useKeysWanted() {
  return useLocalStorage({ key: 'console.keys', defaultValue: true, getInitialValueInEffect: false });
}

/** Runs `actions[event.key]`, for as long as the screen is shown. */
export function useKeys(actions: Readonly<Record<string, () => void>>): void {
  const [wanted] = useKeysWanted();
  const current = useRef(actions);
  useEffect(() => {
    current.current = actions;
  });

  useEffect(() => {
    if (!wanted) return;
    function onKey(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
        return;
      if (isWriting(event.target) || document.querySelector('[role="dialog"], [role="menu"]')) return;
      const action = current.current[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [wanted]);
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input:not([type=checkbox]), textarea, select') !== null
  );
}

/** Ctrl+Enter or Cmd+Enter: what is being written goes off. */
export function isSend(event: { key: string; ctrlKey: boolean; metaKey: boolean }): boolean {
  return event.key === 'Enter' && (event.ctrlKey || event.metaKey);
}
