import '../common/nestedPublicPath';
import { PanelPlugin } from '@grafana/data';
import { GRAPH_LEVELS } from '../core/graph/graph';
import { FlowGraphPanel } from './FlowGraphPanel';
import { DEFAULT_OPTIONS, type FlowGraphOptions, LEVEL_LABELS } from './options';

export const plugin = new PanelPlugin<FlowGraphOptions>(FlowGraphPanel).setPanelOptions((builder) =>
  builder
    .addSelect({
      path: 'level',
      name: 'Level',
      description: 'At which grain endpoints are shown. One query serves all levels.',
      defaultValue: DEFAULT_OPTIONS.level,
      settings: { options: GRAPH_LEVELS.map((value) => ({ value, label: LEVEL_LABELS[value] })) },
    })
    .addNumberInput({
      path: 'maxEdges',
      name: 'Edges shown',
      description: 'The heaviest by bytes. Edges with losses are always shown; what is left out is said.',
      defaultValue: DEFAULT_OPTIONS.maxEdges,
      settings: { min: 1, integer: true },
    })
);
