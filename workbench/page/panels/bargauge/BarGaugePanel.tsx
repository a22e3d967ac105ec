import {
  type DisplayValueAlignmentFactors,
  type FieldDisplay,
  getDisplayValueAlignmentFactors,
  type PanelProps,
  VizOrientation,
} from '@grafana/data';
import { type BarGaugeDisplayMode, type BarGaugeNamePlacement, type BarGaugeValueMode } from '@grafana/schema';
import { BarGauge, useTheme2, VizRepeater, type VizRepeaterRenderValueProps } from '@grafana/ui';
import React from 'react';
import { reducedValues, type ReducedOptions } from '../shared/reduced';

/** The options of the bar gauge that the workbench supports. */
export interface BarGaugeOptions extends ReducedOptions {
  displayMode: BarGaugeDisplayMode;
  valueMode: BarGaugeValueMode;
  namePlacement: BarGaugeNamePlacement;
  showUnfilled: boolean;
  minVizWidth: number;
  minVizHeight: number;
  maxVizHeight: number;
}

/** Replaces Grafana's bar gauge, with the same parts of @grafana/ui. */
export function BarGaugePanel(props: PanelProps<BarGaugeOptions>) {
  const { width, height, data, options, renderCounter } = props;
  const theme = useTheme2();
  const orientation =
    options.orientation === VizOrientation.Auto ? autoOrientation(width, height) : options.orientation;
  const renderValue = (item: VizRepeaterRenderValueProps<FieldDisplay, DisplayValueAlignmentFactors>) => (
    <BarGauge
      value={item.value.display}
      field={item.value.field}
      display={item.value.view?.getFieldDisplayProcessor(item.value.colIndex ?? 0) ?? undefined}
      width={item.width}
      height={item.height}
      orientation={item.orientation}
      alignmentFactors={item.alignmentFactors}
      displayMode={options.displayMode}
      valueDisplayMode={options.valueMode}
      namePlacement={options.namePlacement}
      showUnfilled={options.showUnfilled}
      theme={theme}
      itemSpacing={8}
      lcdCellWidth={12}
      isOverflow={false}
    />
  );
  return (
    <VizRepeater
      getValues={() => reducedValues(props, false)}
      getAlignmentFactors={(values: FieldDisplay[]) => getDisplayValueAlignmentFactors(values)}
      renderValue={renderValue}
      width={width}
      height={height}
      source={data}
      itemSpacing={8}
      renderCounter={renderCounter}
      minVizHeight={options.minVizHeight}
      minVizWidth={options.minVizWidth}
      maxVizHeight={options.maxVizHeight}
      orientation={orientation}
    />
  );
}

function autoOrientation(width: number, height: number): VizOrientation {
  return width > height ? VizOrientation.Vertical : VizOrientation.Horizontal;
}
