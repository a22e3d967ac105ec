/** All texts that the demo prints. */

export const STARTING = 'Starting the simulated cluster, Prometheus, and the page…';

export interface Addresses {
  dashboard: string;
  flowApi: string;
  cloudWatch: string;
  simulator: string;
  prometheus: string;
}

/** @param hasDocker whether docker compose can start the same demo in a real Grafana */
export function summary(addresses: Addresses, hasDocker: boolean): string {
  const lines = [
    '',
    `  Dashboard of the demo cluster   ${addresses.dashboard}`,
    '',
    `  Flow API                        ${addresses.flowApi}`,
    `  CloudWatch                      ${addresses.cloudWatch}`,
    `  Simulator and its agents        ${addresses.simulator}`,
    `  Prometheus                      ${addresses.prometheus}`,
    '',
    ...(hasDocker ? ['  For a real Grafana, run docker compose up and open http://localhost:3000', ''] : []),
    '  Press Ctrl+C to stop.',
  ];
  return lines.join('\n');
}

export function portInUse(problem: string): string {
  return `${problem}\nAnother demo may be running. Stop it first, or choose another port for the page with --port.`;
}

/** @param problem the last output of the program, or the error of the operating system */
export function didNotStart(program: string, problem: string): string {
  return `${program} did not start: ${problem}`;
}

export function notReady(url: string, minutes: number): string {
  return `${url} was not ready within ${minutes} minutes.`;
}

export function grafanaNotFound(home: string): string {
  return `GRAFANA_HOME is ${home}, but this directory has no bin/grafana. Set it to the directory in which Grafana is installed.`;
}

export const NO_ENVOY =
  'Envoy was not installed. PyPI has it for Linux on x86-64 only. Start the demo without --gateway.';

export const NO_FREE_PORT = 'No free port was found.';
