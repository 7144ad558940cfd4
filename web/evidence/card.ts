// What the panel hands to the card of a record.

import type { PanelProps } from '../view/slots.ts';

export interface CardProps extends Pick<PanelProps, 'filter' | 'tab' | 'onTab' | 'onExpand' | 'announce'> {
  id: string;
}
