import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { visibleNodeOf } from '../../core/graph/aggregation';
import { type TreeNode } from '../../core/graph/treeTopology';
import { type Overlay } from '../canvas/draw';
import { sameTarget } from '../canvas/highlight';
import { type RenderInput } from '../canvas/renderInput';
import { computingLayout } from '../messages/panel';
import { type GraphModel } from '../model/graphModel';
import { summaryOf, targetText } from '../model/summary';
import { expansionOf } from '../model/viewState';
import { selectionKey } from './canvasKeys';
import { GraphCanvas } from './GraphCanvas';
import { EmptyGraph } from './EmptyGraph';
import { detailsWidth, type Navigation } from './navigation';
import { type FlowGraphViewProps } from './props';
import { lazily } from './shared/lazily';
import { type Panels } from './usePanels';
import { type Selection } from './useSelection';

interface Props extends Pick<FlowGraphViewProps, 'content' | 'panelSource' | 'retry' | 'timeZone'> {
  model: GraphModel;
  selection: Selection;
  navigation: Navigation;
  panels: Panels;
  renderInput: RenderInput;
  /** Search results. */
  found: readonly TreeNode[];
}

const Details = lazily(() => import('./details/Details').then((module) => module.Details));
const Problem = lazily(() => import('./Problem').then((module) => module.Problem));
const Tooltip = lazily(() => import('./Tooltip').then((module) => module.Tooltip));
const Outline = lazily(() => import('./outline/Outline').then((module) => module.Outline));

/** The graph, with the list, the details, the tooltip and problems on top of it. */
export function GraphArea(props: Props) {
  const { content, panelSource, retry, timeZone, model, selection, navigation, panels, renderInput, found } = props;
  const { data, graph, viewport } = model;
  const { selected, hovered } = selection;
  const styles = useStyles2(getStyles);
  const overlay = useOverlay(model, selection, found);
  const summary = useMemo(() => summaryOf(graph, data.tree), [graph, data]);
  return (
    <div className={styles.frame}>
      <Outline
        model={model}
        selected={selected}
        isPinned={panels.hasOutline}
        onFocus={navigation.focus}
        onToggle={navigation.toggle}
        onSelect={navigation.select}
      />
      <GraphCanvas
        renderInput={renderInput}
        overlay={overlay}
        hits={model.hits}
        summary={summary}
        onViewport={viewport.change}
        onFit={viewport.fit}
        onHover={selection.hover}
        onSelect={navigation.select}
        onOpen={(target) => target.kind === 'node' && navigation.toggle(target.id)}
        onDrop={model.pins.drop}
        onKey={(key) => selectionKey(key, selected, navigation)}
        {...(panels.isArranging && { onDrag: dragger(model) })}
      />
      {model.isComputingLayout && <div className={styles.status}>{computingLayout(graph.nodes.length)}</div>}
      {graph.nodes.length === 0 && (
        <div className={styles.empty}>
          <EmptyGraph model={model} />
        </div>
      )}
      {hovered && !sameTarget(hovered.target, selected) && (
        <Tooltip model={model} target={hovered.target} at={hovered.at} screen={renderInput.screen} />
      )}
      {selected && (
        <Details
          model={model}
          panelSource={panelSource}
          selected={selected}
          effects={navigation}
          width={detailsWidth(renderInput.screen)}
          onSelect={navigation.select}
          onClose={navigation.deselect}
        />
      )}
      {content.problem !== undefined && (
        <Problem
          problem={content.problem}
          window={content.kind === 'flows' ? content.window : undefined}
          timeZone={timeZone}
          retry={retry}
        />
      )}
      <div className={styles.unseen} role="status">
        {selected && targetText(model, selected)}
      </div>
    </div>
  );
}

function useOverlay(
  { zoomedView }: GraphModel,
  { highlight, selected, focused }: Selection,
  found: readonly TreeNode[]
): Overlay {
  return useMemo(
    () => ({
      highlight,
      rings: new Set([selected, focused].flatMap((target) => (target?.kind === 'node' ? [target.id] : []))),
      found: new Set(found.map((node) => visibleNodeOf(node, expansionOf(zoomedView)).node.id)),
    }),
    [highlight, selected, focused, found, zoomedView]
  );
}

/** Drags nodes and groups from their current positions, in world units. */
function dragger({ rectOf, pins }: GraphModel): (id: string, dx: number, dy: number) => void {
  return (id, dx, dy) => {
    const rect = rectOf(id);
    if (rect) {
      pins.drag(id, rect, dx, dy);
    }
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({ position: 'relative', overflow: 'hidden' }),
  status: css({
    position: 'absolute',
    inset: 0,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    color: theme.colors.text.secondary,
    pointerEvents: 'none',
  }),
  empty: css({ position: 'absolute', inset: 0 }),
  unseen: css({ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }),
});
