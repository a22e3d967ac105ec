import { PanelPlugin } from '@grafana/data';
import { panelOptions } from '../shared/customFields';
import { TextPanel } from './TextPanel';

export const textPlugin = new PanelPlugin(TextPanel).setPanelOptions(panelOptions({ mode: 'markdown', content: '' }));
