import { PanelPlugin } from '@grafana/data';
import { panelOptions } from '../shared/customFields';
import { TextPanel } from './TextPanel';

/** The text panel as a panel plugin. */
export const textPlugin = new PanelPlugin(TextPanel).setPanelOptions(panelOptions({ mode: 'markdown', content: '' }));
