import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type GraphEdge } from '../../../core/graph/graph';
import { isLossy, lossEvents } from '../../../core/graph/loss';
import { type Measure } from '../../../core/graph/measure';
import { type Peer } from '../../model/peers';
import { type Target } from '../../canvas/highlight';
import { formatCount } from '../../model/format';
import { measureText } from '../../model/measureText';
import { LongList } from './LongList';
import * as messages from '../../messages/details';
import { lossCount } from '../../messages/shared';

interface Props {
  /** Id of the node whose peers these are. */
  id: string;
  peers: readonly Peer[];
  /** The measure that is shown for each direction. */
  measure: Measure;
  onSelect: (target: Target) => void;
}

/** The peers of a node. Each selects the edge to it. */
export function Peers({ id, peers, measure, onSelect }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <LongList
      items={peers}
      keyOf={({ node }) => node.id}
      initialCount={8}
      render={({ node, outgoing, incoming }) => {
        const edge = outgoing ?? incoming;
        return (
          <button type="button" className={styles.peer} onClick={() => edge && onSelect({ kind: 'edge', id: edge.id })}>
            <span className={styles.name}>{node.id === id ? messages.withinItself : node.label}</span>
            {outgoing && <Direction sign="→" meaning={messages.outgoing} edge={outgoing} measure={measure} />}
            {incoming && <Direction sign="←" meaning={messages.incoming} edge={incoming} measure={measure} />}
          </button>
        );
      }}
    />
  );
}

interface DirectionProps {
  sign: string;
  meaning: string;
  edge: GraphEdge;
  measure: Measure;
}

function Direction({ sign, meaning, edge, measure }: DirectionProps) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.direction}>
      <span title={meaning}>{sign}</span> {measureText(measure, edge)}
      {isLossy(edge) && <span className={styles.lossy}>{` ⚠ ${lossCount(formatCount(lossEvents(edge)))}`}</span>}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  peer: css({
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: theme.spacing(1),
    width: '100%',
    padding: theme.spacing(0.25, 0),
    border: 'none',
    background: 'none',
    font: 'inherit',
    textAlign: 'left',
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  name: css({ flex: '1 1 auto', minWidth: 0, overflowWrap: 'anywhere' }),
  direction: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }),
  lossy: css({ color: theme.colors.error.text }),
});
