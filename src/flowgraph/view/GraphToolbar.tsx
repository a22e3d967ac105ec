import React, { type Ref } from 'react';
import { type RenderInput } from '../canvas/renderInput';
import { exportedFacts } from '../model/captionFacts';
import { type GraphModel } from '../model/graphModel';
import { hasRoomForSegments } from '../model/toolbarWidth';
import { ExportButton } from './ExportButton';
import { type Navigation } from './navigation';
import { type FlowGraphViewProps } from './props';
import { lazily } from './shared/lazily';
import { Toolbar } from './Toolbar';
import { type Panels } from './usePanels';
import { type Search } from './useSearch';
import { ViewButtons } from './ViewButtons';

interface Props extends Pick<FlowGraphViewProps, 'content' | 'options' | 'onOptions' | 'timeZone' | 'title' | 'width'> {
  model: GraphModel;
  navigation: Navigation;
  search: Search;
  panels: Panels;
  hasProblems: boolean;
  renderInput: RenderInput;
  barRef: Ref<HTMLDivElement>;
}

const FilterChips = lazily(() => import('./FilterChips').then((module) => module.FilterChips));

/** The toolbar with filters, export and view buttons. */
export function GraphToolbar(props: Props) {
  const { model, navigation, search, panels, renderInput, barRef, content, options, onOptions } = props;
  const { timeZone, title, width, hasProblems } = props;
  const { viewState, dispatch } = model;
  const { quickFilters } = options;
  return (
    <Toolbar
      grouping={viewState.grouping}
      level={viewState.level}
      hasLevels={content.kind === 'flows'}
      isWide={hasRoomForSegments(width, quickFilters, viewState.filters)}
      search={search}
      onLevel={(level) => dispatch({ kind: 'level', level })}
      onGrouping={(grouping) => dispatch({ kind: 'grouping', grouping })}
      onFound={navigation.goToFound}
      barRef={barRef}
    >
      {(viewState.filters.length > 0 || quickFilters.length > 0) && (
        <FilterChips
          filters={viewState.filters}
          quickFilters={quickFilters}
          onFilters={(filters) => dispatch({ kind: 'filters', filters })}
          onQuickFilters={(next) => onOptions({ ...options, quickFilters: next })}
        />
      )}
      <ExportButton
        model={model}
        renderInput={renderInput}
        title={title}
        facts={exportedFacts(model, content, timeZone)}
      />
      <ViewButtons model={model} screen={renderInput.screen} panels={panels} hasProblems={hasProblems} />
    </Toolbar>
  );
}
