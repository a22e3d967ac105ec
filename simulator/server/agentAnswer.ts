/** What a node's agent answers (aws/network-flow-monitor-agent, open_metrics/server.rs). */
import { type Agent } from '../agent/agent';
import { type Answer, text } from './answer';

/** Word for word what the agent says on its root path. */
const AGENT_HELP =
  'Network Flow Monitor Agent Metrics Server\n\nAvailable endpoints:\n- /metrics - Prometheus metrics\n';

export function agentAnswer(agent: Agent, path: string, nowMs: number): Answer {
  if (!agent.isUp(nowMs)) {
    return 'hang up';
  }
  if (agent.isBlocked(nowMs)) {
    return 'no answer';
  }
  switch (path) {
    case '/metrics':
      return text(200, agent.metricsText(nowMs));
    case '/':
      return text(200, AGENT_HELP);
    default:
      return text(404, 'Not Found');
  }
}
