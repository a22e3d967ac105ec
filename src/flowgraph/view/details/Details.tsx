import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { IconButton, useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import { edgeEnds } from '../../model/edgeEnds';
import { nodeDetail } from '../../../core/graph/nodeDetail';
import { type Target } from '../../canvas/highlight';
import { type PanelSource } from '../../queries/panelSource';
import { type GraphModel } from '../../model/graphModel';
import { ActionButtons } from './ActionButtons';
import { actionsFor, type Effects } from './actions';
import { EdgeDetails } from './EdgeDetails';
import { NodeDetails } from './NodeDetails';
import { useInvestigateHref } from './useInvestigateHref';
import * as messages from '../../messages/details';

interface Props {
  model: GraphModel;
  /** Where details can be queried; undefined if the data comes from another panel or data source. */
  panelSource: PanelSource | undefined;
  selected: Target;
  effects: Effects;
  width: number;
  onSelect: (target: Target) => void;
  onClose: () => void;
}

const PADDING = 12;
const SCROLLBAR = 16;

/** Next to the graph: everything known about the selection, and actions on it. */
export function Details(props: Props) {
  const { model, panelSource, selected, effects, width, onClose } = props;
  const styles = useStyles2(getStyles);
  const investigateHref = useInvestigateHref(panelSource, model.data, selected);
  const content = contentOf(props, width - 2 * PADDING - SCROLLBAR);
  return (
    <aside
      className={styles.frame}
      style={{ width }}
      aria-label={messages.detailsLabel}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onClose();
        }
      }}
    >
      <div className={styles.head}>
        <div className={styles.titles}>
          <h3 className={styles.title}>{content?.title ?? messages.noLongerPresent}</h3>
          <div className={styles.subtitle}>{content?.subtitle}</div>
        </div>
        <IconButton name="times" tooltip={messages.close} onClick={onClose} />
      </div>
      {/* The keyboard must be able to reach a region that scrolls. */}
      <div className={styles.body} tabIndex={0} role="group" aria-label={content?.title ?? messages.detailsLabel}>
        <ActionButtons actions={actionsFor(selected, model, effects)} investigateHref={investigateHref} />
        {content ? content.body : <p>{selected.kind === 'edge' ? messages.noSuchEdge : messages.noSuchEndpoint}</p>}
      </div>
    </aside>
  );
}

interface Content {
  title: string;
  subtitle: string;
  body: ReactNode;
}

/** @returns undefined if the selection is no longer in the data */
function contentOf({ model, panelSource, selected, onSelect }: Props, width: number): Content | undefined {
  const { tree } = model.data;
  if (selected.kind === 'node') {
    const node = tree.nodes.get(selected.id)?.node;
    return (
      node && {
        title: node.label,
        subtitle: [node.namespace, nodeDetail(node), node.zoneIds.join(', ')].filter(Boolean).join(' · '),
        body: (
          <NodeDetails
            key={node.id}
            model={model}
            panelSource={panelSource}
            node={node}
            width={width}
            onSelect={onSelect}
          />
        ),
      }
    );
  }
  const ends = edgeEnds(tree, selected.id);
  const source = ends && tree.nodes.get(ends.source)?.node;
  const target = ends && tree.nodes.get(ends.target)?.node;
  const edge = { model, panelSource, id: selected.id, width };
  return (
    source &&
    target && {
      title: `${source.label} → ${target.label}`,
      subtitle: [source.namespace, target.namespace].filter(Boolean).join(' → '),
      body: <EdgeDetails key={selected.id} {...edge} source={source} target={target} />,
    }
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    position: 'absolute',
    zIndex: 1,
    top: 0,
    right: 0,
    bottom: 0,
    display: 'flex',
    flexDirection: 'column',
    background: theme.colors.background.primary,
    borderLeft: `1px solid ${theme.colors.border.weak}`,
    boxShadow: theme.shadows.z1,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  head: css({
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    padding: `${theme.spacing(1)} ${PADDING}px`,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  titles: css({ flex: 1, minWidth: 0 }),
  title: css({ margin: 0, fontSize: theme.typography.h6.fontSize, overflowWrap: 'anywhere' }),
  subtitle: css({ color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
  body: css({
    flex: 1,
    minHeight: 0,
    overflow: 'auto',
    padding: `${theme.spacing(1)} ${PADDING}px`,
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
});
