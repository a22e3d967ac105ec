import { type ChangeEvent } from 'react';
import { type FlowDataSourceOptions } from '../settings/options';

/** What a section of the settings gets. */
export interface SettingsProps {
  settings: FlowDataSourceOptions;
  disabled: boolean | undefined;
  onChange: (change: Partial<FlowDataSourceOptions>) => void;
}

export type InputEvent = ChangeEvent<HTMLInputElement>;

/** The text of an input without spaces around it. */
export function trimmedText(event: InputEvent): string {
  return event.currentTarget.value.trim();
}
