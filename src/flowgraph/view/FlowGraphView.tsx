import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Alert, IconButton, useStyles2, useTheme2 } from '@grafana/ui';
import React, { useCallback, useMemo, useState } from 'react';
import { type TimeWindow } from '../../core/flow/flow';
import { type FlowGraph } from '../../core/graph/graph';
import { highlightOf, sameTarget, type Target } from '../canvas/highlight';
import { widthScale } from '../canvas/scale';
import { zoomAt } from '../canvas/view';
import { type Point } from '../layout/geometry';
import { setStage, type Stage, toScene } from '../layout/stage';
import { EdgeList } from './EdgeList';
import { formatWindow } from './format';
import { GraphCanvas } from './GraphCanvas';
import { Legend } from './Legend';
import { paletteOf } from './palette';
import { leftOutOf, summaryOf } from './summary';
import { Tooltip } from './Tooltip';
import { useView } from './useView';

interface Props {
  graph: FlowGraph;
  width: number;
  height: number;
  timeZone: string;
  window: TimeWindow | undefined;
  problem: string | undefined;
  isLoading: boolean;
}

const FOOTER_HEIGHT = 40;
/** Below this the graph needs every pixel. */
const MIN_HEIGHT_WITH_FOOTER = 220;
const ZOOM_STEP = 1.4;

/** The flow graph with its controls, legend and tooltip. */
export function FlowGraphView({ graph, width, height, timeZone, window, problem, isLoading }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const hasFooter = height >= MIN_HEIGHT_WITH_FOOTER;
  const screen = useMemo(
    () => ({ width, height: Math.max(height - (hasFooter ? FOOTER_HEIGHT : 0), 1) }),
    [width, height, hasFooter]
  );
  const stage = useStage(graph);
  const scene = useMemo(() => toScene(graph, stage), [graph, stage]);
  const palette = useMemo(() => paletteOf(theme), [theme]);
  const summary = useMemo(() => summaryOf(graph), [graph]);
  const widths = useMemo(() => widthScale(graph.edges.map(({ bytes = 0 }) => bytes)), [graph]);
  const { view, change, fit } = useView(scene.bounds, screen);
  const [selected, setSelected] = useState<Target>();
  const [hovered, setHovered] = useState<{ target: Target; at: Point }>();
  const hover = useCallback(
    (target: Target | undefined, at: Point) =>
      // The same target stays the same object: a move over it redraws the tooltip, not the graph.
      setHovered(
        (before) => target && { target: before && sameTarget(before.target, target) ? before.target : target, at }
      ),
    []
  );
  const target = hovered?.target ?? selected;
  const highlight = useMemo(() => highlightOf(scene, target), [scene, target]);
  const picture = useMemo(
    () => ({ scene, view, screen, palette, widths, highlight }),
    [scene, view, screen, palette, widths, highlight]
  );
  const zoom = (factor: number) => change((before) => zoomAt(before, middleOf(screen), factor));

  return (
    <div className={styles.frame} style={{ width, height }}>
      <GraphCanvas
        picture={picture}
        summary={summary}
        onView={change}
        onFit={fit}
        onHover={hover}
        onSelect={(next) => setSelected(sameTarget(next, selected) ? undefined : next)}
      />
      <EdgeList graph={graph} />
      {hovered && <Tooltip graph={graph} target={hovered.target} at={hovered.at} screen={screen} />}
      <div className={styles.controls}>
        <IconButton name="plus" tooltip="Zoom in (+)" aria-label="Zoom in" onClick={() => zoom(ZOOM_STEP)} />
        <IconButton name="minus" tooltip="Zoom out (-)" aria-label="Zoom out" onClick={() => zoom(1 / ZOOM_STEP)} />
        <IconButton name="expand-arrows" tooltip="Show all (0)" aria-label="Show all" onClick={fit} />
      </div>
      {problem && (
        <div className={styles.problem}>
          <Alert severity="error" title={window ? `Still showing ${formatWindow(window, timeZone)}` : 'Not up to date'}>
            {problem}
          </Alert>
        </div>
      )}
      {hasFooter && (
        <div className={styles.footer}>
          <Legend palette={palette} widths={widths} />
          <Caption graph={graph} window={window} timeZone={timeZone} isLoading={isLoading} />
        </div>
      )}
    </div>
  );
}

/** Keeps places while the set of nodes stays; the stage follows from the graphs seen so far. */
function useStage(graph: FlowGraph): Stage {
  const [stage, setStageState] = useState(() => setStage(undefined, graph));
  const next = setStage(stage, graph);
  if (next !== stage) {
    setStageState(next);
  }
  return next;
}

function Caption({ graph, window, timeZone, isLoading }: Pick<Props, 'graph' | 'window' | 'timeZone' | 'isLoading'>) {
  const styles = useStyles2(getStyles);
  const parts = [
    window && formatWindow(window, timeZone),
    `${graph.nodes.length} endpoints, ${graph.edges.length} edges`,
    leftOutOf(graph),
    isLoading ? 'loading…' : undefined,
  ];
  return <div className={styles.caption}>{parts.filter(Boolean).join(' · ')}</div>;
}

function middleOf({ width, height }: { width: number; height: number }): Point {
  return { x: width / 2, y: height / 2 };
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({ position: 'relative', overflow: 'hidden' }),
  controls: css({
    position: 'absolute',
    top: theme.spacing(1),
    right: theme.spacing(1),
    display: 'flex',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0.5),
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
  }),
  problem: css({
    position: 'absolute',
    left: theme.spacing(1),
    right: theme.spacing(1),
    bottom: FOOTER_HEIGHT,
    // Alerts are translucent, and nobody reads a message through a graph.
    background: theme.colors.background.primary,
    '& > div': { margin: 0 },
  }),
  footer: css({
    height: FOOTER_HEIGHT,
    overflow: 'hidden',
    display: 'flex',
    flexWrap: 'wrap',
    alignContent: 'center',
    justifyContent: 'space-between',
    columnGap: theme.spacing(3),
  }),
  caption: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
  }),
});
