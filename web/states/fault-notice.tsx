// Says what of an address could not be read, once, until it is dismissed.

import { messages } from '../messages.ts';
import { dismissFaults, useFaults } from '../view/notices.ts';
import { shortened } from '../view/shortened.ts';
import styles from './fault-notice.module.css';

export function FaultNotice() {
  const faults = useFaults();
  return (
    <div role="status" className={faults.length > 0 ? styles.notice : undefined}>
      {faults.length > 0 && (
        <>
          <p>
            {messages.addressFaults}{' '}
            {faults.slice(0, 5).map((fault) => (
              <code key={fault}>{shortened(fault, 60)}</code>
            ))}
            {faults.length > 5 && ` ${messages.andMore(faults.length - 5)}`}
          </p>
          <button type="button" onClick={dismissFaults}>
            {messages.dismiss}
          </button>
        </>
      )}
    </div>
  );
}
