// The network as a picture. React holds ids and hands over the network; the one Cytoscape instance draws it, keeps every
// position, and tells what was clicked. Nothing is seen before everything has its position and fits the window.

import type { EventObject } from 'cytoscape';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { messages } from '../messages.ts';
import { Waiting } from '../states/skeleton.tsx';
import { useShade } from '../theme/theme.ts';
import type { Camera, CanvasProps } from '../view/contracts.ts';
import type { Point } from '../workers/box.ts';
import type { Arranging } from './arrange.ts';
import { arrange } from './arrange.ts';
import styles from './canvas.module.css';
import { Controls } from './controls.tsx';
import { elementsOf, selectedId } from './elements.ts';
import { cameraOf, fitAll, moveCamera } from './fit.ts';
import { theGraph } from './graph.ts';
import { useKeys } from './keys.ts';
import { Legend } from './legend.tsx';
import { canvasMessages } from './messages.ts';
import { readPalette } from './palette.ts';
import { stylesheet } from './stylesheet.ts';
import { Tip, useTip } from './tip.tsx';

const CAMERA_REST_MS = 250;

export function Canvas(props: CanvasProps) {
  const { network, opened, more, selection, onSelect, onExpand, layout, camera, onCamera } = props;
  const graph = theGraph();
  const { cy } = graph;
  const holder = useRef<HTMLDivElement>(null);
  const shade = useShade();
  const [share, setShare] = useState<number | null>(null);
  const [pins, setPins] = useState(0);
  // What was drawn on another page before has its positions already.
  const [settled, setSettled] = useState(() => cy.nodes().nonempty());
  const arranging = useRef<Arranging | null>(null);
  const elements = useMemo(() => elementsOf(network, more), [network, more]);
  const tip = useTip(cy, holder);

  const fitView = useCallback(() => fitAll(cy), [cy]);

  const cameraRef = useRef<Camera | null>(camera);
  cameraRef.current = camera;
  const settledRef = useRef(settled);
  settledRef.current = settled;

  useEffect(() => {
    const container = holder.current;
    if (container === null) return;
    graph.mount(container);
    const resized = new ResizeObserver(() => {
      cy.resize();
      if (cameraRef.current === null && settledRef.current) fitView();
    });
    resized.observe(container);
    return () => {
      resized.disconnect();
      graph.unmount();
    };
  }, [graph, cy, fitView]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the palette is read anew when the shade changes
  useEffect(() => {
    const sans = getComputedStyle(document.body).fontFamily;
    cy.style(stylesheet(readPalette(), elements.length, sans));
  }, [cy, shade, elements.length > 800]);

  const run = useCallback(
    (free: readonly string[] | null, whenDone: () => void) => {
      arranging.current?.cancel();
      // The first time nobody watches: the last positions are enough.
      const unseen = !settledRef.current;
      let last: ReadonlyMap<string, Point> = new Map();
      const work = arrange({
        cy,
        layout,
        free,
        pinned: graph.pinned,
        opened,
        onPositions: (positions) => {
          last = positions;
          if (!unseen) graph.setPositions(positions);
        },
        onProgress: (done) => {
          setShare(done < 1 ? done : null);
          if (!unseen) whenDone();
        },
      });
      arranging.current = work;
      // Without its worker a network stands as it started.
      void work.finished.catch(console.error).then(() => {
        if (arranging.current !== work) return;
        arranging.current = null;
        if (unseen) graph.setPositions(last);
        setShare(null);
        whenDone();
        setSettled(true);
      });
    },
    [cy, graph, layout, opened],
  );

  // What is drawn; the first time, where everything goes. Later only new nodes look for a position.
  const runRef = useRef(run);
  runRef.current = run;
  useEffect(() => {
    const { added, first } = graph.update(elements);
    const settle = () => {
      if (cameraRef.current === null) fitView();
    };
    if (first || (!settledRef.current && added.length > 0)) runRef.current(null, settle);
    else if (added.length > 0) runRef.current(added, settle);
    else if (settledRef.current) settle();
  }, [graph, elements, fitView]);

  const drawnLayout = useRef(layout);
  useEffect(() => {
    if (drawnLayout.current === layout) return;
    drawnLayout.current = layout;
    run(null, fitView);
  }, [layout, run, fitView]);

  useEffect(() => {
    if (camera !== null) moveCamera(cy, camera);
  }, [cy, camera]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: marks must be set again on elements that came since
  useEffect(() => graph.select(selectedId(selection)), [graph, selection, elements]);

  useEffect(() => {
    let resting: ReturnType<typeof setTimeout> | undefined;
    const tapped = ({ target }: EventObject) => {
      if (target === cy) onSelect(null);
      else if (target.isNode()) onSelect({ kind: 'record', id: target.id() });
      else onSelect({ kind: 'edge', speaker: target.data('source'), target: target.data('target') });
    };
    const doubled = ({ target }: EventObject) => {
      if (target !== cy && target.isNode()) onExpand(target.id());
    };
    const moved = () => setPins(graph.pinned.size);
    // Only what a person does is remembered in the address, not a fit.
    const dragged = () => {
      clearTimeout(resting);
      resting = setTimeout(() => onCamera(cameraOf(cy)), CAMERA_REST_MS);
    };
    cy.on('tap', tapped).on('dbltap', doubled).on('moved', moved).on('dragpan scrollzoom pinchzoom', dragged);
    return () => {
      clearTimeout(resting);
      cy.off('tap', tapped).off('dbltap', doubled).off('moved', moved).off('dragpan scrollzoom pinchzoom', dragged);
    };
  }, [cy, graph, onSelect, onExpand, onCamera]);

  const onKeyDown = useKeys(graph, props, fitView);

  return (
    <div className={styles.canvas} data-settled={settled || undefined}>
      {!settled && (
        <Waiting>{share === null || share === 0 ? messages.loadingNetwork : canvasMessages.arranging(share)}</Waiting>
      )}
      <div
        ref={holder}
        className={styles.holder}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the picture is walked with the keyboard
        tabIndex={0}
        aria-label={canvasMessages.label}
        aria-describedby="canvas-help"
        onKeyDown={onKeyDown}
      />
      <p id="canvas-help" className="unseen">
        {canvasMessages.help}
      </p>
      <Tip tip={tip} />
      <Controls
        layout={layout}
        onLayout={props.onLayout}
        share={share}
        onStop={() => arranging.current?.cancel()}
        pins={pins}
        canUndo={graph.canUndo}
        onUndo={() => graph.undoMove()}
        onUnpin={() => graph.unpinAll()}
        onArrange={() => run(null, fitView)}
        onFit={() => {
          fitView();
          onCamera(cameraOf(cy));
        }}
        onZoom={(factor) => {
          cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
          onCamera(cameraOf(cy));
        }}
      />
      <Legend network={network} filter={props.filter} legend={props.legend} onLegend={props.onLegend} />
    </div>
  );
}
