import {
  type FieldConfigEditorBuilder,
  identityOverrideProcessor,
  type PanelOptionsEditorBuilder,
} from '@grafana/data';
import { NoEditor } from '../../registries/NoEditor';

/** Registers a panel's own field options with their defaults, by path below `custom`. */
export function customFields(defaults: Record<string, unknown>): (builder: FieldConfigEditorBuilder<object>) => void {
  return (builder) => {
    for (const [path, defaultValue] of Object.entries(defaults)) {
      builder.addCustomEditor({
        id: path,
        // Paths are typed as keys of a panel's options; these panels accept anything that a dashboard has.
        path: path as never,
        name: path,
        editor: NoEditor,
        override: NoEditor,
        process: identityOverrideProcessor,
        shouldApply: () => true,
        defaultValue: defaultValue as never,
      });
    }
  };
}

/** Registers a panel's options with their defaults. */
export function panelOptions<T extends object>(defaults: NoInfer<T>): (builder: PanelOptionsEditorBuilder<T>) => void {
  return (builder) => {
    for (const [path, defaultValue] of Object.entries(defaults)) {
      builder.addCustomEditor({ id: path, path, name: path, editor: NoEditor, defaultValue });
    }
  };
}
