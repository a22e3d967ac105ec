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
import { lazily } from './shared/lazily';
import { useGraph } from './useGraph';
import { usePanels } from './usePanels';
import { PROBLEMS_WIDTH, usePanelSize } from './usePanelSize';
import { useSearch } from './useSearch';
import { useSelection } from './useSelection';
import { useStateFromUrl, useStateToUrl } from './useUrlState';

const Problems = lazily(() => import('./problems/Problems').then((module) => module.Problems));

/** The flow graph with its toolbar, legend, caption, problems, details of the selection, and accessible list. */
export function FlowGraphView(props: FlowGraphViewProps) {
  const { content, panelSource, retry, options, onOptions, width, height, timeZone, title, panelId } = props;
  const styles = useStyles2(getStyles);
  const panels = usePanels();
  const { hasBars, problems, screen, toolbarRef, footerRef } = usePanelSize(width, height, panels.hasProblems);
  const urlState = useStateFromUrl(panelId, options);
  const model = useGraph(props, screen, urlState.viewState);
  const selection = useSelection(model, urlState.selected);
  useStateToUrl(panelId, options, model.viewState, selection.selected?.id);
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
          hasProblems={problems !== undefined}
          search={search}
          barRef={toolbarRef}
        />
      )}
      <div className={styles.middle}>
        <GraphArea {...shared} panelSource={panelSource} retry={retry} selection={selection} found={search.found} />
        {problems && (
          <aside
            className={problems === 'overMap' ? styles.overMap : styles.nextToMap}
            style={{ width: Math.min(PROBLEMS_WIDTH, width), maxHeight: screen.height }}
          >
            <Problems
              model={model}
              content={content}
              panelSource={panelSource}
              timeZone={timeZone}
              selected={selection.selected}
              onPoint={selection.pointAt}
              onSelect={navigation.select}
              onMore={() => panels.setOutline(true)}
            />
          </aside>
        )}
      </div>
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
  middle: css({ position: 'relative', display: 'flex' }),
  nextToMap: css({ flex: 'none', borderLeft: `1px solid ${theme.colors.border.weak}` }),
  overMap: css({
    position: 'absolute',
    top: 0,
    right: 0,
    background: theme.colors.background.primary,
    borderLeft: `1px solid ${theme.colors.border.weak}`,
    boxShadow: theme.shadows.z1,
  }),
  footer: css({
    paddingTop: 4,
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: theme.spacing(3),
  }),
});
