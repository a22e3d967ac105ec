import { css } from '@emotion/css';
import { type FieldConfigSource, type GrafanaTheme2 } from '@grafana/data';
import { Alert, IconButton, useStyles2 } from '@grafana/ui';
import React, { useCallback, useMemo, useState } from 'react';
import { isOpenAt, liesIn, openingOf } from '../../core/graph/exploration';
import { shownNode } from '../../core/graph/fold';
import { type Overlay } from '../canvas/draw';
import { highlightOf, sameTarget, type Target } from '../canvas/highlight';
import { type Picture } from '../canvas/picture';
import { fitView, zoomAt } from '../canvas/view';
import { type FlowsContent, type ForeignContent } from '../content';
import { type Point } from '../layout/geometry';
import { type FlowGraphOptions } from '../options';
import { Caption } from './Caption';
import { ExportMenu } from './ExportMenu';
import { FilterChips } from './FilterChips';
import { formatWindow } from './format';
import { GraphCanvas } from './GraphCanvas';
import { Legend } from './Legend';
import { leftOutOf, summaryOf } from './summary';
import { Toolbar } from './Toolbar';
import { type GraphModel, useGraph } from './useGraph';
import { useSearch } from './useSearch';
import { usePlaceFromUrl, usePlaceInUrl } from './useSharedPlace';

export interface FlowGraphViewProps {
  content: FlowsContent | ForeignContent;
  options: FlowGraphOptions;
  onOptions: (options: FlowGraphOptions) => void;
  fieldConfig: FieldConfigSource;
  width: number;
  height: number;
  timeZone: string;
  title: string;
  panelId: number;
}

const TOOLBAR_HEIGHT = 34;
const FOOTER_HEIGHT = 40;
/** Below this the graph needs every pixel. */
const MIN_HEIGHT_WITH_BARS = 220;
const ZOOM_STEP = 1.4;
/** How near something that was looked for is shown. */
const FOUND_ZOOM = 1;

/** The flow graph with its controls, legend and details. */
export function FlowGraphView(props: FlowGraphViewProps) {
  const { content, options, onOptions, width, height, timeZone, title, panelId } = props;
  const styles = useStyles2(getStyles);
  const hasBars = height >= MIN_HEIGHT_WITH_BARS;
  const screen = useMemo(
    () => ({ width, height: Math.max(height - (hasBars ? TOOLBAR_HEIGHT + FOOTER_HEIGHT : 0), 1) }),
    [width, height, hasBars]
  );
  const place = usePlaceFromUrl(panelId, options);
  const model = useGraph(props, screen, place.exploration);
  const { data, at, shown, step, graph, scene, view, rectOf } = model;
  const [selected, setSelected] = useState(() => targetOf(place.selected));
  usePlaceInUrl(panelId, options, at, selected?.id);
  const [isArranging, setArranging] = useState(false);
  const [hovered, setHovered] = useState<{ target: Target; at: Point }>();
  const search = useSearch(data.tree);
  const hover = useCallback(
    (target: Target | undefined, point: Point) =>
      // The same target stays the same object: a move over it redraws the tooltip, not the graph.
      setHovered(
        (before) =>
          target && { target: before && sameTarget(before.target, target) ? before.target : target, at: point }
      ),
    []
  );
  const target = hovered?.target ?? selected;
  const highlight = useMemo(
    () => highlightOf(scene, target, (id, box) => liesIn(data.tree.nodes.get(id), box)),
    [scene, target, data]
  );
  const picture = useMemo(
    (): Picture => ({ ...model.drawing, view: view.view, screen }),
    [model.drawing, view.view, screen]
  );
  const overlay = useMemo(
    (): Overlay => ({
      highlight,
      rings: new Set(selected?.kind === 'node' ? [selected.id] : []),
      found: new Set(search.found.map((node) => shownNode(node, openingOf(shown)).node.id)),
    }),
    [highlight, selected, search.found, shown]
  );
  const summary = useMemo(() => summaryOf(graph, data.tree), [graph, data]);

  const select = (next: Target | undefined) => setSelected(sameTarget(next, selected) ? undefined : next);
  const lookAt = (id: string) => {
    const rect = rectOf(id);
    if (rect) {
      view.change((before) => fitView(rect, screen, Math.max(FOUND_ZOOM, Math.min(before.zoom, 2))));
    }
  };
  const toggle = (id: string) => {
    const node = data.tree.nodes.get(id);
    if (node) {
      step({ kind: isOpenAt(node, shown) ? 'close' : 'open', id });
    }
  };
  const goToFound = (by: 1 | -1) => {
    const node = search.go(by);
    if (node) {
      const representative = shownNode(node, openingOf(shown)).node.id;
      setSelected({ kind: 'node', id: representative });
      lookAt(representative);
    }
  };

  return (
    <div className={styles.frame} style={{ width, height }}>
      {hasBars && (
        <Toolbar
          grouping={at.grouping}
          level={at.level}
          hasLevels={content.kind === 'flows'}
          search={search}
          onLevel={(level) => step({ kind: 'level', level })}
          onGrouping={(grouping) => step({ kind: 'grouping', grouping })}
          onFound={goToFound}
        >
          <FilterChips
            filters={at.filters}
            quickFilters={options.quickFilters}
            onFilters={(filters) => step({ kind: 'filters', filters })}
            onQuickFilters={(quickFilters) => onOptions({ ...options, quickFilters })}
          />
          <ExportMenu model={model} picture={picture} title={title} />
          <ViewButtons model={model} isArranging={isArranging} onArranging={setArranging} />
        </Toolbar>
      )}
      <div className={styles.stage}>
        <GraphCanvas
          picture={picture}
          overlay={overlay}
          hits={model.hits}
          summary={summary}
          onView={view.change}
          onFit={view.fit}
          onHover={hover}
          onSelect={select}
          onOpen={(opened) => opened.kind === 'node' && toggle(opened.id)}
          onDrop={model.pins.drop}
          onKey={(key) => canvasKey(key, selected, setSelected, toggle)}
          {...(isArranging && {
            onDrag: (id: string, dx: number, dy: number) => {
              const rect = rectOf(id);
              if (rect) {
                model.pins.drag(id, rect, dx, dy);
              }
            },
          })}
        />
        {model.isPlacing && <div className={styles.placing}>Placing {graph.nodes.length} endpoints…</div>}
        {content.problem !== undefined && <Problem content={content} timeZone={timeZone} />}
      </div>
      {hasBars && (
        <div className={styles.footer}>
          <Legend look={model.look} />
          <Caption facts={captionOf(model, content, timeZone)} />
        </div>
      )}
    </div>
  );
}

