// A filter that is written: words, or a number.

import { useId, useState } from 'react';
import { messages } from '../messages.ts';
import styles from './filter-bar.module.css';

export interface WrittenFieldProps {
  label: string;
  value: string;
  number?: boolean;
  onTake(value: string): void;
}

export function WrittenField({ label, value, number = false, onTake }: WrittenFieldProps) {
  const [written, setWritten] = useState(value);
  const id = useId();
  return (
    <form
      className={styles.written}
      onSubmit={(event) => {
        event.preventDefault();
        onTake(written.trim());
      }}
    >
      <label htmlFor={id}>{label}</label>
      <div>
        <input
          id={id}
          className={styles.find}
          type="text"
          inputMode={number ? 'numeric' : 'text'}
          maxLength={number ? 7 : 200}
          value={written}
          onChange={(event) => setWritten(event.target.value)}
        />
        <button type="submit">{messages.filter.take}</button>
      </div>
    </form>
  );
}
