// The network as a picture or as tables: two presses of one thing, with the link to exactly this view.

import { useRouterState } from '@tanstack/react-router';
import { messages } from '../messages.ts';
import { CopyButton } from '../states/copy-button.tsx';
import type { ViewState } from '../view/view-state.ts';
import styles from './view-switch.module.css';

const LONGEST = 2000;

export function ViewSwitch({ view, onView }: { view: ViewState['view']; onView(view: ViewState['view']): void }) {
  const href = useRouterState({ select: ({ location }) => location.href });
  const link = new URL(href, window.location.origin).href;
  return (
    <div className={styles.row}>
      <fieldset className={styles.switch} aria-label={messages.explore.view.label}>
        {(['graph', 'table'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={view === one} onClick={() => onView(one)}>
            {messages.explore.view[one]}
          </button>
        ))}
      </fieldset>
      <span className={styles.link} title={link.length > LONGEST ? messages.longLink : undefined}>
        <CopyButton text={link} label={messages.copyLink} />
      </span>
      {link.length > LONGEST && (
        <span role="status" className={styles.long}>
          {messages.longLink}
        </span>
      )}
    </div>
  );
}
