// One button through the three themes: as the system, light, dark.

import { messages } from '../messages.ts';
import { chooseTheme, THEMES, useTheme } from './theme.ts';
import styles from './theme-toggle.module.css';

export function ThemeToggle() {
  const theme = useTheme();
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
  return (
    <button
      type="button"
      className={styles.toggle}
      onClick={() => chooseTheme(next)}
      aria-label={messages.theme.button(messages.theme[theme], messages.theme[next])}
      title={messages.theme.button(messages.theme[theme], messages.theme[next])}
    >
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
        <circle
          cx="10"
          cy="10"
          r="7"
          fill={theme === 'dark' ? 'currentColor' : 'none'}
          stroke="currentColor"
          strokeWidth="1.6"
        />
        {theme === 'system' && <path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor" />}
      </svg>
    </button>
  );
}
