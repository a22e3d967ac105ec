/** Texts of the panel's options. */

import { type Layout } from '../layout/layoutInput';

export const layoutLabels: Record<Layout, string> = {
  auto: 'Automatic',
  layered: 'Layered (clients on the left)',
  force: 'Force-directed',
  grid: 'Grid',
  sideBySide: 'Columns',
};

export const groupingOption = {
  name: 'Group by',
  description: 'Groups of the graph: namespaces with workloads, zones with workloads, or zones with nodes.',
};
export const levelOption = {
  name: 'Level',
  description: 'Initial level of detail. All levels use the same query.',
};
export const maxEdgesOption = {
  name: 'Maximum number of edges',
  description:
    'Edges with the largest width are shown first. Edges with losses are always shown. The caption counts omitted edges.',
};
export const widthOption = { name: 'Edge width' };
export const colorOption = {
  name: 'Edge color',
  description: 'Uses the thresholds below. If none are set, the default limits of the measure apply.',
};
export const layoutOption = { name: 'Layout' };
export const hasLabelsOption = { name: 'Show edge values' };
export const opensByZoomOption = {
  name: 'Expand on zoom',
  description: 'Collapses groups that are too small to read, and expands workloads that have room for their pods.',
};
