// The tabs of a record: words over a line, the chosen one underlined. Only the chosen part asks the server. On a card the
// address holds which one is open; a page begins with its first.

import { type ReactNode, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { frameMessages } from './messages.ts';
import type { CardProps } from './record-frame.tsx';
import styles from './record-tabs.module.css';

export interface RecordTab {
  id: string;
  name: string;
  content: ReactNode;
}

export interface RecordTabsProps {
  tabs: readonly RecordTab[];
  /** Its tab: null, or one that is not here, is the first. */
  card?: Pick<CardProps, 'tab' | 'onTab'> | undefined;
}

export function RecordTabs({ tabs, card }: RecordTabsProps) {
  const [own, setOwn] = useState<string | null>(null);
  const { tab, onTab } = card ?? { tab: own, onTab: setOwn };
  const [first] = tabs;
  const chosen = tabs.find(({ id }) => id === tab) ?? first;
  return (
    <Tabs
      selectedKey={chosen?.id}
      onSelectionChange={(key) => onTab(key === first?.id ? null : String(key))}
      className={styles.tabs}
    >
      <TabList aria-label={frameMessages.tabs.label} className={styles.list ?? ''}>
        {tabs.map(({ id, name }) => (
          <Tab key={id} id={id} className={styles.tab ?? ''}>
            {name}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} className={styles.panel ?? ''}>
          {content}
        </TabPanel>
      ))}
    </Tabs>
  );
}