/** Edges are told by their two ends. */
function targetOf(id: string | undefined): Target | undefined {
  return id === undefined ? undefined : { kind: id.includes('>') ? 'edge' : 'node', id };
}

function canvasKey(
  key: string,
  selected: Target | undefined,
  onSelect: (target: Target | undefined) => void,
  toggle: (id: string) => void
): boolean {
  if (key === 'Escape' && selected) {
    onSelect(undefined);
    return true;
  }
  if (key === 'Enter' && selected?.kind === 'node') {
    toggle(selected.id);
    return true;
  }
  return false;
}

interface ViewButtonsProps {
  model: GraphModel;
  isArranging: boolean;
  onArranging: (isArranging: boolean) => void;
}

function ViewButtons({ model: { view, placeAnew }, isArranging, onArranging }: ViewButtonsProps) {
  const zoom = (factor: number) => view.change((before) => zoomAt(before, { x: 0, y: 0 }, factor));
  return (
    <>
      <IconButton
        name={isArranging ? 'unlock' : 'lock'}
        tooltip={isArranging ? 'Lock positions' : 'Move boxes by dragging'}
        aria-label={isArranging ? 'Lock positions' : 'Unlock positions'}
        onClick={() => onArranging(!isArranging)}
      />
      <IconButton name="sync" tooltip="Place everything anew" aria-label="Place everything anew" onClick={placeAnew} />
      <IconButton name="plus" tooltip="Zoom in (+)" aria-label="Zoom in" onClick={() => zoom(ZOOM_STEP)} />
      <IconButton name="minus" tooltip="Zoom out (-)" aria-label="Zoom out" onClick={() => zoom(1 / ZOOM_STEP)} />
      <IconButton name="expand-arrows" tooltip="Show all (0)" aria-label="Show all" onClick={view.fit} />
    </>
  );
}

function Problem({
  content: { problem, ...content },
  timeZone,
}: {
  content: FlowGraphViewProps['content'];
  timeZone: string;
}) {
  const styles = useStyles2(getStyles);
  const window = 'window' in content ? content.window : undefined;
  return (
    <div className={styles.problem}>
      <Alert severity="error" title={window ? `Still showing ${formatWindow(window, timeZone)}` : 'Not up to date'}>
        {problem}
      </Alert>
    </div>
  );
}

function captionOf(
  { graph, at, step }: GraphModel,
  content: FlowGraphViewProps['content'],
  timeZone: string
): React.ComponentProps<typeof Caption>['facts'] {
  const leftOut = leftOutOf(graph);
  const fact = (text: string | undefined | false, onClick?: () => void, title?: string) =>
    text ? { text, ...(onClick && { onClick }), ...(title !== undefined && { title }) } : undefined;
  const skipped = content.kind === 'foreign' ? content.graph.skipped : 0;
  const window = content.kind === 'flows' ? content.window : undefined;
  const before = content.kind === 'flows' ? content.before : undefined;
  return [
    fact(window && formatWindow(window, timeZone)),
    fact(before && `compared with ${formatWindow(before.window, timeZone)}`),
    fact(`${graph.nodes.length} endpoints, ${graph.edges.length} edges`),
    fact(leftOut, () => step({ kind: 'showAll' }), 'Show all, however light'),
    fact(at.showsAll && 'all shown: only the heaviest', () => step({ kind: 'showHeaviest' })),
    fact(at.focus !== undefined && 'narrowed: show all', () => step({ kind: 'unfocus' })),
    fact(at.hidden.length > 0 && `${at.hidden.length} hidden: show`, () => step({ kind: 'unhide' })),
    fact(skipped > 0 && `${skipped} rows without source or target`),
    fact(content.isLoading && 'loading…'),
  ];
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({ position: 'relative', overflow: 'hidden' }),
  stage: css({ position: 'relative' }),
  placing: css({
    position: 'absolute',
    inset: 0,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    color: theme.colors.text.secondary,
  }),
  problem: css({
    position: 'absolute',
    left: theme.spacing(1),
    right: theme.spacing(1),
    bottom: 0,
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
});
