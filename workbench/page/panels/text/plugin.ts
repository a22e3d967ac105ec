import { PanelPlugin } from '@grafana/data';
import { panelOptions } from '../customFields';
import { TextPanel } from './TextPanel';

export const textPlugin = new PanelPlugin(TextPanel).setPanelOptions(panelOptions({ mode: 'markdown', content: '' }));
