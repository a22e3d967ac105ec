import {
  booleanOverrideProcessor,
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  type Field,
  FieldColorModeId,
  type FieldConfigPropertyItem,
  FieldType,
  identityOverrideProcessor,
  numberOverrideProcessor,
  stringOverrideProcessor,
  type ThresholdsConfig,
  ThresholdsMode,
  thresholdsOverrideProcessor,
  unitOverrideProcessor,
  valueMappingsOverrideProcessor,
} from '@grafana/data';
import { NoEditor } from './NoEditor';

type Process = FieldConfigPropertyItem['process'];

const anyField = () => true;
const numbersOnly = ({ type }: Field) => type === FieldType.number;

/** Grafana's default thresholds: green, and red from 80. */
const THRESHOLDS: ThresholdsConfig = {
  mode: ThresholdsMode.Absolute,
  steps: [
    { value: -Infinity, color: 'green' },
    { value: 80, color: 'red' },
  ],
};

interface Extras {
  shouldApply?: (field: Field) => boolean;
  defaultValue?: unknown;
}

function option(
  path: string,
  process: Process,
  { shouldApply = anyField, defaultValue }: Extras = {}
): FieldConfigPropertyItem {
  const item = { id: path, path, name: path, editor: NoEditor, override: NoEditor, process, shouldApply, settings: {} };
  return defaultValue === undefined ? item : { ...item, defaultValue };
}

/** The field options of every panel, and how a saved value is converted to the effective one. */
export const standardFieldOptions: FieldConfigPropertyItem[] = [
  option('displayName', displayNameOverrideProcessor),
  option('description', stringOverrideProcessor),
  option('unit', unitOverrideProcessor, { shouldApply: ({ type }) => type !== FieldType.time }),
  option('min', numberOverrideProcessor, { shouldApply: numbersOnly }),
  option('max', numberOverrideProcessor, { shouldApply: numbersOnly }),
  option('fieldMinMax', booleanOverrideProcessor, { shouldApply: numbersOnly }),
  option('decimals', numberOverrideProcessor, { shouldApply: numbersOnly }),
  option('color', identityOverrideProcessor, { defaultValue: { mode: FieldColorModeId.Thresholds } }),
  option('noValue', stringOverrideProcessor),
  option('links', dataLinksOverrideProcessor),
  option('actions', identityOverrideProcessor),
  option('mappings', valueMappingsOverrideProcessor, { defaultValue: [] }),
  option('thresholds', thresholdsOverrideProcessor, { defaultValue: THRESHOLDS }),
  option('filterable', booleanOverrideProcessor),
];
