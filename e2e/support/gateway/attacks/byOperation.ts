import { modelOperations } from '../../../../simulator/flowapi/testing/apiModel';
import { type Attack, attack } from './attack';

const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];

const LABELS: Record<string, string> = {
  monitorName: 'demo-monitor',
  scopeId: '4f2a9c1e-7b3d-4e58-9a60-1d2c3b4a5f60',
  resourceArn: encodeURIComponent('arn:aws:networkflowmonitor:us-east-1:123456789012:monitor/demo-monitor'),
};

/** The names of the operations that change something other than a query. */
export const CHANGING_OPERATIONS = Object.keys(modelOperations).filter((name) =>
  /^(Create|Update|Delete|Tag|Untag)/.test(name)
);

/** Each changing operation, with its own method and with all others. */
export function attacksByOperation(): Attack[] {
  return Object.entries(modelOperations)
    .filter(([name]) => CHANGING_OPERATIONS.includes(name))
    .flatMap(([name, { http }]) => {
      const path = http.requestUri.replace(/\{(\w+)\}/g, (_, label: string) => LABELS[label] ?? label);
      return METHODS.map((method) => attack({ name: `${method} on the path of ${name}`, method, path, body: '{}' }));
    });
}
