import { css } from '@emotion/css';
import { dateTime, type GrafanaTheme2, LoadingState, type PanelData } from '@grafana/data';
import { PanelRenderer } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { FLOWGRAPH_ID } from '../../common/pluginIds';
import { type Flow } from '../../core/flow/flow';
import { type TimeWindow } from '../../core/time';
import { flowsToFrame } from '../../frames/flowsFrame';
import { useWidth } from './useWidth';

interface FlowGraphPanelProps {
  title: string;
  flows: readonly Flow[];
  window: TimeWindow;
  /** Flows of an earlier window to compare with. */
  before?: { flows: readonly Flow[]; window: TimeWindow } | undefined;
  heightPx: number;
  /** The options of the panel at the beginning, which the user can change. */
  options: object;
}

/** The flow graph on a page of the app. */
export function FlowGraphPanel({
  title,
  flows,
  window,
  before,
  heightPx,
  options: initialOptions,
}: FlowGraphPanelProps) {
  const styles = useStyles2(getStyles, heightPx);
  const [ref, widthPx] = useWidth();
  const [options, setOptions] = useState(initialOptions);
  const data = useMemo((): PanelData => {
    const range = { from: dateTime(window.startMs), to: dateTime(window.endMs) };
    return {
      state: LoadingState.Done,
      series: [flowsToFrame(flows, window), ...(before ? [flowsToFrame(before.flows, before.window)] : [])],
      timeRange: { ...range, raw: range },
    };
  }, [flows, window, before]);
  return (
    <div ref={ref} className={styles.frame} role="group" aria-label={title}>
      {widthPx > 0 && (
        <PanelRenderer
          title={title}
          pluginId={FLOWGRAPH_ID}
          data={data}
          options={options}
          onOptionsChange={setOptions}
          width={widthPx}
          height={heightPx}
        />
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2, heightPx: number) => ({
  frame: css({
    height: heightPx + 2 * theme.spacing.gridSize,
    padding: theme.spacing(1),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.primary,
  }),
});
