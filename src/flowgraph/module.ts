import '../common/nestedPublicPath';
import { FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { GROUPINGS, LEVELS_OF } from '../core/graph/level';
import { FlowGraphPanel } from './FlowGraphPanel';
import { LAYOUTS } from './layout/layoutInput';
import {
  DEFAULT_OPTIONS,
  type FlowGraphOptions,
  GROUPING_LABELS,
  LAYOUT_LABELS,
  LEVEL_LABELS,
  MEASURE_OPTIONS,
} from './model/options';

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
        name: 'Boxes',
        description: 'What endpoints lie in: namespaces with workloads, zones with workloads, or zones with nodes.',
        defaultValue: DEFAULT_OPTIONS.grouping,
        settings: { options: GROUPINGS.map((value) => ({ value, label: GROUPING_LABELS[value] })) },
      })
      .addSelect({
        path: 'level',
        name: 'Level',
        description: 'At which grain endpoints are shown at first. One query serves all levels.',
        defaultValue: DEFAULT_OPTIONS.level,
        settings: {
          options: [...new Set(Object.values(LEVELS_OF).flat())].map((value) => ({
            value,
            label: LEVEL_LABELS[value],
          })),
        },
      })
      .addNumberInput({
        path: 'maxEdges',
        name: 'Edges shown',
        description: 'The heaviest by width. Edges with losses are always shown; what is left out is said.',
        defaultValue: DEFAULT_OPTIONS.maxEdges,
        settings: { min: 1, integer: true },
      })
      .addSelect({
        path: 'width',
        name: 'Width shows',
        defaultValue: DEFAULT_OPTIONS.width,
        settings: { options: MEASURE_OPTIONS, allowCustomValue: true },
      })
      .addSelect({
        path: 'color',
        name: 'Colour shows',
        description: 'From which values on it changes: thresholds, below; where none are set, by what is usual for it.',
        defaultValue: DEFAULT_OPTIONS.color,
        settings: { options: MEASURE_OPTIONS, allowCustomValue: true },
      })
      .addSelect({
        path: 'layout',
        name: 'Layout',
        defaultValue: DEFAULT_OPTIONS.layout,
        settings: { options: LAYOUTS.map((value) => ({ value, label: LAYOUT_LABELS[value] })) },
      })
      .addBooleanSwitch({ path: 'hasLabels', name: 'Values beside edges', defaultValue: DEFAULT_OPTIONS.hasLabels })
      .addBooleanSwitch({
        path: 'opensByZoom',
        name: 'Open and close by zoom',
        description: 'Boxes too small to read close, and workloads with room enough show their pods.',
        defaultValue: DEFAULT_OPTIONS.opensByZoom,
      });
  });
