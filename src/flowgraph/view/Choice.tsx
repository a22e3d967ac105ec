import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React from 'react';

interface Props<T extends string> {
  /** The accessible name. */
  label: string;
  value: T;
  options: Array<{ value: T; label: string }>;
  /** Whether all options are visible next to each other. Otherwise, a drop-down takes less room. */
  isSegmented: boolean;
  onChange: (value: T) => void;
}

/** One of a few options. */
export function Choice<T extends string>({ isSegmented, ...props }: Props<T>) {
  const { label, ...choice } = props;
  return isSegmented ? <RadioButtonGroup {...choice} aria-label={label} size="sm" /> : <DropDown {...props} />;
}

/** A native drop-down: small, and accessible on every keyboard and phone. */
function DropDown<T extends string>({ label, value, options, onChange }: Omit<Props<T>, 'isSegmented'>) {
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
});
