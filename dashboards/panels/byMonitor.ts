import { type DataTransformerConfig } from '@grafana/grafana-foundation-sdk/dashboard';
import { BEFORE_MONITOR_NAME } from '../../src/core/cloudwatch/monitorMetrics';

/** Series are called by their labels, which hold the ARN: its end is the name that people know. */
export const NAMED_BY_MONITOR: DataTransformerConfig = {
  id: 'renameByRegex',
  options: { regex: `${BEFORE_MONITOR_NAME}([^",}]+).*`, renamePattern: '$1' },
};

/** Of a Region without monitors, or a range from before them. */
export const NOTHING_PUBLISHED = 'No monitor has published anything in this Region and range.';
