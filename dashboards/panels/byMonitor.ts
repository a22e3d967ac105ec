import { type DataTransformerConfig } from '@grafana/grafana-foundation-sdk/dashboard';
import { BEFORE_MONITOR_NAME } from '../../src/core/cloudwatch/monitorMetrics';

/** Series are called by their labels, which hold the ARN: its end is the name that people know. */
export const NAMED_BY_MONITOR: DataTransformerConfig = {
  id: 'renameByRegex',
  options: { regex: `${BEFORE_MONITOR_NAME}([^",}]+).*`, renamePattern: '$1' },
};
