import { css } from '@emotion/css';
import { type FieldConfigSource, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { type TimeWindow } from '../../core/time';
import { isOpenInView, expansionOf } from '../../core/graph/viewState';
import { shownNode } from '../../core/graph/aggregation';
import { type PanelSource } from '../queries/panelSource';
import { type Overlay } from '../canvas/draw';
import { sameTarget, type Target } from '../canvas/highlight';
import { type RenderInput } from '../canvas/renderInput';
import { fitViewport } from '../canvas/viewport';
import { type FlowsContent, type ForeignContent } from '../flowsContent';
import { center, type Point } from '../layout/geometry';
import { pointOn } from '../layout/edgeCurve';
import { type FlowGraphOptions } from '../options';
import { Caption } from './Caption';
import { captionFacts, exportedFacts } from './captionFacts';
import { ExportButton } from './ExportButton';
import { GraphCanvas } from './GraphCanvas';
import { lazily } from './lazily';
import { Legend } from './Legend';
import { scrollIntoView } from './scrollIntoView';
import { summaryOf, targetText } from './summary';
import { Toolbar } from './Toolbar';
import { type GraphModel, useGraph } from './useGraph';
import { useHeight } from './useHeight';
import { useSearch } from './useSearch';
import { useSelection } from './useSelection';
import { useStateFromUrl, useStateToUrl } from './useUrlState';
import { ViewButtons } from './ViewButtons';

export interface FlowGraphViewProps {
  content: FlowsContent | ForeignContent;
  /** Where more can be asked of what is selected; undefined where nobody can be. */
  panelSource: PanelSource | undefined;
  options: FlowGraphOptions;
  onOptions: (options: FlowGraphOptions) => void;
  fieldConfig: FieldConfigSource;
  width: number;
  height: number;
  timeZone: string;
  title: string;
  panelId: number;
}

const FilterChips = lazily(() => import('./FilterChips').then((module) => module.FilterChips));
const Details = lazily(() => import('./details/Details').then((module) => module.Details));
const Problem = lazily(() => import('./Problem').then((module) => module.Problem));
const Tooltip = lazily(() => import('./Tooltip').then((module) => module.Tooltip));
const Outline = lazily(() => import('./outline/Outline').then((module) => module.Outline));

/** Of one row each; how many rows they need in a panel is known once they are drawn. */
const TOOLBAR_HEIGHT = 34;
const FOOTER_HEIGHT = 22;
/** Below this the graph needs every pixel. */
const MIN_HEIGHT_WITH_BARS = 220;
/** How near something that was looked for is shown. */
const FOUND_ZOOM = 1;
const DETAILS_WIDTH = 340;
const OUTLINE_WIDTH = 320;
/** Narrower, and nothing of the picture would be left beside what lies over it. */
const MIN_WIDTH_BESIDE = 640;

/** The flow graph with its controls, legend, details, and the same in words. */
export function FlowGraphView(props: FlowGraphViewProps) {
  const { content, panelSource, options, onOptions, width, height, timeZone, title, panelId } = props;
  const styles = useStyles2(getStyles);
  const hasBars = height >= MIN_HEIGHT_WITH_BARS;
  const [toolbarHeight, toolbar] = useHeight(TOOLBAR_HEIGHT);
  const [footerHeight, footer] = useHeight(FOOTER_HEIGHT);
  const barsHeight = hasBars ? toolbarHeight + footerHeight : 0;
  const screen = useMemo(() => ({ width, height: Math.max(height - barsHeight, 1) }), [width, height, barsHeight]);
  const urlState = useStateFromUrl(panelId, options);
  const model = useGraph(props, screen, urlState.viewState);
  const { data, viewState, zoomedView, dispatch, graph, viewport, rectOf } = model;
  const selection = useSelection(model, urlState.selected);
  const { selected, hovered } = selection;
  useStateToUrl(panelId, options, viewState, selected?.id);
  const [isArranging, setArranging] = useState(false);
  const [hasOutline, setOutline] = useState(false);
  const search = useSearch(data.tree);
  const renderInput = useMemo(
    (): RenderInput => ({ ...model.renderModel, viewport: viewport.current, screen }),
    [model.renderModel, viewport.current, screen]
  );
  const overlay = useOverlay(model, selection, search.found);
  const summary = useMemo(() => summaryOf(graph, data.tree), [graph, data]);

  const detailsWidth = width < MIN_WIDTH_BESIDE ? width : DETAILS_WIDTH;
  /** @param isBeside what lies over the picture at its sides */
  const show = (target: Target | undefined, isBeside: { outline: boolean; details: boolean }) => {
    const point = target && pointOf(model, target);
    if (point && width >= MIN_WIDTH_BESIDE) {
      const covered = { left: isBeside.outline ? OUTLINE_WIDTH : 0, right: isBeside.details ? DETAILS_WIDTH : 0 };
      viewport.change((before) => scrollIntoView(before, point, screen, covered));
    }
  };
  const select = (target: Target | undefined) => {
    const next = sameTarget(target, selected) ? undefined : target;
    selection.select(next);
    // The list lies there, too, while the keyboard is in it.
    show(next, { outline: hasOutline || selection.focused !== undefined, details: true });
  };
  const zoomTo = (id: string) => {
    const rect = rectOf(id);
    if (rect) {
      viewport.change((before) => fitViewport(rect, screen, Math.max(FOUND_ZOOM, Math.min(before.zoom, 2))));
    }
  };
  const toggle = (id: string) => {
    const node = data.tree.nodes.get(id);
    if (node && node.children.length > 0) {
      dispatch({ kind: isOpenInView(node, zoomedView) ? 'close' : 'open', id });
    }
  };
  const goToFound = (by: 1 | -1) => {
    const node = search.go(by);
    if (node) {
      const representative = shownNode(node, expansionOf(zoomedView)).node.id;
      selection.select({ kind: 'node', id: representative });
      zoomTo(representative);
    }
  };
  const effects = { zoomTo, deselect: () => selection.select(undefined) };

  return (
    <div className={styles.frame} style={{ width, height }}>
      {hasBars && (
        <Toolbar
          grouping={viewState.grouping}
          level={viewState.level}
          hasLevels={content.kind === 'flows'}
          search={search}
          onLevel={(level) => dispatch({ kind: 'level', level })}
          onGrouping={(grouping) => dispatch({ kind: 'grouping', grouping })}
          onFound={goToFound}
          barRef={toolbar}
        >
          {(viewState.filters.length > 0 || options.quickFilters.length > 0) && (
            <FilterChips
              filters={viewState.filters}
              quickFilters={options.quickFilters}
              onFilters={(filters) => dispatch({ kind: 'filters', filters })}
              onQuickFilters={(quickFilters) => onOptions({ ...options, quickFilters })}
            />
          )}
          <ExportButton
            model={model}
            renderInput={renderInput}
            title={title}
            facts={exportedFacts(model, content, timeZone)}
          />
          <ViewButtons
            model={model}
            screen={screen}
            isArranging={isArranging}
            onArranging={setArranging}
            hasOutline={hasOutline}
            onOutline={setOutline}
          />
        </Toolbar>
      )}
      <div className={styles.graphArea}>
        <Outline
          model={model}
          selected={selected}
          isPinned={hasOutline}
          onFocus={(target) => {
            selection.focus(target);
            show(target, { outline: true, details: selected !== undefined });
          }}
          onToggle={toggle}
          onSelect={select}
        />
        <GraphCanvas
          renderInput={renderInput}
          overlay={overlay}
          hits={model.hits}
          summary={summary}
          onViewport={viewport.change}
          onFit={viewport.fit}
          onHover={selection.hover}
          onSelect={select}
          onOpen={(opened) => opened.kind === 'node' && toggle(opened.id)}
          onDrop={model.pins.drop}
          onKey={(key) => canvasKey(key, selected, selection.select, toggle)}
          {...(isArranging && { onDrag: dragger(model) })}
        />
        {model.isComputingLayout && <div className={styles.status}>Placing {graph.nodes.length} endpoints…</div>}
        {hovered && !sameTarget(hovered.target, selected) && (
          <Tooltip model={model} target={hovered.target} at={hovered.at} screen={screen} />
        )}
        {selected && (
          <Details
            model={model}
            panelSource={panelSource}
            selected={selected}
            effects={effects}
            width={detailsWidth}
            onSelect={select}
            onClose={effects.deselect}
          />
        )}
        {content.problem !== undefined && (
          <Problem problem={content.problem} window={windowOf(content)} timeZone={timeZone} />
        )}
        <div className={styles.unseen} role="status">
          {selected && targetText(data, graph, selected)}
        </div>
      </div>
      {hasBars && (
        <div ref={footer} className={styles.footer}>
          <Legend encoding={model.encoding} />
          <Caption facts={captionFacts(model, content, timeZone)} />
        </div>
      )}
    </div>
  );
}

function windowOf(content: FlowsContent | ForeignContent): TimeWindow | undefined {
  return content.kind === 'flows' ? content.window : undefined;
}

function useOverlay(
  { zoomedView }: GraphModel,
  { highlight, selected, focused }: ReturnType<typeof useSelection>,
  found: ReturnType<typeof useSearch>['found']
): Overlay {
  return useMemo(
    () => ({
      highlight,
      rings: new Set([selected, focused].flatMap((target) => (target?.kind === 'node' ? [target.id] : []))),
      found: new Set(found.map((node) => shownNode(node, expansionOf(zoomedView)).node.id)),
    }),
    [highlight, selected, focused, found, zoomedView]
  );
}

function pointOf({ rectOf, scene }: GraphModel, { kind, id }: Target): Point | undefined {
  if (kind === 'node') {
    const rect = rectOf(id);
    return rect && center(rect);
  }
  const placed = scene.edges.find(({ edge }) => edge.id === id);
  return placed && pointOn(placed.curve, 0.5);
}

function dragger({ rectOf, pins }: GraphModel): (id: string, dx: number, dy: number) => void {
  return (id, dx, dy) => {
    const rect = rectOf(id);
    if (rect) {
      pins.drag(id, rect, dx, dy);
    }
  };
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

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({ position: 'relative', overflow: 'hidden' }),
  graphArea: css({ position: 'relative', overflow: 'hidden' }),
  status: css({
    position: 'absolute',
    inset: 0,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    color: theme.colors.text.secondary,
    pointerEvents: 'none',
  }),
  unseen: css({ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }),
  footer: css({
    paddingTop: 4,
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: theme.spacing(3),
  }),
});
