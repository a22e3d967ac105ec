import { type FieldConfigSource } from '@grafana/data';
import { type RenderInput } from '../canvas/renderInput';
import { type FlowsContent, type ForeignContent } from '../model/flowsContent';
import { type GraphModel } from '../model/graphModel';
import { type FlowGraphOptions } from '../model/options';
import { type PanelSource } from '../queries/panelSource';

/** What the panel passes to the flow graph. */
export interface FlowGraphViewProps {
  content: FlowsContent | ForeignContent;
  /** Where details of the selection can be queried; undefined if the data comes from elsewhere. */
  panelSource: PanelSource | undefined;
  /** Runs the panel's queries again; undefined if the panel cannot. */
  retry: (() => void) | undefined;
  options: FlowGraphOptions;
  onOptions: (options: FlowGraphOptions) => void;
  fieldConfig: FieldConfigSource;
  /** In CSS pixels. */
  width: number;
  /** In CSS pixels. */
  height: number;
  timeZone: string;
  title: string;
  panelId: number;
}

/** What an export contains. */
export interface ExportProps {
  model: GraphModel;
  renderInput: RenderInput;
  /** The panel's title. */
  title: string;
  /** Captions of the image: what it shows and what it omits. */
  facts: readonly string[];
}
