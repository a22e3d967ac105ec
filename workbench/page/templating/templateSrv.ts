import { type ScopedVars, type TypedVariableModel } from '@grafana/data';
import { type TemplateSrv } from '@grafana/runtime';
import { namesIn } from './expression';
import { type Formatter, interpolate, type InterpolationContext } from './interpolate';

/** What the template service needs from the dashboard on screen. */
export interface TemplateSource {
  interpolation(): InterpolationContext;
  variableModels(): TypedVariableModel[];
}

/** Grafana's template service for the dashboard that `source` returns. */
export function createTemplateSrv(source: () => TemplateSource | undefined): TemplateSrv {
  return {
    replace(target = '', scopedVars: ScopedVars = {}, format?: Formatter) {
      const context = source()?.interpolation();
      return target === '' || context === undefined ? target : interpolate(target, scopedVars, format, context);
    },
    getVariables: () => source()?.variableModels() ?? [],
    containsTemplate(target = '') {
      const known = source()?.interpolation().variables;
      return namesIn(target).some((name) => known?.has(name) ?? false);
    },
    updateTimeRange: () => undefined,
  };
}
