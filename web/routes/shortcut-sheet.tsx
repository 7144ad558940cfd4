// The list of keys, on `?`, with the switch that turns the single ones off.

import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components/Modal';
import { messages } from '../messages.ts';
import { allowSingleKeys, useSingleKeys } from '../view/shortcuts.ts';
import styles from './shortcut-sheet.module.css';

export function ShortcutSheet({ open, onOpenChange }: { open: boolean; onOpenChange(open: boolean): void }) {
  const on = useSingleKeys();
  return (
    <ModalOverlay isOpen={open} onOpenChange={onOpenChange} isDismissable className={styles.veil}>
      <Modal className={styles.modal}>
        <Dialog className={styles.sheet}>
          <Heading slot="title" className={styles.title}>
            {messages.keys.title}
          </Heading>
          {messages.keys.groups.map(({ name, keys }) => (
            <section key={name}>
              <h3>{name}</h3>
              <dl>
                {keys.map(([pressed, meaning]) => (
                  <div key={meaning}>
                    <dt>
                      {pressed.split(' ').map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </dt>
                    <dd>{meaning}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
          <label className={styles.single}>
            <input type="checkbox" checked={on} onChange={(event) => allowSingleKeys(event.target.checked)} />
            {messages.keys.single}
          </label>
          <button type="button" className={styles.close} onClick={() => onOpenChange(false)}>
            {messages.close}
          </button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
