import {
  type DisplayValueAlignmentFactors,
  type FieldDisplay,
  getDisplayValueAlignmentFactors,
  type PanelProps,
  VizOrientation,
} from '@grafana/data';
import { type VizTextDisplayOptions } from '@grafana/schema';
import {
  BigValue,
  type BigValueColorMode,
  BigValueGraphMode,
  type BigValueJustifyMode,
  type BigValueTextMode,
  DataLinksContextMenu,
  useTheme2,
  VizRepeater,
  type VizRepeaterRenderValueProps,
} from '@grafana/ui';
import React from 'react';
import { reducedValues, type ReducedOptions } from '../shared/reduced';

/** The options of the stat panel that the workbench supports. */
export interface StatOptions extends ReducedOptions {
  colorMode: BigValueColorMode;
  graphMode: BigValueGraphMode;
  justifyMode: BigValueJustifyMode;
  textMode: BigValueTextMode;
  wideLayout: boolean;
  text?: VizTextDisplayOptions;
}

type RenderProps = VizRepeaterRenderValueProps<FieldDisplay, DisplayValueAlignmentFactors>;

/** Replaces Grafana's stat panel, with the same parts of @grafana/ui. */
export function StatPanel(props: PanelProps<StatOptions>) {
  const { width, height, data, options, renderCounter } = props;
  const getValues = () => reducedValues(props, options.graphMode !== BigValueGraphMode.None);
  return (
    <VizRepeater
      getValues={getValues}
      getAlignmentFactors={(values: FieldDisplay[]) => getDisplayValueAlignmentFactors(values)}
      renderValue={(item: RenderProps) => <StatValue item={item} options={options} />}
      width={width}
      height={height}
      source={data}
      itemSpacing={3}
      renderCounter={renderCounter}
      autoGrid={options.orientation === VizOrientation.Auto}
      orientation={options.orientation}
    />
  );
}

/** One number. A click shows its links if there are any. */
function StatValue({ item, options }: { item: RenderProps; options: StatOptions }) {
  const theme = useTheme2();
  const { value, width, height, count, alignmentFactors } = item;
  const { colorMode, graphMode, justifyMode, textMode, text, wideLayout } = options;
  const { display, sparkline, hasLinks, getLinks } = value;
  const looks = { colorMode, graphMode, justifyMode, textMode, text, theme, disableWideLayout: !wideLayout };
  const bigValue = { ...looks, width, height, count, alignmentFactors, sparkline, value: display };
  if (!hasLinks || getLinks === undefined) {
    return <BigValue {...bigValue} />;
  }
  return (
    <DataLinksContextMenu links={getLinks}>
      {({ openMenu, targetClassName }) => <BigValue {...bigValue} onClick={openMenu} className={targetClassName} />}
    </DataLinksContextMenu>
  );
}
