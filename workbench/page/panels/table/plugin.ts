import { PanelPlugin } from '@grafana/data';
import { TableCellDisplayMode } from '@grafana/schema';
import { customFields, panelOptions } from '../shared/customFields';
import { TablePanel } from './TablePanel';

/** The table as a panel plugin. */
export const tablePlugin = new PanelPlugin(TablePanel)
  .setPanelOptions(panelOptions({ frameIndex: 0, showHeader: true, showTypeIcons: false }))
  .useFieldConfig({
    useCustomConfig: customFields({
      align: 'auto',
      cellOptions: { type: TableCellDisplayMode.Auto },
      filterable: undefined,
      hidden: undefined,
      inspect: false,
      minWidth: undefined,
      width: undefined,
      wrapText: undefined,
    }),
  });
