import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import { type GraphEdge } from '../../../core/graph/graph';
import { type Target } from '../../canvas/highlight';
import * as messages from '../../messages/problems';
import { type GraphEncoding } from '../../model/encoding';
import { edgeArrow, edgePlaces } from '../../model/edgeTitle';
import { formatEarlier } from '../../model/format';
import { type GraphModel } from '../../model/graphModel';
import { limitReached, MAX_LISTED, measureValueText, problemText } from '../../model/problems';
import { directionOf, type Onset, onsetOf, type TimeSeries } from '../../model/timeSeries';
import { type FlowGraphViewProps } from '../props';
import { ProblemRow } from './ProblemRow';
import { useLossTrends } from './useLossTrends';

interface Props extends Pick<FlowGraphViewProps, 'content' | 'panelSource' | 'timeZone'> {
  model: Pick<GraphModel, 'graph' | 'problems' | 'data' | 'encoding' | 'viewState'>;
  selected: Target | undefined;
  /** Highlights an edge in the map. */
  onPoint: (target: Target | undefined) => void;
  onSelect: (target: Target) => void;
  /** Opens the list of all edges. */
  onMore: () => void;
}

const MAX_TRENDS = 5;
/** How many edges are listed if none needs attention. */
const MAX_HEAVIEST = 5;

/** The edges that need attention, worst first, and the way to each of them; with none of them, the edges with most traffic. */
export function Problems(props: Props) {
  const { model, content, panelSource, onMore } = props;
  const { graph, problems, data, encoding, viewState } = model;
  const styles = useStyles2(getStyles);
  const headingId = useId();
  const window = content.kind === 'flows' ? content.window : undefined;
  const trends = useLossTrends(content.isLoading || !showsLosses(encoding) ? undefined : panelSource, data.tree, {
    edges: problems.slice(0, MAX_TRENDS),
    filters: viewState.filters,
    endMs: window?.endMs ?? 0,
  });
  const { kind } = encoding.color;
  const more = problems.length - MAX_LISTED;
  return (
    <section className={styles.frame} aria-labelledby={headingId}>
      <h3 id={headingId} className={styles.heading}>
        {messages.headings[kind]}
      </h3>
      {problems.length === 0 ? (
        <>
          <p className={styles.note}>{hasLimits(encoding) ? messages.nothingWrong[kind] : messages.noLimits}</p>
          <h4 className={styles.heading}>{messages.mostTraffic}</h4>
          <Edges
            {...props}
            edges={graph.edges.slice(0, MAX_HEAVIEST)}
            trends={NO_TRENDS}
            textOf={(edge) => measureValueText(edge, encoding.width.measure)}
          />
        </>
      ) : (
        <Edges
          {...props}
          edges={problems.slice(0, MAX_LISTED)}
          trends={trends}
          textOf={(edge) => problemText(edge, encoding)}
        />
      )}
      {more > 0 && (
        <button type="button" className={styles.more} onClick={onMore}>
          {messages.andMore(more)}
        </button>
      )}
    </section>
  );
}

interface EdgesProps extends Props {
  edges: readonly GraphEdge[];
  trends: ReadonlyMap<string, TimeSeries>;
  textOf: (edge: GraphEdge) => string;
}

function Edges({ edges, trends, textOf, model, timeZone, selected, onPoint, onSelect }: EdgesProps) {
  const { data, encoding } = model;
  const styles = useStyles2(getStyles);
  return (
    // Safari needs the role for lists without markers.
    <ol role="list" className={styles.list} onMouseLeave={() => onPoint(undefined)} onBlur={() => onPoint(undefined)}>
      {edges.map((edge, index) => {
        const { id } = edge;
        const trend = trends.get(id);
        const onset = trend && onsetOf(trend, limitReached(edge, encoding.color) ?? Infinity);
        return (
          <li key={id}>
            <ProblemRow
              rank={index + 1}
              name={edgeArrow(data.tree, edge)}
              title={edgePlaces(data.tree, edge)}
              value={textOf(edge)}
              colorStep={encoding.colorStepOf(edge)}
              direction={trend && directionOf(trend)}
              since={onset && sinceText(onset, timeZone)}
              isSelected={selected?.kind === 'edge' && selected.id === id}
              onPoint={() => onPoint({ kind: 'edge', id })}
              onSelect={() => onSelect({ kind: 'edge', id })}
            />
          </li>
        );
      })}
    </ol>
  );
}

const NO_TRENDS: ReadonlyMap<string, TimeSeries> = new Map();

function sinceText({ timeMs, endMs, isEarlier }: Onset, timeZone: string): string {
  return (isEarlier ? messages.sinceBefore : messages.since)(formatEarlier(timeMs, endMs, timeZone));
}

/** Only losses per GB have a trend. */
function showsLosses({ color }: GraphEncoding): boolean {
  return color.kind === 'measure' && color.measure.id === 'lossesPerGb';
}

function hasLimits({ color }: GraphEncoding): boolean {
  return color.kind !== 'measure' || color.steps.length > 1;
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    maxHeight: 'inherit',
    overflow: 'auto',
    paddingBottom: theme.spacing(0.5),
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  heading: css({ margin: 0, padding: theme.spacing(0.5, 1), fontSize: theme.typography.h6.fontSize }),
  note: css({ margin: 0, padding: theme.spacing(0, 1, 1), color: theme.colors.text.secondary }),
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  more: css({
    margin: theme.spacing(0.5, 1),
    padding: 0,
    border: 'none',
    background: 'none',
    color: theme.colors.text.link,
    fontSize: 'inherit',
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
});
