import '../common/nestedPublicPath';
import { FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { GROUPINGS, LEVELS_OF } from '../core/graph/level';
import { FlowGraphPanel } from './FlowGraphPanel';
import { LAYOUTS } from './layout/layoutInput';
import * as messages from './messages/options';
import { groupingLabels, levelLabels } from './messages/shared';
import { DEFAULT_OPTIONS, type FlowGraphOptions, MEASURE_OPTIONS } from './model/options';

export const plugin = new PanelPlugin<FlowGraphOptions>(FlowGraphPanel)
  .useFieldConfig({
    disableStandardOptions: [
      FieldConfigProperty.Color,
      FieldConfigProperty.Decimals,
      FieldConfigProperty.DisplayName,
      FieldConfigProperty.Filterable,
      FieldConfigProperty.Mappings,
      FieldConfigProperty.Max,
      FieldConfigProperty.Min,
      FieldConfigProperty.NoValue,
      FieldConfigProperty.Unit,
    ],
  })
  .setPanelOptions((builder) => {
    builder
      .addSelect({
        path: 'grouping',
        ...messages.groupingOption,
        defaultValue: DEFAULT_OPTIONS.grouping,
        settings: { options: GROUPINGS.map((value) => ({ value, label: groupingLabels[value] })) },
      })
      .addSelect({
        path: 'level',
        ...messages.levelOption,
        defaultValue: DEFAULT_OPTIONS.level,
        settings: {
          options: [...new Set(Object.values(LEVELS_OF).flat())].map((value) => ({
            value,
            label: levelLabels[value],
          })),
        },
      })
      .addNumberInput({
        path: 'maxEdges',
        ...messages.maxEdgesOption,
        defaultValue: DEFAULT_OPTIONS.maxEdges,
        settings: { min: 1, integer: true },
      })
      .addSelect({
        path: 'width',
        ...messages.widthOption,
        defaultValue: DEFAULT_OPTIONS.width,
        settings: { options: MEASURE_OPTIONS, allowCustomValue: true },
      })
      .addSelect({
        path: 'color',
        ...messages.colorOption,
        defaultValue: DEFAULT_OPTIONS.color,
        settings: { options: MEASURE_OPTIONS, allowCustomValue: true },
      })
      .addSelect({
        path: 'layout',
        ...messages.layoutOption,
        defaultValue: DEFAULT_OPTIONS.layout,
        settings: { options: LAYOUTS.map((value) => ({ value, label: messages.layoutLabels[value] })) },
      })
      .addBooleanSwitch({ path: 'hasLabels', ...messages.hasLabelsOption, defaultValue: DEFAULT_OPTIONS.hasLabels })
      .addBooleanSwitch({
        path: 'opensByZoom',
        ...messages.opensByZoomOption,
        defaultValue: DEFAULT_OPTIONS.opensByZoom,
      });
  });
