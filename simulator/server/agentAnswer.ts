/** The responses of a node's agent (aws/network-flow-monitor-agent, open_metrics/server.rs). */
import { type Agent } from '../agent/agent';
import { type Answer, text } from './answer';

/** The exact text on the agent's root path. */
const AGENT_HELP =
  'Network Flow Monitor Agent Metrics Server\n\nAvailable endpoints:\n- /metrics - Prometheus metrics\n';

/**
 * The agent's response for a path: metrics, its help text, or 404. An agent that is down hangs up, and one that is
 * blocked does not answer.
 */
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
