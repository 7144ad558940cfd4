// Says to screen readers what changed on the screen: one polite live region for the whole page.

import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

const Announce = createContext<(message: string) => void>(() => {});
export const useAnnounce = () => useContext(Announce);

export function Announcer({ children }: { children: ReactNode }) {
  const [{ message, turn }, setSaid] = useState({ message: '', turn: 0 });
  const say = useCallback((next: string) => setSaid((last) => ({ message: next, turn: last.turn + 1 })), []);
  return (
    <Announce value={say}>
      {children}
      <div className="unseen" role="status" aria-live="polite" data-testid="live">
        {/* The same words twice are two messages: the invisible sign makes them differ. */}
        {message}
        {turn % 2 === 0 ? '' : '\u200b'}
      </div>
    </Announce>
  );
}
