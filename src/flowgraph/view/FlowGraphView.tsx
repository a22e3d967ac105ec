import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type RenderInput } from '../canvas/renderInput';
import { captionFacts } from '../model/captionFacts';
import { Caption } from './Caption';
import { GraphArea } from './GraphArea';
import { GraphToolbar } from './GraphToolbar';
import { Legend } from './Legend';
import { navigationFor } from './navigation';
import { type FlowGraphViewProps } from './props';
import { useGraph } from './useGraph';
import { usePanels } from './usePanels';
import { usePanelSize } from './usePanelSize';
import { useSearch } from './useSearch';
import { useSelection } from './useSelection';
import { useStateFromUrl, useStateToUrl } from './useUrlState';

/** The flow graph with its toolbar, legend and caption, the details of the selection, and the accessible list. */
export function FlowGraphView(props: FlowGraphViewProps) {
  const { content, panelSource, retry, options, onOptions, width, height, timeZone, title, panelId } = props;
  const styles = useStyles2(getStyles);
  const { hasBars, screen, toolbarRef, footerRef } = usePanelSize(width, height);
  const urlState = useStateFromUrl(panelId, options);
  const model = useGraph(props, screen, urlState.viewState);
  const selection = useSelection(model, urlState.selected);
  useStateToUrl(panelId, options, model.viewState, selection.selected?.id);
  const panels = usePanels();
  const search = useSearch(model.data.tree);
  const navigation = navigationFor({ model, selection, search, panels, screen });
  const viewport = model.viewport.current;
  const renderInput = useMemo(
    (): RenderInput => ({ ...model.renderModel, viewport, screen }),
    [model.renderModel, viewport, screen]
  );
  const shared = { content, timeZone, model, navigation, panels, renderInput };
  return (
    <div className={styles.frame} style={{ width, height }}>
      {hasBars && (
        <GraphToolbar
          {...shared}
          options={options}
          onOptions={onOptions}
          title={title}
          width={width}
          search={search}
          barRef={toolbarRef}
        />
      )}
      <GraphArea {...shared} panelSource={panelSource} retry={retry} selection={selection} found={search.found} />
      {hasBars && (
        <div ref={footerRef} className={styles.footer}>
          <Legend encoding={model.encoding} bars={model.bars} />
          <Caption facts={captionFacts(model, content, timeZone)} />
        </div>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({ position: 'relative', overflow: 'hidden' }),
  footer: css({
    paddingTop: 4,
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: theme.spacing(3),
  }),
});
