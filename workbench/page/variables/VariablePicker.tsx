import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { Combobox, Icon, Input, MultiCombobox, Tooltip, useStyles2 } from '@grafana/ui';
import { isEqual } from 'lodash';
import React, { useState } from 'react';
import { searchKey } from '../url/search';
import { chosenText } from './interpolated';
import { ALL_VALUE, type VariableOption, type VariableState } from './types';

const WITHOUT_LABEL = 1;

/** The control of one variable at the top of the dashboard. */
export function VariablePicker({ state }: { state: VariableState }) {
  const styles = useStyles2(getStyles);
  const { model, error } = state;
  const id = `variable-${model.name}-input`;
  return (
    <div className={styles.picker} data-testid={`variable-${model.name}`} data-value={state.chosen.join(',')}>
      {model.hide !== WITHOUT_LABEL && (
        <label htmlFor={id} className={styles.label}>
          {model.label || model.name}
          {error !== undefined && (
            <Tooltip content={error}>
              <Icon name="exclamation-triangle" className={styles.error} />
            </Tooltip>
          )}
        </label>
      )}
      <Control id={id} state={state} />
    </div>
  );
}

function Control({ id, state }: { id: string; state: VariableState }) {
  const { model } = state;
  const [shown, choose] = usePicked(state);
  if (model.type === 'textbox') {
    const value = shown[0] ?? '';
    return <TextControl key={value} id={id} value={value} onChange={(text) => choose([text])} />;
  }
  const options = withChosen({ ...state, chosen: shown }).map(({ text, value }) => ({ label: text, value }));
  if (model.multi) {
    const pick = (values: string[]) => choose(withoutAll(values, shown, state.options));
    return (
      <MultiCombobox
        id={id}
        options={options}
        value={shown}
        width="auto"
        minWidth={16}
        maxWidth={48}
        onChange={(items) => pick(items.map(({ value }) => value))}
      />
    );
  }
  return (
    <Combobox
      id={id}
      options={options}
      value={shown[0] ?? null}
      width="auto"
      minWidth={12}
      maxWidth={48}
      createCustomValue={model.type === 'query'}
      onChange={({ value }) => choose([value])}
    />
  );
}

/**
 * What the control shows, and how it handles a choice. A choice changes the URL and comes back from the session a
 * little later; until then it is already shown, because otherwise the control would appear to reject it.
 */
function usePicked({ model, chosen }: VariableState): [string[], (values: string[]) => void] {
  const [picked, setPicked] = useState<{ values: string[]; instead: string[] }>();
  const shown = picked !== undefined && picked.instead === chosen ? picked.values : chosen;
  const choose = (values: string[]) => {
    if (!isEqual(values, shown)) {
      setPicked({ values, instead: chosen });
      locationService.partial({ [searchKey(model)]: values });
    }
  };
  return [shown, choose];
}

interface TextControlProps {
  id: string;
  value: string;
  onChange: (value: string) => void;
}

/** Applies the text on Enter or when the field loses focus. */
function TextControl({ id, value, onChange }: TextControlProps) {
  const [text, setText] = useState(value);
  const commit = () => text !== value && onChange(text);
  return (
    <Input
      id={id}
      width={20}
      value={text}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onBlur={commit}
      onKeyDown={({ key }) => key === 'Enter' && commit()}
    />
  );
}

/** The options, preceded by selected values that are not among them. */
function withChosen(state: VariableState): VariableOption[] {
  const { options, chosen } = state;
  const beyond = chosen.filter((value) => !options.some((option) => option.value === value));
  return [...beyond.map((value) => ({ text: chosenText({ ...state, chosen: [value] }), value })), ...options];
}

/** "All" and single values exclude each other: the newer choice remains. No choice means all, or the first option. */
function withoutAll(values: string[], before: string[], options: VariableOption[]): string[] {
  if (values.length === 0) {
    return options.slice(0, 1).map(({ value }) => value);
  }
  if (!values.includes(ALL_VALUE)) {
    return values;
  }
  return before.includes(ALL_VALUE) && values.length > 1 ? values.filter((value) => value !== ALL_VALUE) : [ALL_VALUE];
}

const getStyles = (theme: GrafanaTheme2) => ({
  picker: css({
    alignItems: 'stretch',
    display: 'flex',
    maxWidth: '100%',
    // The control is attached to the label, as in Grafana.
    '& > label + * input': { borderTopLeftRadius: 0, borderBottomLeftRadius: 0 },
  }),
  label: css({
    alignItems: 'center',
    background: theme.colors.background.primary,
    border: `1px solid ${theme.components.input.borderColor}`,
    borderRight: 'none',
    borderRadius: `${theme.shape.radius.default} 0 0 ${theme.shape.radius.default}`,
    display: 'flex',
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    gap: theme.spacing(0.5),
    margin: 0,
    padding: theme.spacing(0, 1),
    whiteSpace: 'nowrap',
  }),
  error: css({ color: theme.colors.warning.text }),
});
