import {
  type FieldDisplay,
  getFieldDisplayValues,
  type PanelProps,
  ReducerID,
  type ReduceDataOptions,
  VizOrientation,
} from '@grafana/data';
import { config } from '@grafana/runtime';

/** The options of panels that show single numbers. */
export interface ReducedOptions {
  reduceOptions: ReduceDataOptions;
  orientation: VizOrientation;
}

/** Grafana's defaults. */
export const REDUCED_DEFAULTS: ReducedOptions = {
  reduceOptions: { values: false, calcs: [ReducerID.lastNotNull], fields: '' },
  orientation: VizOrientation.Auto,
};

/** The numbers of a panel, one per field or row, with their display settings. */
export function reducedValues<T extends ReducedOptions>(props: PanelProps<T>, sparkline: boolean): FieldDisplay[] {
  const { data, fieldConfig, options, replaceVariables, timeZone } = props;
  return getFieldDisplayValues({
    fieldConfig,
    reduceOptions: options.reduceOptions,
    replaceVariables,
    theme: config.theme2,
    data: data.series,
    sparkline,
    timeZone,
  });
}
