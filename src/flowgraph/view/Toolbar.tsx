import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { IconButton, Input, useStyles2 } from '@grafana/ui';
import React, { type ReactNode, type Ref } from 'react';
import { type GraphLevel, type Grouping, GROUPINGS, LEVELS_OF } from '../../core/graph/level';
import { Choice } from './Choice';
import { type Search } from './useSearch';
import * as messages from '../messages/panel';
import { groupingLabels, levelLabels } from '../messages/shared';

export interface ToolbarProps {
  grouping: Grouping;
  level: GraphLevel;
  /** Whether the data has groupings and levels. Only flows do. */
  hasLevels: boolean;
  /** Whether there is room for all groupings and levels next to each other. */
  isWide: boolean;
  search: Search;
  onLevel: (level: GraphLevel) => void;
  onGrouping: (grouping: Grouping) => void;
  onFound: (by: 1 | -1) => void;
  /** Buttons at the end. */
  children: ReactNode;
  /** For the element, which has several rows in a narrow panel. */
  barRef: Ref<HTMLDivElement>;
}

/** The bar above the graph: grouping, level, search, and buttons. */
export function Toolbar({
  grouping,
  level,
  hasLevels,
  isWide,
  search,
  onLevel,
  onGrouping,
  onFound,
  children,
  barRef,
}: ToolbarProps) {
  const styles = useStyles2(getStyles);
  return (
    <div ref={barRef} className={styles.bar} role="toolbar" aria-label={messages.toolbarLabel}>
      {hasLevels && (
        <>
          <Choice
            label={messages.groupByLabel}
            value={grouping}
            isSegmented={isWide}
            options={GROUPINGS.map((value) => ({ value, label: groupingLabels[value] }))}
            onChange={onGrouping}
          />
          <Choice
            label={messages.levelLabel}
            value={level}
            isSegmented={isWide}
            options={LEVELS_OF[grouping].map((value) => ({ value, label: levelLabels[value] }))}
            onChange={onLevel}
          />
        </>
      )}
      <div className={styles.search}>
        <Input
          value={search.text}
          placeholder={messages.searchPlaceholder}
          aria-label={messages.searchLabel}
          onChange={({ currentTarget }) => search.search(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              onFound(event.shiftKey ? -1 : 1);
            } else if (event.key === 'Escape') {
              search.search('');
            }
          }}
          suffix={search.text && <span role="status">{messages.resultCount(search.found.length, search.index)}</span>}
        />
      </div>
      {search.found.length > 1 && (
        <>
          <IconButton name="angle-up" tooltip={messages.previousResult} onClick={() => onFound(-1)} />
          <IconButton name="angle-down" tooltip={messages.nextResult} onClick={() => onFound(1)} />
        </>
      )}
      <div className={styles.end}>{children}</div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    // In a narrow panel, the buttons wrap to the next row instead of being cut off.
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 0.75),
    minHeight: 32,
    paddingBottom: 2,
  }),
  search: css({
    flex: '1 1 60px',
    minWidth: 60,
    maxWidth: 190,
    '& input': { height: 26, fontSize: theme.typography.bodySmall.fontSize },
    '& > div, & > div > div': { height: 26 },
  }),
  end: css({
    marginLeft: 'auto',
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'flex-end',
    alignItems: 'center',
    gap: theme.spacing(0.25),
  }),
});
