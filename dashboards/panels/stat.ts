import { BigValueColorMode, BigValueGraphMode } from '@grafana/grafana-foundation-sdk/common';
import { type Threshold, ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { UNKNOWN_COLOR, UNKNOWN_TEXT } from '../../src/core/dataState';

interface StatFacts {
  title: string;
  description: string;
  /** Of the 24 columns of the grid. */
  width: number;
  /** In rows of the grid. */
  height: number;
  unit?: string;
  /** The color from each value on; without steps, the number has the color of text. */
  steps?: Threshold[];
}

/** Green for zero, red from one on. */
export const GOOD_AT_ZERO: Threshold[] = [
  { value: 0, color: 'green' },
  { value: 1, color: 'red' },
];

/** A stat panel without queries. Grafana colors an unknown value by the lowest step, so this one is neutral. */
export function stat({ title, description, width, height, unit, steps = [] }: StatFacts): PanelBuilder {
  const panel = new PanelBuilder()
    .title(title)
    .description(description)
    .span(width)
    .height(height)
    .noValue(UNKNOWN_TEXT)
    .colorMode(BigValueColorMode.Value)
    .graphMode(BigValueGraphMode.None)
    .thresholds(
      new ThresholdsConfigBuilder()
        .mode(ThresholdsMode.Absolute)
        .steps([{ value: null, color: UNKNOWN_COLOR }, ...steps])
    );
  return unit === undefined ? panel : panel.unit(unit);
}
