import { css } from '@emotion/css';
import { dateTime, type GrafanaTheme2, LoadingState, type PanelData } from '@grafana/data';
import { PanelRenderer } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { FLOWGRAPH_ID } from '../../common/pluginIds';
import { type Flow } from '../../core/flow/flow';
import { type TimeWindow } from '../../core/time';
import { flowsToFrame } from '../../frames/flowsFrame';
import * as messages from './messages';
import { useWidth } from './useWidth';

const HEIGHT_PX = 560;

/** Workloads first: they are what policies select. All edges, because a small one can be the one that is denied. */
const OPTIONS = { level: 'workload', maxEdges: 500 };

/** The flow graph with edges in the colors of verdicts. */
export function VerdictGraph({ flows, window }: { flows: readonly Flow[]; window: TimeWindow }) {
  const styles = useStyles2(getStyles);
  const [ref, widthPx] = useWidth();
  const [options, setOptions] = useState<object>(OPTIONS);
  const data = useMemo((): PanelData => {
    const range = { from: dateTime(window.startMs), to: dateTime(window.endMs) };
    return {
      state: LoadingState.Done,
      series: [flowsToFrame(flows, window)],
      timeRange: { ...range, raw: range },
    };
  }, [flows, window]);
  return (
    <div ref={ref} className={styles.frame} role="group" aria-label={messages.GRAPH_TITLE}>
      {widthPx > 0 && (
        <PanelRenderer
          title={messages.GRAPH_TITLE}
          pluginId={FLOWGRAPH_ID}
          data={data}
          options={options}
          onOptionsChange={setOptions}
          width={widthPx}
          height={HEIGHT_PX}
        />
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    height: HEIGHT_PX + 2 * theme.spacing.gridSize,
    padding: theme.spacing(1),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.primary,
  }),
});
