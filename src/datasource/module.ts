import '../common/nestedPublicPath';
import { DataSourcePlugin } from '@grafana/data';
import { FlowDataSource } from './DataSource';
import { ConfigEditor } from './editor/ConfigEditor';
import { QueryEditor } from './editor/QueryEditor';
import { QueryHelp } from './editor/QueryHelp';
import { type FlowDataQuery, type FlowDataSourceOptions } from './settings/options';

export const plugin = new DataSourcePlugin<FlowDataSource, FlowDataQuery, FlowDataSourceOptions>(FlowDataSource)
  .setConfigEditor(ConfigEditor)
  .setQueryEditor(QueryEditor)
  .setQueryEditorHelp(QueryHelp);
