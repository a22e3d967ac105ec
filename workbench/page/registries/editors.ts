import { standardEditorsRegistry, standardFieldConfigEditorRegistry } from '@grafana/data';
import { standardFieldOptions } from './fieldOptions';
import { NoEditor } from './NoEditor';

/** The IDs of the editors that Grafana registers; a panel plugin's options builder fails without them. */
const EDITOR_IDS = [
  'text',
  'number',
  'slider',
  'boolean',
  'select',
  'radio',
  'multi-select',
  'unit',
  'color',
  'field-name',
  'strings',
  'links',
  'mappings',
  'thresholds',
  'timezone',
  'fieldColor',
  'stats-picker',
  'dashboard-uid',
  'actions',
];

/** Registers an empty editor for each ID. */
export function registerEditors(): void {
  standardEditorsRegistry.setInit(() => EDITOR_IDS.map((id) => ({ id, name: id, editor: NoEditor })));
  standardFieldConfigEditorRegistry.setInit(() => standardFieldOptions);
}
