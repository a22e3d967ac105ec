import { type TypedVariableModel } from '@grafana/data';
import { type InterpolatedVariable } from '../templating/interpolate';
import { ALL_VALUE, isAll, type VariableState } from './types';

/** The state of a variable in the form that interpolation uses. */
export function toInterpolated(state: VariableState): InterpolatedVariable {
  const { model, chosen } = state;
  const all = isAll(state);
  const values = all ? state.options.map(({ value }) => value).filter((value) => value !== ALL_VALUE) : chosen;
  return {
    name: model.name,
    multi: model.multi ?? false,
    includeAll: model.includeAll ?? false,
    value: model.multi || all ? values : (values[0] ?? ''),
    text: chosenText(state),
    urlValue: model.multi ? chosen : (chosen[0] ?? ''),
    allValue: all && model.allValue ? model.allValue : undefined,
  };
}

/** What the picker shows: the texts of the selected values. */
export function chosenText({ options, chosen }: VariableState): string {
  return chosen.map((value) => options.find((option) => option.value === value)?.text ?? value).join(' + ');
}

/** The state of a variable in the form of Grafana's template service. */
export function toTypedModel(state: VariableState): TypedVariableModel {
  const { value } = toInterpolated(state);
  const model = { ...state.model, options: state.options, current: { text: chosenText(state), value } };
  // A saved variable has the fields of its type; nothing here depends on which type it is.
  return model as unknown as TypedVariableModel;
}
