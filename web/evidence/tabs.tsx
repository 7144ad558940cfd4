// The tabs of the evidence: words over a line, the chosen one underlined. Only the chosen part asks the server.

import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { evidenceMessages } from './messages.ts';
import styles from './tabs.module.css';

export interface EvidenceTab {
  id: string;
  name: string;
  content: ReactNode;
}

export interface EvidenceTabsProps {
  tabs: readonly EvidenceTab[];
  /** Null, or one that is not here: the first. */
  tab: string | null;
  onTab(tab: string | null): void;
}

export function EvidenceTabs({ tabs, tab, onTab }: EvidenceTabsProps) {
  const [first] = tabs;
  const chosen = tabs.find(({ id }) => id === tab) ?? first;
  return (
    <Tabs
      selectedKey={chosen?.id}
      onSelectionChange={(key) => onTab(key === first?.id ? null : String(key))}
      className={styles.tabs}
    >
      <TabList aria-label={evidenceMessages.tabs.label} className={styles.list ?? ''}>
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
