import { css } from '@emotion/css';
import { type FieldConfigSource, type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { type TimeWindow } from '../../core/time';
import { isOpenAt, openingOf } from '../../core/graph/exploration';
import { shownNode } from '../../core/graph/folding';
import { type PanelSource } from '../ask/panelSource';
import { type Overlay } from '../canvas/draw';
import { sameTarget, type Target } from '../canvas/highlight';
import { type Picture } from '../canvas/picture';
import { fitView } from '../canvas/view';
import { type FlowsContent, type ForeignContent } from '../flowsContent';
import { centre, type Point } from '../layout/geometry';
import { pointOn } from '../layout/route';
import { type FlowGraphOptions } from '../options';
import { Caption } from './Caption';
import { captionFacts, exportedFacts } from './captionFacts';
import { ExportButton } from './ExportButton';
import { GraphCanvas } from './GraphCanvas';
import { lazily } from './lazily';
import { Legend } from './Legend';
import { reveal } from './reveal';
import { summaryOf, targetText } from './summary';
import { Toolbar } from './Toolbar';
import { type GraphModel, useGraph } from './useGraph';
import { useHeight } from './useHeight';
import { useSearch } from './useSearch';
import { useSelection } from './useSelection';
import { usePlaceFromUrl, usePlaceInUrl } from './useSharedPlace';
import { ViewButtons } from './ViewButtons';

export interface FlowGraphViewProps {
  content: FlowsContent | ForeignContent;
  /** Where more can be asked of what is selected; undefined where nobody can be. */
  asked: PanelSource | undefined;
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
  const { content, asked, options, onOptions, width, height, timeZone, title, panelId } = props;
  const styles = useStyles2(getStyles);
  const hasBars = height >= MIN_HEIGHT_WITH_BARS;
  const [toolbarHeight, toolbar] = useHeight(TOOLBAR_HEIGHT);
  const [footerHeight, footer] = useHeight(FOOTER_HEIGHT);
  const barsHeight = hasBars ? toolbarHeight + footerHeight : 0;
  const screen = useMemo(() => ({ width, height: Math.max(height - barsHeight, 1) }), [width, height, barsHeight]);
  const place = usePlaceFromUrl(panelId, options);
  const model = useGraph(props, screen, place.exploration);
  const { data, at, shown, step, graph, view, rectOf } = model;
  const selection = useSelection(model, place.selected);
  const { selected, hovered } = selection;
  usePlaceInUrl(panelId, options, at, selected?.id);
  const [isArranging, setArranging] = useState(false);
  const [hasOutline, setOutline] = useState(false);
  const search = useSearch(data.tree);
  const picture = useMemo(
    (): Picture => ({ ...model.drawing, view: view.view, screen }),
    [model.drawing, view.view, screen]
  );
  const overlay = useOverlay(model, selection, search.found);
  const summary = useMemo(() => summaryOf(graph, data.tree), [graph, data]);

  const detailsWidth = width < MIN_WIDTH_BESIDE ? width : DETAILS_WIDTH;
  /** @param isBeside what lies over the picture at its sides */
  const show = (target: Target | undefined, isBeside: { outline: boolean; details: boolean }) => {
    const point = target && pointOf(model, target);
    if (point && width >= MIN_WIDTH_BESIDE) {
      const covered = { left: isBeside.outline ? OUTLINE_WIDTH : 0, right: isBeside.details ? DETAILS_WIDTH : 0 };
      view.change((before) => reveal(before, point, screen, covered));
    }
  };
  const select = (target: Target | undefined) => {
    const next = sameTarget(target, selected) ? undefined : target;
    selection.select(next);
    // The list lies there, too, while the keyboard is in it.
    show(next, { outline: hasOutline || selection.focused !== undefined, details: true });
  };
  const lookAt = (id: string) => {
    const rect = rectOf(id);
    if (rect) {
      view.change((before) => fitView(rect, screen, Math.max(FOUND_ZOOM, Math.min(before.zoom, 2))));
    }
  };
  const toggle = (id: string) => {
    const node = data.tree.nodes.get(id);
    if (node && node.children.length > 0) {
      step({ kind: isOpenAt(node, shown) ? 'close' : 'open', id });
    }
  };
  const goToFound = (by: 1 | -1) => {
    const node = search.go(by);
    if (node) {
      const representative = shownNode(node, openingOf(shown)).node.id;
      selection.select({ kind: 'node', id: representative });
      lookAt(representative);
    }
  };
  const effects = { lookAt, deselect: () => selection.select(undefined) };

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
          barRef={toolbar}
        >
          {(at.filters.length > 0 || options.quickFilters.length > 0) && (
            <FilterChips
              filters={at.filters}
              quickFilters={options.quickFilters}
              onFilters={(filters) => step({ kind: 'filters', filters })}
              onQuickFilters={(quickFilters) => onOptions({ ...options, quickFilters })}
            />
          )}
          <ExportButton model={model} picture={picture} title={title} facts={exportedFacts(model, content, timeZone)} />
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
      <div className={styles.stage}>
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
          picture={picture}
          overlay={overlay}
          hits={model.hits}
          summary={summary}
          onView={view.change}
          onFit={view.fit}
          onHover={selection.hover}
          onSelect={select}
          onOpen={(opened) => opened.kind === 'node' && toggle(opened.id)}
          onDrop={model.pins.drop}
          onKey={(key) => canvasKey(key, selected, selection.select, toggle)}
          {...(isArranging && { onDrag: dragger(model) })}
        />
        {model.isPlacing && <div className={styles.placing}>Placing {graph.nodes.length} endpoints…</div>}
        {hovered && !sameTarget(hovered.target, selected) && (
          <Tooltip model={model} target={hovered.target} at={hovered.at} screen={screen} />
        )}
        {selected && (
          <Details
            model={model}
            asked={asked}
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
          <Legend look={model.look} />
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
  { shown }: GraphModel,
  { highlight, selected, focused }: ReturnType<typeof useSelection>,
  found: ReturnType<typeof useSearch>['found']
): Overlay {
  return useMemo(
    () => ({
      highlight,
      rings: new Set([selected, focused].flatMap((target) => (target?.kind === 'node' ? [target.id] : []))),
      found: new Set(found.map((node) => shownNode(node, openingOf(shown)).node.id)),
    }),
    [highlight, selected, focused, found, shown]
  );
}

function pointOf({ rectOf, scene }: GraphModel, { kind, id }: Target): Point | undefined {
  if (kind === 'node') {
    const rect = rectOf(id);
    return rect && centre(rect);
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
  stage: css({ position: 'relative', overflow: 'hidden' }),
  placing: css({
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
