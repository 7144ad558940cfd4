// What operates the picture: layout, zoom, and taking back what was moved by hand.

import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import type { Layout } from '../view/contracts.ts';
import { LAYOUTS } from '../view/view-state.ts';
import styles from './canvas.module.css';
import { canvasMessages } from './messages.ts';

interface Props {
  layout: Layout;
  onLayout(layout: Layout): void;
  /** How far the layout is; null when none runs. */
  share: number | null;
  onStop(): void;
  pins: number;
  canUndo: boolean;
  onUndo(): void;
  onUnpin(): void;
  onArrange(): void;
  onFit(): void;
  onZoom(factor: number): void;
}

export function Controls(props: Props) {
  return (
    <div className={styles.controls} role="toolbar" aria-label={canvasMessages.label}>
      <Select aria-label={canvasMessages.layout} value={props.layout} onChange={(key) => props.onLayout(key as Layout)}>
        <Button className={styles.control}>
          <SelectValue>{canvasMessages.layouts[props.layout]}</SelectValue> <span aria-hidden="true">▾</span>
        </Button>
        <Popover className={styles.menu ?? ''}>
          <ListBox>
            {LAYOUTS.map((layout) => (
              <ListBoxItem key={layout} id={layout} className={styles.item ?? ''}>
                {canvasMessages.layouts[layout]}
              </ListBoxItem>
            ))}
          </ListBox>
        </Popover>
      </Select>
      {props.share === null ? (
        <Button className={styles.control} onPress={props.onArrange}>
          {canvasMessages.arrange}
        </Button>
      ) : (
        <Button className={styles.control} onPress={props.onStop}>
          {canvasMessages.arranging(props.share)} · {canvasMessages.stop}
        </Button>
      )}
      {props.canUndo && (
        <Button className={styles.control} onPress={props.onUndo}>
          {canvasMessages.undo}
        </Button>
      )}
      {props.pins > 0 && (
        <Button className={styles.control} onPress={props.onUnpin}>
          {canvasMessages.unpin(props.pins)}
        </Button>
      )}
      <Button className={styles.control} onPress={props.onFit}>
        {canvasMessages.fit}
      </Button>
      <Button className={styles.control} aria-label={canvasMessages.zoomOut} onPress={() => props.onZoom(1 / 1.3)}>
        −
      </Button>
      <Button className={styles.control} aria-label={canvasMessages.zoomIn} onPress={() => props.onZoom(1.3)}>
        +
      </Button>
    </div>
  );
}
