// Copies a text and says so; where the clipboard is closed, it shows the text to be copied by hand.

import { useState } from 'react';
import { messages } from '../messages.ts';
import { useAnnounce } from '../view/announce.tsx';
import styles from './states.module.css';

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'shown'>('idle');
  const announce = useAnnounce();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
      announce(messages.copied);
      setTimeout(() => setState('idle'), 2500);
    } catch {
      setState('shown');
    }
  };
  if (state === 'shown') return <input className={styles.byHand} readOnly value={text} aria-label={label} />;
  return (
    <button type="button" className={styles.plain} onClick={() => void copy()}>
      {state === 'copied' ? messages.copied : label}
    </button>
  );
}
