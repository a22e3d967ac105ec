import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { IconButton, Input, useStyles2 } from '@grafana/ui';
import React, { type ReactNode, type Ref } from 'react';
import { type GraphLevel, type Grouping, GROUPINGS, LEVELS_OF } from '../../core/graph/level';
import { GROUPING_LABELS, LEVEL_LABELS } from '../model/options';
import { type Search } from './useSearch';

export interface ToolbarProps {
  grouping: Grouping;
  level: GraphLevel;
  /** Data that are no flows have one grouping and no levels. */
  hasLevels: boolean;
  search: Search;
  onLevel: (level: GraphLevel) => void;
  onGrouping: (grouping: Grouping) => void;
  onFound: (by: 1 | -1) => void;
  /** Buttons at the end. */
  children: ReactNode;
  /** For the element, which is higher than one row where its panel is narrow. */
  barRef: Ref<HTMLDivElement>;
}

/** Above the graph: how deep it goes, and what somebody looks for. */
export function Toolbar({
  grouping,
  level,
  hasLevels,
  search,
  onLevel,
  onGrouping,
  onFound,
  children,
  barRef,
}: ToolbarProps) {
  const styles = useStyles2(getStyles);
  return (
    <div ref={barRef} className={styles.bar} role="toolbar" aria-label="Flow graph">
      {hasLevels && (
        <>
          <Choice
            label="Boxes"
            value={grouping}
            options={GROUPINGS.map((value) => ({ value, label: GROUPING_LABELS[value] }))}
            onChange={onGrouping}
          />
          <Choice
            label="Level"
            value={level}
            options={LEVELS_OF[grouping].map((value) => ({ value, label: LEVEL_LABELS[value] }))}
            onChange={onLevel}
          />
        </>
      )}
      <div className={styles.search}>
        <Input
          value={search.text}
          placeholder="Find"
          aria-label="Find in the graph"
          onChange={({ currentTarget }) => search.search(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              onFound(event.shiftKey ? -1 : 1);
            } else if (event.key === 'Escape') {
              search.search('');
            }
          }}
          suffix={search.text && <span role="status">{countText(search)}</span>}
        />
      </div>
      {search.found.length > 1 && (
        <>
          <IconButton name="angle-up" tooltip="Previous (Shift+Enter)" onClick={() => onFound(-1)} />
          <IconButton name="angle-down" tooltip="Next (Enter)" onClick={() => onFound(1)} />
        </>
      )}
      <div className={styles.end}>{children}</div>
    </div>
  );
}

function countText({ found, index }: Search): string {
  return found.length === 0 ? 'none' : index < 0 ? `${found.length}` : `${index + 1} of ${found.length}`;
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  options: Array<{ value: T; label: string }>;
  onChange: (value: T) => void;
}

/** A browser's own drop-down: small, and at home with every keyboard and every phone. */
function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  const styles = useStyles2(getStyles);
  return (
    <select
      className={styles.choice}
      aria-label={label}
      title={label}
      value={value}
      onChange={({ currentTarget }) => {
        const chosen = options.find((option) => option.value === currentTarget.value);
        if (chosen) {
          onChange(chosen.value);
        }
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    // In a narrow panel the buttons go to the next row: what is cut off is not found.
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 0.75),
    minHeight: 32,
    paddingBottom: 2,
  }),
  choice: css({
    width: 'auto',
    height: 26,
    padding: theme.spacing(0, 0.5),
    color: theme.colors.text.primary,
    background: theme.components.input.background,
    border: `1px solid ${theme.components.input.borderColor}`,
    borderRadius: theme.shape.radius.default,
    fontSize: theme.typography.bodySmall.fontSize,
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  search: css({
    flex: '0 1 190px',
    minWidth: 70,
    '& input': { height: 26, fontSize: theme.typography.bodySmall.fontSize },
    '& > div, & > div > div': { height: 26 },
  }),
  end: css({ marginLeft: 'auto', display: 'flex', alignItems: 'center', gap: theme.spacing(0.25) }),
});
