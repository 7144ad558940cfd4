// What the pointer is over, in words: the counts of an edge, or the claims of a node.

import type { Core, EventObject } from 'cytoscape';
import type { RefObject } from 'react';
import { useEffect, useState } from 'react';
import styles from './canvas.module.css';
import { canvasMessages } from './messages.ts';

export interface TipText {
  x: number;
  y: number;
  title: string;
  text: string;
}

export function useTip(cy: Core, holder: RefObject<HTMLElement | null>): TipText | null {
  const [tip, setTip] = useState<TipText | null>(null);
  useEffect(() => {
    const over = ({ target, renderedPosition }: EventObject) => {
      const { x, y } = renderedPosition;
      const isEdge = target.isEdge();
      const title = isEdge
        ? canvasMessages.edgeTitle(first(target.source().data('label')), first(target.target().data('label')))
        : first(target.data('label'));
      setTip({ x, y, title, text: isEdge ? target.data('tip') : canvasMessages.nodeTip(target.data('claims')) });
      if (isEdge) target.addClass('hover');
      if (holder.current) holder.current.style.cursor = 'pointer';
    };
    const out = ({ target }: EventObject) => {
      setTip(null);
      if (target !== cy) target.removeClass('hover');
      if (holder.current) holder.current.style.cursor = '';
    };
    cy.on('mouseover', 'node, edge', over).on('mouseout', 'node, edge', out).on('viewport grab', out);
    return () => {
      cy.off('mouseover', 'node, edge', over).off('mouseout', 'node, edge', out).off('viewport grab', out);
    };
  }, [cy, holder]);
  return tip;
}

/** Without the line that counts what is not drawn. */
const first = (label: unknown): string => String(label).split('\n')[0] ?? '';

export function Tip({ tip }: { tip: TipText | null }) {
  if (tip === null) return null;
  return (
    <div className={styles.tip} style={{ left: tip.x + 14, top: tip.y + 14 }} role="presentation">
      <b>{tip.title}</b>
      <span>{tip.text}</span>
    </div>
  );
}
