import { css } from '@emotion/css';
import { type DataFrame, getFrameDisplayName, type GrafanaTheme2, type PanelProps } from '@grafana/data';
import { type TableCellHeight } from '@grafana/schema';
import { Combobox, Table, type TableFooterCalc, type TableSortByFieldState, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { NoData } from '../shared/NoData';

/** The options of the table that the workbench supports. */
export interface TableOptions {
  /** The frame to show if there are several. */
  frameIndex: number;
  showHeader: boolean;
  showTypeIcons: boolean;
  sortBy?: TableSortByFieldState[];
  footer?: TableFooterCalc;
  cellHeight?: TableCellHeight;
  enablePagination?: boolean;
}

const CHOOSER_HEIGHT = 40;

/** Replaces Grafana's table panel, with the table of @grafana/ui. */
export function TablePanel(props: PanelProps<TableOptions>) {
  const { data, width, height, options } = props;
  const [chosen, setChosen] = useState(options.frameIndex);
  const styles = useStyles2(getStyles);
  const frames = data.series.filter(({ fields }) => fields.length > 0);
  const frame = frames[chosen] ?? frames[0];
  if (frame === undefined) {
    return <NoData fieldConfig={props.fieldConfig} />;
  }
  if (frames.length === 1) {
    return <FrameTable {...props} frame={frame} />;
  }
  return (
    <div className={styles.wrapper} style={{ width, height }}>
      <FrameTable {...props} frame={frame} height={height - CHOOSER_HEIGHT} />
      <Combobox
        aria-label="Frame"
        options={frames.map((candidate, index) => ({ label: getFrameDisplayName(candidate, index), value: index }))}
        value={frames.indexOf(frame)}
        onChange={({ value }) => setChosen(value)}
      />
    </div>
  );
}

function FrameTable({
  frame,
  data,
  width,
  height,
  options,
  timeRange,
  fieldConfig,
}: PanelProps<TableOptions> & { frame: DataFrame }) {
  const { sortBy, footer, cellHeight, enablePagination, showHeader, showTypeIcons } = options;
  return (
    <Table
      key={data.structureRev}
      data={frame}
      width={width}
      height={height}
      noHeader={!showHeader}
      showTypeIcons={showTypeIcons}
      resizable={true}
      initialSortBy={sortBy}
      footerOptions={footer}
      cellHeight={cellHeight}
      enablePagination={enablePagination}
      timeRange={timeRange}
      fieldConfig={fieldConfig}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  wrapper: css({ display: 'flex', flexDirection: 'column', justifyContent: 'space-between', gap: theme.spacing(1) }),
});
