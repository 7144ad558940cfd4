// One end of the window as a date: in words while it is read, as 2021-11-18 while it is written.
// A year or a month is taken as its first or last day; what is no date is said, and changes nothing.

import { useId, useState } from 'react';
import { messages } from '../messages.ts';
import { dateText } from '../said-on.ts';
import { dayFrom } from './bins.ts';
import styles from './time-brush.module.css';

export interface DateFieldProps {
  side: 'from' | 'to';
  value: string | null;
  /** Shown while there is no window on this side, such as where the axis ends. */
  open: string;
  onChange(day: string | null): void;
}

export function DateField({ side, value, open, onChange }: DateFieldProps) {
  const [written, setWritten] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const problem = useId();

  const take = () => {
    if (written === null) return;
    const day = written.trim() === '' ? null : dayFrom(written, side);
    if (written.trim() !== '' && day === null) {
      setWrong(true);
      return;
    }
    setWrong(false);
    setWritten(null);
    if (day !== value) onChange(day);
  };
  const leave = () => {
    setWrong(false);
    setWritten(null);
  };

  return (
    <span className={styles.date}>
      <input
        type="text"
        inputMode="numeric"
        size={11}
        aria-label={messages.time[side]}
        aria-invalid={wrong}
        aria-describedby={wrong ? problem : undefined}
        value={written ?? (value === null ? '' : dateText(value))}
        placeholder={open}
        data-set={value !== null || undefined}
        onFocus={(event) => {
          setWritten(value ?? '');
          const field = event.currentTarget;
          requestAnimationFrame(() => field.select());
        }}
        onChange={(event) => setWritten(event.target.value)}
        onBlur={() => {
          take();
          leave();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            take();
            if (written !== null && (written.trim() === '' || dayFrom(written, side) !== null))
              event.currentTarget.blur();
          }
          if (event.key === 'Escape') {
            leave();
            event.currentTarget.blur();
          }
        }}
      />
      {wrong && (
        <span id={problem} role="alert" className={styles.problem}>
          {messages.time.format}
        </span>
      )}
    </span>
  );
}
